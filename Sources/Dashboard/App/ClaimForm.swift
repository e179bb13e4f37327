package import Documents
import Format
import Model

/// A new claim while it is typed, a prompt for each field.
package struct ClaimForm: Equatable, Sendable {
  /// What is asked for, in this order.
  package enum Step: Int, Sendable, CaseIterable {
    case text, who, topic, by, metric, of, period, bound

    /// The fields of the entry that the answer sets.
    var fields: [ClaimField] {
      switch self {
      case .text: return [.text]
      case .who: return [.who]
      case .topic: return [.topic]
      case .by: return [.by]
      case .metric: return [.metric]
      case .of: return [.of]
      // Without a period the due day is the end of the span.
      case .period: return [.period, .by]
      case .bound: return ClaimField.bounds
      }
    }
  }

  /// What was typed so far; an empty text is an answer, a missing one was not given yet.
  package private(set) var answers: [Step: String] = [:]

  /// Whether it was left unfinished for the editor: it comes back when the next claim is written.
  package private(set) var isKept = false

  /// An empty form.
  package init() {}

  /// The metric that was chosen.
  var metric: ClaimMetric? { answers[.metric].flatMap { ClaimMetric(name: $0) } }

  /// The steps that the answers so far make necessary.
  var steps: [Step] {
    guard let metric else { return [.text, .who, .topic, .by, .metric] }
    return Step.allCases.filter { step in
      switch step {
      case .of: return metric.needsSubject
      case .period: return !metric.needsSubject
      default: return true
      }
    }
  }

  /// The entry of the answers; those that a changed metric has made pointless are left out.
  func entry() -> ClaimEntry {
    var entry = ClaimEntry()
    for step in steps {
      guard let answer = answers[step], !answer.isEmpty else { continue }
      // What an entry without it says, in both languages.
      if step == .who, ["me", "나"].contains(answer) { continue }
      if step == .bound {
        if let (field, value) = Self.bound(answer) { entry[field] = value }
      } else {
        entry[step.fields[0]] = answer
      }
    }
    return entry
  }

  /// Opens the first prompt of a new claim, or of the one that was left unfinished for the editor.
  static func begin(_ state: inout AppState) {
    if !state.claims.form.isKept { state.claims.form = ClaimForm() }
    state.claims.form.isKept = false
    state.overlay = .prompt(Prompt(.claim(.text), state.claims.form.answers[.text] ?? ""))
  }

  /// Takes an answer: goes on to the next field, hands the entry over after the last one, or says what is wrong.
  static func answer(_ prompt: Prompt, _ step: Step, _ state: inout AppState, _ context: DrawContext) -> Effect? {
    guard accept(prompt, step, &state, context) else { return nil }
    let steps = state.claims.form.steps
    guard let place = steps.firstIndex(of: step), place + 1 < steps.count else {
      return .addClaim(state.claims.form.entry())
    }
    open(steps[place + 1], &state, context)
    return nil
  }

  /// The keys of the form beside those of every prompt: Tab goes on, Shift-Tab back, Ctrl-E to the editor.
  static func type(_ chord: Chord, _ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) -> Effect? {
    guard case .claim(let step) = prompt.question else { return nil }
    switch chord {
    case .tab: return answer(prompt, step, &state, context)
    case .backTab:
      let steps = state.claims.form.steps
      guard let place = steps.firstIndex(of: step), place > 0 else { return nil }
      state.claims.form.answers[step] = prompt.text
      open(steps[place - 1], &state, context)
      return nil
    default:
      state.claims.form.answers[step] = prompt.text
      let entry = state.claims.form.entry()
      // What was typed goes along if it already makes an entry. The prompt closes once it is written, so that
      // nothing is lost where it cannot be.
      if entry.claim(key: "new", line: 1, day: context.snapshot.asOf.newYorkDay).faults.isEmpty {
        return .editClaims(id: nil, adding: entry)
      }
      state.claims.form.isKept = true
      state.overlay = nil
      return .editClaims(id: nil, adding: nil)
    }
  }

  private static func open(_ step: Step, _ state: inout AppState, _ context: DrawContext) {
    let suggestion = step == .who ? context.words("me", "나") : ""
    state.overlay = .prompt(Prompt(.claim(step), state.claims.form.answers[step] ?? suggestion))
  }

  /// Accepts the text of a prompt; false where it cannot be accepted, and then the prompt says why.
  private static func accept(_ prompt: Prompt, _ step: Step, _ state: inout AppState, _ context: DrawContext) -> Bool {
    let text = String(prompt.text.trimmed)
    var form = state.claims.form
    form.answers[step] = step == .metric ? completed(text) : text
    var fault: Phrase?
    switch step {
    case .bound where bound(text) == nil:
      fault = Phrase("Write at least 80, at most 5, between 60 80, or equals 4.0.", "80 이상, 5 이하, 60~80, =4.0처럼 쓰세요.")
    case .of where !context.snapshot.factories.contains { $0.id == text }:
      let plants = context.snapshot.factories.map(\.id).joined(separator: ", ")
      fault = Phrase("There is no such plant. There are: \(plants)", "그런 공장이 없습니다. 가능: \(plants)")
    default:
      let day = context.snapshot.asOf.newYorkDay
      let faults = form.entry().claim(key: "new", line: 1, day: day).faults
      fault =
        faults.first { fault in
          step.fields.contains { $0.key == fault.key } && (step != .by || !fault.isMissing)
        }?.reason
    }
    if let fault {
      var prompt = prompt
      prompt.fault = fault
      state.overlay = .prompt(prompt)
      return false
    }
    state.claims.form = form
    return true
  }

  /// The name of the one metric that begins with a text; the text itself where none or several do.
  private static func completed(_ text: String) -> String {
    guard !text.isEmpty, ClaimMetric(name: text) == nil else { return text }
    let fitting = ClaimMetric.named.filter { $0.name.hasPrefix(text) }
    return fitting.count == 1 ? fitting[0].name : text
  }

  /// What a value must be, as people write it: `at least 80`, `>= 80`, `80 이상`, `60..80`, `60~80`, `=4.0`.
  package static func bound(_ text: String) -> (field: ClaimField, value: String)? {
    let text = text.lowercased()
    let beginnings: [(String, ClaimField)] = [
      ("at least", .atLeast), (">=", .atLeast), ("≥", .atLeast), ("at most", .atMost), ("<=", .atMost), ("≤", .atMost),
      ("between", .between), ("equals", .equals), ("=", .equals),
    ]
    for (word, field) in beginnings where text.hasPrefix(word) {
      return (field, String(text.dropFirst(word.count).replacing("~", with: " ").trimmed))
    }
    for (word, field) in [("이상", ClaimField.atLeast), ("이하", .atMost)] where text.hasSuffix(word) {
      return (field, String(text.dropLast(word.count).trimmed))
    }
    // A sign belongs to a number, so a range is not written with a hyphen.
    if text.contains("..") || text.contains("~") {
      return (.between, String(text.replacing("~", with: " ").replacing("..", with: " ").trimmed))
    }
    return nil
  }
}
