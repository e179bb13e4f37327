import Canvas
import Documents
import Facts
import Format
import Glibc
import Themes

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

  /// The longest scheme that is read, in bytes: many times what any needs.
  private static let longest = 1 << 20

  /// Where the user's schemes are looked for.
  static var userFolder: String? { UserFiles.themes }

  /// The files of the user's folder and the bundled ones.
  ///
  /// An id stands for one scheme: of two files that give the same one the first counts, the other has no scheme and a warning that
  /// says so.
  static func all() -> [ThemeFile] {
    var files = own()
    FactsReader.forEachBundledTheme { name, bytes in
      guard let id = id(name), !files.contains(where: { $0.id == id }) else { return }
      files.append(parse(String(decoding: bytes, as: UTF8.self), id: id, origin: "bundled"))
    }
    return files
  }

  /// The id of a scheme's file: its name without the ending; nil where it has another ending.
  static func id(_ name: String) -> String? {
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && name != ending { return String(name.dropLast(ending.count)) }
    return nil
  }

  private static func own() -> [ThemeFile] {
    guard let folder = userFolder else { return [] }
    let names: [String]
    do throws(Problem) {
      // In one order whatever the folder's is, also of two spellings of a name.
      names = try namesInFolder(folder).sorted { $0 == $1 ? $0.utf8.lexicographicallyPrecedes($1.utf8) : $0 < $1 }
    } catch {
      // Most users have none.
      return error.isMissingFile
        ? [] : [ThemeFile(id: "", origin: folder, scheme: nil, warnings: [error.message(Locale.language)])]
    }
    var files: [ThemeFile] = []
    for name in names {
      guard let id = id(name) else { continue }
      let path = folder + "/" + name
      // Names are equal in whichever form their accents and syllables are written.
      let taken = id == terminal ? "the theme of the terminal's own colours" : files.first { $0.id == id }?.origin.safe
      if let taken {
        let warning = "\(path.safe): has the name of \(taken) and is left out; give it another name"
        files.append(ThemeFile(id: id, origin: path, scheme: nil, warnings: [warning]))
        continue
      }
      do throws(Problem) {
        files.append(parse(String(decoding: try readFile(path, longest: longest), as: UTF8.self), id: id, origin: path))
      } catch {
        files.append(ThemeFile(id: id, origin: path, scheme: nil, warnings: [error.message(Locale.language)]))
      }
    }
    return files
  }

  private static func parse(_ text: String, id: String, origin: String) -> ThemeFile {
    let file = origin == "bundled" ? id + ".yaml" : origin.safe
    let (scheme, warnings) = Scheme.read(text, id: id)
    return ThemeFile(
      id: id, origin: origin, scheme: scheme,
      warnings: warnings.map { $0.line > 0 ? "\(file):\($0.line): \($0.reason)" : "\(file): \($0.reason)" })
  }
}
