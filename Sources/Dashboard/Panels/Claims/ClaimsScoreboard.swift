import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// How the claims of each topic and of each speaker have done; the rate is of forecasts only, statements are listed beside them.
struct ClaimsScoreboard {
  let content: ClaimsContent
  /// The group under the cursor; nil where the cursor is elsewhere.
  let selected: Int?

  private var context: DrawContext { content.context }

  /// The groups side by side with the claims of the selected one below, where there is room.
  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard rect.width >= 100 else { return drawGroups(in: rect, on: &canvas) }
    let (upper, lower) = rect.top(min(rect.height, max(content.topics.count, content.speakers.count) + 3))
    let (left, right) = upper.left(upper.width / 2)
    drawTopics(in: left, on: &canvas)
    drawSpeakers(in: right, on: &canvas)
    if let selected, content.groups.indices.contains(selected) { drawMembers(ofGroup: selected, in: lower, on: &canvas) }
  }

  /// Topics above speakers, each with the rows that it needs.
  func drawGroups(in rect: Rect, on canvas: inout Canvas) {
    let (topics, speakers) = (content.topics.count + 3, content.speakers.count + 3)
    let (upper, lower) = rect.top(min(topics, rect.height - min(speakers, rect.height / 2)))
    drawTopics(in: upper, on: &canvas)
    drawSpeakers(in: lower, on: &canvas)
  }

  private func drawTopics(in rect: Rect, on canvas: inout Canvas) {
    drawGroups(0..<content.topics.count, context.words("By topic", "주제별"), in: rect, on: &canvas)
  }

  private func drawSpeakers(in rect: Rect, on canvas: inout Canvas) {
    let places = content.topics.count..<content.groups.count
    drawGroups(places, context.words("By speaker", "발언자별"), in: rect, on: &canvas)
  }

  /// A row per group: its name, a mark per claim (forecasts, a bar, statements), how many of the judged forecasts came true.
  private func drawGroups(_ places: Range<Int>, _ title: String, in rect: Rect, on canvas: inout Canvas) {
    let box = Box(
      title,
      notes: [
        context.words("forecasts only, partly counts half", "적중률: 예측만, 일부 적중은 절반"),
        context.words("forecasts, partly .5", "예측만, 일부 절반"), context.words("partly .5", "일부 절반"),
      ])
    let legends = [
      context.words("one mark per claim: forecasts ┊ statements", "주장마다 표시 하나: 예측 ┊ 진술"),
      context.words("forecasts ┊ statements", "예측 ┊ 진술"), "",
    ].map { Line($0, .muted) }
    let (groups, width) = (content.groups, rect.width - 4)
    let widest = places.map { TextWidth.columns(context.words(content.name(ofGroup: $0))) }.max() ?? 0
    var table = Table(rows: Array(places), padding: 1) {
      Column(.exactly(max(6, min(widest, width * 2 / 5, width - 25)))) { Line(context.words(content.name(ofGroup: $0))) }
      Column(legends, .rest(least: 18)) { Self.marks(groups[$0].tally, $1, context) }
      Column(context.words("hit %", "적중률"), .exactly(6), .right, gap: 0) {
        Line(
          groups[$0].tally.hitRate.map { Numbers.grouped($0, 0) + "%" } ?? "–",
          groups[$0].tally.forecasts.judged > 0 ? .text : .muted)
      }
    }
    table.hit = Hit.items(of: ClaimsView.scoreboard.rawValue, from: places.lowerBound)
    table.selecting(row: selected.map { $0 - places.lowerBound }).draw(in: rect, box: box, on: &canvas)
  }

  /// A mark per claim in the order of the tally, forecasts before statements, and how many the rate is based on; where there is no room
  /// for all marks, in proportion.
  private static func marks(_ tally: ClaimTally, _ width: Int, _ context: DrawContext) -> Line {
    let judged = Line(context.words("of \(tally.forecasts.judged)", "\(tally.forecasts.judged)건 중"), .muted).right(in: 7)
    let bar = tally.statements.total > 0 ? 1 : 0
    let scale = min(1, Double(width - 8 - bar) / Double(max(1, tally.all.total)))
    var (line, sum, drawn) = (Line(), 0, 0)
    for kind in ClaimKind.allCases {
      if kind == .statement, bar > 0 { line.spans.append(Span("┊", .muted)) }
      for verdict in Verdict.tally {
        sum += tally[kind][verdict]
        let marks = max(0, Int(rounding: Double(sum) * scale) - drawn)
        line.spans.append(Span(String(repeating: String(verdict.mark), count: marks), verdict.role))
        drawn += marks
      }
    }
    return line.beside(judged, in: width)
  }

  /// The claims of a group in the order of the tally, as many as there is room for.
  private func drawMembers(ofGroup place: Int, in rect: Rect, on canvas: inout Canvas) {
    let members = context.analysis.ledger.sorted(content.groups[place])
    let box = Box(
      context.words(content.name(ofGroup: place)), note: context.words("\(members.count) claims", "\(members.count)건"))
    var table = Table(rows: members, padding: 1) {
      Column(.exactly(1)) { Line(String($0.verdict.mark), $0.verdict.role, .bold) }
      Column(.exactly(10)) { Line(context.words(Names.of($0.verdict)), $0.verdict.role) }
      Column(Line(), .rest(least: 1)) { judgement, width in
        let isStatement = judgement.claim.kind == .statement
        let text = (isStatement ? context.words("statement: ", "진술: ") : "") + context.words(judgement.claim.text)
        let record = Line(ClaimText.record(judgement, context.format), .reported).cut(to: 20)
        return Line(text, isStatement ? .muted : .text).beside(record, in: width)
      }
    }
    table.more = context.words("… Enter: all", "… Enter: 전체")
    table.draw(in: rect, box: box, on: &canvas)
  }
}
