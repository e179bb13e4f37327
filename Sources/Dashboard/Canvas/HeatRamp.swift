import func Glibc.pow

/// The colors of heat: from that of a fall over a gray to that of a rise, in steps of lightness that look equal.
///
/// The low end is nearer to the page than the high one, so the order can be seen without the hues too.
package enum HeatRamp {
  /// A color for each role of heat, for blocks with words in the page's color, made from those of a fall and a rise.
  package static func colors(fall: Color, rise: Color, on page: Color) -> [Color] {
    guard let fall = fall.lab, let rise = rise.lab, let ground = page.luminance, let tint = page.lab else { return [] }
    let (low, high) = lightness(on: ground)
    let middle = OKLab(0, a: tint.a / 2, b: tint.b / 2)
    return (0..<roles).map { i in
      let share = Double(i) / Double(roles - 1)
      var color = middle.mixed(with: share < 0.5 ? fall : rise, abs(2 * share - 1))
      color.lightness = low + (high - low) * share
      return color.color
    }
  }

  private static let roles = Int(Role.heat8.rawValue - Role.heat0.rawValue) + 1

  /// The lightness of both ends, on the side of the page that has more room.
  private static func lightness(on ground: Double) -> (low: Double, high: Double) {
    // Of grays the lightness is the cube root of the luminance, and saturated colors of that lightness have a little less contrast.
    func gray(_ luminance: Double) -> Double { pow(max(0, luminance), 1 / 3.0) }
    let (above, below) = (gray(3.7 * (ground + 0.05) - 0.05), gray((ground + 0.05) / 3.7 - 0.05))
    if 0.88 - above >= below - 0.28 {
      let low = max(above, 0.56)
      return (low, max(low, min(low + 0.28, 0.88)))
    }
    let low = min(below, 0.62)
    return (low, min(low, max(low - 0.2, 0.28)))
  }

  /// The same in five of the sixteen colors, by eye: no step is much brighter than the next.
  package static func ansi(_ upDown: UpDown) -> [Color] {
    let numbers: [UInt8] = upDown == .western ? [1, 9, 3, 2, 10] : [4, 12, 5, 1, 9]
    return numbers.map { .ansi($0) }
  }

  /// The same in five of the cube and the grays of the 256 colors, which are too few at one lightness to be found by calculation.
  package static func indexed(_ upDown: UpDown, isLight: Bool) -> [Int32] {
    switch (upDown, isLight) {
    case (.western, false): [167, 174, 249, 150, 120]
    case (.western, true): [167, 131, 242, 58, 22]
    case (.korean, false): [27, 67, 246, 174, 210]
    case (.korean, true): [68, 67, 243, 95, 124]
    }
  }
}

extension Role {
  /// Which of five steps of heat it is where a terminal has no more colors, 0 to 4, with the middle by itself; nil for another role.
  package var heatStep: Int? {
    guard rawValue >= Role.heat0.rawValue else { return nil }
    let place = Int(rawValue - Role.heat0.rawValue)
    return (place + (place > 4 ? 1 : 0)) / 2
  }
}
