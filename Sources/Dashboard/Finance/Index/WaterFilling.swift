/// Shares a total out in proportion to amounts, none above a cap: what the capped ones cannot take goes to the others.
///
/// One factor f with Σ min(cap, f·amount) = total. Adding the surplus round by round comes to the same.
struct WaterFilling {
  /// How many of the largest are at the cap.
  let capped: Int
  /// By what the others are multiplied; 1 where there are none.
  let factor: Double

  /// Takes amounts from the largest to the smallest; nil where even all of them at the cap are less than the total.
  init?(_ amounts: ArraySlice<Double>, total: Double, cap: Double) {
    var (capped, factor) = (amounts.count, 1.0)
    // The sums of the ends, added from the smallest on: taking amounts off a sum would leave its rounding.
    var rest = 0.0
    var sums = [Double](repeating: 0, count: amounts.count)
    for i in (0..<amounts.count).reversed() {
      rest += amounts[amounts.startIndex + i]
      sums[i] = rest
    }
    for i in 0..<amounts.count where sums[i] > 0 {
      let f = (total - Double(i) * cap) / sums[i]
      if f * amounts[amounts.startIndex + i] <= cap {
        (capped, factor) = (i, f)
        break
      }
    }
    let isReached = capped < amounts.count || Double(amounts.count) * cap >= total - IndexRules.tolerance
    guard isReached, factor >= 0 else { return nil }
    self.capped = capped
    self.factor = factor
  }
}
