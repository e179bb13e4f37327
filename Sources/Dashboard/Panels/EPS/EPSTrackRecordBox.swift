import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// How right estimates have been: the naive ones over all quarters, those of the target, and the claims.
struct EPSTrackRecordBox {
  enum Row: Equatable {
    case method(EPSMethod)
    case estimate(EstimateID)
    case consensus(Int)
    /// One of the user's, of another quarter.
    case other(SavedEstimate)
    case claim(Int)
  }

  private let content: EPSContent
  private let context: DrawContext
  private let consensus: [ConsensusFigure]
  let rows: [Row]

  init(_ content: EPSContent) {
    let (context, target, earnings) = (content.context, content.target, content.earnings)
    (self.content, self.context, consensus) = (content, context, earnings.consensus(of: target))
    let others = context.state.documents.estimates.filter { $0.target != target && $0.madeAt <= context.snapshot.asOf }
    rows =
      EPSMethod.allCases.map { .method($0) } + content.choices.ids.map { .estimate($0) }
      + consensus.indices.map { .consensus($0) } + others.map { .other($0) } + earnings.claims.indices.map { .claim($0) }
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, box) = (content.context, EPSTrackRecordBox(content))
    let title = context.words("Track record and estimates", "적중 기록과 추정 목록")
    let inside = content.box(.record, rect, title: title, note: context.format.name(.usdPerShare), on: &canvas)
    let problems = context.state.documents.estimateProblems
    let (list, foot) = inside.top(inside.height - (problems.isEmpty ? 0 : min(2, inside.height / 4)))
    box.list.draw(in: list, edge: rect, on: &canvas)
    canvas.lines(problems.prefix(foot.height).map { Line("! " + $0, .warning) }, in: foot)
  }

  // MARK: lines

  /// The rows, with a heading before each kind of them.
  private var list: List {
    var lines: [(row: Int?, heading: Phrase?)] = []
    for (i, row) in rows.enumerated() {
      if let heading = heading(row, after: i == 0 ? nil : rows[i - 1]) { lines.append((nil, heading)) }
      lines.append((i, nil))
    }
    let selected = content.selected(.record, rows.count)
    var list = List(
      lines.map { line in List.Row.lazy { line.heading.map(self.line) ?? line.row.map { self.line(rows[$0]) } ?? .blank } },
      selected: lines.firstIndex { $0.row != nil && $0.row == selected })
    list.hit = { line in lines[line].row.map { .item(view: EPSView.record.rawValue, index: $0) } }
    return list
  }

  private func heading(_ row: Row, after before: Row?) -> Phrase? {
    let (target, open) = (content.target.label, content.context.key("eps.estimates"))
    switch (row, before) {
    case (.method, .method?), (.estimate, .estimate?), (.consensus, _), (.other, .other?), (.claim, .claim?): return nil
    case (.method, _): return Phrase("all quarters|MAE|bias|quarters", "전체 분기|절대오차|편향|분기 수")
    case (.estimate, _):
      return Phrase("estimates of \(target) (\(open) opens)|EPS|reported|error", "\(target) 추정 (\(open) 열기)|EPS|발표|오차")
    case (.other, _): return Phrase("saved, other quarters|EPS|reported|error", "저장한 다른 분기|EPS|발표|오차")
    case (.claim, _): return Phrase("claims about EPS", "EPS 관련 주장")
    }
  }

  private func line(_ heading: Phrase) -> List.Row {
    let parts = context.words(heading).split(separator: "|").map { Line(String($0), .muted) }
    return List.Row(parts[0], columns(Array(parts.dropFirst())))
  }

  /// Up to three numbers at the right.
  private func columns(_ cells: [Line]) -> Line {
    cells.enumerated().reduce(Line()) { $0 + $1.element.right(in: $1.offset == 0 ? 8 : 9) }
  }

  private func number(_ value: Double?, isSigned: Bool = false, _ absence: Absence) -> Line {
    guard let value else { return Line(context.format.mark(absence), .muted) }
    return Line(isSigned ? context.format.signedEPS(value) : context.format.eps(value))
  }

  private func line(_ row: Row) -> List.Row {
    let reported = content.reported?.value
    func compared(
      _ name: String, _ eps: Double?, _ reported: Double?, _ error: Double?, _ absence: Absence, role: Role = .text
    ) -> List.Row {
      let cells = [number(eps, absence), number(reported, absence), number(error, isSigned: true, absence)]
      return List.Row(Line(name, role), columns(cells))
    }
    switch row {
    case .method(let method):
      let record = context.analysis.trackRecord(of: method)
      let errors = [number(record.meanAbsoluteError, .notKnownYet), number(record.bias, isSigned: true, .notKnownYet)]
      return List.Row(Line(context.words(method.name)), columns(errors + [Line("\(record.entries.count)", .muted)]))
    case .estimate(let id):
      let (eps, isShown) = ((try? content.choices.make(id))?.statement.epsNonGAAP, id == content.choices.current)
      let error = eps.flatMap { eps in content.choices.isHindsight(id) ? nil : reported.map { eps - $0 } }
      return compared(
        (isShown ? "▸ " : "  ") + context.words(id.name), eps, reported, error, content.absence, role: isShown ? .heading : .text)
    case .consensus(let i):
      let (name, eps) = ("  " + context.words(consensus[i].name), consensus[i].figure.value)
      // On a basis other than the company's there is nothing to compare them with.
      guard consensus[i].metric == .epsNonGAAP else { return compared(name, eps, nil, nil, .notApplicable) }
      return compared(name, eps, reported, reported.map { eps - $0 }, content.absence)
    case .other(let saved):
      let (s, quarter) = (content.snapshot, try? context.analysis.quarter(saved.target))
      let judged = EPSTrackRecord.judge(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, s)
      return compared(
        saved.label, eps(saved), judged?.reported.value ?? quarter?.reading(.epsNonGAAP).value, judged?.error,
        s.absence(of: .epsNonGAAP, saved.target))
    case .claim(let i):
      let claim = content.earnings.claims[i]
      let verdict = context.analysis.verdict(of: claim)
      let right = Line([
        Span(claim.figureText(context.format), .claim), Span("  "), Span(context.format.text(verdict), verdict.role),
      ])
      return List.Row(Line("◇ " + context.words(claim.text)), right)
    }
  }

  private func eps(_ saved: SavedEstimate) -> Double? {
    EPSTrackRecord.estimate(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, content.snapshot)
  }
}

