import Canvas
import Facts

/// A scheme file and what was wrong with it.
struct ThemeFile {
  var id: String
  var origin: String
  var scheme: Scheme?
  var warnings: [String]
}

/// The colour schemes: bundled ones, and the user's own, which come first where names are the same.
enum ThemeFiles {
  /// The default, which follows the terminal's own colours.
  static let terminal = "terminal"

  /// Where the user's schemes are looked for.
  static var userFolder: String? {
    if let config = environment("XDG_CONFIG_HOME"), config.hasPrefix("/") { return config + "/tsla-tui/themes" }
    return environment("HOME").map { $0 + "/.config/tsla-tui/themes" }
  }

  static func all() -> [ThemeFile] {
    var files: [ThemeFile] = []
    if let folder = userFolder, let names = try? namesInFolder(folder) {
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        let path = folder + "/" + name
        let id = String(name.prefix { $0 != "." })
        do {
          files.append(parse(String(decoding: try readFile(path), as: UTF8.self), id: id, origin: path))
        } catch {
          files.append(ThemeFile(id: id, origin: path, scheme: nil, warnings: ["\(error)"]))
        }
      }
    }
    FactsReader.forEachBundledTheme { name, bytes in
      let id = String(name.prefix { $0 != "." })
      if !files.contains(where: { $0.id == id }) {
        files.append(parse(String(decoding: bytes, as: UTF8.self), id: id, origin: "bundled"))
      }
    }
    return files
  }

  /// Reads a base16 or base24 scheme, in the flat or the `palette:` form.
  static func parse(_ text: String, id: String, origin: String) -> ThemeFile {
    var file = ThemeFile(id: id, origin: origin, scheme: nil, warnings: [])
    let where_ = origin == "bundled" ? id + ".yaml" : origin.printable
    let root = SchemeFile(text)
    for fault in root.faults { file.warnings.append("\(where_):\(fault.line): \(fault.reason); left out") }
    var colors: [String: Color] = [:]
    for entry in root.palette ?? root.entries where entry.key.lowercased().hasPrefix("base") && entry.key.utf8.count == 6 {
      guard let color = Scheme.color(entry.value) else {
        file.warnings.append(
          "\(where_):\(entry.line): \(entry.key.printable): not a colour; write it as \"#rrggbb\". The terminal's own is used.")
        continue
      }
      colors["base" + entry.key.dropFirst(4).uppercased()] = color
    }
    for name in Scheme.required where colors[name] == nil && !file.warnings.contains(where: { $0.contains(name) }) {
      file.warnings.append("\(where_): \(name) is missing; the terminal's own colour is used.")
    }
    if colors.isEmpty {
      file.warnings.append("\(where_): has no colours; see themes/README.md")
      return file
    }
    let variant = root["variant"]
    if let variant, variant != "dark", variant != "light" {
      file.warnings.append("\(where_): variant is '\(variant.printable)'; write dark or light")
    }
    file.scheme = Scheme(
      name: (root["name"] ?? root["scheme"] ?? id).printable, author: (root["author"] ?? "").printable,
      variant: variant == "dark" || variant == "light" ? variant : nil, colors: colors)
    return file
  }
}
