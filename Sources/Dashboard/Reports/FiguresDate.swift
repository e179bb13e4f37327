package import Format
package import Model

/// The day of the closes that an answer from the facts is based on, seen from the moment asked for.
package struct FiguresDate {
  /// The day of the closes.
  package let day: Day
  /// The day of the moment asked for.
  package let asOf: Day

  /// After this many days an answer is history.
  package static let limit = 90

  /// A day of closes, seen from another.
  package init(day: Day, asOf: Day) { (self.day, self.asOf) = (day, asOf) }

  var age: Int { asOf - day }
  /// Whether the answer is history.
  package var isOld: Bool { age > FiguresDate.limit }

  /// What is said of it before an answer.
  package func line(_ format: Formatter) -> String {
    guard isOld else { return format.words("Closes of \(day.iso)", "\(day.iso) 종가") }
    let days = Numbers.grouped(Double(age))
    return format.words(
      "Closes of \(day.iso), \(days) days before \(asOf.iso): history, not the index of \(asOf.iso)",
      "\(day.iso) 종가, \(asOf.iso)의 \(days)일 전: 과거 기록이며 \(asOf.iso)의 지수가 아님")
  }
}

extension Report {
  /// The first parts of a report of the index; without a date the report is about what the user gives.
  @Parts<Section> static func figures(of date: FiguresDate?, _ rebalance: String?, _ format: Formatter) -> [Section] {
    lines(date?.line(format))
    members(
      [
        "figures_of": .day(date?.day), "age_days": .count(date?.age), "current": .flag(date.map { !$0.isOld }),
        "rebalance": .text(rebalance),
      ], in: .machines)
  }
}
