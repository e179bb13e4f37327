import Canvas
import Dashboard
import Format

/// A value of JSON (RFC 8259), written for people too: what holds nothing but plain values stands on one line.
enum JSON {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case array([JSON])
  /// The members in the order in which they are written.
  case object([(name: String, value: JSON)])

  /// The value of a text, or null.
  static func optional(_ text: String?) -> JSON { text.map { .text($0) } ?? .null }
  /// The value of a number, or null.
  static func optional(_ number: Double?) -> JSON { number.map { .number($0) } ?? .null }
  /// The value itself, or null.
  static func optional(_ value: JSON?) -> JSON { value ?? .null }
  static func texts(_ all: [String]) -> JSON { .array(all.map { .text($0) }) }

  /// The document of the value, with an end of line.
  var document: String { written(0) + "\n" }

  /// Writes the document of an array, each value as it is made.
  static func writeArray(_ values: some Sequence<JSON>) {
    var isEmpty = true
    for value in values {
      Output.write((isEmpty ? "[\n  " : ",\n  ") + value.written(1))
      isEmpty = false
    }
    Output.write(isEmpty ? "[]\n" : "\n]\n")
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: return false
    default: return true
    }
  }

  /// Whether it stands on one line: lists of plain values, and objects of such.
  private var isShort: Bool {
    switch self {
    case .array(let all): return all.allSatisfy(\.isScalar)
    case .object(let members):
      return members.allSatisfy { member in
        if case .array = member.value { return member.value.isShort }
        return member.value.isScalar
      }
    default: return true
    }
  }

  private func written(_ depth: Int) -> String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    // There is no other word for a number that is none.
    case .number(let value): return value.isFinite ? Numbers.exact(value) : "null"
    case .text(let text): return JSON.quoted(text)
    case .array(let all): return enclosed("[", all.map { $0.written(depth + 1) }, "]", depth)
    case .object(let members):
      let texts = members.map { JSON.quoted($0.name) + ": " + $0.value.written(depth + 1) }
      return enclosed("{", texts, "}", depth)
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
      // What hides in a text or steers a terminal needs no escape in JSON, but is seen so.
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
