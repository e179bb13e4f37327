import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// How many claims came true: a mark per claim, and the counts in words.
struct ClaimsTally {
  let content: ClaimsContent

  private var context: DrawContext { content.context }

  /// In a box of its own where there is room for one.
  func draw(boxed: Bool, in rect: Rect, on canvas: inout Canvas) {
    let inside = boxed ? box.draw(in: rect, on: &canvas) : rect.inset(1, 0)
    List([List.Row(marks(inside.width)), List.Row(counts(inside.width))]).draw(in: inside, edge: rect, on: &canvas)
  }

  private var box: Box {
    let (count, asOf) = (content.judgements.count, context.format.date(context.snapshot.asOf.newYorkDay))
    let day = context.words("as of \(asOf)", "\(asOf) 기준")
    return Box(context.words("Tally of \(count) claims", "주장 \(count)건 집계"), notes: [rate + day, day])
  }

  /// How the forecasts have done; statements do not count in any rate.
  private var rate: String {
    guard let rate = content.tally.hitRate.map({ Numbers.grouped($0, 0) + "%" }) else { return "" }
    let (judged, statements) = (content.tally.forecasts.judged, content.tally.statements.total)
    return context.words(
      "hit rate \(rate) of \(judged) forecasts (partly = half), \(statements) statements not counted · ",
      "예측 적중률 \(rate) (\(judged)건 중, 일부 절반), 진술 \(statements)건은 따로 · ")
  }

  /// A mark per claim in groups, the selected one in reverse; more claims than columns share marks.
  private func marks(_ width: Int) -> Line {
    let (count, verdicts) = (content.judgements.count, Verdict.tally.count)
    let share = max(1, (count + width - verdicts) / max(1, width - verdicts + 1))
    let gap = share == 1 && count * 2 + verdicts <= width ? 1 : 0
    let selected = content.view == .ledger ? content.selected?.position : nil
    return Verdict.tally.map { verdict in
      let group = context.analysis.claimsByVerdict[verdict] ?? []
      return stride(from: 0, to: group.count, by: share).map { first in
        let isSelected = selected.map(group[first..<min(group.count, first + share)].contains) ?? false
        return Line(String(verdict.mark), verdict.role, isSelected ? [.bold, .reverse] : [])
      }.joined(gap: gap, in: width)
    }.filter { !$0.isEmpty }.joined(gap: gap + 1, in: width)
  }

  private func counts(_ width: Int) -> Line {
    let verdicts = Verdict.tally.map { verdict in
      Line(String(verdict.mark), verdict.role, .bold)
        + Line(" \(context.words(Names.of(verdict))) \(content.tally.all[verdict])", verdict.role)
    }
    let notes = notes(isNarrow: width < 90).map { Line($0, $1, .bold) }
    let gap = width >= 90 ? 3 : notes.isEmpty ? 2 : 1
    let line = verdicts.joined(gap: gap, in: width)
    return notes.isEmpty ? line : [line, notes.joined(gap: 2, in: width - line.width - gap)].joined(gap: gap, in: width)
  }

  /// What needs attention: what is overdue or due soon, what differs from the figures, what is new.
  private func notes(isNarrow: Bool) -> [(String, Role)] {
    let asks = context.analysis.attention
    var notes: [(String, Role)] = []
    if asks.overdue > 0 {
      notes.append(
        (context.words("! \(asks.overdue) overdue", isNarrow ? "! 지남 \(asks.overdue)" : "! 기한 지남 \(asks.overdue)"), .warning))
    }
    if asks.soon > 0 {
      notes.append((context.words(isNarrow ? "▸ \(asks.soon) soon" : "▸ \(asks.soon) due soon", "▸ 임박 \(asks.soon)"), .warning))
    }
    if asks.differing > 0 { notes.append((context.words("≠ \(asks.differing) differ", "≠ 수치와 다름 \(asks.differing)"), .warning)) }
    if asks.new > 0 { notes.append((context.words("+ new", "+ 신규"), .new)) }
    return notes
  }
}
