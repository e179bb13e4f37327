import Model

/// The rules by which the facts decide claims.
enum ClaimTestFacts {
  private enum Relation: String, CaseIterable {
    case atLeast = "at_least"
    case atMost = "at_most"
    case between, equals
  }

  private enum Match: String, CaseIterable { case any, each }

  // subject: the id of a plant. period: 2027, 2023Q2, 2023-07-24, 2023..2025, or empty: any day from the claim to its due day.
  // match: whether a span needs its rule on any or on each period. relation: at_least, at_most, between, equals (to the decimals that
  // are written). published: the day from whose end on the rule is there, where it rests on what came after the claim. unit: of value
  // and partly, where it is not the metric's own. target: the id of a claim; the value is its figure over the metric's.
  static let schema = FactSchema(
    required: ["claim", "metric", "period", "relation", "value"],
    optional: ["subject", "match", "value_high", "partly", "partly_high", "unit", "target", "note", "note_ko", "published"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("claim")
      let id = try table.words(column)
      guard let i = draft.claims.firstIndex(where: { $0.id == id }) else {
        throw BadCell(column: column, reason: Phrase("'\(id)' is not in claims.csv", "'\(id)'은(는) claims.csv에 없음"))
      }
      guard draft.claims[i].test == nil else {
        throw BadCell(column: column, reason: Phrase("'\(id)' has a test in a line above", "'\(id)'의 판정 기준이 위 줄에 이미 있음"))
      }
      draft.claims[i] = draft.claims[i].tested(by: try test(table, draft))
    }
  }

  private static func test(_ table: borrowing FactTable, _ draft: BookDraft) throws(BadCell) -> ClaimTest {
    let metricColumn = table.column("metric")
    let name = try table.words(metricColumn)
    guard let metric = ClaimMetric(name: name) else {
      let all = ClaimMetric.named.map(\.name).joined(separator: ", ")
      throw BadCell(
        column: metricColumn, reason: Phrase("'\(name)' is not a metric; there are \(all)", "'\(name)'은(는) 지표가 아님; 가능: \(all)"))
    }
    let subject = try subject(table, metric, draft)
    let each = table.isEmpty(table.column("match")) ? false : try table.choice(table.column("match"), Match.self) == .each
    let spanColumn = table.column("period")
    let text = try table.text(spanColumn)
    guard let span = ClaimTest.span(text, each: each, for: metric) else {
      throw BadCell(
        column: spanColumn,
        reason: Phrase("'\(text)' is no period that \(name) has values for", "'\(text)'은(는) \(name)의 값이 있는 기간이 아님"))
    }
    let target = try target(table, metric, draft)
    let unitColumn = table.column("unit")
    var unit = metric.unit
    if !table.isEmpty(unitColumn) { unit = try table.choice(unitColumn, Unit.self) }
    guard metric.units.contains(unit), target == nil || table.isEmpty(unitColumn) else {
      throw BadCell(column: unitColumn, reason: Phrase("\(name) is not given in this unit", "\(name)은(는) 이 단위를 쓰지 않음"))
    }
    let stated = target == nil ? unit : .times
    return ClaimTest(
      metric, subject: subject, span, try bounds(table, metric, stated, "value", "value_high"),
      partly: table.isEmpty(table.column("partly")) ? nil : try bounds(table, metric, stated, "partly", "partly_high"),
      unit: unit,
      target: target, note: try table.phrase(table.column("note"), table.column("note_ko")),
      knownAt: try table.day(table.column("published")).map { Instant(endOf: $0) } ?? .distantPast)
  }

  private static func subject(
    _ table: borrowing FactTable, _ metric: ClaimMetric, _ draft: BookDraft
  ) throws(BadCell) -> String {
    let column = table.column("subject")
    let subject = try table.text(column)
    guard metric.needsSubject else { return "" }
    guard draft.factories.contains(where: { $0.id == subject }) else {
      throw BadCell(column: column, reason: Phrase("'\(subject)' is not in factories.csv", "'\(subject)'은(는) factories.csv에 없음"))
    }
    return subject
  }

  /// The figure of the claim that a test holds against the metric as a multiple of it.
  private static func target(
    _ table: borrowing FactTable, _ metric: ClaimMetric, _ draft: BookDraft
  ) throws(BadCell) -> Figure? {
    let column = table.column("target")
    guard !table.isEmpty(column) else { return nil }
    let id = try table.text(column)
    guard let figure = draft.claims.first(where: { $0.id == id })?.figure, metric.units.contains(figure.unit) else {
      throw BadCell(
        column: column,
        reason: Phrase(
          "'\(id)' is no claim with a figure in a unit of \(metric.name)", "'\(id)'은(는) \(metric.name)의 단위로 된 수치가 있는 주장이 아님"))
    }
    return figure
  }

  private static func bounds(
    _ table: borrowing FactTable, _ metric: ClaimMetric, _ unit: Unit, _ low: StaticString, _ high: StaticString
  ) throws(BadCell) -> ClaimBounds {
    let (lowColumn, highColumn) = (table.column(low), table.column(high))
    let value = try value(table, metric, unit, lowColumn)
    switch try table.choice(table.column("relation"), Relation.self) {
    case .atLeast: return .atLeast(value)
    case .atMost: return .atMost(value)
    case .equals:
      // As many decimals as are written: 4.0 is not 4.
      return .equal(value, decimals: metric.kind == .dated ? 0 : decimals(table.bytes(lowColumn)))
    case .between:
      let high = try Self.value(table, metric, unit, highColumn)
      guard high >= value else {
        throw BadCell(column: highColumn, reason: Phrase("below the lower end", "아래쪽 값보다 작음"))
      }
      return .between(value, high)
    }
  }

  private static func value(
    _ table: borrowing FactTable, _ metric: ClaimMetric, _ unit: Unit, _ column: Int
  ) throws(BadCell) -> Double {
    metric.kind == .dated ? Double(try table.requiredDay(column).number) : try table.requiredNumber(column, unit)
  }

  private static func decimals(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
    guard let point = cell.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    return cell.count - point - 1
  }
}
