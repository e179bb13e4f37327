import Glibc
package import Model

/// A document that has a file of its own and goes by the file's name.
package protocol FiledDocument: Sendable {
  /// What its text may refer to by name.
  associatedtype Reference

  /// What one is called: `an estimate`.
  static var kind: Phrase { get }
  /// The longest file that is read, in bytes.
  static var longest: Int { get }
  /// Its name: that of the file without the ending.
  var fileName: String { get }
  /// What stands in the file.
  var text: String { get }

  /// Reads a text; one with any fault is no such document.
  static func read(_ text: String, name: String, among references: [Reference]) throws(Problems) -> Self

  /// Why a name means something else already.
  static func conflict(_ name: String, among references: [Reference]) -> Phrase?
}

/// Documents of one kind: a folder with one file for each.
package struct DocumentFolder<Document: FiledDocument>: Sendable {
  /// What follows a document's name in the name of its file.
  package static var ending: String { ".yaml" }

  /// The folder, which need not be there; without a slash at the end.
  package let path: String

  /// The documents of a folder, whether it is there or not.
  package init(_ path: String) { self.path = path }

  /// The file of a name, as the disk has it.
  package func file(of name: String) -> String { path + "/" + FolderNames.onDisk(name + Self.ending, in: path) }

  /// The documents that can be read, by name, and what is wrong with the other files, which are left as they are.
  ///
  /// A folder that does not exist holds none; the references are then not even looked up.
  package func load(among references: @autoclosure () -> [Document.Reference]) -> (all: [Document], problems: [Problem]) {
    guard !isMissing(path) else { return ([], []) }
    let references = references()
    var (all, problems): ([Document], [Problem]) = ([], [])
    do throws(Problem) {
      let (files, others) = try FolderNames.files(in: path, ending: Self.ending)
      for (name, file) in files {
        let file = path + "/" + file
        do throws(Problems) {
          let name = String(name.dropLast(Self.ending.utf8.count))
          do throws(Problem) { try Self.check(name, among: references) } catch { throw Problems(error) }
          all.append(try Self.read(file, name: name, among: references))
        } catch { problems += error.of(file) }
      }
      for (name, file) in others {
        let reason = Phrase(
          "not used: '\(name)' stands twice in the folder, its letters put together in two ways; remove one",
          "쓰지 않음: 자모 결합 방식만 다른 '\(name)' 파일이 또 있음; 하나를 지울 것")
        problems.append(Problem(reason, file: path + "/" + file))
      }
    } catch {
      if !error.isMissingFile { problems.append(error) }
    }
    return (all.sorted { $0.fileName < $1.fileName }, problems)
  }

  /// The problems that are about the file of a name.
  package func problems(of name: String, in all: [Problem]) -> [Problem] {
    all.filter { $0.file == "\(path)/\(name)\(Self.ending)" }
  }

  /// Reads a file, wherever it is; its name is that of the document where none is given.
  package static func read(
    _ file: String, name: String? = nil, among references: [Document.Reference]
  ) throws(Problems) -> Document {
    let text: String
    do throws(Problem) { text = try readText(file, longest: Document.longest).text } catch { throw Problems(error) }
    var own = file.split(separator: "/").last.map(String.init) ?? file
    if own.hasSuffix(ending) { own.removeLast(ending.count) }
    return try Document.read(text, name: name ?? own, among: references)
  }

  private static func check(_ name: String, among references: [Document.Reference]) throws(Problem) {
    if !name.isDocumentName {
      throw Problem(
        "'\(name)' cannot be a name: use letters, digits, blanks, - _ and . (80 bytes at most)",
        "'\(name)'은(는) 이름으로 쓸 수 없음: 글자, 숫자, 빈칸, - _ . (80바이트까지)")
    }
    if let conflict = Document.conflict(name, among: references) { throw Problem(conflict) }
  }

  // MARK: saving

  /// Keeps a document until the next start, in place of the one of its name, without a backup; what cannot be read gets one.
  package func keep(_ document: Document, among references: [Document.Reference], waiting: (Int) -> Bool) throws(Problem) {
    let name = document.fileName
    let text = try Self.checkedText(of: document, among: references)
    try Store(folder: path, longest: Document.longest).change(
      name + Self.ending, backup: { !Self.isOne($0.bytes, name, among: references) }, waiting: waiting
    ) { _ in Array(text.utf8) }
  }

  /// Removes the document of a name; does nothing where there is none.
  package func remove(_ name: String) throws(Problem) {
    try Store(folder: path, longest: Document.longest).remove(name + Self.ending)
  }

  /// Writes a document to the file of its name; one that is there already is kept unless it is to be replaced.
  ///
  /// `waiting` is as in `Store`.
  package func save(
    _ document: Document, replacing: Bool, among references: [Document.Reference], waiting: (Int) -> Bool
  ) throws(Problem) {
    let name = document.fileName
    let text = try Self.checkedText(of: document, among: references)
    let file = file(of: name)
    try Store(folder: path, longest: Document.longest).change(name + Self.ending, waiting: waiting) {
      old throws(Problem) in
      if let old {
        guard replacing else { throw Problem(Phrase("exists already", "이미 있음"), file: file, cause: .exists) }
        guard Self.isOne(old.bytes, name, among: references) else {
          throw Problem(
            Phrase(
              "not \(Document.kind.en), so it is left alone; correct or remove it, or choose another name",
              "\(Document.kind.ko) 파일이 아니어서 그대로 둠; 고치거나 지우거나 다른 이름을 쓸 것"), file: file)
        }
      }
      return Array(text.utf8)
    }
  }

  /// What is written of a document, which reads back as it is.
  private static func checkedText(of document: Document, among references: [Document.Reference]) throws(Problem) -> String {
    let name = document.fileName
    try check(name, among: references)
    let text = document.text
    do throws(Problems) { _ = try Document.read(text, name: name, among: []) } catch {
      let reasons = error.all.map(\.reason)
      throw Problem(
        "cannot be saved: " + reasons.map(\.en).joined(separator: "; "),
        "저장할 수 없음: " + reasons.map(\.ko).joined(separator: "; "))
    }
    return text
  }

  private static func isOne(_ bytes: [UInt8], _ name: String, among references: [Document.Reference]) -> Bool {
    String(validating: bytes, as: UTF8.self).flatMap { try? Document.read($0, name: name, among: references) } != nil
  }
}

/// The names that a user may give a document.
package enum DocumentName {
  /// What is said where one is asked for.
  package static let hint = Phrase(
    "Letters, digits, blanks, - _ and . The file is NAME.yaml.", "글자, 숫자, 공백, - _ . 파일은 이름.yaml입니다.")

  /// What is said of a name that cannot be one.
  package static let rule = Phrase(
    "letters, digits, blanks inside, - _ and . only, not beginning with . or -, 80 bytes at most",
    "글자, 숫자, 중간 공백, - _ . 만 가능하며 . 이나 -로 시작할 수 없음 (최대 80바이트)")
}
