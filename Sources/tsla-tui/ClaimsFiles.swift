import Dashboard
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
        faults.map(\.reason.en).joined(separator: "; ").withoutControls,
        faults.map(\.reason.ko).joined(separator: "; ").withoutControls)
    case .cannotWrite(let error): return Phrase("\(error)")
    }
  }
}

/// The user's own claims: one file.
enum ClaimsFiles {
  /// Where it is; nil where the environment names no home.
  static var path: String? { UserFiles.folder.map { $0 + "/" + ClaimsFile.name } }

  /// How many backups are kept.
  static let backups = 20

  /// The claims that can be read, and what is wrong with the others as `path:line: reason`.
  struct Loaded {
    var claims: [Claim] = []
    var problems: [String] = []
    /// The keys of all entries with the lines on which they begin.
    var keys: [(key: String, line: Int)] = []
  }

  /// Reads the file; one that does not exist holds no claims.
  static func load(_ language: Language = Locale.language) -> Loaded {
    guard let path, access(path, F_OK) == 0 else { return Loaded() }
    do {
      let text = try UserFiles.text(of: path, longest: ClaimsFile.longest)
      var status = stat()
      guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
      let contents = ClaimsFile.read(text, day: Instant(seconds: Int64(status.st_mtim.tv_sec)).newYorkDay)
      let problems = UserFiles.messages(FileFaults(all: contents.faults), path, language)
      return Loaded(claims: contents.claims, problems: problems, keys: contents.keys)
    } catch {
      return Loaded(problems: UserFiles.messages(error, path, language))
    }
  }

  // MARK: adding

  /// Writes an entry behind all that the file holds, and returns the key and the line on which it begins.
  ///
  /// The file as it was is kept beside it first. Two programs that add at the same time wait for each other.
  static func add(_ entry: ClaimEntry, key wanted: String? = nil) throws(ClaimSavingError) -> (key: String, line: Int) {
    guard let folder = UserFiles.folder, let path else { throw .noFolder }
    do throws(FileError) { try UserFiles.makeFolders(folder) } catch { throw .cannotWrite(error) }
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if lock >= 0 { close(lock) } }
    // File systems that know no locks are rare; there a second program has to be quick to do harm.
    if lock >= 0 { _ = flock(lock, LOCK_EX) }
    let (old, mode): ([UInt8], mode_t?)
    do throws(FileError) { (old, mode) = try contents(path) } catch { throw .cannotWrite(error) }
    let day = clockNow().newYorkDay
    // Keys of entries with faults count too: one may be mended later.
    let taken = ClaimsFile.read(String(decoding: old, as: UTF8.self), day: day).keys.map(\.key)
    if let wanted, taken.contains(wanted) { throw .taken(wanted) }
    let key = wanted ?? ClaimsFile.key(for: entry[.text] ?? "", taken: taken)
    try verify(entry, key, day)
    let (new, line) = ClaimsFile.appending(entry, key: key, to: old)
    do throws(FileError) {
      if mode != nil { try keep(old, of: path) }
      try replace(path, with: new, mode: mode)
    } catch { throw .cannotWrite(error) }
    return (key, line)
  }

  /// Makes ready for an editor: the file is there, with a head that explains it, and a backup of it as it is.
  static func prepare() throws(ClaimSavingError) {
    guard let folder = UserFiles.folder, let path else { throw .noFolder }
    do throws(FileError) {
      try UserFiles.makeFolders(folder)
      let (bytes, mode) = try contents(path)
      if mode != nil { try keep(bytes, of: path) } else { try replace(path, with: Array(ClaimsFile.head.utf8), mode: nil) }
    } catch { throw .cannotWrite(error) }
  }

  /// How many lines a file has, at least one: where its end is.
  static func lines(_ path: String) -> Int {
    guard let bytes = try? readFile(path) else { return 1 }
    return max(1, bytes.reduce(0) { $1 == 10 ? $0 + 1 : $0 })
  }

  /// Reads an entry back from the text that would be written.
  private static func verify(_ entry: ClaimEntry, _ key: String, _ day: Day) throws(ClaimSavingError) {
    let faults = entry.claim(key: key, line: 1, day: day).faults
    guard faults.isEmpty else { throw .notAClaim(faults) }
    let back = ClaimsFile.read(entry.text(key: key), day: day)
    guard back.faults.isEmpty, back.claims.count == 1 else {
      throw .notAClaim(back.faults.map { ClaimFault(field: .text, reason: $0.reason) })
    }
  }

  /// What the file holds, and its mode; nothing where it does not exist.
  private static func contents(_ path: String) throws(FileError) -> ([UInt8], mode_t?) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return ([], nil) }
      throw FileError(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, code: EINVAL) }
    guard status.st_size <= ClaimsFile.longest else { throw FileError(path: path, code: EFBIG) }
    return (try readFile(path), status.st_mode & 0o777)
  }

  /// Puts new contents into the place of the file; where it is a link, of what the link leads to.
  private static func replace(_ path: String, with bytes: [UInt8], mode: mode_t?) throws(FileError) {
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    }
    let folder = String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.startIndex))
    let temporary = "\(folder)/.\(ClaimsFile.name).\(getpid()).tmp"
    try UserFiles.write(bytes, to: temporary, mode: mode ?? 0o644)
    defer { unlink(temporary) }
    guard try UserFiles.move(temporary, to: target, replacing: mode != nil) else { throw FileError(path: target, code: EEXIST) }
    UserFiles.flush(folder)
  }

  // MARK: backups

  /// Keeps what the file holds beside it, under a name with the time, unless the newest backup is the same; the oldest ones go.
  private static func keep(_ bytes: [UInt8], of path: String) throws(FileError) {
    guard let folder = UserFiles.folder else { return }
    let prefix = ClaimsFile.name + "."
    let old = try namesInFolder(folder).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".bak") }
    if let newest = old.last, let kept = try? readFile(folder + "/" + newest), kept == bytes { return }
    let now = clockNow().local(in: .utc)
    let stamp = "\(now.day.iso)T\(pad(now.hour, 2))\(pad(now.minute, 2))\(pad(now.second, 2))Z"
    // Names sort by age: within a second by a number.
    let number = old.last { $0.hasPrefix(prefix + stamp) }.flatMap { Int($0.dropLast(4).suffix(2)) }.map { $0 + 1 } ?? 0
    let backup = "\(folder)/\(prefix)\(stamp)-\(pad(number, 2)).bak"
    let temporary = "\(folder)/.\(ClaimsFile.name).\(getpid()).bak"
    try UserFiles.write(bytes, to: temporary)
    defer { unlink(temporary) }
    guard try UserFiles.move(temporary, to: backup, replacing: false) else { throw FileError(path: backup, code: EEXIST) }
    UserFiles.flush(folder)
    for name in old.dropLast(backups - 1) { unlink(folder + "/" + name) }
  }
}
