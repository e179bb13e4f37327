import Analysis
import App
import Finance
import Format
import Model

/// The words of the form for a new claim.
enum ClaimFormText {
  /// The title of a prompt with its place in the form, and what may be typed.
  static func words(_ step: ClaimForm.Step, _ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    let steps = context.state.claims.form.steps
    let place = (steps.firstIndex(of: step) ?? 0) + 1
    // Before a metric is chosen nobody knows whether it needs more.
    let isLast = place == steps.count && step != .metric
    let name = name(step)
    let title = Phrase("New claim \(place): \(name.en)", "새 주장 \(place): \(name.ko)")
    let keys = Phrase(
      isLast ? "Enter saves it. Shift-Tab: back." : "Enter or Tab: next. Shift-Tab: back. Ctrl-E: write it in your editor.",
      isLast ? "Enter: 저장. Shift-Tab: 이전." : "Enter·Tab: 다음. Shift-Tab: 이전. Ctrl-E: 편집기에서 쓰기.")
    let hint = hint(step, context)
    return (title, Phrase(hint.en + " " + keys.en, hint.ko + " " + keys.ko))
  }

  private static func name(_ step: ClaimForm.Step) -> Phrase {
    switch step {
    case .text: return Phrase("what", "내용")
    case .who: return Phrase("who", "발언자")
    case .topic: return Phrase("topic", "주제")
    case .by: return Phrase("by", "기한")
    case .metric: return Phrase("metric", "지표")
    case .of: return Phrase("plant", "공장")
    case .period: return Phrase("period", "기간")
    case .bound: return Phrase("must be", "조건")
    }
  }

  private static func hint(_ step: ClaimForm.Step, _ context: DrawContext) -> Phrase {
    let form = context.state.claims.form
    switch step {
    case .text: return Phrase("What is claimed, in a sentence: Storage above 80 GWh in 2027.", "주장을 한 문장으로: 2027년 ESS 80GWh 이상.")
    case .who: return Phrase("Who says so. Empty: me.", "누가 말했나. 비우면 나.")
    case .topic:
      let topics = context.analysis.ledger.topics().map(\.key.en).joined(separator: ", ")
      return Phrase("A topic: \(topics), or another word. Empty: my own.", "주제: \(topics), 또는 다른 말. 비우면 내 주장.")
    case .by: return Phrase("The day on which it falls due: 2028-01-31. Empty: none.", "기한: 2028-01-31. 비우면 없음.")
    case .metric:
      let names = ClaimMetric.written.map(\.name).joined(separator: " ")
      return Phrase(
        "The figure that decides it, or empty: you judge it yourself. \(names), and the columns of quarters.csv; .qoq or .yoy after a name: its change.",
        "판정할 지표. 비우면 직접 판정. \(names), quarters.csv의 열; 이름 뒤에 .qoq, .yoy는 변화율.")
    case .of:
      let plants = context.snapshot.factories.map(\.id).joined(separator: ", ")
      return Phrase("Of which plant: \(plants).", "어느 공장: \(plants).")
    case .period: return period(form.metric)
    case .bound:
      guard let metric = form.metric else { return Phrase("", "") }
      let unit = metric.unit.rawValue.isEmpty ? "" : " (\(metric.unit.rawValue))"
      return metric.kind == .dated
        ? Phrase("at most 2027-06-30, or equals 2027-06-30.", "2027-06-30 이하, =2027-06-30.")
        : Phrase("at least 80, at most 5, between 60 80, or equals 4.0\(unit).", "80 이상, 5 이하, 60~80, =4.0\(unit).")
    }
  }

  private static func period(_ metric: ClaimMetric?) -> Phrase {
    switch metric?.kind {
    case .daily:
      return Phrase(
        "Empty: any day until it falls due. Or a day, 2027-12-31, or days, 2027-01-01..2027-12-31.",
        "비우면 기한까지 하루라도. 또는 하루 2027-12-31, 기간 2027-01-01..2027-12-31.")
    case .dated: return Phrase("The quarter or the year: 2027Q1, 2027.", "분기나 연도: 2027Q1, 2027.")
    default:
      return Phrase(
        "A quarter or a year: 2027Q1, 2027; any of several: 2026..2028.", "분기나 연도: 2027Q1, 2027. 여럿 중 하나라도: 2026..2028.")
    }
  }

  /// What was answered before a step.
  static func answers(before step: ClaimForm.Step, _ context: DrawContext) -> [(name: String, text: String)] {
    let form = context.state.claims.form
    return form.steps.prefix { $0 != step }.compactMap { step in
      guard let answer = form.answers[step], !answer.isEmpty else { return nil }
      return (context.words(name(step)), answer)
    }
  }

  /// What one may choose from and what fits the text so far: topics and speakers of the ledger, metrics by their names, plants.
  static func choices(_ step: ClaimForm.Step, _ text: String, _ context: DrawContext) -> [Choice] {
    let all: [Choice]
    switch step {
    case .who: all = context.analysis.ledger.speakers().map { Choice(context.words($0.key), $0.key) }
    case .topic: all = context.analysis.ledger.topics().map { Choice($0.key.en, Names.topic($0.key.en)) }
    case .metric:
      all = ClaimMetric.named.map { entry in
        Choice(entry.name, ClaimMetric(name: entry.name).map { Names.of($0) } ?? Phrase(entry.name))
      }
    case .of: all = context.snapshot.factories.map { Choice($0.id, $0.name) }
    default: return []
    }
    guard !text.isEmpty else { return all }
    let pattern = SearchPattern(text)
    return all.filter { pattern.score(SearchText([$0.text, $0.meaning.en, $0.meaning.ko])) != nil }
  }
}
