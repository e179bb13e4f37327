package import Model

/// Something that is asked from the user: a panel owns it, the app only shows it and types into it.
package protocol PromptField: Equatable, Sendable {
  /// The title of the prompt, and what may be typed.
  func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase)
  /// The longest text, in bytes of UTF-8.
  var longest: Int { get }
  /// What one may choose from instead of typing it out; those that fit the text so far.
  func choices(_ text: String, _ context: DrawContext) -> [Choice]
  /// What was answered before, where the field is one of a form.
  func given(_ context: DrawContext) -> [(name: String, text: String)]
  /// Takes what was typed, or says why it cannot.
  func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer
  /// Takes a key that is none of text, in a form; nil where it means nothing here.
  func key(_ chord: Chord, _ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer?
}

extension PromptField {
  /// 80 bytes.
  package var longest: Int { 80 }
  /// None: it is typed.
  package func choices(_ text: String, _ context: DrawContext) -> [Choice] { [] }
  /// Nothing: the field stands alone.
  package func given(_ context: DrawContext) -> [(name: String, text: String)] { [] }
  /// Nil: no key means anything of its own.
  package func key(_ chord: Chord, _ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer? { nil }

  fileprivate func equals(_ other: any PromptField) -> Bool { other as? Self == self }
}

/// One of the answers that a field offers.
package struct Choice: Equatable, Sendable {
  /// What is typed by choosing it.
  package var text: String
  /// What it means.
  package var meaning: Phrase

  /// A text with its meaning.
  package init(_ text: String, _ meaning: Phrase) { (self.text, self.meaning) = (text, meaning) }
}

/// What comes of an answer.
package enum Answer {
  /// It was taken; the prompt closes.
  case taken
  /// It cannot be taken, and why; the prompt stays.
  case fault(Phrase)
  /// It was taken; another field is asked for.
  case next(Prompt)
  /// The world is asked for something; the prompt stays open until that has worked.
  case asks(Effect)
  /// The prompt closes, and the world is asked for something.
  case closes(Effect)
}

/// A line that the user types into.
package struct Prompt: Equatable, Sendable {
  /// What is asked.
  package var field: any PromptField
  /// The text so far: what was there before until something is typed.
  package var text: String
  /// What is wrong with the text.
  package var fault: Phrase?
  /// Whether Enter on the same text replaces what is there.
  package var mayReplace = false
  /// Whether the text is what was there before: the first character typed takes its place.
  package var isSuggestion: Bool
  /// The place of the selected choice among those that fit; nil while none is.
  package var selected: Int?

  /// A prompt whose text, if any, is a suggestion.
  package init(_ field: any PromptField, _ text: String = "") {
    self.field = field
    self.text = text
    isSuggestion = !text.isEmpty
  }

  /// Whether both ask the same and hold the same.
  package static func == (a: Prompt, b: Prompt) -> Bool {
    a.field.equals(b.field) && a.text == b.text && a.fault == b.fault && a.mayReplace == b.mayReplace
      && a.isSuggestion == b.isSuggestion && a.selected == b.selected
  }

  /// After the text was changed: nothing is known to be wrong with it.
  mutating func edited() { (isSuggestion, fault, mayReplace, selected) = (false, nil, false, nil) }

  /// The choices that fit the text; all of them while it is a suggestion.
  func choices(_ context: DrawContext) -> [Choice] { field.choices(isSuggestion ? "" : text, context) }

  /// Types a key: Enter gives the text to the field, Esc closes, up and down go through the choices.
  func type(_ chord: Chord, _ state: inout AppState, _ context: CommandContext) -> Effect? {
    var prompt = self
    switch chord {
    case .control("c"): return .exit
    case .control("l"): return .redraw
    case .escape: state.close()
    case .enter:
      prompt.takeChoice(context.draw)
      return prompt.take(prompt.field.accept(prompt, &state, context), &state)
    case .up, .down:
      let count = choices(context.draw).count
      guard count > 0 else { return nil }
      prompt.selected = chord == .down ? min(count - 1, (selected ?? -1) + 1) : selected.flatMap { $0 > 0 ? $0 - 1 : nil }
      state.overlay = .prompt(prompt)
    default:
      if chord == .tab { prompt.takeChoice(context.draw) }
      if let answer = field.key(chord, prompt, &state, context) { return prompt.take(answer, &state) }
      if case .character = chord, isSuggestion { prompt.text = "" }
      guard prompt.text.edit(chord, longest: field.longest) else { return nil }
      prompt.edited()
      state.overlay = .prompt(prompt)
    }
    return nil
  }

  /// Types out the selected choice.
  private mutating func takeChoice(_ context: DrawContext) {
    let choices = choices(context)
    guard let selected, choices.indices.contains(selected) else { return }
    text = choices[selected].text
    edited()
  }

  private func take(_ answer: Answer, _ state: inout AppState) -> Effect? {
    var prompt = self
    switch answer {
    case .taken: state.close()
    case .fault(let why):
      prompt.fault = why
      state.overlay = .prompt(prompt)
    case .next(let next): state.overlay = .prompt(next)
    case .asks(let effect):
      state.overlay = .prompt(prompt)
      return effect
    case .closes(let effect):
      state.close()
      return effect
    }
    return nil
  }
}
