import Canvas
import Format
import Model

/// The line of closes up to the snapshot's instant.
struct OverviewPrices {
  private let s: Snapshot
  private let format: Formatter

  init(_ snapshot: Snapshot, _ format: Formatter) {
    s = snapshot
    self.format = format
  }

  /// As many sessions as fit, one column of dots each, over an axis of prices and one of months; nil where there is no room or no close.
  func plot(in rect: Rect, measured: ClosedRange<Day>? = nil) -> LinePlot? {
    guard rect.height >= 3, rect.width >= 20, let (last, dollars) = s.prices.lastClose() else { return nil }
    let newest = "●" + format.parts(s.prices.figure(dollars, at: last)).value
    let room = rect.width - 3 - TextWidth.columns(newest)
    let (all, closes) = closes(upTo: last, count: max(1, room) * 2)
    // In won each day at its own rate.
    var values = zip(all, closes).map { day, value in value.flatMap { format.price($0, on: day) } }
    // The axis takes columns, and so days, for its numbers: at most for the highest of all days that could be shown.
    let highest = values.lazy.compactMap { $0 }.max() ?? 0
    let numbers = max(format.isInWon ? 7 : 5, TextWidth.columns(Numbers.grouped(highest)))
    let days = Array(all.suffix(max(1, room - numbers) * 2))
    values = values.suffix(days.count)
    guard let low = values.lazy.compactMap({ $0 }).min(), let high = values.lazy.compactMap({ $0 }).max() else { return nil }
    let margin = max((high - low) * 0.04, 0.01)
    var curve = LinePlot.Curve(values: values)
    (curve.label, curve.labelRole) = (newest, .heading)
    let axis = LinePlot.Values(low - margin, high + margin, .at([high, low]), columns: numbers) { Numbers.grouped($0) }
    var plot = LinePlot([curve], axis, .init(0, Double(days.count - 1)))
    plot.positions.labels = months(days)
    plot.axes = .named
    let ends = measured.map { [$0.lowerBound, $0.upperBound] } ?? []
    plot.rules = ends.compactMap { days.firstIndex(of: $0) }.map { LinePlot.Rule(Double($0)...Double($0), .accent) }
    plot.measure = (Double(1 - days.count), 0)
    return plot
  }

  /// The closes of the last sessions; nil where the record has none.
  private func closes(upTo last: Int, count: Int) -> ([Day], [Double?]) {
    var days: [Day] = []
    var values: [Double?] = []
    var day = s.prices[last].day
    var i = last
    while days.count < count, i >= 0 {
      if Sessions.isOpen(day) {
        while i >= 0, s.prices[i].day > day { i -= 1 }
        days.append(day)
        values.append(i >= 0 && s.prices[i].day == day ? s.prices[i].close : nil)
        if i >= 0, s.prices[i].day == day { i -= 1 }
      }
      day = day - 1
    }
    return (days.reversed(), values.reversed())
  }

  /// The first session of each month with the month's name, of January with the year.
  private func months(_ days: [Day]) -> [(x: Double, text: String)] {
    days.indices.dropFirst().filter { days[$0].civil.month != days[$0 - 1].civil.month }.map { i in
      (Double(i), days[i].civil.month == 1 ? "\(days[i].year)" : format.month(days[i]))
    }
  }
}
