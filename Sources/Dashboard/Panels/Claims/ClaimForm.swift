import App
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
    state.overlay = .prompt(Prompt(NewClaimField(step: .text), state.claims.form.answers[.text] ?? ""))
  }

  /// Keeps an answer without checking it.
  mutating func keep(_ text: String, for step: Step) { answers[step] = text }

  /// Leaves the form unfinished for the editor.
  mutating func leave() { isKept = true }

  /// Takes an answer, or says what is wrong with it.
  mutating func accept(_ typed: String, for step: Step, at snapshot: Snapshot) -> Phrase? {
    let text = String(typed.trimmed)
    var form = self
    form.answers[step] = step == .metric ? Self.completed(text) : text
    switch step {
    case .bound where Self.bound(text) == nil:
      return Phrase("Write at least 80, at most 5, between 60 80, or equals 4.0.", "80 이상, 5 이하, 60~80, =4.0처럼 쓰세요.")
    case .of where !snapshot.factories.contains { $0.id == text }:
      let plants = snapshot.factories.map(\.id).joined(separator: ", ")
      return Phrase("There is no such plant. There are: \(plants)", "그런 공장이 없습니다. 가능: \(plants)")
    default:
      let faults = form.entry().claim(key: "new", line: 1, day: snapshot.asOf.newYorkDay).faults
      let fault = faults.first { fault in
        step.fields.contains { $0.key == fault.key } && (step != .by || !fault.isMissing)
      }
      if let fault { return fault.reason }
    }
    self = form
    return nil
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
