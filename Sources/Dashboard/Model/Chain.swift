/// A stage of the vertical-integration chain.
package final class Stage: Sendable {
  package let id: String
  package let order: Int
  package let label: Phrase
  package let shortLabel: Phrase
  /// The stages that this one feeds.
  package let feeds: [String]
  package let metrics: [Metric]
  package let note: Remark?
  /// Status and milestones in order of when they became known.
  package let history: [Remark]
  /// From when on the chain was drawn this way.
  package let citation: Citation

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

  /// The entries of the history that say something else than the one before them.
  package var changes: [Remark] { changePositions.map { history[$0] } }

  /// Where in the history they stand.
  package var changePositions: [Int] {
    history.indices.filter { $0 == 0 || history[$0].text != history[$0 - 1].text }
  }

  /// The stage with only those of its edges that lead to known stages.
  package func feeding(_ isKnown: (String) -> Bool) -> Stage {
    Stage(
      id: id, order: order, label: label, shortLabel: shortLabel, feeds: feeds.filter(isKnown), metrics: metrics,
      note: note, history: history, citation: citation)
  }

  func seen(asOf: Instant) -> Stage? {
    guard citation.knownAt <= asOf else { return nil }
    return Stage(
      id: id, order: order, label: label, shortLabel: shortLabel, feeds: feeds, metrics: metrics,
      note: note.flatMap { $0.knownAt <= asOf ? $0 : nil }, history: history.filter { $0.knownAt <= asOf },
      citation: citation)
  }
}

/// A plant of the chain.
package final class Factory: Sendable {
  package let id: String
  package let name: Phrase
  package let place: Phrase
  package let product: Phrase
  /// Capacity a year; nil where no figure was given.
  package let nameplate: Figure?
  package let announced: Day?
  package let groundbreaking: Day?
  package let startOfProduction: Day?
  package let fullRateShown: Day?
  package let fullRateKnownAt: Instant?
  package let status: Remark?
  package let milestones: [Remark]
  package let citation: Citation

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
    let isFullRateShown = fullRateKnownAt.map { $0 <= asOf } ?? false
    return Factory(
      id: id, name: name, place: place, product: product, nameplate: citation.knownAt <= asOf ? nameplate : nil,
      announced: visible(announced), groundbreaking: visible(groundbreaking),
      startOfProduction: visible(startOfProduction), fullRateShown: isFullRateShown ? fullRateShown : nil,
      fullRateKnownAt: isFullRateShown && fullRateShown != nil ? fullRateKnownAt : nil,
      status: status.flatMap { $0.knownAt <= asOf ? $0 : nil },
      milestones: milestones.filter { $0.knownAt <= asOf }, citation: citation)
  }
}
