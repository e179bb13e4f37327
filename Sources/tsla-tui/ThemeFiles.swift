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
  static var userFolder: String? { UserFiles.configuration.map { $0 + "/themes" } }

  static func all() -> [ThemeFile] {
    var files: [ThemeFile] = []
    if let folder = userFolder, let names = try? namesInFolder(folder) {
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        let path = folder + "/" + name
        let id = String(name.prefix { $0 != "." })
        do {
          files.append(parse(String(decoding: try readFile(path, longest: 1 << 20), as: UTF8.self), id: id, origin: path))
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

  private static func parse(_ text: String, id: String, origin: String) -> ThemeFile {
    let file = origin == "bundled" ? id + ".yaml" : origin.printable
    let (scheme, warnings) = Scheme.read(text, id: id)
    return ThemeFile(
      id: id, origin: origin, scheme: scheme,
      warnings: warnings.map { $0.line > 0 ? "\(file):\($0.line): \($0.reason)" : "\(file): \($0.reason)" })
  }
}
