internal import Model

/// Finding items on all panels by their words.
package enum Search {
  package struct Hit: Sendable {
    package var panel: PanelID
    package var view: Int
    package var index: Int
    package var item: Item
  }

  /// The items whose name, in either language, or number contains the query.
  ///
  /// An empty query finds nothing.
  package static func hits(_ query: String, _ scene: Scene) -> [Hit] {
    let wanted = query.lowercased()
    guard !wanted.isEmpty else { return [] }
    var state = scene.state
    // Most panels show in their first view all there is to find.
    state.views = [:]
    let first = Scene(scene.snapshot, state)
    var hits: [Hit] = []
    for id in PanelID.allCases where id != .overview {
      for (view, i, item) in id.panel.findable(first) {
        let number = item.reading.map { scene.format.text($0) } ?? ""
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
