import Model

/// The plants and what they can build.
enum PlantFacts {
  /// What stands in `in_production` for a plant that ran before the record of deployments begins.
  private static let beforeRecord = "before_record"

  static let factories = FactSchema(
    required: ["id", "name", "place", "product", "source", "published", "confidence"],
    optional: [
      "name_ko", "place_ko", "product_ko", "makes", "announced", "groundbreaking", "start_of_production", "in_production",
      "full_rate_shown", "full_rate_published", "status", "status_ko", "status_date", "milestones", "milestones_ko", "note",
      "note_ko",
    ],
    read: readFactories)

  static func readFactories(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("id"))
      let published = Instant(endOf: try table.requiredDay(table.column("published")))
      let citation = try SourceFacts.citation(table, knownAt: published)
      func phrase(_ english: StaticString, _ korean: StaticString) throws(BadCell) -> Phrase? {
        try table.phrase(table.column(english), table.column(korean))
      }
      let statusDay = try table.day(table.column("status_date"))
      var status: Remark?
      if let statusDay, let words = try phrase("status", "status_ko") {
        status = Remark(knownAt: Instant(endOf: statusDay), text: words)
      }
      let makes = table.column("makes")
      draft.factories.append(
        Factory(
          id: id, name: try phrase("name", "name_ko") ?? Phrase(id), place: try phrase("place", "place_ko") ?? Phrase("—"),
          product: try phrase("product", "product_ko") ?? Phrase("—"),
          makes: table.isEmpty(makes) ? nil : try table.choice(makes, PlantProduct.self),
          announced: try table.day(table.column("announced")),
          groundbreaking: try table.day(table.column("groundbreaking")),
          startOfProduction: try table.day(table.column("start_of_production")), wasRunning: try wasRunning(table),
          fullRateShown: try table.day(table.column("full_rate_shown")),
          fullRateKnownAt: try table.day(table.column("full_rate_published")).map { Instant(endOf: $0) },
          status: status, milestones: try table.remarks(table.column("milestones"), table.column("milestones_ko")),
          citation: citation))
    }
  }

  private static func wasRunning(_ table: borrowing FactTable) throws(BadCell) -> ProductionStart? {
    let column = table.column("in_production")
    if try table.text(column) == beforeRecord { return .beforeRecord }
    return try table.day(column).map { .by($0) }
  }

  static let capacities = FactSchema(
    required: ["factory", "kind", "gwh", "source", "published", "confidence"],
    optional: ["date", "note", "note_ko"],
    read: readCapacities)

  static func readCapacities(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let column = table.column("factory")
      let id = try table.words(column)
      guard let i = draft.factories.firstIndex(where: { $0.id == id }) else {
        throw BadCell(column: column, reason: Phrase("'\(id)' is not in factories.csv", "'\(id)'은(는) factories.csv에 없음"))
      }
      let published = try table.requiredDay(table.column("published"))
      let citation = try SourceFacts.citation(table, knownAt: Instant(endOf: published))
      let value = try table.requiredNumber(table.column("gwh"), .gigawattHoursPerYear)
      guard value >= 0 else {
        throw BadCell(column: table.column("gwh"), reason: Phrase("a capacity is not below 0", "용량은 0보다 작을 수 없음"))
      }
      let day = try table.day(table.column("date"))
      let kind = try table.choice(table.column("kind"), PlantCapacity.Kind.self)
      let figure = Figure(value, .gigawattHoursPerYear, .day(day ?? published), .operational, .reported(citation))
      draft.factories[i] = draft.factories[i].adding(PlantCapacity(kind, from: day, figure))
    }
  }
}
