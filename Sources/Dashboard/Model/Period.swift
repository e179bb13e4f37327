/// The stretch of time a figure is about.
package enum Period: Hashable, Sendable {
  case quarter(year: Int, Int)
  case half(year: Int, Int)
  case year(Int)
  case day(Day)
  /// The four quarters that end with the given one.
  case trailing(year: Int, Int)

  /// The last day of the period, by which periods are sorted and the newer of two is found.
  package var endDay: Day {
    switch self {
    case .quarter(let y, let q), .trailing(let y, let q): return Period.lastDay(y, month: 3 * q)
    case .half(let y, let h): return Period.lastDay(y, month: 6 * h)
    case .year(let y): return Period.lastDay(y, month: 12)
    case .day(let d): return d
    }
  }

  /// The first day of the period.
  package var startDay: Day {
    switch self {
    case .quarter(let y, let q): return Day(civil: y, 3 * q - 2, 1)
    case .half(let y, let h): return Day(civil: y, 6 * h - 5, 1)
    case .year(let y): return Day(civil: y, 1, 1)
    case .day(let d): return d
    case .trailing(let y, let q): return Period.quarter(year: y, q).advanced(by: -3).startDay
    }
  }

  private static func lastDay(_ year: Int, month: Int) -> Day {
    Day(civil: year, month, Day.length(ofMonth: month, year))
  }

  /// The period of the same kind n steps later.
  package func advanced(by n: Int) -> Period {
    func quarter(_ y: Int, _ q: Int) -> (Int, Int) {
      let i = y * 4 + q - 1 + n
      return (i.quotientFloor(4), i - i.quotientFloor(4) * 4 + 1)
    }
    switch self {
    case .quarter(let y, let q):
      let (year, number) = quarter(y, q)
      return .quarter(year: year, number)
    case .trailing(let y, let q):
      let (year, number) = quarter(y, q)
      return .trailing(year: year, number)
    case .half(let y, let h):
      let i = y * 2 + h - 1 + n
      return .half(year: i.quotientFloor(2), i - i.quotientFloor(2) * 2 + 1)
    case .year(let y): return .year(y + n)
    case .day(let d): return .day(d + n)
    }
  }

  /// The same period one year earlier.
  package var yearBefore: Period {
    switch self {
    case .quarter, .trailing: return advanced(by: -4)
    case .half: return advanced(by: -2)
    case .year: return advanced(by: -1)
    case .day(let d):
      let c = d.civil
      return .day(Day(c.year - 1, c.month, c.day) ?? d - 365)
    }
  }

  /// `2023Q2`, `2023H1`, `2023`, `2023-07-19`, `2023Q2 TTM`.
  package var label: String {
    switch self {
    case .quarter(let y, let q): return "\(pad(y, 4))Q\(q)"
    case .half(let y, let h): return "\(pad(y, 4))H\(h)"
    case .year(let y): return pad(y, 4)
    case .day(let d): return d.iso
    case .trailing(let y, let q): return "\(pad(y, 4))Q\(q) TTM"
    }
  }

  /// Short form for axes: `23Q2`, `2023`.
  package var shortLabel: String {
    switch self {
    case .quarter(let y, let q): return "\(pad(y % 100, 2))Q\(q)"
    case .trailing(let y, let q): return "\(pad(y % 100, 2))Q\(q)"
    case .half(let y, let h): return "\(pad(y % 100, 2))H\(h)"
    default: return label
    }
  }

  /// Reads `2023Q2`, `2023H1`, `2023` or `2023-07-19`.
  package init?(_ text: String) {
    let b = Array(text.utf8)
    if let day = Day(iso: text) {
      self = .day(day)
      return
    }
    guard b.count == 4 || b.count == 6, b[..<4].allSatisfy({ (48...57).contains($0) }) else { return nil }
    let year = b[..<4].reduce(0) { $0 * 10 + Int($1 - 48) }
    guard year > 0 else { return nil }
    if b.count == 4 {
      self = .year(year)
      return
    }
    switch (b[4], b[5]) {
    case (UInt8(ascii: "Q"), 49...52): self = .quarter(year: year, Int(b[5] - 48))
    case (UInt8(ascii: "H"), 49...50): self = .half(year: year, Int(b[5] - 48))
    default: return nil
    }
  }

  /// The quarter that holds a day.
  package static func quarter(of day: Day) -> Period {
    let c = day.civil
    return .quarter(year: c.year, (c.month - 1) / 3 + 1)
  }
}

extension Period: Comparable {
  /// Whether it ends before another; of two that end together the shorter one comes first.
  package static func < (a: Period, b: Period) -> Bool {
    a.order < b.order
  }

  /// A number that sorts as periods do: by their end, then from the shortest to the longest.
  var order: Int64 { Int64(endDay.number) * 8 + rank }

  private var rank: Int64 {
    switch self {
    case .day: return 0
    case .quarter: return 1
    case .half: return 2
    case .year: return 3
    case .trailing: return 4
    }
  }
}

extension Int {
  fileprivate func quotientFloor(_ d: Int) -> Int {
    let q = self / d
    return self % d < 0 ? q - 1 : q
  }
}
