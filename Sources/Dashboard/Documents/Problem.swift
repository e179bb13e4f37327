import Glibc
package import Model

/// Something that is wrong with a file: where it stands, what it is, and what to write or to do instead.
package struct Problem: Error, Equatable, Sendable {
  /// What code decides by; what people are told is the reason.
  package enum Cause: Equatable, Sendable {
    /// Something that the file says.
    case content
    /// What was asked for cannot be done; nothing was touched.
    case request
    /// There is a file of that name, which was not to be replaced.
    case exists
    /// The system refused, with its error number.
    case system(Int32)
  }

  /// The file's path; empty where the problem is with no file.
  package var file: String
  /// 0 is the whole file.
  package var line: Int
  /// 0 is the whole line.
  package var column: Int
  /// What is wrong, and mostly what to write or to do instead.
  package var reason: Phrase
  /// What kind of thing is wrong.
  package var cause: Cause

  /// A problem of a whole file or a place in it; one without a file gets its path later.
  package init(_ reason: Phrase, file: String = "", line: Int = 0, column: Int = 0, cause: Cause = .content) {
    (self.file, self.line, self.column, self.reason, self.cause) = (file, line, column, reason, cause)
  }

  /// Something wrong with a text whose file is not known here.
  package init(_ en: String, _ ko: String) { self.init(Phrase(en, ko)) }

  /// A request that cannot be fulfilled.
  package static func request(_ en: String, _ ko: String) -> Problem { Problem(Phrase(en, ko), cause: .request) }

  /// Whether there is no file of that name.
  package var isMissingFile: Bool { cause == .system(ENOENT) }
  /// Whether a file is larger than what may be read.
  var isTooLong: Bool { cause == .system(EFBIG) }

  /// `file:line:column: reason`, as far as they are known; for a file below `folder`, the rest of its path.
  package func text(_ language: Language, below folder: String = "") -> String {
    guard !file.isEmpty else { return reason[language] }
    var place = folder.isEmpty || !file.hasPrefix(folder + "/") ? file : String(file.dropFirst(folder.count + 1))
    for number in [line, column] where number > 0 { place += ":\(number)" }
    return "\(place): \(reason[language])"
  }
}

/// All that keeps a text from being used, by line: the first hundred lines at fault, and how many more there are.
///
/// One problem per line is enough: what follows from the first would only hide it.
package struct Problems: Error, Equatable, Sendable {
  /// How many are put in words.
  package static let most = 100

  /// In the order of the text.
  package private(set) var all: [Problem] = []
  /// How many more lines have one.
  package private(set) var further = 0
  private var lines: Set<Int> = []

  /// No problem yet: the text can be used.
  package init() {}

  /// A single problem.
  package init(_ problem: Problem) { all = [problem] }

  /// Whether both tell the same problems and count as many more.
  package static func == (a: Problems, b: Problems) -> Bool { a.all == b.all && a.further == b.further }

  /// Whether the text can be used.
  package var isEmpty: Bool { all.isEmpty }
  /// Whether the file itself cannot be read, rather than its contents being wrong.
  package var isAboutFile: Bool { all.contains { if case .system = $0.cause { true } else { false } } }
  /// With the lines that are only counted.
  package var count: Int { all.count + further }
  /// Whether a further line would only be counted.
  var isFull: Bool { lines.count >= Self.most }

  /// Adds what is wrong with a line, or with the whole text where the line is 0.
  package mutating func add(_ line: Int, column: Int = 0, _ reason: @autoclosure () -> Phrase) {
    if line > 0 {
      let isTold = !isFull
      guard lines.insert(line).inserted else { return }
      guard isTold else {
        further += 1
        return
      }
    }
    let place = all.lastIndex { $0.line <= line }.map { $0 + 1 } ?? 0
    all.insert(Problem(reason(), line: line, column: column), at: place)
  }

  /// The same, with its words in English and Korean; they are only made where they will be told.
  package mutating func add(_ line: Int, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
    add(line, Phrase(en(), ko()))
  }

  /// The problems of a file, with a last one that counts the lines that are not put in words.
  package func of(_ file: String) -> [Problem] {
    var told = all
    if further > 0 {
      told.append(
        Problem("faults in \(further) more lines; mend these first", "그 밖에 \(further)줄에도 오류가 있음; 위부터 고칠 것"))
    }
    return told.map { problem in
      var problem = problem
      if problem.file.isEmpty { problem.file = file }
      return problem
    }
  }
}
