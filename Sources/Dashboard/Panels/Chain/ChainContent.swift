import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What the panel draws from, gathered once for a snapshot.
struct ChainContent: PanelContent {
  var context: DrawContext
  let plants: [Factory]
  /// The newest value of each stage's first figure; nil for stages without figures.
  let figures: [Reading?]
  /// The map as it is laid out in a rectangle.
  private let layout = Latest<Rect, FlowLayout?>()

  init(_ context: DrawContext) {
    self.context = context
    plants = context.snapshot.factories
    figures = context.analysis.chain.stages.map { Self.keyMetric($0).map { Self.latest($0, context.snapshot) } }
  }

  var chain: ChainState { context.analysis.chain }
  var stages: [Stage] { chain.stages }

  func words(_ phrase: Phrase) -> String { context.words(phrase) }
  func words(_ en: String, _ ko: String) -> String { context.words(en, ko) }

  // MARK: the cursor

  private var cursor: Int { context.cursor(ChainPanel.self, stages.count + plants.count) }
  /// The stage under the cursor.
  var stage: Int? { stages.indices.contains(cursor) ? cursor : nil }
  /// The plant under the cursor.
  var plant: Int? { plants.indices.contains(cursor - stages.count) ? cursor - stages.count : nil }

  // MARK: lines

  /// The lines between stages: those that lead to and from the selected one stand out, those that close a loop can be told from the rest.
  var links: [Link] {
    chain.feeding.map { from, to in
      Link(from, to, from == stage ? .fed : to == stage ? .feeder : to <= from ? .loop : WireStyle())
    }
  }

  /// The layout of the map in a rectangle, kept from the frame before; nil where it does not fit.
  func layout(in rect: Rect) -> FlowLayout? {
    layout.value(for: rect) { FlowLayout(ChainPanel.grid(stages.count), links, in: rect) }
  }

  /// Whether the selected stage feeds this one, and whether this one feeds the selected stage.
  func relation(of i: Int) -> (fed: Bool, feeder: Bool) {
    guard let stage else { return (false, false) }
    return (chain.feeds[stage].contains(i), chain.fedBy[stage].contains(i))
  }

  // MARK: figures

  /// The figure that stands on the map without its name: one whose unit says what it is.
  ///
  /// An amount of money does not.
  static func keyMetric(_ stage: Stage) -> Metric? { stage.metrics.first { $0.unit != .millionUSD } }

  func latest(_ metric: Metric) -> Reading { Self.latest(metric, context.snapshot) }

  private static func latest(_ metric: Metric, _ s: Snapshot) -> Reading {
    s.latestQuarter(metric).map { s.reading(metric, $0) } ?? .absent(.notInRecord)
  }

  /// The change of a figure from the same quarter a year before.
  func yearOnYear(_ metric: Metric, _ latest: Reading) -> Reading {
    guard let figure = latest.figure else { return latest }
    return Growth.change(from: context.snapshot.reading(metric, figure.period.yearBefore), to: latest)
  }

  /// A figure with its unit and its mark, in its role.
  func line(_ reading: Reading, _ emphasis: Emphasis = []) -> Line {
    Line(context.format.text(reading) + context.mark(reading), context.role(reading), emphasis)
  }

  // MARK: the record

  /// What the record added since the chain was drawn.
  ///
  /// An entry that only repeats the one before it is no news.
  func changes(of stage: Stage) -> Int { stage.changes.count { $0.knownAt > stage.citation.knownAt } }

  func isNew(_ stage: Stage) -> Bool { stage.changes.last.map { context.snapshot.isNew($0.knownAt) } ?? false }

  /// The mark of a stage that no source confirms.
  func mark(_ stage: Stage) -> String { stage.citation.confidence == .unverified ? "*" : "" }

  /// The day of a stage's newest entry; of a new one without the year, for which there is no room beside the word.
  func newestDay(of stage: Stage, isNew: Bool = false) -> Line {
    guard let last = stage.history.last else { return Line("?", .muted) }
    return day(last.knownAt.newYorkDay.iso + mark(stage), isNew: isNew)
  }

  /// `2026-10-05`, or `new 10-05`.
  func day(_ day: String, isNew: Bool) -> Line {
    isNew ? Line(words("new ", "신규 ") + day.dropFirst(5), .new) : Line(day, .muted)
  }

  /// The short labels of some stages, as one text.
  func names(_ positions: [Int]) -> Phrase {
    guard !positions.isEmpty else { return Phrase("–") }
    let labels = positions.map { stages[$0].shortLabel }
    return Phrase(labels.map(\.en).joined(separator: " · "), labels.map(\.ko).joined(separator: " · "))
  }

  /// The first day on which the whole chain was described.
  var drawnOn: Day? { stages.map(\.citation.knownAt).min()?.newYorkDay }

  /// Number of stages and date of the newest entry, in as many words as there is room for.
  var notes: [String] {
    let count = words("\(stages.count) stages", "\(stages.count)단계")
    guard let newest = stages.compactMap({ $0.history.last?.knownAt }).max()?.newYorkDay.iso else { return [count] }
    return [count + words(" · newest entry \(newest)", " · 최근 기록 \(newest)"), newest]
  }
}

/// The styles of the lines between stages.
extension WireStyle {
  /// The lines of a loop, those to the selected stage and those from it; the last lie in front.
  static let loop = WireStyle(.chart, rank: 1)
  static let feeder = WireStyle(.heading, .bold, rank: 2)
  static let fed = WireStyle(.accent, .bold, rank: 3)
}
