internal import Canvas
import Format
internal import Model

/// Finding items on all panels by their words.
package enum Search {
  /// An item that was found, and where the cursor has to go to stand on it.
  package struct Hit: Sendable {
    /// The panel that lists it.
    package var panel: PanelID
    /// The raw value of the view that lists it, 0 on panels with one view.
    package var view: Int
    /// Where the cursor stands on it in that view, once `reveal` has cleared the filters.
    package var index: Int
    /// The item itself, in the words and numbers of its panel.
    package var item: Item

    /// The period or the day that it is of; empty where it has none.
    package var when: String {
      guard let figure = item.reading?.figure else { return item.day?.iso ?? "" }
      if case .trailing = figure.period { return "TTM " + figure.period.shortLabel }
      return figure.period.shortLabel
    }

    /// The number with who says so: `●` reported, `◇` claimed, `≈` worked out from claims, `◆` estimated or assumed, `*` not confirmed; both
    /// ends of a range.
    package func number(_ context: DrawContext) -> String {
      guard let reading = item.reading else { return "" }
      guard case .known(let figure) = reading else { return context.format.text(reading) }
      let mark =
        switch context.role(figure) {
        // What follows from claims is nobody's own words.
        case .claim: if case .claimed = figure.provenance { "◇ " } else { "≈ " }
        case .estimate, .assumed: "◆ "
        default: "● "
        }
      return mark + context.format.text(figure, to: item.upTo) + context.mark(figure)
    }
  }

  /// The items whose name, in either language, or number contains the query.
  ///
  /// An empty query finds nothing.
  package static func hits(_ query: String, _ context: DrawContext) -> [Hit] {
    let wanted = query.composed.lowercased()
    guard !wanted.isEmpty else { return [] }
    var state = context.state
    // Most panels show all there is to find in their first view.
    state.views = [:]
    let first = DrawContext(context.analysis, state)
    var hits: [Hit] = []
    for id in PanelID.allCases {
      for (view, i, item) in id.panel.findable(first) {
        let number = item.reading.map { context.format.text($0) } ?? ""
        if item.label.en.lowercased().contains(wanted) || item.label.ko.lowercased().contains(wanted)
          || number.contains(wanted)
        {
          hits.append(Hit(panel: id, view: view, index: i, item: item))
        }
      }
    }
    return hits
  }
}
