internal import Canvas
internal import Finance
import Format
internal import Model

/// What the panel draws from, gathered once for a snapshot.
struct ChainContent: PanelContent {
  var scene: Scene
  let stages: [Stage]
  let plants: [Factory]
  let graph: ChainGraph
  /// The newest value of each stage's first figure; nil for stages without figures.
  let figures: [Reading?]
  /// The map as it is laid out in a rectangle.
  var map = Latest<Rect, ChainMap?>()
  private var cursor: Int { scene.cursor(.chain, stages.count + plants.count) }

  init(_ scene: Scene) {
    self.scene = scene
    let snapshot = scene.snapshot
    stages = snapshot.stages.sorted { $0.order < $1.order }
    plants = snapshot.factories
    graph = ChainGraph(stages)
    figures = stages.map { stage in ChainContent.keyMetric(stage).map { ChainContent.latest($0, snapshot) } }
  }

  /// The figure that stands on the map without its name: one whose unit says what it is.
  ///
  /// An amount of money does not.
  static func keyMetric(_ stage: Stage) -> Metric? { stage.metrics.first { $0.unit != .millionUSD } }

  /// The stage under the cursor.
  var stage: Int? { stages.indices.contains(cursor) ? cursor : nil }

  /// The plant under the cursor, by position and itself.
  var plantIndex: Int? { plants.indices.contains(cursor - stages.count) ? cursor - stages.count : nil }
  var plant: Factory? { plantIndex.map { plants[$0] } }

  func latest(_ metric: Metric) -> Reading { ChainContent.latest(metric, scene.snapshot) }

  private static func latest(_ metric: Metric, _ snapshot: Snapshot) -> Reading {
    snapshot.latestQuarter(metric).map { snapshot.reading(metric, $0) } ?? .absent(.notInRecord)
  }

  /// The change of a figure on the same quarter a year before.
  func yearOnYear(_ metric: Metric, _ latest: Reading) -> Reading {
    guard let figure = latest.figure else { return latest }
    return Growth.change(from: scene.snapshot.reading(metric, figure.period.yearBefore), to: latest)
  }

  /// How a line of the map is drawn.
  func bond(of edge: ChainGraph.Edge) -> ChainBond {
    edge.from == stage ? .fed : edge.to == stage ? .feeder : edge.leadsBack ? .loop : .none
  }

  /// Whether the selected stage feeds this one, and whether this one feeds the selected stage.
  func relation(of i: Int) -> (fed: Bool, feeder: Bool) {
    guard let stage else { return (false, false) }
    return (graph.feeds[stage].contains(i), graph.fedBy[stage].contains(i))
  }

  /// What the record added since the chain was drawn.
  ///
  /// An entry that only repeats the one before it is no news.
  func changes(of stage: Stage) -> Int {
    stage.changes.count { $0.knownAt > stage.citation.knownAt }
  }

  /// One dot for each change, or the ring that says there was none.
  func dots(of stage: Stage) -> String {
    let count = changes(of: stage)
    return count == 0 ? "○" : String(repeating: "●", count: min(4, count))
  }

  func isNew(_ stage: Stage) -> Bool { stage.changes.last.map { scene.snapshot.isNew($0.knownAt) } ?? false }

  /// The day of a stage's newest entry, marked where no source confirms it.
  func newestDay(of stage: Stage) -> String {
    guard let last = stage.history.last else { return "?" }
    return last.knownAt.newYorkDay.iso + (stage.citation.confidence == .unverified ? "*" : "")
  }

  /// The short labels of some stages, as one text.
  func names(_ positions: [Int]) -> Phrase {
    guard let first = positions.first else { return Phrase("–") }
    return positions.dropFirst().reduce(stages[first].shortLabel) {
      Phrase($0.en + " · " + stages[$1].shortLabel.en, $0.ko + " · " + stages[$1].shortLabel.ko)
    }
  }

  /// Capacity a year by the newest word, or why it is not there.
  func capacity(_ plant: Factory) -> Reading {
    plant.capacityReading
  }

  /// The first day on which the whole chain was described.
  var drawnOn: Day? { stages.map(\.citation.knownAt).min()?.newYorkDay }

  /// The newest entry of the record.
  private var newest: Day? { stages.compactMap { $0.history.last?.knownAt }.max()?.newYorkDay }

  /// Number of stages and date of the newest entry, for the edge of the box.
  var note: String {
    let count = scene.words("\(stages.count) stages", "\(stages.count)단계")
    guard let newest else { return count }
    return count + scene.words(" · newest entry \(newest.iso)", " · 최근 기록 \(newest.iso)")
  }

  var shortNote: String { newest?.iso ?? "" }

  /// Where the plants are, for the sizes that do not show them beside the stages.
  func plantsHint(_ width: Int) -> [ChainText.Line] {
    guard !plants.isEmpty else { return [] }
    let words = scene.words(
      "\(plants.count) plants: G twice, or down from the last stage",
      "공장 \(plants.count)곳: G 두 번, 또는 마지막 단계에서 아래로")
    return ChainText(scene).wrapped(words, width, .muted)
  }
}

extension Factory {
  /// The dates in its life that were known, oldest first.
  var dates: [(day: Day, name: Phrase)] {
    var dates: [(day: Day, name: Phrase)] = []
    if let announced { dates.append((announced, Phrase("announced", "발표"))) }
    if let groundbreaking { dates.append((groundbreaking, Phrase("ground broken", "착공"))) }
    if let startOfProduction { dates.append((startOfProduction, Phrase("production started", "생산 개시"))) }
    if let fullRateShown { dates.append((fullRateShown, Phrase("full rate shown", "최대 속도 확인"))) }
    return dates.sorted { $0.day < $1.day }
  }

  /// Its newest state: the status of the record, or the last date of its life.
  var state: (day: Day, name: Phrase)? {
    if let status { return (status.knownAt.newYorkDay, status.text) }
    return dates.last
  }

  /// The day of the newest entry about it.
  var newest: Day? { ([status] + milestones).compactMap { $0?.knownAt.newYorkDay }.max() ?? dates.last?.day }
}
