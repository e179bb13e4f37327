/// Numbers as text: fixed decimals, thousands separators, a true minus sign.
///
/// No locale is asked.
package enum Numbers {
  /// `1,234.50`; `decimals` digits after the point.
  package static func grouped(_ value: Double, _ decimals: Int = 0) -> String {
    fixed(value, decimals, separator: ",")
  }

  /// `1234.50`, for machines.
  package static func plain(_ value: Double, _ decimals: Int) -> String { fixed(value, decimals, separator: "", minus: "-") }

  /// `+1.2`, `−3.4`, `0.0`.
  package static func signed(_ value: Double, _ decimals: Int = 1) -> String {
    let text = grouped(value, decimals)
    return value > 0 && text.utf8.contains { $0 > 48 && $0 <= 57 } ? "+" + text : text
  }

  /// The shortest text that reads back as the same number: `0.91`, `24927`.
  package static func exact(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return value.description
  }

  private static func fixed(_ value: Double, _ decimals: Int, separator: String, minus: String = "−") -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    var power: Int64 = 1
    for _ in 0..<decimals { power *= 10 }
    guard abs(value) * Double(power) < 9e17 else { return "?" }
    let scaled = Int64((abs(value) * Double(power)).rounded(.toNearestOrAwayFromZero))
    var whole = String(scaled / power)
    if !separator.isEmpty, whole.utf8.count > 3 {
      var grouped = ""
      for (i, c) in whole.enumerated() {
        if i > 0, (whole.utf8.count - i) % 3 == 0 { grouped += separator }
        grouped.append(c)
      }
      whole = grouped
    }
    if decimals > 0 {
      let fraction = String(scaled % power)
      whole += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
    }
    return value < 0 && scaled != 0 ? minus + whole : whole
  }
}
