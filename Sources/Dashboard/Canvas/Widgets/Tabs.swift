/// Names beside each other, such as those of panels or of views, of which one is open.
package struct Tabs {
  /// A name with the key that stands for it where there is no room for all names.
  package struct Tab {
    /// What opens it, such as `1`.
    package var key: String
    /// What it is called.
    package var name: String

    /// A tab with its key and its name.
    package init(_ key: String, _ name: String) { (self.key, self.name) = (key, name) }

    fileprivate var label: String { "\(key) \(name)" }
  }

  /// In their order from left to right.
  package var tabs: [Tab]
  /// The place of the open one; nil where none is.
  package var selected: Int?

  /// Tabs of which one is open.
  package init(_ tabs: [Tab], selected: Int?) { (self.tabs, self.selected) = (tabs, selected) }

  /// What stands in so many columns: names with air around them; without it where that is too wide; or the name of the open one alone, which
  /// may still be wider.
  package func line(in width: Int) -> Line {
    let ways = [tabs.map { " \($0.label) " }, tabs.map { "\($0.label) " }]
    let keys = tabs.indices.map { $0 == selected ? " \(tabs[$0].label) " : " \(tabs[$0].key) " }
    let labels = ways.first { way in way.reduce(0) { $0 + TextWidth.columns($1) } <= width } ?? keys
    return Line(
      labels.enumerated().map { i, label in
        i == selected ? Span(label, .title, [.bold, .reverse]) : Span(label, .muted)
      })
  }
}
