import Dashboard
import Documents
import Glibc
import Model

/// Where files of the user's are, and how they are read with everything that is wrong in them; `Store` writes them.
enum UserFiles {
  /// The folder of what the user makes; nil where the environment names no home.
  static var folder: String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/share/tsla-tui" : nil }
  }

  /// The folder of what the user sets up; nil where the environment names no home.
  static var configuration: String? {
    if let config = environment("XDG_CONFIG_HOME"), config.hasPrefix("/") { return config + "/tsla-tui" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.config/tsla-tui" : nil }
  }

  // MARK: reading

  /// The text of a file and what the system knows of it; throws `FileError`, or `FileFaults` where it is none.
  static func text(of path: String, longest: Int) throws -> String { try document(path, longest: longest).text }

  /// The same with what the system knows of the file.
  static func document(_ path: String, longest: Int) throws -> (text: String, status: stat) {
    let (bytes, status) = try openFile(path, longest: longest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileFaults(Phrase("not text in UTF-8; save it as UTF-8", "UTF-8 글이 아님; UTF-8로 저장할 것"))
    }
    return (text, status)
  }

  /// What the files of a folder are read as, in the order of their names, and what is wrong with the others as `path:line: reason`.
  ///
  /// A file with any fault is not used and left as it is. A folder that does not exist holds none.
  static func each<T>(
    in folder: String, ending: String, _ language: Language, _ read: (_ path: String, _ name: String) throws -> T
  ) -> (all: [T], problems: [String]) {
    var all: [T] = []
    var problems: [String] = []
    do {
      let (files, others) = try files(in: folder, ending: ending)
      for (name, file) in files {
        let path = folder + "/" + file
        do {
          all.append(try read(path, String(name.dropLast(ending.utf8.count))))
        } catch {
          problems += messages(error, path, language)
        }
      }
      for (name, file) in others {
        let reason = Phrase(
          "not used: '\(name)' stands twice in the folder, its letters put together in two ways; remove one",
          "쓰지 않음: 자모 결합 방식만 다른 '\(name)' 파일이 또 있음; 하나를 지울 것")
        problems += messages(FileFaults(reason), folder + "/" + file, language)
      }
    } catch {
      if !error.isMissing { problems.append(error.message[language]) }
    }
    return (all, problems)
  }

  /// Problems for the screen, where the folder would take the room of the reason: `claims.yaml:3: reason`.
  static func short(_ problems: [String]) -> [String] {
    let folders = [folder, configuration].compactMap { $0.map { "\($0)/".printable } }
    return problems.map { problem in
      folders.first { problem.hasPrefix($0) }.map { String(problem.dropFirst($0.count)) } ?? problem
    }
  }

  /// What is wrong with a file as `path:line: reason`.
  static func messages(_ error: any Error, _ path: String, _ language: Language) -> [String] {
    guard let faults = error as? FileFaults else { return [(error as? FileError)?.message[language] ?? "\(error)"] }
    var messages = faults.all.map { fault in
      let place = fault.line > 0 ? "\(path):\(fault.line)" : path
      return "\(place.printable): \(fault.reason[language])"
    }
    if faults.further > 0 {
      let rest = Phrase("faults in \(faults.further) more lines; mend these first", "그 밖에 \(faults.further)줄에도 오류가 있음; 위부터 고칠 것")
      messages.append("\(path.printable): \(rest[language])")
    }
    return messages
  }
}
