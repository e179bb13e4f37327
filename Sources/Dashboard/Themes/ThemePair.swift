package import Canvas

/// Two schemes that are one for dark and for light pages.
package struct ThemePair: Equatable, Sendable {
  /// The id of the one with a dark page.
  package let dark: String
  /// The id of the one with a light page.
  package let light: String

  /// A pair of these ids; nothing is looked up.
  package init(dark: String, light: String) { (self.dark, self.light) = (dark, light) }

  /// The pairs among the bundled schemes.
  package static let bundled = [
    ThemePair(dark: "catppuccin-mocha", light: "catppuccin-latte"), ThemePair(dark: "gruvbox-dark", light: "gruvbox-light"),
    ThemePair(dark: "solarized-dark", light: "solarized-light"),
  ]

  /// The pair that a scheme belongs to; nil for one that stands alone.
  package static func of(_ id: String) -> ThemePair? { bundled.first { $0.dark == id || $0.light == id } }

  /// The one for a page of this color: the light one where black can be read better on it than white, the dark one where the color is the
  /// terminal's own and nobody has said what that is.
  package func member(on background: Color) -> String { background.farPole == .black ? light : dark }
}
