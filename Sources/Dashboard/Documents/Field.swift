import Model

/// What a document, or an entry of one, is made of: its fields determine the reader, the writer, the head of a new file and what faults say.
package protocol Fielded: Sendable {
  static var fields: [Field<Self>] { get }
}

/// A line that a document may have.
package struct Field<Root>: Sendable {
  /// What stands before the colon; no two fields of a document share one.
  package let key: String
  /// What a value may look like; for a section, one of its lines.
  let example: String
  /// Whether nothing can be read without it.
  let isRequired: Bool
  fileprivate let content: Content

  fileprivate enum Content: Sendable {
    /// `read` is false where the text is not such a value, and `refusal` says why.
    case value(
      read: @Sendable (String, inout Root) -> Bool, refusal: @Sendable (String) -> Phrase, write: @Sendable (Root) -> String?)
    /// Lines with keys of their own below it.
    case section(read: @Sendable (DocumentLine, inout Root) throws(Problem) -> Void, write: @Sendable (Root) -> [DocumentLine])
  }

  /// A value that may be left out.
  package init<Value>(_ key: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ form: Form<Value>) {
    self.init(key, form, set: { $0[keyPath: path] = $1 }, get: { $0[keyPath: path] })
  }

  /// A value that must be there.
  package init<Value>(required key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ form: Form<Value>) {
    self.init(key, form, isRequired: true, set: { $0[keyPath: path] = $1 }, get: { $0[keyPath: path] })
  }

  /// A value that is kept in a way of the document's own.
  package init<Value>(
    _ key: String, _ form: Form<Value>, isRequired: Bool = false, set: @escaping @Sendable (inout Root, Value) -> Void,
    get: @escaping @Sendable (Root) -> Value?
  ) {
    (self.key, example, self.isRequired) = (key, form.example, isRequired)
    content = .value(
      read: { text, root in
        guard let value = form.read(text) else { return false }
        set(&root, value)
        return true
      }, refusal: form.refusal, write: { get($0).map(form.write) })
  }

  /// A section whose lines are kept as they are written.
  package init(section key: String, _ path: any WritableKeyPath<Root, [DocumentLine]> & Sendable, example: String) {
    self.init(
      section: key, example: example, read: { line, root throws(Problem) in root[keyPath: path].append(line) },
      write: { $0[keyPath: path] })
  }

  /// A section whose lines are read one by one; what `read` throws is said of its line.
  package init(
    section key: String, example: String, read: @escaping @Sendable (DocumentLine, inout Root) throws(Problem) -> Void,
    write: @escaping @Sendable (Root) -> [DocumentLine]
  ) {
    (self.key, self.example, isRequired) = (key, example, false)
    content = .section(read: read, write: write)
  }

  fileprivate var isSection: Bool { if case .section = content { true } else { false } }
}

extension Fielded {
  /// The lines of the document in the order of its fields.
  package func lines(indented indent: String = "") -> String {
    var out = ""
    for field in Self.fields {
      switch field.content {
      case .value(_, _, let write):
        if let value = write(self) { out += "\(indent)\(field.key): \(value)\n" }
      case .section(_, let write):
        let lines = write(self)
        if !lines.isEmpty { out += "\(indent)\(field.key):\n" }
        for line in lines { out += "\(indent)  \(line.key): \(line.value)\n" }
      }
    }
    return out
  }
}

extension Fielded {
  /// Reads a text as far as it can be: what the other lines say stays as it is given, and what is wrong with them comes back.
  ///
  /// `lines` has the line of every field that stands there, by its key; `example` is a line as it should be.
  package static func reading(
    _ text: String, into blank: Self, example: String
  ) -> (document: Self, lines: [String: Int], problems: Problems) {
    var problems = Problems()
    let reader = DocumentReader(text, into: blank, example: example, &problems)
    let lines = fields.map { ($0.key, reader.line(of: $0.key)) }.filter { $0.1 > 0 }
    return (reader.root, Dictionary(lines) { first, _ in first }, problems)
  }
}

/// A document while it is being read: what its lines have said so far.
struct DocumentReader<Root: Fielded> {
  var root: Root
  /// The line of each field, in their order; 0 for one that is not there.
  private var places: [Int]

