/// Numbers as text: fixed decimals, thousands separators, a true minus sign.
///
/// The same in every locale.
package enum Numbers {
  /// `1,234.50`; `decimals` digits after the point.
  package static func grouped(_ value: Double, _ decimals: Int = 0) -> String {
    fixed(value, decimals, separator: UInt8(ascii: ","))
  }

  /// `1234.50`, for machines.
  package static func plain(_ value: Double, _ decimals: Int) -> String { fixed(value, decimals, separator: nil, minus: "-") }

  /// `+1.2`, `−3.4`, `0.0`.
  package static func signed(_ value: Double, _ decimals: Int = 1) -> String {
    let text = grouped(value, decimals)
    return value > 0 && text.utf8.contains { $0 > 48 && $0 <= 57 } ? "+" + text : text
  }

  /// `20`, `2.5`, `0.25`: with no more decimals than the value of a scale has, at most two.
  package static func asFewDecimals(_ value: Double) -> String {
    grouped(value, value == value.rounded() ? 0 : (value * 10).rounded() == value * 10 ? 1 : 2)
  }

  /// The shortest text that reads back as the same number: `0.91`, `24927`.
  package static func exact(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(rounding: value)) }
    return value.description
  }

  /// Written from the last digit backwards into one buffer, as this makes most of the text of a frame.
  private static func fixed(_ value: Double, _ decimals: Int, separator: UInt8?, minus: StaticString = "−") -> String {
    var power: Int64 = 1
    for _ in 0..<decimals { power *= 10 }
    // Beyond that a Double does not hold the last decimal.
    guard abs(value) * Double(power) < 0x1p53 else { return (value < 0 ? "\(minus)" : "") + abs(value).description }
    var rest = Int64(rounding: abs(value) * Double(power))
    let isNegative = value < 0 && rest != 0
    let size = 40
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { buffer in
      var first = size
      func put(_ byte: UInt8) {
        first -= 1
        buffer[first] = byte
      }
      var digits = 0
      repeat {
        if digits == decimals, decimals > 0 { put(UInt8(ascii: ".")) }
        if digits > decimals, (digits - decimals) % 3 == 0, let separator { put(separator) }
        put(UInt8(48 + rest % 10))
        rest /= 10
        digits += 1
      } while rest > 0 || digits <= decimals
      if isNegative { for i in (0..<minus.utf8CodeUnitCount).reversed() { put(minus.utf8Start[i]) } }
      return String(decoding: buffer[first...], as: UTF8.self)
    }
  }
}