/// The rows under the cursor, with what their detail says.
extension EPSTrackRecordBox {
  static func items(_ content: EPSContent) -> [Item] {
    let box = EPSTrackRecordBox(content)
    return box.rows.map(box.item)
  }

  private func item(_ row: Row) -> Item {
    switch row {
    case .method(let method): return item(method)
    case .estimate(let id): return item(id)
    case .other(let saved):
      let known = context.format.known(saved.madeAt)
      let text = [Phrase("made \(known)", "작성 \(known)")]
      guard let eps = eps(saved) else { return Item(Phrase(saved.label), .absent(.notKnownYet), text: text) }
      let figure = Figure(
        eps, .usdPerShare, saved.target, .nonGAAP, .assumed(reason: Phrase("your saved estimate", "저장한 추정")))
      return Item(Phrase(saved.label), .known(figure), text: text)
    case .consensus(let i):
      let one = consensus[i]
      return Item(
        one.name + " · \(one.period.label)", .known(one.figure),
        text: one.asOf.isEmpty ? [] : [Phrase("as of \(one.asOf)", "집계 \(one.asOf)")])
    case .claim(let i): return content.earnings.claims[i].item
    }
  }

  private func item(_ method: EPSMethod) -> Item {
    let record = context.analysis.trackRecord(of: method)
    let count = record.entries.count
    let label = method.name + Phrase(": mean absolute error of \(count) quarters", ": \(count)개 분기 평균 절대 오차")
    guard let mean = record.meanAbsoluteError, let last = record.entries.last else { return Item(label, .absent(.notKnownYet)) }
    let rule = Phrase(
      "mean of |estimate − reported|, each made just before the results", "각 실적 직전에 만든 추정의 |추정 − 발표| 평균")
    let figure = Figure(
      mean, .usdPerShare, last.target, .nonGAAP, .derived(rule: rule, inputs: record.entries.suffix(8).map(\.reported)))
    // The errors quarter by quarter, newest first, in lines of six.
    let errors = record.entries.reversed().map { "\($0.target.shortLabel) \(context.format.signedEPS($0.error))" }
    let lines = stride(from: 0, to: errors.count, by: 6).map { Phrase(errors[$0...].prefix(6).joined(separator: " · ")) }
    return Item(label, .known(figure), text: [Phrase("estimate − reported: ", "추정 − 발표: ")] + lines)
  }

  private func item(_ id: EstimateID) -> Item {
    let label = id.name + " · \(content.target.label)"
    let made: EPSEstimate
    do throws(EPSFault) {
      made = try content.choices.make(id)
    } catch {
      return Item(label, .absent(.notApplicable), text: [error.message])
    }
    let words = made.assumptions.map { a in
      let name = Names.of(driver: a.driver) + ": "
      guard a.setting == .published else { return name + a.setting.text(for: a.driver) }
      let figure = made.figure(a.driver)
      let value = name + a.driver.amount(figure.value, context.format)
      guard case .derived(let rule, _) = figure.provenance else { return value }
      return value + ", " + rule
    }
    return Item(label, .known(made.figure(of: .epsNonGAAP)), text: words)
  }
}

/// The names of the two naive methods.
extension EPSMethod {
  fileprivate var name: Phrase {
    self == .carried ? Phrase("naive: carried forward", "단순: 그대로 유지") : Phrase("naive, published deliveries", "단순 + 공개 인도량")
  }
}

/// What analysts expected, by name.
extension ConsensusFigure {
  /// One compiler's figures of two days are told apart by the day, which a narrow list shows first.
  fileprivate var name: Phrase {
    let kind = metric == .epsNonGAAP ? Phrase("consensus", "컨센서스") : Phrase("other basis", "다른 기준")
    return kind + (asOf.isEmpty ? ": " : " \(asOf): ") + compiler
  }
}

/// A saved estimate of another quarter, by name.
extension SavedEstimate {
  fileprivate var label: String { "\(name) · \(target.label)" }
}

/// A claim as a row of the track record.
extension Claim {
  /// A claim for the cursor: its figure with who said it, and the story in words.
  fileprivate var item: Item {
    var text = [outcome.map { Phrase("Outcome: ", "결과: ") + $0 }, note].compactMap { $0 }
    text += later.map { Phrase("\($0.knownAt.newYorkDay.iso) ") + $0.text }
    guard let figure else { return Item(self.text, on: due, citation: citation, text: text) }
    return Item(self.text, .known(figure), upTo: figureHigh, text: text)
  }

  /// The claimed number or range with its unit.
  fileprivate func figureText(_ format: Formatter) -> String {
    guard let figure else { return "" }
    return figure.unit == .percent ? Numbers.signed(figure.value) + "%" : format.text(figure, to: figureHigh)
  }
}
