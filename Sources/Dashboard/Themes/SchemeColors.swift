import Canvas

/// Which colors of a scheme stand for what.
///
/// Schemes agree about what the numbers of their colors are for, but not all keep to it: the red of one is a white, the green of another
/// a blue. So what has a meaning by its hue is chosen by its hue, and what must not be taken for a rise or a fall keeps its distance from
/// both.
struct SchemeColors {
  let rise, fall, accent, alternate, key, claim, met, caution, warning: Color

  /// The colors of a scheme; `base` gives the color of a number from 0 to 23.
  init(_ base: @escaping (Int) -> Color, isLight: Bool, _ upDown: UpDown) {
    let search = Search(base: base, isLight: isLight)
    let (red, green) = (search.color(of: .red, number: 8), search.color(of: .green, number: 11))
    rise = search.vivid(upDown == .western ? green : red)
    fall = search.vivid(upDown == .western ? red : search.color(of: .blue, number: 13))
    (met, caution, warning) = (green, search.color(of: .yellow, number: 10), search.color(of: .orange, number: 9))
    let text = base(5).readable(on: base(0), Role.text.leastContrast)
    let (teal, gray) = (search.teal, base(0).blended(with: text, 0.75))
    let pair = [rise, fall]
    accent = search.first([base(13), base(12), teal], apartFrom: pair, text)
    key = search.first([base(12), base(13), teal], apartFrom: pair, text)
    alternate = search.first([base(12), base(13), teal, gray], apartFrom: pair + [accent])
    claim = search.first(
      [base(14), search.color(of: .purple, number: 14), search.made(.purple), search.made(.magenta)],
      apartFrom: pair + [accent, key, caution], text)
  }
}

/// A hue as its direction in OKLab: the cosine and the sine of its angle.
private struct Hue {
  let a, b: Double

  static let red = Hue(a: 0.906, b: 0.423)  // 25°
  static let orange = Hue(a: 0.530, b: 0.848)  // 58°
  static let yellow = Hue(a: 0.035, b: 0.999)  // 88°
  static let green = Hue(a: -0.788, b: 0.616)  // 142°
  static let teal = Hue(a: -0.985, b: -0.174)  // 190°
  static let blue = Hue(a: -0.225, b: -0.974)  // 257°
  static let purple = Hue(a: 0.643, b: -0.766)  // 310°
  static let magenta = Hue(a: 0.866, b: -0.500)  // 330°

  /// How near a color comes to it: the cosine of the angle between them; 0 for one with hardly any hue.
  func nearness(_ color: Color) -> Double {
    guard let lab = color.lab, lab.chroma >= 0.06 else { return 0 }
    return (lab.a * a + lab.b * b) / lab.chroma
  }
}

/// Looks for colors in a scheme, and makes those that it does not have.
private struct Search {
  let base: (Int) -> Color
  let isLight: Bool

  /// How far apart two colors are at least that mean two things, and a word and the text around it.
  private static let (least, leastFromText) = (0.08, 0.06)

  /// How far apart two colors are in OKLab, with little of their lightness: a lighter blue is still a blue.
  private static func difference(_ a: Color, _ b: Color) -> Double {
    guard var a = a.lab, let b = b.lab else { return 1 }
    a.lightness = b.lightness + min(abs(a.lightness - b.lightness) / 3, 0.055)
    return a.distance(to: b)
  }

  /// Within 40° a color has a hue.
  private static let near = 0.766
  private static let accents = Array(8...15) + Array(18...23)

  /// The color of a number where it has the hue, otherwise the one that comes nearest, or one that is made.
  func color(of hue: Hue, number: Int) -> Color {
    if hue.nearness(base(number)) >= Self.near { return base(number) }
    let nearest = Self.accents.map(base).filter { Self.difference($0, base(5)) >= Self.leastFromText }
      .max { hue.nearness($0) < hue.nearness($1) }
    return nearest.flatMap { hue.nearness($0) >= Self.near ? $0 : nil } ?? made(hue)
  }

  /// A color of a hue, in the lightness and the strength of most schemes' accents.
  func made(_ hue: Hue, chroma: Double = 0.15) -> Color {
    OKLab(isLight ? 0.52 : 0.74, a: hue.a * chroma, b: hue.b * chroma).color
  }

  /// A teal as strong as the scheme's accents are on the whole: what has no meaning by its hue need not stand out.
  var teal: Color {
    let chroma = (8...15).compactMap { base($0).lab?.chroma }.reduce(0, +) / 8
    return made(.teal, chroma: max(0.08, min(0.13, chroma)))
  }

  /// A color that can be read well on the page, where that leaves it its hue, with chroma enough to be told from a gray.
  func vivid(_ color: Color) -> Color {
    let bright = color.readable(on: base(0), 4)
    guard let lab = bright.lab, lab.chroma >= 0.04 else { return color }
    return lab.chroma < 0.1 ? lab.withChroma(0.1).color : bright
  }

  /// The first of some colors that keeps its distance from all others, as they are drawn; where none does, the one that comes nearest to it.
  func first(_ candidates: [Color], apartFrom others: [Color], _ text: Color? = nil) -> Color {
    var best = (color: candidates[0], distance: -1.0)
    for candidate in candidates {
      let drawn = candidate.readable(on: base(0), Role.accent.leastContrast)
      var distance = others.map { Self.difference(drawn, $0) }.min() ?? 1
      if let text { distance = min(distance, Self.difference(drawn, text) + Self.least - Self.leastFromText) }
      if distance >= Self.least { return candidate }
      if distance > best.distance { best = (candidate, distance) }
    }
    return best.color
  }
}
