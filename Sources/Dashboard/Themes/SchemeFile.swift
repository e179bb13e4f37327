import Canvas
import Documents

extension Scheme {
  /// Something about a scheme file that is not as it should be; line 0 is the whole file.
  package struct Warning: Equatable, Sendable {
    package var line: Int
    package var reason: String
  }

  /// Reads a base16 or base24 scheme in the flat or the `palette:` form.
  ///
  /// What cannot be used is left out with a warning; a file without any colour is no scheme. Names and texts are such
  /// as a terminal may have.
  package static func read(_ text: String, id: String) -> (scheme: Scheme?, warnings: [Warning]) {
    let (scheme, warnings) = readAll(text, id: id)
    guard warnings.count > mostWarnings else { return (scheme, warnings) }
    let rest = Warning(line: 0, reason: "\(warnings.count - mostWarnings) more of these; mend the first ones")
    return (scheme, warnings.prefix(mostWarnings) + [rest])
  }

  private static let mostWarnings = 100

  private static func readAll(_ text: String, id: String) -> (scheme: Scheme?, warnings: [Warning]) {
    let file = PlainYAML(text)
    var warnings = file.faults.map {
      Warning(line: $0.line, reason: $0.reason.text(example: "base00: \"#1d2021\"").en + "; left out")
    }
    var colors: [String: Color] = [:]
    var named: Set<String> = []
    let palette = file.entries(below: "palette") ?? file.entries.filter { $0.section == nil && !$0.value.isEmpty }
    for entry in palette where entry.key.lowercased().hasPrefix("base") && entry.key.utf8.count == 6 {
      let name = "base" + entry.key.dropFirst(4).uppercased()
      named.insert(name)
      if let color = color(entry.value) {
        colors[name] = color
      } else {
        let reason = "\(clean(entry.key)): not a colour; write it as \"#rrggbb\". Another one takes its place."
        warnings.append(Warning(line: entry.line, reason: reason))
      }
    }
    guard !colors.isEmpty else {
      return (nil, warnings + [Warning(line: 0, reason: "has no colours; see themes/README.md")])
    }
    for name in required where !named.contains(name) {
      warnings.append(Warning(line: 0, reason: "\(name) is missing; another colour takes its place."))
    }
    let variant = file["variant"]
    let isKnown = variant == nil || variant == "dark" || variant == "light"
    if !isKnown {
      warnings.append(Warning(line: 0, reason: "variant is '\(clean(variant ?? ""))'; write dark or light"))
    }
    let scheme = Scheme(
      name: clean(file["name"] ?? file["scheme"] ?? id), author: clean(file["author"] ?? ""),
      variant: isKnown ? variant : nil, colors: colors)
    if scheme.hasNoText {
      let reason = "base05, the text, can hardly be told from base00, the background; it is drawn in a colour that can"
      warnings.append(Warning(line: palette.first { $0.key.lowercased() == "base05" }?.line ?? 0, reason: reason))
    }
    return (scheme, warnings)
  }

  private static func clean(_ text: String) -> String {
    // By letters, so that none is cut in two, and by their marks.
    String(String.UnicodeScalarView(text.prefix(120).unicodeScalars.prefix(480))).safe
  }
}
