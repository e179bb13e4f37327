import Canvas
import Format
import Model

extension Report {
  /// Writes the document (RFC 8259) with an end of line.
  func writeJSON(to sink: (String) -> Void) {
    guard let table = bare else { return sink(Value.object(members(sections)).json(0, format.language) + "\n") }
    var isEmpty = true
    objects(of: table) { value in
      sink((isEmpty ? "[\n  " : ",\n  ") + value.json(1, format.language))
      isEmpty = false
    }
    sink(isEmpty ? "[]\n" : "\n]\n")
  }

  /// The table that is the whole document.
  private var bare: Table? {
    for case .table(let table) in sections where table.key == nil && table.forms.contains(.json) { return table }
    return nil
  }

  private func members(_ sections: [Section]) -> [(key: String, value: Value)] {
    sections.compactMap { section in
      switch section {
      case .words: return nil
      case .member(let key, let value, let forms): return forms.contains(.json) ? (key, value) : nil
      case .object(let key, let sections): return (key, .object(members(sections)))
      case .table(let table):
        guard let key = table.key, table.forms.contains(.json) else { return nil }
        var all: [Value] = []
        objects(of: table) { all.append($0) }
        return (key, .list(all))
      case .list(let key, let groups): return (key, .list(groups.map { .object(members($0)) }))
      }
    }
  }

  private func objects(of table: Table, _ body: (Value) -> Void) {
    let columns = table.heads.indices.filter { table.heads[$0].forms.contains(.json) }
    table.rows(columns) { values in
      let members = zip(columns, values).map { (head: table.heads[$0], value: $1) }
      body(.object(members.filter { !$0.head.isOptional || !$0.value.isNull }.map { ($0.head.key, $0.value) }))
    }
  }
}

extension Report.Value {
  fileprivate var isNull: Bool { word(.en) == nil && isScalar }
  private var isList: Bool { if case .list = machine { true } else { false } }
  private var isScalar: Bool { if case .object = machine { false } else { !isList } }

  /// The value without the words for reading.
  private var machine: Report.Value { if case .shown(_, let value) = self { value.machine } else { self } }

  /// Whether it fits on one line: lists of plain values, and objects of such.
  private var isShort: Bool {
    switch machine {
    case .list(let all): return all.allSatisfy(\.isScalar)
    case .object(let members): return members.allSatisfy { $0.value.isScalar || $0.value.isList && $0.value.isShort }
    default: return true
    }
  }

  /// The value in JSON, written for people, too: what holds only plain values is on one line.
  func json(_ depth: Int, _ language: Language) -> String {
    switch self {
    case .shown(_, let value): return value.json(depth, language)
    case .list(let all): return enclosed("[", all.map { $0.json(depth + 1, language) }, "]", depth)
    case .object(let members):
      let texts = members.map { Self.quoted($0.key) + ": " + $0.value.json(depth + 1, language) }
      return enclosed("{", texts, "}", depth)
    // JSON has no word for what is not a number.
    case .number(let number?, _) where !number.isFinite, .signed(let number?, _) where !number.isFinite: return "null"
    default: return word(language).map { $0.isText ? Self.quoted($0.text) : $0.text } ?? "null"
    }
  }

  private func enclosed(_ open: String, _ parts: [String], _ close: String, _ depth: Int) -> String {
    if parts.isEmpty || isShort { return open + parts.joined(separator: ", ") + close }
    let indent = String(repeating: "  ", count: depth)
    return open + "\n" + parts.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + close
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      // What hides in a text or controls a terminal needs no escape in JSON, but this makes it visible.
      case _ where scalar.isHidden:
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
        }
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
