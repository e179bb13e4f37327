/// A stage of the vertical-integration chain.
package final class Stage: Known {
  /// Its name in the facts, by which other stages feed it.
  package let id: String
  /// Its place along the chain, from raw material to the user.
  package let order: Int
  /// What the panel and the exports call it.
  package let label: Phrase
  /// The same for a box on the map; the label itself where the facts give no shorter one.
  package let shortLabel: Phrase
  /// The stages that this one feeds.
  package let feeds: [String]
  /// The figures that show how it does; empty for most stages.
  package let metrics: [Metric]
  /// What a reader should know about the drawing; nil where there is nothing to add.
  package let note: Remark?
  /// Status and milestones in order of when they became known.
  package let history: [Remark]
  /// From when on the chain was drawn this way.
  package let citation: Citation
  /// The positions of the entries of the history that differ from the one before them.
  package let changePositions: [Int]

  /// A stage as the facts have it; `history` is in the order in which it became known.
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
    changePositions = history.indices.filter { $0 == 0 || history[$0].text != history[$0 - 1].text }
  }

  /// The entries of the history that differ from the one before them.
  package var changes: [Remark] { changePositions.map { history[$0] } }

  /// The stage with only those of its edges that lead to known stages.
  package func feeding(_ isKnown: (String) -> Bool) -> Stage {
    Stage(
      id: id, order: order, label: label, shortLabel: shortLabel, feeds: feeds.filter(isKnown), metrics: metrics,
      note: note, history: history, citation: citation)
  }

  package var identity: String? { id }
  package var knownAt: Instant { citation.knownAt }
  /// The changes of its status, by their places in the history.
  package var parts: [KnownPart] { changePositions.map { KnownPart($0, at: history[$0].knownAt) } }
  package static var order: ((Stage, Stage) -> Bool)? { { $0.order < $1.order } }

  package func seen(asOf: Instant) -> Stage? {
    guard citation.knownAt <= asOf else { return nil }
    return Stage(
      id: id, order: order, label: label, shortLabel: shortLabel, feeds: feeds, metrics: metrics,
      note: note.flatMap { $0.knownAt <= asOf ? $0 : nil }, history: history.filter { $0.knownAt <= asOf },
      citation: citation)
  }
}

/// What a plant makes; the raw value is its name in the facts.
package enum PlantProduct: String, Sendable, CaseIterable {
  /// Storage products, which are what is deployed.
  case storage
  case cells, materials
}

/// What is known about when a plant began production.
package enum ProductionStart: Hashable, Sendable {
  /// It began on a day.
  case on(Day)
  /// It was running on a day; when it had begun is not on record.
  case by(Day)
  /// It ran before the record of deployments begins; when it had begun is not on record.
  case beforeRecord

  /// The first day on which it counts as running.
  package var day: Day {
    switch self {
    case .on(let day), .by(let day): return day
    case .beforeRecord: return Instant.distantPast.newYorkDay
    }
  }
}

/// The parts of a factory that are none of its milestones, which are counted from 0.
package enum FactoryPart {
  /// The day on which the plant was announced.
  package static let announced = -1
  /// The day on which construction began.
  package static let groundbreaking = -2
  /// The day on which production began.
  package static let startOfProduction = -3
  /// The moment at which its full rate was shown.
  package static let fullRate = -4
  /// The moment from which its newest status is known.
  package static let status = -5
  /// The first day on which it is known to have run.
  package static let running = -6
  /// The moment from which the record has it.
  package static let onRecord = -7
  /// The part for one of its capacities, by its place.
  package static func capacity(_ place: Int) -> Int { -100 - place }
  /// The place of the capacity that a part stands for; nil for any other part.
  package static func capacity(of part: Int) -> Int? { part <= -100 ? -100 - part : nil }
}

