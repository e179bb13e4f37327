import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The earnings per share that come out of the drivers, beside what was claimed and reported, and what the selected driver must be
/// for another result: lines below the drivers.
struct EPSResult {
  private let content: EPSContent
  private let estimate: EPSEstimate
  private let context: DrawContext

  init(_ content: EPSContent, _ estimate: EPSEstimate) {
    (self.content, self.estimate, context) = (content, estimate, content.context)
  }

  /// As many lines as there is room for in a box of a size, below what must be said first.
  func lines(in size: Size) -> [Line] {
    let (width, isHigh, isInWon) = (size.width, size.height >= 14, context.format.isInWon)
    // Beside won the cents of a dollar have to say what they are.
    let unit = isInWon ? ", " + context.words("USD", "달러") : ""
    let notes = notes.prefix(size.height >= 18 ? 3 : isHigh ? 2 : 1).map { ways in
      Line(ways.map { "! " + context.words($0) }.fitting(width), .warning)
    }
    var lines = [line(.epsNonGAAP, "EPS non-GAAP" + unit, width)]
    if isHigh {
      lines.insert(Line(String(repeating: "─", count: max(0, width)), .grid), at: 0)
      lines.append(line(.epsGAAP, "EPS GAAP" + (isInWon ? unit : "    "), width))
    }
    if isInWon { lines.append(inWon(width)) }
    lines += [solutions(width), units]
    return notes + lines.prefix(isHigh ? lines.count : 2)
  }

  /// What must be said beside the estimate, each in several wordings, the longest first.
  private var notes: [[Phrase]] {
    [
      EPSNotes.oneOff(estimate), EPSNotes.otherIncome(estimate), EPSNotes.missing(estimate, content.snapshot, context.format),
      EPSNotes.newer(estimate),
    ].filter { !$0.isEmpty }
  }

  /// Where there is not room for all, the base is dropped first, then what was claimed; the result never.
  private func line(_ line: EPSLine, _ name: String, _ width: Int) -> Line {
    let (format, isMain) = (context.format, line == .epsNonGAAP)
    let emphasis: Emphasis = isMain ? .bold : []
    let reported = content.actual?.reading(line).figure
    var pieces = [
      Piece(Line(name, .heading, emphasis)),
      Piece(estimate.base.reading(line).value.map { Line(format.eps($0) + " →", .muted) }, rank: 2, air: 2),
      Piece(Line("◆ " + format.eps(estimate.statement[line]), .estimate, emphasis)),
      Piece(isMain ? content.claimed.first?.range.map { Line("◇ " + format.eps($0), .claim) } : nil, rank: 1, air: 2),
      Piece(reported.map { Line("● " + format.eps($0.value), context.role($0), emphasis) }),
    ]
    if isMain {
      let expected = content.snapshot.consensus(.epsNonGAAP, content.target)?.figure.value
      let recast = content.earnings.recast(.epsNonGAAP, content.target).map { format.eps($0.newest.value) }
      pieces += [
        Piece(ways: reported.map { verdict($0).map { Line($0, .heading) } } ?? absence, rank: 3),
        Piece(expected.map { Line(context.words("cons. ", "컨센서스 ") + format.eps($0)) }, rank: 4, air: 2),
        Piece(recast.map { Line(context.words("(restated \($0))", "(재작성 \($0))"), .muted) }, rank: 5, air: 2),
      ]
    }
    return Line(fitting: pieces, gap: 2, in: width)
  }

  private var absence: [Line] {
    [context.format.words(content.absence), context.format.mark(content.absence)].map { Line("● " + $0, .muted) }
  }

  /// How far the estimate was off, in whole cents as both are written.
  private func verdict(_ reported: Figure) -> [String] {
    let error = estimate.statement.epsNonGAAP - reported.value
    let size = context.format.eps(abs(error))
    if size.isZero { return [context.words("right on", "정확"), "="] }
    let (way, short) = (error > 0 ? Phrase("high", "높음") : Phrase("low", "낮음"), context.format.signedEPS(error))
    let long = "\(size) \(context.words(way))"
    return (context.language == .ko ? [] : ["too \(way.en) by \(size)"]) + [long, short]
  }

  /// The same in won, each quarter at its own rate: what the other panels show of it.
  private func inWon(_ width: Int) -> Line {
    let (column, base) = (EPSColumn(format: context.format), estimate.base)
    let notes =
      context.language == .ko ? ["분기별 평균 환율", "평균 환율"] : ["at each quarter's mean rate", "quarter means", "mean rates"]
    return Line(
      fitting: [
        Piece(Line(context.words("non-GAAP in won", "non-GAAP, 원"), .heading), rank: 1),
        Piece(base.reading(.epsNonGAAP).value.map { Line(column.text($0, base.quarter) + " →", .muted) }, rank: 2),
        Piece(Line("◆ " + column.text(estimate.statement.epsNonGAAP, content.target), .estimate), rank: 3),
        Piece(content.reported.map { Line("● " + column.text($0.value, content.target), context.role($0)) }, rank: 4),
        Piece(ways: notes.map { Line($0, .muted) }, rank: 5, air: 2),
      ], gap: 2, in: width)
  }

  /// What the selected driver must be for other earnings: the values where they have room, otherwise the changes alone.
  private func solutions(_ width: Int) -> Line {
    let name = context.words(content.driver.label)
    let start = Line(context.words("solve \(name):", "\(name) 역산:"), .muted) + Line(" ")
    func goals(_ isShort: Bool) -> [Line] {
      content.goals.map { goal in
        Line(
          goal.mark + context.words(content.solution(content.driver, goal.eps, estimate, isShort: isShort)),
          goal.mark == "◇" ? .claim : goal.mark == "●" ? .reported : .estimate)
      }
    }
    let long = start + Line(joining: goals(false), gap: 2)
    guard long.width > width else { return long }
    return start + Line(fitting: goals(true).map { Piece($0, rank: 1) }, gap: 2, in: width - start.width)
  }

  /// How far the keys move the selected driver, and which deliveries count as units.
  private var units: Line {
    let step = EPSStep(content.driver, estimate.start)
    let fine = step.isRelative ? Numbers.signed(step.fine, 1) + "%" : step.label(step.fine)
    let coarse = step.label(step.coarse)
    let count =
      content.count == .all
      ? context.words("units = all deliveries: operating leases not disclosed", "대수 = 전체 인도 (운용리스 인도 미공개)")
      : context.words("units = deliveries not under operating lease", "대수 = 운용리스 제외 인도")
    return Line(context.words("step \(coarse), fine \(fine)", "단계 \(coarse), 미세 \(fine)") + " · " + count, .muted)
  }
}
