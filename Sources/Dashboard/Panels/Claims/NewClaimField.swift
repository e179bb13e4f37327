package import App
import Documents
package import Model

/// A field of the form for a new claim.
package struct NewClaimField: PromptField {
  /// Which of the fields.
  package let step: ClaimForm.Step

  /// A claim is a sentence.
  package var longest: Int { step == .text ? 400 : 80 }

  /// The field with its place in the form.
  package func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) { ClaimFormText.words(step, context) }

  /// The fields before.
  package func given(_ context: DrawContext) -> [(name: String, text: String)] { ClaimFormText.answers(before: step, context) }

  /// Speakers, topics, metrics, plants.
  package func choices(_ text: String, _ context: DrawContext) -> [Choice] { ClaimFormText.choices(step, text, context) }

  /// Goes on to the next field; hands the entry over after the last one.
  package func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
    if let fault = state.claims.form.accept(prompt.text, for: step, at: context.snapshot) { return .fault(fault) }
    let form = state.claims.form
    guard let place = form.steps.firstIndex(of: step), place + 1 < form.steps.count else { return .asks(.addClaim(form.entry())) }
    return .next(Self.prompt(form.steps[place + 1], form, context.draw))
  }

  /// Tab goes on, Shift-Tab back, Ctrl-E to the editor.
  package func key(_ chord: Chord, _ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer? {
    switch chord {
    case .tab: return accept(prompt, &state, context)
    case .backTab:
      let steps = state.claims.form.steps
      guard let place = steps.firstIndex(of: step), place > 0 else { return .next(prompt) }
      state.claims.form.keep(prompt.text, for: step)
      return .next(Self.prompt(steps[place - 1], state.claims.form, context.draw))
    case .control("e"):
      state.claims.form.keep(prompt.text, for: step)
      let entry = state.claims.form.entry()
      // What was typed goes along if it already makes an entry. The prompt closes once it is written, so that nothing is lost where it
      // cannot be.
      if entry.claim(key: "new", line: 1, day: context.snapshot.asOf.newYorkDay).faults.isEmpty {
        return .asks(.editClaims(id: nil, adding: entry))
      }
      state.claims.form.leave()
      return .closes(.editClaims(id: nil, adding: nil))
    default: return nil
    }
  }

  private static func prompt(_ step: ClaimForm.Step, _ form: ClaimForm, _ context: DrawContext) -> Prompt {
    let suggestion = step == .who ? context.words("me", "나") : ""
    return Prompt(NewClaimField(step: step), form.answers[step] ?? suggestion)
  }
}
