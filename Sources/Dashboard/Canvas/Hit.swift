/// What a pointer finds at a place of a frame; drawing registers it.
package enum Hit: Hashable, Sendable {
  /// An item of what is drawn, by its view and its place there.
  case item(view: Int, index: Int)
  /// A cell over two axes, by its steps.
  case cell(view: Int, x: Int, y: Int)
  /// The rest of a box, by its view.
  case box(view: Int)
  /// A stretch of columns that stand for places from one number to another, such as the days of a plot.
  case stretch(first: Double, last: Double)
  /// Something that can be done, by its name.
  case command(String)
  /// A row of what lies over the rest.
  case row(Int)
  /// The rest of a window that lies over what was drawn before: nothing behind it can be reached.
  case window
}

extension Hit {
  /// The items of a view, for rows of which the first one is the item at a place.
  package static func items(of view: Int, from first: Int = 0) -> (Int) -> Hit? { { .item(view: view, index: first + $0) } }
}

/// A part of a frame with what a pointer finds there.
package struct Region: Hashable, Sendable {
  /// Where it is; never empty.
  package let rect: Rect
  /// What is there.
  package let hit: Hit
}

/// An item that a pointer has selected, and where it was drawn: its list keeps it there as long as it is the selected one.
package struct Anchor: Hashable, Sendable {
  /// The item.
  package var hit: Hit
  /// The column of the screen at which it begins.
  package var x: Int
  /// The row of the screen at which it begins.
  package var y: Int

  /// An item with the place of its first cell.
  package init(hit: Hit, x: Int, y: Int) { (self.hit, self.x, self.y) = (hit, x, y) }
}

extension Canvas {
  /// The row of a list at which an item is to stay, counted from the top of the list; nil where it may stand anywhere.
  func anchoredRow(of hit: Hit?, in rect: Rect) -> Int? {
    guard let anchor, let hit, anchor.hit == hit, (rect.y..<rect.maxY).contains(anchor.y) else { return nil }
    return anchor.y - rect.y
  }

  /// Says what a pointer finds in a rectangle, over what was said of it before; nothing where it is out of sight or nil.
  package mutating func register(_ hit: Hit?, in rect: Rect) {
    guard let hit else { return }
    let seen = rect.intersection(clip)
    if !seen.isEmpty { regions.append(Region(rect: seen, hit: hit)) }
  }
}

extension [Region] {
  /// Where an item begins; nil where nothing of it is in sight.
  package func anchor(of hit: Hit) -> Anchor? {
    let places = filter { $0.hit == hit }.map(\.rect)
    return places.min { ($0.y, $0.x) < ($1.y, $1.x) }.map { Anchor(hit: hit, x: $0.x, y: $0.y) }
  }

  /// What a pointer finds at a column and a row, at all or behind one of them: of several what was registered last.
  package func top(at x: Int, _ y: Int, behind front: Region? = nil) -> Region? {
    last { $0.rect.contains(x, y) && $0 != front }
  }
}
