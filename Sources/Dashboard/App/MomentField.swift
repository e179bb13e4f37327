import Format
import Model

/// The field for a moment to go to.
struct MomentField: PromptField {
  func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    (
      Phrase("Go to a moment", "시점 이동"),
      Phrase(
        "A day, 2024-04-23; a time, 2023-07-19T16:04ET; a quarter's results, 2023Q2; or now.",
        "날짜 2024-04-23, 시각 2023-07-19T16:04ET, 분기 실적 2023Q2, 또는 now.")
    )
  }

  func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
    switch MomentText.read(prompt.text, results: context.timeline.results, now: context.now) {
    case .success(let moment):
      state.go(to: moment, context)
      return .taken
    case .failure(let why): return .fault(why.reason)
    }
  }
}

/// A moment as people type it.
enum MomentText {
  /// Why a text names no moment that one can go to.
  struct Fault: Error { var reason: Phrase }

  /// A day, a time, a quarter whose results are out, or now, also as in `WrittenMoment`; blanks and words around it such as `go to` and `results` do not matter.
  static func read(_ text: String, results: [EarningsDay], now: Instant) -> Result<AsOf, Fault> {
    var words = text.lowercased().split(separator: " ").map(String.init)
    words.removeAll { ["go", "to", "results", "earnings", "실적", "이동", "로", "으로"].contains($0) }
    let text = words.joined(separator: " ")
    if ["now", "현재", "지금"].contains(text) { return .success(.now) }
    let compact = text.replacing(" ", with: "").uppercased()
    var instant: Instant?
    var fault: InstantError?
    do throws(InstantError) {
      instant = try Instant(parsing: text.replacing(".", with: "-").uppercased())
    } catch { fault = error }
    let written = instant == nil ? WrittenMoment(text, now: now) : nil
    if let quarter = Period(compact) ?? Period("20" + compact) ?? written?.quarter, case .quarter = quarter {
      guard let day = results.first(where: { $0.quarter == quarter }) else {
        return .failure(Fault(reason: Phrase("no results of \(quarter.label) are on record", "\(quarter.label) 실적이 기록에 없음")))
      }
      return reached(day.release, now)
    }
    if let instant = instant ?? written?.instant { return reached(instant, now) }
    return .failure(Fault(reason: fault?.message ?? Phrase("not a moment", "시점이 아님")))
  }

  private static func reached(_ instant: Instant, _ now: Instant) -> Result<AsOf, Fault> {
    guard instant <= now else {
      return .failure(Fault(reason: Phrase("that is later than now", "현재보다 뒤의 시점임")))
    }
    return .success(.at(instant))
  }
}