/// What a plant can build in a year, as one document has it.
package struct PlantCapacity: Sendable {
  /// The raw value is its name in the facts.
  package enum Kind: String, Sendable, CaseIterable {
    /// What the plant is designed for.
    case nameplate
    /// What the company lists as installed.
    case installed
  }

  /// As designed, or as the company lists it.
  package var kind: Kind
  /// The first day on which it holds; nil: for as long as the plant runs.
  package var from: Day?
  /// GWh a year, with the document that says so.
  package var figure: Figure

  /// A capacity from a day on; without a day all the time that the plant runs.
  package init(_ kind: Kind, from: Day?, _ figure: Figure) {
    self.kind = kind
    self.from = from
    self.figure = figure
  }
}

/// A plant of the chain.
package final class Factory: Known {
  /// Its name in the facts, which capacities and claims refer to.
  package let id: String
  /// Its name in full, as in `Megafactory Lathrop`.
  package let name: Phrase
  /// Town and state or country.
  package let place: Phrase
  /// What it makes in words; `makes` is what calculations go by.
  package let product: Phrase
  /// Nil where the record does not say.
  package let makes: PlantProduct?
  /// All statements of what it can build, in the order in which they became known.
  package let capacities: [PlantCapacity]
  /// The day on which it was announced; nil where that is not on record.
  package let announced: Day?
  /// The day on which construction began; nil where that is not on record, or has not come.
  package let groundbreaking: Day?
  /// The first day of production; nil where it is not on record: see `wasRunning`.
  package let startOfProduction: Day?
  /// That it was running, where the day of its start is not on record.
  package let wasRunning: ProductionStart?
  /// The day for which full-rate output was shown; nil while none was.
  package let fullRateShown: Day?
  /// From when on that was known, which may be weeks after the day itself.
  package let fullRateKnownAt: Instant?
  /// The newest word on how far it is, as somebody put it; nil where there is none.
  package let status: Remark?
  /// Dated entries of its story, oldest first.
  package let milestones: [Remark]
  /// Where it is written, and from when on it was known apart from the days above.
  package let citation: Citation

  /// A plant as the facts have it, with nothing hidden.
  package init(
    id: String, name: Phrase, place: Phrase, product: Phrase, makes: PlantProduct? = nil,
    capacities: [PlantCapacity] = [], announced: Day?, groundbreaking: Day?, startOfProduction: Day?,
    wasRunning: ProductionStart? = nil, fullRateShown: Day?, fullRateKnownAt: Instant?, status: Remark?,
    milestones: [Remark], citation: Citation
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.product = product
    self.makes = makes
    self.capacities = capacities
    self.announced = announced
    self.groundbreaking = groundbreaking
    self.startOfProduction = startOfProduction
    self.wasRunning = wasRunning
    self.fullRateShown = fullRateShown
    self.fullRateKnownAt = fullRateKnownAt
    self.status = status
    self.milestones = milestones
    self.citation = citation
  }

  /// The first moment at which anything of it was known.
  package var knownAt: Instant {
    parts.reduce(citation.knownAt) { min($0, $1.knownAt) }
  }

  /// Since when it produces, as far as that is known; nil while it does not.
  package var production: ProductionStart? { startOfProduction.map { .on($0) } ?? wasRunning }

  /// What it could build in a year as of a day, GWh: the latest of the statements that hold on that day.
  package func capacity(_ kind: PlantCapacity.Kind, on day: Day) -> PlantCapacity? {
    capacities.filter { $0.kind == kind && $0.from.map { $0 <= day } ?? true }.max {
      ($0.from ?? .first, $0.figure.provenance.knownAt) < ($1.from ?? .first, $1.figure.provenance.knownAt)
    }
  }

  /// `capacity` as a reading: not disclosed for a plant whose announcement does not mention one.
  package var capacityReading: Reading { capacity.map { .known($0.figure) } ?? .absent(.notDisclosed) }

  /// What it can build in a year by the newest statement: as installed, or as designed where only that is known.
  package var capacity: PlantCapacity? {
    let end = Day(civil: 9999, 12, 31)
    return capacity(.installed, on: end) ?? capacity(.nameplate, on: end)
  }

  /// The plant with one more capacity.
  package func adding(_ capacity: PlantCapacity) -> Factory {
    Factory(
      id: id, name: name, place: place, product: product, makes: makes, capacities: capacities + [capacity],
      announced: announced, groundbreaking: groundbreaking, startOfProduction: startOfProduction, wasRunning: wasRunning,
      fullRateShown: fullRateShown, fullRateKnownAt: fullRateKnownAt, status: status, milestones: milestones,
      citation: citation)
  }

  package var identity: String? { id }

  /// Its milestones by their places, and what has a day of its own, by `FactoryPart`.
  package var parts: [KnownPart] {
    var running: Day?
    if case .by(let day) = wasRunning { running = day }
    let days = [
      (FactoryPart.announced, announced), (FactoryPart.groundbreaking, groundbreaking),
      (FactoryPart.startOfProduction, startOfProduction), (FactoryPart.running, running),
    ].compactMap { part, day in day.map { KnownPart(part, at: Instant(endOf: $0)) } }
    let states = [(FactoryPart.fullRate, fullRateKnownAt), (FactoryPart.status, status?.knownAt)]
      .compactMap { part, known in known.map { KnownPart(part, at: $0) } }
    let capacities = capacities.enumerated().map { KnownPart(FactoryPart.capacity($0), at: $1.figure.provenance.knownAt) }
    var parts = milestones.enumerated().map { KnownPart($0, at: $1.knownAt) } + states
    // What comes earlier here says it better where several became known at one moment.
    for group in [days, capacities, [KnownPart(FactoryPart.onRecord, at: citation.knownAt)]] {
      let said = Set(parts.map(\.knownAt))
      parts += group.filter { !said.contains($0.knownAt) }
    }
    return parts
  }

  package func seen(asOf: Instant) -> Factory? {
    guard knownAt <= asOf else { return nil }
    func visible(_ day: Day?) -> Day? { day.flatMap { Instant(endOf: $0) <= asOf ? $0 : nil } }
    func visible(_ start: ProductionStart?) -> ProductionStart? {
      switch start {
      case .on(let day), .by(let day): return Instant(endOf: day) <= asOf ? start : nil
      case .beforeRecord: return citation.knownAt <= asOf ? start : nil
      case nil: return nil
      }
    }
    let isFullRateShown = fullRateKnownAt.map { $0 <= asOf } ?? false
    return Factory(
      id: id, name: name, place: place, product: product, makes: makes,
      capacities: capacities.filter { $0.figure.provenance.knownAt <= asOf }, announced: visible(announced),
      groundbreaking: visible(groundbreaking), startOfProduction: visible(startOfProduction),
      wasRunning: visible(wasRunning), fullRateShown: isFullRateShown ? fullRateShown : nil,
      fullRateKnownAt: isFullRateShown && fullRateShown != nil ? fullRateKnownAt : nil,
      status: status.flatMap { $0.knownAt <= asOf ? $0 : nil },
      milestones: milestones.filter { $0.knownAt <= asOf }, citation: citation)
  }
}

extension Day {
  /// Before every day of a record.
  fileprivate static let first = Day(civil: 1, 1, 1)
}

extension BookDraft {
  /// The stages of vertical integration, by their own numbers.
  package var stages: [Stage] {
    get { facts[Stage.self] }
    _modify { yield &facts[Stage.self] }
  }
}

extension Snapshot {
  /// The stages of the chain that had been drawn, each with its history so far.
  package var stages: [Stage] { facts() }
}

extension BookDraft {
  /// Plants of the company, in the order of the file.
  package var factories: [Factory] {
    get { facts[Factory.self] }
    _modify { yield &facts[Factory.self] }
  }
}

extension Snapshot {
  /// The plants of which anything was known.
  package var factories: [Factory] { facts() }
}
