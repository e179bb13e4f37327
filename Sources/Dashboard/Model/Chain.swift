/// A stage of the vertical-integration chain.
package struct Stage: Sendable {
  package var id: String
  package var order: Int
  package var label: Phrase
  package var shortLabel: Phrase
  /// The stages that this one feeds.
  package var feeds: [String]
  package var metrics: [Metric]
  package var note: Remark?
  /// Status and milestones in order of when they became known.
  package var history: [Remark]
  /// From when on the chain was drawn this way.
  package var citation: Citation

  package init(
    id: String, order: Int, label: Phrase, shortLabel: Phrase, feeds: [String], metrics: [Metric], note: Remark?,
    history: [Remark], citation: Citation
  ) {
    self.id = id
    self.order = order
    self.label = label
    self.shortLabel = shortLabel
    self.feeds = feeds
    self.metrics = metrics
    self.note = note
    self.history = history
    self.citation = citation
  }

  func seen(asOf: Instant) -> Stage? {
    guard citation.knownAt <= asOf else { return nil }
    var stage = self
    stage.history = history.filter { $0.knownAt <= asOf }
    if let note, note.knownAt > asOf { stage.note = nil }
    return stage
  }
}

/// A plant of the chain.
package struct Factory: Sendable {
  package var id: String
  package var name: Phrase
  package var place: Phrase
  package var product: Phrase
  /// Capacity a year; nil where no figure was given.
  package var nameplate: Figure?
  package var announced: Day?
  package var groundbreaking: Day?
  package var startOfProduction: Day?
  package var fullRateShown: Day?
  package var fullRateKnownAt: Instant?
  package var status: Remark?
  package var milestones: [Remark]
  package var citation: Citation

  package init(
    id: String, name: Phrase, place: Phrase, product: Phrase, nameplate: Figure?, announced: Day?,
    groundbreaking: Day?, startOfProduction: Day?, fullRateShown: Day?, fullRateKnownAt: Instant?,
    status: Remark?, milestones: [Remark], citation: Citation
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.product = product
    self.nameplate = nameplate
    self.announced = announced
    self.groundbreaking = groundbreaking
    self.startOfProduction = startOfProduction
    self.fullRateShown = fullRateShown
    self.fullRateKnownAt = fullRateKnownAt
    self.status = status
    self.milestones = milestones
    self.citation = citation
  }

  /// The first moment at which anything of it was known.
  package var knownAt: Instant {
    var first = citation.knownAt
    for day in [announced, groundbreaking, startOfProduction] {
      if let day { first = min(first, Instant(endOf: day)) }
    }
    return first
  }

  func seen(asOf: Instant) -> Factory? {
    guard knownAt <= asOf else { return nil }
    func visible(_ day: Day?) -> Day? { day.flatMap { Instant(endOf: $0) <= asOf ? $0 : nil } }
    var factory = self
    if citation.knownAt > asOf { factory.nameplate = nil }
    factory.announced = visible(announced)
    factory.groundbreaking = visible(groundbreaking)
    factory.startOfProduction = visible(startOfProduction)
    if let known = fullRateKnownAt, known <= asOf {} else { factory.fullRateShown = nil }
    factory.fullRateKnownAt = factory.fullRateShown == nil ? nil : fullRateKnownAt
    if let status, status.knownAt > asOf { factory.status = nil }
    factory.milestones = milestones.filter { $0.knownAt <= asOf }
    return factory
  }
}
