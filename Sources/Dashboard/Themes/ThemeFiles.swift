package import Documents
import Facts
import Model

/// A scheme file and what was wrong with it.
package struct ThemeFile {
  /// The name of the file without its ending; empty where the folder cannot be read.
  package var id: String
  /// The path of the user's file, or of the folder that cannot be read; `bundled` for one of the program's.
  package var origin: String
  /// Nil where the file gives none.
  package var scheme: Scheme?
  /// What is wrong with the file; a scheme may be there all the same.
  package var problems: [Problem]
}

/// The colour schemes: bundled ones, and the user's own, which take precedence where names are the same.
package enum ThemeFiles {
  /// The default, which follows the terminal's own colors.
  package static let terminal = "terminal"

  /// The longest scheme that is read, in bytes: many times what any scheme needs.
  private static let longest = 1 << 20

  /// The files of the user's folder and the bundled ones.
  ///
  /// An id stands for one scheme: of two files with the same id the first counts, and the other has no scheme but a problem that
  /// says so.
  package static func all(in folder: String?) -> [ThemeFile] {
    var files: [ThemeFile] = []
    if let folder {
      // Most users have none.
      do throws(Problem) { try read(folder, into: &files) } catch  where error.isMissingFile {} catch {
        files = [ThemeFile(id: "", origin: folder, scheme: nil, problems: [error])]
      }
    }
    FactsReader.forEachBundledTheme { name, bytes in
      guard let id = id(name), !files.contains(where: { $0.id == id }) else { return }
      let (scheme, problems) = Scheme.read(String(decoding: bytes, as: UTF8.self), id: id)
      files.append(ThemeFile(id: id, origin: "bundled", scheme: scheme, problems: problems.of(name)))
    }
    return files
  }

  /// The names of the files of the user's folder and of the bundled ones, without reading them, after that of the terminal's own colors.
  package static func names(in folder: String?) -> [String] {
    var names = [terminal] + (folder.flatMap { try? namesInFolder($0) } ?? []).compactMap { id($0) }
    FactsReader.forEachBundledTheme { name, _ in if let id = id(name), !names.contains(id) { names.append(id) } }
    return names
  }

  /// The id of a scheme's file: its name without the ending; nil where it has another ending.
  private static func id(_ name: String) -> String? {
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && name != ending { return String(name.dropLast(ending.count)) }
    return nil
  }

  private static func read(_ folder: String, into files: inout [ThemeFile]) throws(Problem) {
    // In one order whatever the folder's is, even for two spellings of a name.
    let names = try namesInFolder(folder).sorted { $0 == $1 ? $0.utf8.lexicographicallyPrecedes($1.utf8) : $0 < $1 }
    for name in names {
      guard let id = id(name) else { continue }
      let path = folder + "/" + name
      var file = ThemeFile(id: id, origin: path, scheme: nil, problems: [])
      // Names are equal whichever way their accents and syllables are encoded.
      let taken = files.first { $0.id == id }.map { Phrase($0.origin) }
      if let taken = id == terminal ? Phrase("the theme of the terminal's own colors", "터미널 자체 색 테마") : taken {
        let reason = Phrase(
          "has the name of \(taken.en) and is left out; give it another name", "\(taken.ko)와(과) 이름이 같아 제외함; 다른 이름을 쓸 것")
        file.problems = [Problem(reason, file: path)]
      } else {
        do throws(Problem) {
          let bytes = try readFile(path, longest: longest)
          let (scheme, problems) = Scheme.read(String(decoding: bytes, as: UTF8.self), id: id)
          (file.scheme, file.problems) = (scheme, problems.of(path))
        } catch { file.problems = [error] }
      }
      files.append(file)
    }
  }
}