  init(_ root: Root) {
    self.root = root
    places = [Int](repeating: 0, count: Root.fields.count)
  }

  /// Reads the text of a whole document, composed, so that names are the same whichever system wrote them; `example` is a line as it
  /// should be.
  init(_ text: String, into root: Root, example: String, _ problems: inout Problems) {
    self.init(root)
    DocumentBlock.forEach(in: text.composed) { block in
      problems.add(block.faults) { _ in example }
      if let head = block.head {
        take(head, below: block.below, &problems)
      } else if block.faults.isEmpty {
        for line in block.below { refuse(line, &problems) }
      }
    }
    for field in Root.fields where field.isRequired && line(of: field.key) == 0 { problems.add(0, Self.missing(field.key)) }
  }

  /// The line on which a field stands; 0 where it is not there.
  func line(of key: String) -> Int { Root.fields.firstIndex { $0.key == key }.map { places[$0] } ?? 0 }

  /// What is said where a field was left out; `indent` stands before the lines of an entry.
  static func missing(_ key: String, indent: String = "") -> Phrase {
    let line = "\(indent)\(key): \(Root.fields.first { $0.key == key }?.example ?? "")"
    return Phrase("\(key) is missing; add a line such as \(line)", "\(key)이(가) 없음; \(line) 같은 줄을 넣을 것")
  }

  /// Reads a line, with those below it.
  mutating func take(_ line: DocumentLine, below: [DocumentLine] = [], _ problems: inout Problems) {
    guard let i = Root.fields.firstIndex(where: { $0.key == line.key }) else {
      return problems.add(line.number, .unknown(line.key, among: Root.fields.map(\.key)))
    }
    guard places[i] == 0 else { return problems.add(line.number, .twice(line.key)) }
    places[i] = line.number
    let field = Root.fields[i]
    switch field.content {
    case .value(let read, let refusal, _):
      if !read(line.value, &root) {
        problems.add(line.number, line.value.isEmpty ? .empty(line.key, field.example) : refusal(line.value))
      }
      for line in below { refuse(line, &problems) }
    case .section(let read, _):
      guard line.value.isEmpty else {
        return problems.add(
          line.number, "\(line.key) has a value; write them below it, each on a line such as   \(field.example)",
          "\(line.key)에 값이 있음; 그 아래에 한 줄씩   \(field.example)처럼 쓸 것")
      }
      for one in below {
        guard one.indentation == below[0].indentation else {
          problems.add(one.number, "not indented as the \(line.key) above it", "위 항목과 들여쓰기가 다름")
          continue
        }
        do throws(Problem) { try read(one, &root) } catch { problems.add(one.number, error.reason) }
      }
    }
  }

  private func refuse(_ line: DocumentLine, _ problems: inout Problems) {
    let names = Root.fields.filter(\.isSection).map { $0.key + ":" }.joined(separator: ", ")
    problems.add(line.number, "indented, but not below \(names)", "들여썼지만 \(names) 아래가 아님")
  }
}

extension Phrase {
  /// Says that a word is none of those that there are.
  static func unknown(_ key: String, among keys: [String]) -> Phrase {
    let known = keys.joined(separator: ", ")
    return Phrase("'\(key)' is not known here; there are \(known)", "'\(key)'은(는) 알 수 없음; 가능: \(known)")
  }

  static func twice(_ key: String) -> Phrase {
    Phrase("\(key) stands twice; remove one", "\(key)이(가) 두 번 있음; 하나를 지울 것")
  }

  static func empty(_ key: String, _ example: String) -> Phrase {
    Phrase("\(key) is empty; write \(key): \(example)", "\(key)이(가) 비어 있음; \(key): \(example)처럼 쓸 것")
  }
}

extension Problems {
  /// Adds the lines of a block that are not understood; `example` shows what a line should look like.
  mutating func add(_ faults: [DocumentBlock.Fault], example: (_ line: Int) -> String) {
    for fault in faults { add(fault.line, column: fault.column, fault.reason.words(example: example(fault.line))) }
  }
}
