import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// A scenario's lines beside the record: those that it assumes or states, those that follow, or all.
struct ValueTableBox {
  enum Part { case all, assumptions, results }

  let part: Part
  let content: ValueContent
  private var context: DrawContext { content.context }

  /// How many of the lines are assumptions: they are the first.
  static func assumptionCount(_ content: ValueContent) -> Int { content.rows.count { $0.key != nil } }

  static func draw(_ part: Part, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    ValueTableBox(part: part, content: content).draw(in: rect, on: &canvas)
  }

  private func draw(in rect: Rect, on canvas: inout Canvas) {
    let changed = part == .results ? 0 : content.rows.count { $0.isChanged }
    let note = changed > 0 ? context.words("~ \(changed) changed by you · = R z", "~ 직접 변경 \(changed)개 · = R z") : ""
    let inside = content.box(.scenario, rect, title: context.words(title), note: note, on: &canvas)
    let rest = table(inside.width).draw(in: inside, edge: rect, on: &canvas).top(1).1
    // Why there is no profit beside the profits of a scenario.
    guard part != .assumptions, rest.height >= 2 else { return }
    let sentence = Phrase(
      "Profit by segment is not reported; gross profit by line is the nearest.", "부문별 이익은 공시되지 않으며, 부문별 매출총이익이 가장 가까운 수치입니다.")
    Paragraph(context.words(sentence)).draw(in: rest, on: &canvas)
  }

  private var title: Phrase {
    if part == .results { return Phrase("What follows from it", "내재값") }
    return content.scenario?.isDriven == false ? Phrase("What it states", "제시값") : Phrase("What it assumes", "가정")
  }

  private var range: Range<Int> {
    let split = Self.assumptionCount(content)
    switch part {
    case .all: return content.rows.indices
    case .assumptions: return 0..<split
    case .results: return split..<content.rows.count
    }
  }

  /// The rows with the names of their groups; the first group is named by the box itself.
  private func table(_ width: Int) -> Table<ValueRow> {
    var items: [Table<ValueRow>.Item] = []
    var selected: Int?
    for i in range {
      let row = content.rows[i]
      if let group = row.group, row.key == nil {
        items += (items.isEmpty ? [] : [.blank]) + [.heading(Line(context.words(group), .muted))]
      }
      if i == content.row(.scenario) { selected = items.count }
      items.append(.row(row))
    }
    // What was stated is shown beside every number that is in the other currency, or beside none.
    let stated = content.rows[range].filter { !$0.stated.isEmpty }.reduce(0) { widest, row in
      let texts = [context.words(row.item.label), row.stated, row.main].reduce(0) { $0 + TextWidth.columns($1) }
      return max(widest, texts + (row.verdict == nil ? 4 : 6))
    }
    let isWide = width >= 70
    let due = content.scenario?.deadline.map { String($0.year) } ?? context.words("scenario", "시나리오")
    let quarter = content.record.quarter.map { "● TTM \($0.shortLabel)" } ?? context.words("● record", "● 실적")
    var table = Table(items, selected: selected) {
      Column(Line(due, .muted), .rest(least: 20), .right) { row, width in self.number(row, hasStated: stated <= width, in: width)
      }
      Column(quarter, .exactly(isWide ? 15 : min(14, width / 4)), .right) { Line($0.record, $0.contradicts ? .warning : .muted) }
      Column(context.words("× TTM", "배율"), .exactly(7), .right) { Line($0.ratio, $0.contradicts ? .warning : .text) }
      if isWide { Column(context.words("per year", "연평균"), .exactly(8), .right) { Line($0.growth, .muted) } }
    }
    table.memory = content.scenarioTables[part]
    table.hit = Hit.items(of: ValueView.scenario.rawValue, from: range.lowerBound)
    table.isMarked = content.view == .scenario
    return table
  }

  /// Name and number share the room: a long name takes its short form where the number needs the room.
  private func number(_ row: ValueRow, hasStated: Bool, in width: Int) -> Line {
    let main = row.isChanged ? Line(row.main, .assumed, .bold) : Line(row.main, row.role)
    let room = width - main.width - 3
    let labelRoom = row.verdict == nil ? room : room - 2
    let names = [row.item.label, row.shortLabel ?? row.item.label].map { context.words($0) }
    var line = (row.isChanged ? Line("~ ", .assumed, .bold) : Line("  ")) + Line(names.fitting(labelRoom)).cut(to: labelRoom)
    // The verdict belongs to the claim, not to a column of numbers.
    if let verdict = row.verdict { line = line + Line(" ") + Line(String(verdict.mark), verdict.role) }
    if hasStated { line = line + Line(" ") + Line(row.stated, .claim) }
    return line.left(in: width - main.width) + main
  }
}
