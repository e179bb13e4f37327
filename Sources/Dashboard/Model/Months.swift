extension Day {
  /// The first day of its month.
  package var firstOfMonth: Day { self - (civil.day - 1) }

  /// The first day of the month so many months later, kept within the years that dates can say.
  package func advanced(months: Int) -> Day {
    let (year, month, _) = civil
    let i = max(12, min(9998 * 12, year * 12 + month - 1 + months))
    return Day(civil: i / 12, i % 12 + 1, 1)
  }
}
