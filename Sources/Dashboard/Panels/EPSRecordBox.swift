import Analysis
import Canvas
import Finance
import Format
import Model

/// How right estimates have been: the naive ones over all quarters, those of the target, and the claims.
enum EPSRecordBox {
  static func name(_ method: EPSMethod) -> Phrase {
    method == .carried
      ? Phrase("naive: carried forward", "단순: 그대로 유지") : Phrase("naive, published deliveries", "단순 + 공개 인도량")
  }

  static func name(_ consensus: ConsensusFigure) -> Phrase {
    let (en, ko) = (consensus.compiler.en, consensus.compiler.ko)
    // One compiler's figures of two days are told apart by the day, which a narrow list shows first.
    let date = consensus.asOf.isEmpty ? "" : " " + consensus.asOf
    return consensus.metric == .epsNonGAAP
      ? Phrase("consensus\(date): \(en)", "컨센서스\(date): \(ko)")
      : Phrase("other basis\(date): \(en)", "다른 기준\(date): \(ko)")
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let row = content.view == .record ? content.row(.record, content.recordRows.count) : -1
    canvas.clipped(to: rect) { drawBox(content, row, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: EPSContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let title = scene.words("Track record and estimates", "적중 기록과 추정 목록")
    let inside = content.box(.record, rect, title: title, note: MoneyColumn.perShare(scene).unit, on: &canvas)
    let rows = content.recordRows
    guard inside.height > 1 else { return }
    let problems = scene.state.estimateProblems
    let (table, foot) = inside.top(inside.height - (problems.isEmpty ? 0 : min(2, inside.height / 4)))
    // A heading stands before each kind of row, so the rows are laid out before any is left out.
    var lines: [(row: Int?, heading: Phrase?)] = []
    for (i, row) in rows.enumerated() {
      if let heading = heading(row, before: i == 0 ? nil : rows[i - 1], content) { lines.append((nil, heading)) }
      lines.append((i, nil))
    }
    let place = lines.firstIndex { $0.row == selected } ?? 0
    let scroll = Scroll(lines.count, selected: place, room: table.height)
    for (k, line) in lines[scroll.visible].enumerated() {
      let y = table.y + k
      if let heading = line.heading { drawHeading(heading, table, y, scene, on: &canvas) }
      guard let i = line.row else { continue }
      drawRow(rows[i], Rect(table.x, y, table.width, 1), content, on: &canvas)
      if i == selected { canvas.emphasise(Rect(table.x, y, table.width, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    for (k, problem) in problems.prefix(foot.height).enumerated() {
      canvas.text("! " + problem, foot.x, foot.y + k, .warning, max: foot.width)
    }
  }

  private static func heading(_ row: EPSRecordRow, before: EPSRecordRow?, _ content: EPSContent) -> Phrase? {
    switch (row, before) {
    case (.consensus, _): return nil
    case (.method, .method?), (.estimate, .estimate?), (.other, .other?), (.claim, .claim?): return nil
    case (.method, _): return Phrase("all quarters|MAE|bias|quarters", "전체 분기|절대오차|편향|분기 수")
    case (.estimate, _):
      let target = content.target?.label ?? ""
      return Phrase("estimates of \(target) (o opens)|EPS|reported|error", "\(target) 추정 (o 열기)|EPS|발표|오차")
    case (.other, _): return Phrase("saved, other quarters|EPS|reported|error", "저장한 다른 분기|EPS|발표|오차")
    case (.claim, _): return Phrase("claims about EPS", "EPS 관련 주장")
    }
  }

  private static func ends(_ rect: Rect) -> [Int] { [rect.maxX - 18, rect.maxX - 9, rect.maxX] }

  private static func drawHeading(_ phrase: Phrase, _ rect: Rect, _ y: Int, _ scene: Scene, on canvas: inout Canvas) {
    let parts = scene.words(phrase).split(separator: "|").map(String.init)
    canvas.text(parts[0], rect.x, y, .muted, max: rect.width - (parts.count > 1 ? 27 : 0))
    for (text, end) in zip(parts.dropFirst(), ends(rect)) { canvas.right(text, end, y, .muted, max: 9) }
  }

  private static func drawRow(_ row: EPSRecordRow, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas) {
    let scene = content.scene
    switch row {
    case .method(let method):
      let record = content.record(method)
      drawNumbers(
        scene.words(name(method)), .text, [record.meanAbsoluteError, record.bias], isSigned: [false, true], .notKnownYet, rect,
        scene, on: &canvas)
      canvas.right("\(record.entries.count)", rect.maxX, rect.y, .muted)
    case .estimate(let id): drawEstimate(id, rect, content, on: &canvas)
    case .consensus(let i):
      let consensus = content.consensus[i]
      // On another basis than the company's nothing compares them.
      let reported = consensus.metric == .epsNonGAAP ? content.reported?.value : nil
      let absence = consensus.metric == .epsNonGAAP ? content.absence : .notApplicable
      let eps = consensus.figure.value
      drawNumbers(
        "  " + scene.words(name(consensus)), .text, [eps, reported, reported.map { eps - $0 }], isSigned: [false, false, true],
        absence, rect, scene, on: &canvas)
    case .other(let name):
      guard let saved = scene.state.estimates.first(where: { $0.name == name }) else { return }
      let s = content.snapshot
      let eps = EPSRecord.estimate(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, s)
      let judged = EPSRecord.judge(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, s)
      let reported = judged?.reported.value ?? (try? scene.analysis.quarter(saved.target))?.reading(.epsNonGAAP).value
      drawNumbers(
        "\(name) · \(saved.target.label)", .text, [eps, reported, judged?.error], isSigned: [false, false, true],
        s.absence(of: .epsNonGAAP, saved.target), rect, scene, on: &canvas)
    case .claim(let i):
      let claim = content.claims[i]
      let judged = scene.analysis.verdict(of: claim)
      let verdict = EPSClaims.verdictText(judged, scene)
      let width = TextWidth.columns(verdict)
      canvas.text(verdict, rect.maxX - width, rect.y, judged.role)
      let figure = EPSClaims.figureText(claim, scene)
      let end = rect.maxX - width - 2
      canvas.right(figure, end, rect.y, .claim)
      canvas.text("◇ " + scene.words(claim.text), rect.x, rect.y, .text, max: end - TextWidth.columns(figure) - 1 - rect.x)
    }
  }

  private static func drawEstimate(_ id: EPSCaseID, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas) {
    let scene = content.scene
    guard let target = content.target else { return }
    let made = try? content.sources?.make(id)
    let isShown = id == content.caseID
    let name = (isShown ? "▸ " : "  ") + scene.words(EPSCases.name(id))
    let eps = made?.statement.epsNonGAAP
    let reported = content.reported?.value
    // Made after the results it is no forecast, and has no error.
    var error: Double?
    if let eps, let reported, !isHindsight(id, target, content) { error = eps - reported }
    drawNumbers(
      name, isShown ? .heading : .text, [eps, reported, error], isSigned: [false, false, true],
      content.absence, rect, scene, on: &canvas)
  }

  private static func isHindsight(_ id: EPSCaseID, _ target: Period, _ content: EPSContent) -> Bool {
    guard let release = content.snapshot.earnings.first(where: { $0.quarter == target })?.release else { return false }
    let state = content.scene.state
    switch id {
    case .saved(let name): return state.estimates.first { $0.name == name }.map { $0.madeAt >= release } ?? false
    case .draft: return state.eps.drafts[target].map { $0.changedAt >= release } ?? false
    case .carried, .published, .preset: return false
    }
  }

  private static func drawNumbers(
    _ name: String, _ role: Role, _ values: [Double?], isSigned: [Bool], _ absence: Absence, _ rect: Rect,
    _ scene: Scene, on canvas: inout Canvas
  ) {
    let money = MoneyColumn.perShare(scene)
    canvas.text(name, rect.x, rect.y, role, max: rect.width - 27)
    for ((value, end), signed) in zip(zip(values, ends(rect)), isSigned) {
      guard let value else {
        canvas.right(scene.format.mark(absence), end, rect.y, .muted)
        continue
      }
      let text = signed ? money.signed(value) : money.text(value)
      canvas.right(text, end, rect.y, .text)
    }
  }

  /// The errors of a method quarter by quarter, newest first, in lines of six.
  static func errors(_ record: EPSRecord, _ scene: Scene) -> [Phrase] {
    let money = MoneyColumn.perShare(scene)
    let parts = record.entries.reversed().map { entry in
      "\(entry.target.shortLabel) \(money.signed(entry.error))"
    }
    guard !parts.isEmpty else { return [] }
    return [Phrase("estimate − reported: ", "추정 − 발표: ")]
      + stride(from: 0, to: parts.count, by: 6).map { Phrase(parts[$0..<min(parts.count, $0 + 6)].joined(separator: " · ")) }
  }
}
