import Foundation
import Reports
import Testing

/// What tests ask of a report: its forms, read back.
extension Report {
  /// The lines for reading, without empty ones.
  var lines: [Substring] { text().split(separator: "\n") }

  /// The cells of the CSV form, the header first; of rows without quotes.
  var cells: [[String]] {
    text(.csv).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The JSON form, read by Foundation.
  func object() throws -> [String: Any] { try #require(try parsed() as? [String: Any]) }

  /// The same of a report that is an array.
  func objects() throws -> [[String: Any]] { try #require(try parsed() as? [[String: Any]]) }

  func parsed() throws -> Any { try JSONSerialization.jsonObject(with: Data(text(.json).utf8)) }
}

extension [String: Any] {
  func object(_ key: String) throws -> [String: Any] { try #require(self[key] as? [String: Any], "\(key)") }

  func rows(_ key: String) throws -> [[String: Any]] { try #require(self[key] as? [[String: Any]], "\(key)") }

  /// The row of an array whose member has a value.
  func row(_ key: String, _ name: String, _ value: String) throws -> [String: Any] {
    try #require(try rows(key).first { $0[name] as? String == value }, "\(value)")
  }

  /// A number, by the keys on the way to it.
  func number(_ path: String...) throws -> Double {
    var object = self
    for key in path.dropLast() { object = try object.object(key) }
    return try #require(object[path.last ?? ""] as? Double, "\(path)")
  }
}
