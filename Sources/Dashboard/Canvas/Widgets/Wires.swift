/// A line between two of several things, by their places in a list.
package struct Link: Equatable, Sendable {
  /// The place of the one that the line leaves.
  package var from: Int
  /// The place of the one that it arrives at, mostly with an arrowhead.
  package var to: Int
  /// How the line and its two ends are drawn.
  package var style: WireStyle

  /// A line in the style of most, unless another is given.
  package init(_ from: Int, _ to: Int, _ style: WireStyle = WireStyle()) {
    self.from = from
    self.to = to
    self.style = style
  }
}

/// How a line is drawn; of two that meet the one of the higher rank lies in front.
package struct WireStyle: Equatable, Sendable {
  /// The role of the line and of its ends.
  package var role: Role
  /// What is added to the role, such as bold beside the cursor.
  package var emphasis: Emphasis
  /// 0 for most; the higher it is, the further in front the line lies.
  package var rank: Int

  /// Muted and of rank 0, as most lines are, unless given otherwise.
  package init(_ role: Role = .muted, _ emphasis: Emphasis = [], rank: Int = 0) {
    self.role = role
    self.emphasis = emphasis
    self.rank = rank
  }
}

/// Lines on a grid of cells, joined where they belong together and passing over each other where they do not.
struct Wires {
  /// The four arms of a cell.
  struct Arms: OptionSet {
    let rawValue: UInt8
    static let left = Arms(rawValue: 1)
    static let right = Arms(rawValue: 2)
    static let up = Arms(rawValue: 4)
    static let down = Arms(rawValue: 8)
    static let across: Arms = [.left, .right]
    static let along: Arms = [.up, .down]
  }

  private struct Joint {
    var arms: Arms = []
    var style = WireStyle()
    var owner = -1
  }

  private let area: Rect
  private var joints: [Joint]

  init(_ area: Rect) {
    self.area = area
    joints = Array(repeating: Joint(), count: area.width * area.height)
  }

  /// Draws a line through corner points; its two end cells belong to what it connects and stay free.
  mutating func connect(_ points: [(x: Int, y: Int)], owner: Int, _ style: WireStyle) {
    var cells: [(x: Int, y: Int)] = []
    for point in points {
      guard let last = cells.last else {
        cells.append(point)
        continue
      }
      let (dx, dy) = ((point.x - last.x).signum(), (point.y - last.y).signum())
      var at = last
      while at != point {
        at = (at.x != point.x ? at.x + dx : at.x, at.x != point.x ? at.y : at.y + dy)
        cells.append(at)
      }
    }
    guard cells.count > 2 else { return }
    for i in 1..<cells.count - 1 {
      add(Self.arm(cells[i], cells[i - 1]).union(Self.arm(cells[i], cells[i + 1])), at: cells[i], owner, style)
    }
  }

  private static func arm(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int)) -> Arms {
    to.x < from.x ? .left : to.x > from.x ? .right : to.y < from.y ? .up : .down
  }

  /// Adds arms to a cell.
  ///
  /// Where the lines of two owners cross at a right angle one of them is interrupted, so that a joint always means a joint.
  mutating func add(_ arms: Arms, at cell: (x: Int, y: Int), _ owner: Int, _ style: WireStyle) {
    guard cell.x >= area.x, cell.x < area.maxX, cell.y >= area.y, cell.y < area.maxY else { return }
    let i = (cell.y - area.y) * area.width + cell.x - area.x
    let there = joints[i]
    let crosses =
      there.owner != owner && (there.arms == .across && arms == .along || there.arms == .along && arms == .across)
    if crosses {
      let newIsOnTop = style.rank != there.style.rank ? style.rank > there.style.rank : arms == .along
      if newIsOnTop { joints[i] = Joint(arms: arms, style: style, owner: owner) }
      return
    }
    joints[i].arms.formUnion(arms)
    if style.rank >= there.style.rank {
      joints[i].style = style
      joints[i].owner = owner
    }
  }

  func draw(on canvas: inout Canvas) {
    for y in 0..<area.height {
      for x in 0..<area.width {
        let joint = joints[y * area.width + x]
        guard !joint.arms.isEmpty else { continue }
        canvas.put(Self.glyph(joint.arms), area.x + x, area.y + y, joint.style.role, joint.style.emphasis)
      }
    }
  }

  /// The glyph of a joint, indexed by its arms.
  static func glyph(_ arms: Arms) -> Unicode.Scalar { glyphs[Int(arms.rawValue & 15)] }

  private static let glyphs: [Unicode.Scalar] = [
    " ", "─", "─", "─", "│", "╯", "╰", "┴", "│", "╮", "╭", "┬", "│", "┤", "├", "┼",
  ]
}
