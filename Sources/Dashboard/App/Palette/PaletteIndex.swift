import Analysis
import Canvas
import Finance
import Format
package import Model
import Synchronization

/// A row that the palette may show.
package struct PaletteEntry: Sendable {
  /// What it leads to.
  package var target: PaletteTarget
  /// What kind of thing it is, or the panel that lists it.
  package var kind: Phrase
  /// What it is called.
  package var label: Phrase
  /// The item, for one that is an item of a panel.
  package var item: Item?

  /// A row without an item, unless one is given.
  package init(target: PaletteTarget, kind: Phrase, label: Phrase, item: Item? = nil) {
    (self.target, self.kind, self.label, self.item) = (target, kind, label, item)
  }

  /// The period or the day that it is of; empty where it has none.
  package var when: String {
    guard let figure = item?.reading?.figure else { return item?.day?.iso ?? "" }
    if case .trailing = figure.period { return "TTM " + figure.period.shortLabel }
    return figure.period.shortLabel
  }

  /// The number with who says so: `●` reported, `◇` claimed, `≈` worked out from claims, `◆` estimated or assumed, `*` not confirmed; both
  /// ends of a range.
  package func number(_ context: DrawContext) -> String {
    guard let reading = item?.reading else { return "" }
    guard case .known(let figure) = reading else { return context.format.text(reading) }
    let mark =
      switch context.role(figure) {
      // What follows from claims is nobody's own words.
      case .claim: if case .claimed = figure.provenance { "◇ " } else { "≈ " }
      case .estimate, .assumed: "◆ "
      default: "● "
      }
    return mark + context.format.text(figure, to: item?.upTo) + context.mark(figure)
  }
}

/// What was found, best first: the moment that was typed, if it is one, and then entries of the index.
package struct PaletteHits: RandomAccessCollection, Sendable {
  fileprivate let moment: PaletteEntry?
  fileprivate let places: [Int]
  fileprivate let entries: [PaletteEntry]

  fileprivate init(moment: PaletteEntry?, places: [Int], entries: [PaletteEntry]) {
    (self.moment, self.places, self.entries) = (moment, places, entries)
  }

  /// Nothing.
  package init() { self.init(moment: nil, places: [], entries: []) }

  /// The first one.
  package var startIndex: Int { 0 }
  /// One behind the last.
  package var endIndex: Int { places.count + (moment == nil ? 0 : 1) }
  /// The entry at a place among those found.
  package subscript(place: Int) -> PaletteEntry {
    guard let moment else { return entries[places[place]] }
    return place == 0 ? moment : entries[places[place - 1]]
  }
}

