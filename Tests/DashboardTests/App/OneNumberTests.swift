import App
import Finance
import Format
import Model
import Panels
import Testing

/// Whoever steps through time or goes from panel to panel never meets two numbers for one thing, nor one that is younger than its moment.
@Suite struct OneNumberTests {
  /// What a number is about: its name without the period, the period, unit and basis.
  private struct Subject: Hashable {
    var name: String
    var period: Period
    var unit: Unit
    var basis: Basis
  }

  private struct Shown {
    var value: Double
    var panel: PanelID
    var view: Int
  }

  private static let metrics: [String: Metric] = {
    var metrics: [String: Metric] = [:]
    for metric in Metric.allCases {
      metrics[Names.of(metric).en] = metric
      metrics[Names.short(metric).en] = metric
    }
    return metrics
  }()

  /// Whether everything that a figure rests on was reported: estimates and claims may differ from it, that is what they are for.
  private func isReported(_ figure: Figure) -> Bool {
    switch figure.provenance {
    case .reported: return true
    case .derived(_, let inputs): return inputs.allSatisfy(isReported)
    case .consensus, .claimed, .assumed: return false
    }
  }

  private func name(_ label: Phrase, _ period: Period) -> String {
    var name = label.en
    for text in [period.label, period.shortLabel] {
      if name.hasSuffix(" " + text) { name.removeLast(text.count + 1) }
      if name.hasPrefix(text + " ") { name.removeFirst(text.count + 1) }
    }
    return name
  }

  private func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

  /// The items of a panel in all its views at a moment.
  private func items(_ panel: PanelID, _ s: Snapshot, _ currency: Currency) -> [(view: Int, item: Item)] {
    (0..<max(1, panel.panel.views.count)).flatMap { view in
      var state = Record.state(.en)
      (state.panel, state.moment, state.currency) = (panel, .at(s.asOf), currency)
      state.views[panel] = view
      return panel.panel.items(DrawContext(s, state)).map { (view, $0) }
    }
  }

  @Test func panelsAgreeWithEachOtherAndWithTheRecordAtEveryMoment() {
    var compared = 0
    for (i, moment) in Record.timeline.moments.enumerated() {
      let s = Snapshot(of: Record.book, asOf: moment)
      var seen: [Subject: Shown] = [:]
      for panel in PanelID.all {
        for (view, item) in items(panel, s, i % 4 == 3 ? .krw : .usd) {
          guard let figure = item.reading?.figure else { continue }
          let place = "\(item.label.en) \(figure.period.label), \(panel.rawValue) view \(view) at \(moment.iso)"
          #expect(figure.provenance.knownAt <= moment, "\(place)")
          guard isReported(figure) else { continue }
          let name = name(item.label, figure.period)
          if let metric = Self.metrics[name], metric.unit == figure.unit {
            let versions = [s.reading(metric, figure.period), s.firstPrint(metric, figure.period)].compactMap(\.value)
            if !versions.isEmpty {
              #expect(versions.contains { isSame($0, figure.value) }, "\(figure.value) is no version of \(place)")
            }
          }
          let subject = Subject(name: name, period: figure.period, unit: figure.unit, basis: figure.basis)
          if let other = seen[subject] {
            compared += 1
            #expect(
              isSame(other.value, figure.value),
              "\(figure.value), and \(other.value) on \(other.panel.rawValue) view \(other.view): \(place)")
          } else {
            seen[subject] = Shown(value: figure.value, panel: panel, view: view)
          }
        }
      }
    }
    #expect(compared > 1000)
  }

  @Test func marketValueIsOneNumberOnEveryPanel() {
    for moment in Record.timeline.moments {
      let s = Snapshot(of: Record.book, asOf: moment)
      guard let value = Valuation.marketValue(s).value else { continue }
      for panel in [PanelID.overview, .value] {
        for (view, item) in items(panel, s, .usd) where item.label.en == "Market value" {
          guard let figure = item.reading?.figure, isReported(figure), figure.unit == .millionUSD else { continue }
          #expect(isSame(figure.value, value), "\(panel.rawValue) view \(view) at \(moment.iso)")
        }
      }
    }
  }
}
