import Dashboard
import Documents
import Glibc
import Model

/// Why a claim was not written.
enum ClaimSavingError: Error {
  /// The environment names no home.
  case noFolder
  /// The key is taken already.
  case taken(String)
  /// The claim would not read back.
  case notAClaim([ClaimFault])
  /// The file is not text in UTF-8, so that no entry of it could be read.
  case notText(path: String)
  /// With the entry the file would be longer than what is read.
  case tooLong(path: String)
  case cannotWrite(FileError)

  /// What is wrong, and what to do.
  var message: Phrase {
    switch self {
    case .noFolder:
      return Phrase(
        "HOME and XDG_DATA_HOME are not set, so there is no folder for claims", "HOME과 XDG_DATA_HOME이 없어 주장을 저장할 폴더가 없음")
    case .taken(let key):
      return Phrase(
        "'\(key.printable)' stands in the file already; choose another key", "'\(key.printable)'은(는) 파일에 이미 있음; 다른 이름을 쓸 것")
    case .notAClaim(let faults):
      return Phrase(
        faults.map(\.reason.en).joined(separator: "; "),
        faults.map(\.reason.ko).joined(separator: "; "))
    case .notText(let path):
      return Phrase(
        "\(path.printable) is not text in UTF-8 and is left alone; save it as UTF-8 first",
        "\(path.printable)은(는) UTF-8 글이 아니어서 그대로 둠; 먼저 UTF-8로 저장할 것")
    case .tooLong(let path):
      let longest = ClaimsFile.longest
      return Phrase(
        "\(path.printable) would be larger than \(longest) bytes and is left alone; remove entries first",
        "\(path.printable)이(가) \(longest)바이트보다 커지므로 그대로 둠; 먼저 항목을 지울 것")
    case .cannotWrite(let error): return error.message
    }
  }
}

/// The user's own claims: one file.
enum ClaimsFiles {
  /// Where it is; nil where the environment names no home.
  static var path: String? { UserFiles.folder.map { $0 + "/" + ClaimsFile.name } }

  /// The claims that can be read, and what is wrong with the others as `path:line: reason`.
  struct Loaded {
    var claims: [Claim] = []
    var problems: [String] = []
    /// The keys of all entries with the lines on which they begin.
    var keys: [(key: String, line: Int)] = []
  }

  /// Reads the file; one that does not exist holds no claims.
  static func load(_ language: Language = Locale.language) -> Loaded {
    guard let path, !isMissing(path) else { return Loaded() }
    do {
      let (text, status) = try UserFiles.document(path, longest: ClaimsFile.longest)
      let contents = ClaimsFile.read(text, day: Instant(seconds: Int64(status.st_mtim.tv_sec)).newYorkDay)
      let problems = UserFiles.messages(contents.faults, path, language)
      return Loaded(claims: contents.claims, problems: problems, keys: contents.keys)
    } catch {
      return Loaded(problems: UserFiles.messages(error, path, language))
    }
  }

  // MARK: adding

  /// Writes an entry behind all that the file holds, and returns the key and the line on which it begins.
  ///
  /// Entries that do not say when they were made are as old as the file, so it keeps its time of change. `waiting` is what `Store` has it
  /// for.
  static func add(
    _ entry: ClaimEntry, key wanted: String? = nil, waiting: (Int) -> Bool
  ) throws(ClaimSavingError) -> (key: String, line: Int) {
    var place = (key: "", line: 0)
    try change(waiting) { old throws(ClaimSavingError) in
      guard let text = String(validating: old?.bytes ?? [], as: UTF8.self) else { throw .notText(path: path ?? ClaimsFile.name) }
      let day = clockNow().newYorkDay
      // Keys of entries with faults count too: one may be mended later.
      let taken = Set(ClaimsFile.read(text, day: day).keys.map(\.key))
      if let wanted, taken.contains(wanted) { throw .taken(wanted) }
      let key = wanted ?? ClaimsFile.key(for: entry[.text] ?? "", taken: taken)
      try verify(entry, key, day)
      let (new, line) = ClaimsFile.appending(entry, key: key, to: old?.bytes ?? [])
      guard new.count <= ClaimsFile.longest else { throw .tooLong(path: path ?? ClaimsFile.name) }
      place = (key, line)
      return new
    }
    return place
  }

  /// Makes ready for an editor: the file is there, with a head that explains it, and a backup of it as it is.
  static func prepare(waiting: (Int) -> Bool) throws(ClaimSavingError) {
    guard let folder = UserFiles.folder else { throw .noFolder }
    var isThere = false
    try change(waiting) { old throws(ClaimSavingError) in
      isThere = old != nil
      return isThere ? nil : Array(ClaimsFile.head.utf8)
    }
    guard isThere else { return }
    do throws(FileError) { try Store(folder: folder, longest: ClaimsFile.longest).keep(ClaimsFile.name, waiting: waiting) } catch
    { throw .cannotWrite(error) }
  }

  private static func change(
    _ waiting: (Int) -> Bool, _ body: (Store.Contents?) throws(ClaimSavingError) -> [UInt8]?
  ) throws(ClaimSavingError) {
    guard let folder = UserFiles.folder, let path else { throw .noFolder }
    let store = Store(folder: folder, longest: ClaimsFile.longest)
    try store.change(
      ClaimsFile.name, keepingTimes: true, waiting: waiting,
      failing: { $0.code == EFBIG ? .tooLong(path: path) : .cannotWrite($0) }, body)
  }

  /// How many lines a file has, at least one: where its end is.
  static func lines(_ path: String) -> Int {
    guard let bytes = try? readFile(path, longest: ClaimsFile.longest) else { return 1 }
    return max(1, bytes.reduce(0) { $1 == 10 ? $0 + 1 : $0 })
  }

  /// Reads an entry back from the text that would be written.
  private static func verify(_ entry: ClaimEntry, _ key: String, _ day: Day) throws(ClaimSavingError) {
    let faults = entry.claim(key: key, line: 1, day: day).faults
    guard faults.isEmpty else { throw .notAClaim(faults) }
    let back = ClaimsFile.read(entry.text(key: key), day: day)
    guard back.faults.isEmpty, back.claims.count == 1 else {
      throw .notAClaim(back.faults.all.map { ClaimFault(field: .text, reason: $0.reason) })
    }
  }
}
