import func Glibc.pow

/// A color by how the eye sees it: colors of one lightness look equally bright, and equal distances equally far apart.
///
/// OKLab with the constants of its author (Björn Ottosson, "A perceptual color space for image processing", 2020,
/// https://bottosson.github.io/posts/oklab/).
package struct OKLab: Equatable, Sendable {
  /// 0 for black to 1 for white.
  package var lightness: Double
  /// From green, below zero, to red; within 0.4 for what a screen can show.
  package var a: Double
  /// From blue, below zero, to yellow.
  package var b: Double

  /// A color by its lightness and its place between the four hues.
  package init(_ lightness: Double, a: Double, b: Double) { (self.lightness, self.a, self.b) = (lightness, a, b) }

  /// How far it is from gray: 0 to about 0.3.
  package var chroma: Double { (a * a + b * b).squareRoot() }

  /// How different two colors look: 0.02 can just be told apart side by side, 1 is from black to white.
  package func distance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  /// The color a share of the way to another.
  package func mixed(with other: OKLab, _ share: Double) -> OKLab {
    OKLab(lightness + (other.lightness - lightness) * share, a: a + (other.a - a) * share, b: b + (other.b - b) * share)
  }

  /// The same lightness and hue in another chroma; a gray stays one.
  package func withChroma(_ other: Double) -> OKLab {
    chroma > 0.001 ? OKLab(lightness, a: a * other / chroma, b: b * other / chroma) : self
  }

  /// As a screen shows it: with as much of its chroma as there is at its lightness.
  package var color: Color {
    if let color = exact { return color }
    var (fits, exceeds) = (0.0, 1.0)
    for _ in 0..<10 {
      let share = (fits + exceeds) / 2
      if withChroma(chroma * share).exact != nil { fits = share } else { exceeds = share }
    }
    return withChroma(chroma * fits).exact ?? (lightness > 0.5 ? .white : .black)
  }

  /// The color of sRGB; nil where it has none.
  private var exact: Color? {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    let light = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    guard light.allSatisfy({ -0.0001...1.0001 ~= $0 }) else { return nil }
    let channels = light.map { x in
      UInt8(rounding: 255 * min(1, max(0, x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055)))
    }
    return .rgb(channels[0], channels[1], channels[2])
  }
}

extension Color {
  /// Where an RGB color is in OKLab; nil for the terminal's own, which nobody knows.
  package var lab: OKLab? {
    guard let (red, green, blue) = light else { return nil }
    let l = pow(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue, 1 / 3.0)
    let m = pow(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue, 1 / 3.0)
    let s = pow(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue, 1 / 3.0)
    return OKLab(
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The color a share of the way to another, by how the eye sees them: halfway looks halfway.
  package func blended(with other: Color, _ share: Double) -> Color {
    guard let own = lab, let other = other.lab else { return self }
    return own.mixed(with: other, share).color
  }

  /// How different two colors look (OKLab); nil where one is the terminal's own.
  package static func distance(_ a: Color, _ b: Color) -> Double? {
    guard let a = a.lab, let b = b.lab else { return nil }
    return a.distance(to: b)
  }
}
