import Glibc
import Model

/// A folder of the user's documents, and the one way in which they are changed.
///
/// Lock, read, keep what was there, replace: one operation, for any kind of document. Two programs that change the same
/// folder do so one after the other, so what was said to be saved is the file or one of its backups.
package struct Store: Sendable {
  /// Made when something is first saved; without a slash at the end.
  package let folder: String
  /// The longest file that is changed, in bytes.
  let longest: Int

  /// The documents of a folder, whether it is there or not; longer ones are not changed.
  package init(folder: String, longest: Int = 65_536) { (self.folder, self.longest) = (folder, longest) }

  /// How long it waits for the lock, in milliseconds.
  private static let patience = 9_500
  /// After how many milliseconds callers say that it is waiting.
  package static let silence = 2_000

  /// A file as it is.
  struct Contents {
    var bytes: [UInt8]
    /// The name on disk, which may be in another normal form of Unicode.
    var name: String
    /// Who owns it, who may read and write it, when it was changed.
    var status: stat
  }

  /// Changes a document: `body` gets what is there, nil where nothing is, and returns the new bytes, or nil to leave it alone.
  ///
  /// The file is complete or not there: it is written beside its place and then moved. It keeps its owner and mode, and its times where
  /// that is asked for; where it is a link, what the link leads to is changed. What was there gets a backup beside it where `backup` says
  /// so of it.
  ///
  /// `waiting` is called about 20 times a second while somebody else has the lock, with the milliseconds so far; false gives up.
  func change(
    _ name: String, keepingTimes: Bool = false, backup: (Contents) -> Bool = { _ in true }, waiting: (Int) -> Bool,
    _ body: (Contents?) throws(Problem) -> [UInt8]?
  ) throws(Problem) {
    try Self.makeFolders(folder)
    let lock = try locked(waiting)
    defer { if lock >= 0 { close(lock) } }
    Self.removeLeftovers(in: folder)
    let old = try contents(of: name)
    guard let new = try body(old) else { return }
    if let old, backup(old) { try keep(old) }
    try replace(old?.name ?? name, with: new, old: old, keepingTimes: keepingTimes)
  }

  /// Replaces what is there without a backup: for what the program alone writes.
  ///
  /// Written only where it is something else than what is there.
  package func write(_ text: String, to name: String, waiting: (Int) -> Bool) throws(Problem) {
    let bytes = Array(text.utf8)
    try change(name, backup: { _ in false }, waiting: waiting) { old throws(Problem) in old?.bytes == bytes ? nil : bytes }
  }

  /// Removes a document; does nothing where there is none.
  package func remove(_ name: String) throws(Problem) {
    let path = folder + "/" + FolderNames.onDisk(name, in: folder)
    guard unlink(path) == 0 || errno == ENOENT else { throw .cannotWrite(path, errno) }
  }

  /// Makes a backup of a document beside it; does nothing where there is none.
  func keep(_ name: String, waiting: (Int) -> Bool) throws(Problem) {
    let lock = try locked(waiting)
    defer { if lock >= 0 { close(lock) } }
    if let old = try contents(of: name) { try keep(old) }
  }

  // MARK: the lock

  /// Opens and locks the folder; -1 where it may not be read; where the file system has no locks it is open but not locked.
  private func locked(_ waiting: (Int) -> Bool) throws(Problem) -> Int32 {
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { return -1 }
    var waited = 0
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      // File systems without locks are rare, and there a second program would have to be quick to do harm.
      guard errno == EWOULDBLOCK else { return lock }
      guard waited < Self.patience, waiting(waited) else {
        close(lock)
        throw Problem(
          file: folder, code: EWOULDBLOCK,
          Phrase(
            "another program has locked this folder, so nothing was saved; end it or try again",
            "다른 프로그램이 이 폴더를 잠가 저장하지 못함; 그 프로그램을 끝내거나 다시 시도할 것"))
      }
      _ = poll(nil, 0, 50)
      waited += 50
    }
    return lock
  }

  // MARK: what is there

  /// The document of a name, whatever normal form of Unicode its name has on disk; nil where there is none.
  private func contents(of name: String) throws(Problem) -> Contents? {
    // In a folder that may be entered but not listed, the name is there as it is given, or not at all.
    let found = FolderNames.onDisk(name, in: folder)
    let path = folder + "/" + found
    if isMissing(path) { return nil }
    let bytes: [UInt8]
    let status: stat
    do throws(Problem) { (bytes, status) = try openFile(path, longest: longest) } catch {
      guard error.isMissingFile else { throw error }
      throw Problem(
        file: path, code: ENOENT,
        Phrase("a link to nothing; remove it or make what it leads to", "가리키는 파일이 없는 링크임; 지우거나 그 파일을 만들 것"))
    }
    return Contents(bytes: bytes, name: found, status: status)
  }

  /// What the name of a temporary file begins with: nobody else's names do.
  private static let temporary = ".tsla-tui-"

  private static func temporaryName(_ name: String) -> String { "\(temporary)\(getpid())-\(name).tmp" }

  /// Removes temporary files of processes that have ended; those of running ones are theirs.
  private static func removeLeftovers(in folder: String) {
    guard let names = try? namesInFolder(folder, hidden: true) else { return }
    for name in names where name.hasPrefix(temporary) && name.hasSuffix(".tmp") {
      let digits = name.dropFirst(temporary.count).prefix { $0 != "-" }
      guard let pid = pid_t(digits), pid > 0, pid == getpid() || kill(pid, 0) != 0 && errno == ESRCH else { continue }
      unlink(folder + "/" + name)
    }
  }

  // MARK: writing

  private func replace(_ name: String, with bytes: [UInt8], old: Contents?, keepingTimes: Bool) throws(Problem) {
    var target = folder + "/" + name
    var place = folder
    if old != nil {
      guard let resolved = realpath(target, nil) else { throw Problem(file: target, code: errno) }
      target = String(cString: resolved)
      free(resolved)
      place = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? folder
      if place != folder { Self.removeLeftovers(in: place) }
    }
    let temporary = place + "/" + Self.temporaryName(name)
    try write(bytes, to: temporary, for: target, like: old?.status, keepingTimes: keepingTimes)
    defer { unlink(temporary) }
    guard try Self.move(temporary, to: target, replacing: old != nil) else { throw Problem(file: target, code: EEXIST) }
    Self.flush(place)
  }

  /// Writes a new file and waits until the disk has it; it gets the owner and mode of `old`, and its times where asked for.
  ///
  /// What goes wrong is reported for the document: nobody knows the name of a temporary file.
  private func write(
    _ bytes: [UInt8], to path: String, for document: String, like old: stat?, keepingTimes: Bool = false
  ) throws(Problem) {
    unlink(path)
    // Nobody else may read it before it has its owner.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, old == nil ? 0o644 : 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(document, errno) }
    let isWritten = bytes.withUnsafeBufferPointer { writeAll($0, to: descriptor) } && finish(descriptor, old, keepingTimes)
    let code = errno
    guard close(descriptor) == 0, isWritten else {
      let failure = Problem.cannotWrite(document, isWritten ? errno : code)
      unlink(path)
      throw failure
    }
  }

  private func finish(_ descriptor: Int32, _ old: stat?, _ keepingTimes: Bool) -> Bool {
    if let old {
      // As far as the system allows it, as it does for root; file systems without owners and modes have nothing to keep.
      if fchown(descriptor, old.st_uid, old.st_gid) != 0 { _ = fchown(descriptor, uid_t.max, old.st_gid) }
      fchmod(descriptor, old.st_mode & 0o777)
      if keepingTimes {
        let times = [old.st_atim, old.st_mtim]
        futimens(descriptor, times)
      }
    }
    return fsync(descriptor) == 0
  }

  /// Gives a file its name; false where that name is taken and not to be replaced.
  private static func move(_ temporary: String, to path: String, replacing: Bool) throws(Problem) -> Bool {
    var isReserved = false
    if !replacing {
      // Unlike a move, a link never replaces what has the name.
      if link(temporary, path) == 0 { return true }
      if errno == EEXIST { return false }
      // On file systems without links an empty file takes the name first.
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor < 0, errno == EEXIST { return false }
      guard descriptor >= 0 else { throw Problem(file: path, code: errno) }
      close(descriptor)
      isReserved = true
    }
    guard rename(temporary, path) == 0 else {
      let failure = Problem(file: path, code: errno)
      if isReserved { unlink(path) }
      throw failure
    }
    return true
  }

  /// Makes a folder and those above it.
  static func makeFolders(_ path: String) throws(Problem) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o755) != 0 else { continue }
      // Kept before anything is called that sets `errno` itself.
      let code = errno
      guard code == EEXIST || isFolder(made) else { throw .cannotWrite(made, code) }
    }
  }

  /// Waits until the disk has the names in a folder.
  ///
  /// Some file systems cannot do that; the file itself is there.
  private static func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  // MARK: backups

  /// How many backups of a document are kept.
  private static let backups = 20

  /// Makes a numbered backup of what a document holds, unless the newest backup is the same; the oldest ones are removed.
  private func keep(_ old: Contents) throws(Problem) {
    let kept = ((try? namesInFolder(folder)) ?? []).compactMap { Backup($0, of: old.name) }.sorted()
    if let newest = kept.last, (try? readFile(folder + "/" + newest.name, longest: longest)) == old.bytes { return }
    var backup = Backup(of: old.name, number: (kept.last?.number ?? 0) + 1)
    let temporary = folder + "/" + Self.temporaryName(old.name)
    try write(old.bytes, to: temporary, for: folder + "/" + old.name, like: old.status)
    defer { unlink(temporary) }
    // In a folder that cannot be listed, one number after the other is tried.
    while try !Self.move(temporary, to: folder + "/" + backup.name, replacing: false) {
      guard backup.number < 999_999 else { throw Problem(file: folder + "/" + backup.name, code: EEXIST) }
      backup = Backup(of: old.name, number: backup.number + 1)
    }
    Self.flush(folder)
    for backup in kept.dropLast(Self.backups - 1) { unlink(folder + "/" + backup.name) }
  }

  /// A backup by its name: `claims.yaml.000012.bak`, or an older form with a time, which counts as the oldest of all.
  private struct Backup: Comparable {
    let name: String
    /// 0 for the older form.
    let number: Int

    init(of document: String, number: Int) {
      let digits = String(number)
      name = "\(document).\(String(repeating: "0", count: max(0, 6 - digits.utf8.count)))\(digits).bak"
      self.number = number
    }

    /// Nil where the name is not exactly one of the two forms: any other `.bak` is somebody else's.
    init?(_ file: String, of document: String) {
      guard file.hasPrefix(document + "."), file.hasSuffix(".bak") else { return nil }
      let middle = file.utf8.dropFirst(document.utf8.count + 1).dropLast(4)
      let isNumber = (6...15).contains(middle.count) && middle.allSatisfy(Self.isDigit)
      let shape = "0000-00-00T000000Z-00".utf8
      let isTime =
        middle.count == shape.count && zip(middle, shape).allSatisfy { $1 == UInt8(ascii: "0") ? Self.isDigit($0) : $0 == $1 }
      guard isNumber || isTime else { return nil }
      name = file
      number = isNumber ? Int(String(decoding: Array(middle), as: UTF8.self)) ?? 0 : 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func < (a: Backup, b: Backup) -> Bool { (a.number, a.name) < (b.number, b.name) }
  }
}