/// Everything that the palette can find at a moment, with its words prepared for matching.
package final class PaletteIndex: Sendable, Equatable {
  private let entries: [PaletteEntry]
  private let texts: SearchTexts
  /// What was found last: drawing asks again, and one more letter can only find less.
  private let last = Mutex(Found())

  private struct Found {
    var query = ""
    var recent: [PaletteTarget]?
    /// In the order of the index.
    var places: [Int] = []
    var hits = PaletteHits()
  }
  /// What a moment that is typed may be: the days of results, and nothing later than the clock.
  private let results: [EarningsDay]
  /// When it was collected.
  let now: Instant
  /// What it is for.
  let scope: Palette.Scope
  private let format: Formatter

  /// Collects it; what the panels list is worked out here, once.
  init(_ scope: Palette.Scope, _ context: CommandContext) {
    var entries: [PaletteEntry] = []
    var texts = SearchTexts()
    func add(_ entry: PaletteEntry, _ words: [String], weight: Int) {
      entries.append(entry)
      texts.append(words, weight: weight)
    }
    if scope == .everything { Self.collect(context, add) }
    var state = context.draw.state
    // Most panels show all there is to find in their first view.
    state.views = [:]
    let first = context.draw.with(state)
    let found = context.registry.panels.map { ($0, $0.findable(first)) }
    entries.reserveCapacity(entries.count + found.reduce(0) { $0 + $1.1.count })
    for (panel, items) in found {
      for (view, place, item) in items {
        let entry = PaletteEntry(
          target: .item(ViewID(panel: panel.id, view: view), place), kind: panel.title, label: item.label, item: item)
        let number = item.reading.map { context.draw.format.text($0) } ?? ""
        add(entry, [item.label.en, item.label.ko, number, item.day?.iso ?? ""], weight: 0)
      }
    }
    (self.entries, self.texts) = (entries, texts)
    (self.scope, results, now) = (scope, scope == .everything ? context.timeline.results : [], context.now)
    format = context.draw.format
  }

  /// Rows of anything: as many as one likes, to measure with.
  package init(_ rows: [(PaletteEntry, [String])]) {
    entries = rows.map(\.0)
    var texts = SearchTexts()
    for (_, words) in rows { texts.append(words, weight: 0) }
    self.texts = texts
    (scope, results, now) = (.items, [], .distantPast)
    format = Formatter(language: .en)
  }

  private static func collect(_ context: CommandContext, _ add: (PaletteEntry, [String], _ weight: Int) -> Void) {
    for command in context.registry.commands where command.id != .palette {
      let panel = command.place.panel.map { context.registry.panel($0).title }
      let kind = panel ?? command.group.title
      let label = (panel.map { $0 + Phrase(": ") } ?? Phrase("")) + command.help
      add(
        PaletteEntry(target: .command(command.id), kind: kind, label: label),
        [label.en, label.ko, command.short.en, command.short.ko, command.id.name],
        // Those of the open panel come first.
        command.place.panel == context.draw.state.panel ? 17 : 12)
    }
    for panel in context.registry.panels {
      for (view, name) in panel.views.enumerated() {
        let label = panel.title + Phrase(": ") + name
        add(
          PaletteEntry(target: .view(ViewID(panel: panel.id, view: view)), kind: Phrase("view", "보기"), label: label),
          [label.en, label.ko], 10)
      }
    }
    for scenario in context.draw.analysis.scenarios {
      let label = Phrase("scenario ", "시나리오 ") + scenario.name
      add(
        PaletteEntry(target: .scenario(scenario.id), kind: Phrase("scenario", "시나리오"), label: label),
        [label.en, label.ko, scenario.id], 8)
    }
    for setting in Setting.allCases {
      for text in context.draw.state.settings.choices[setting] {
        let label = Phrase("set \(setting.rawValue) \(text)", "\(setting.name.ko) 설정: \(text)")
        add(
          PaletteEntry(target: .setting(setting, text), kind: Phrase("setting", "설정"), label: label),
          [label.en, label.ko, "set \(setting.name.en) \(text)"], 4)
      }
    }
    for day in context.timeline.results where day.release <= context.now {
      let quarter = day.quarter.label
      let label = Phrase("\(quarter) results, \(day.day.iso)", "\(quarter) 실적, \(day.day.iso)")
      add(
        PaletteEntry(target: .moment(day.release), kind: Phrase("moment", "시점"), label: label),
        [label.en, label.ko, "go to \(quarter)"], 6)
    }
  }

  /// The entries that match a query, best first; what was used last comes before what matches as well.
  ///
  /// Without a query: what was used last, then the rest in the order of the index.
  package func matches(_ query: String, recent: [PaletteTarget]) -> PaletteHits {
    last.withLock { last in
      if last.query == query, last.recent == recent { return last.hits }
      let known = !last.query.isEmpty && query.hasPrefix(last.query) ? last.places : nil
      last = found(query, recent, among: known)
      return last.hits
    }
  }

  private func found(_ query: String, _ recent: [PaletteTarget], among known: [Int]?) -> Found {
    let pattern = SearchPattern(query)
    let ages = Dictionary(recent.enumerated().map { ($1, $0) }) { first, _ in first }
    var places: [Int] = []
    // Score and place in one number: the best first, equals in the order of the index.
    var keys: [Int] = []
    texts.forEachMatch(of: pattern, among: known) { place, score in
      var score = score
      if !ages.isEmpty, let age = ages[entries[place].target] { score += pattern.isEmpty ? 1000 - age : 20 - min(age, 15) }
      places.append(place)
      keys.append(-score << 32 | place)
    }
    keys.sort()
    let moment = results.isEmpty ? nil : typedMoment(query)
    let hits = PaletteHits(moment: moment, places: keys.map { $0 & 0xffff_ffff }, entries: entries)
    return Found(query: query, recent: recent, places: places, hits: hits)
  }

  /// Why a query that is a moment leads to none, such as a day that is still to come; nil for any other query.
  func whyNoMoment(_ query: String) -> Phrase? {
    guard WrittenMoment(query, now: now) != nil, case .failure(let why) = MomentText.read(query, results: results, now: now)
    else {
      return nil
    }
    return why.reason
  }

  /// The moment that a query names.
  private func typedMoment(_ query: String) -> PaletteEntry? {
    guard query.utf8.contains(where: { (48...57).contains($0) }),
      case .success(.at(let instant)) = MomentText.read(query, results: results, now: now)
    else { return nil }
    let local = instant.local(in: .newYork)
    return PaletteEntry(
      target: .moment(instant), kind: Phrase("moment", "시점"),
      label: format.phrase {
        let moment = "\(local.day.iso) \($0.clock(local))"
        return $0.words("go to \(moment) New York", "\(moment) 뉴욕 시점으로 이동")
      })
  }

  /// Whether it is the same index: one that was collected anew is another one.
  package static func == (a: PaletteIndex, b: PaletteIndex) -> Bool { a === b }
}
