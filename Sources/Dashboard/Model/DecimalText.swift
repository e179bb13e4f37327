/// Numbers as people write them: digits with at most one point, and commas only between groups of three; never an exponent.
package enum DecimalText {
  /// Enough for every number that `text` writes: the smallest has 324 zeros in front of its digits.
  private static let longest = 350

  /// The digits of a number without sign, and without their commas; nil where the text is none.
  package static func digits(_ text: Substring) -> String? {
    guard !text.isEmpty, text.utf8.count <= longest else { return nil }
    let whole = text.prefix { $0 != "." }
    if whole.contains(",") {
      let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
      guard (1...3).contains(groups[0].utf8.count), groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return nil }
    }
    let digits = text.filter { $0 != "," }
    guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 }), digits.utf8.contains(where: { $0 != 46 }),
      digits.utf8.count(where: { $0 == 46 }) <= 1, !text.drop(while: { $0 != "." }).contains(",")
    else { return nil }
    return digits
  }

  /// A number without sign.
  package static func number(_ text: Substring) -> Double? {
    digits(text).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A number in digits that read back as the same.
  package static func text(_ number: Double) -> String {
    if number < 0 { return "-" + text(-number) }
    let text = number.description
    guard let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...]) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let digits = text[..<e].filter { $0 != "." }
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    return digits + String(repeating: "0", count: max(0, exponent + 1 - digits.utf8.count))
  }
}

extension String {
  /// With typographic minus signs replaced by the keyboard's.
  package var replacingMinus: String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars { out.append(scalar == "\u{2212}" ? "-" : scalar) }
    return String(out)
  }
}
