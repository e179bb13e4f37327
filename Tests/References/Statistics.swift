import Glibc

/// The standard normal distribution.
package func normalRank(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

/// The distance that one right sample in a million exceeds.
package func critical(_ count: Int) -> Double { (log(2e6) / 2 / Double(count)).squareRoot() }

/// The greatest distance between a sample's distribution and the one that it should have.
package func kolmogorovSmirnov(_ values: ArraySlice<Float>, _ rank: (Double) -> Double) -> Double {
  let n = Double(values.count)
  var worst = 0.0
  for (i, value) in values.sorted().enumerated() {
    let exact = rank(Double(value))
    worst = max(worst, exact - Double(i) / n, Double(i + 1) / n - exact)
  }
  return worst
}

/// Pearson's coefficient of two samples of the same size.
package func correlation(_ x: ArraySlice<Float>, _ y: ArraySlice<Float>) -> Double {
  let n = Double(x.count)
  let (mx, my) = (x.reduce(0.0) { $0 + Double($1) } / n, y.reduce(0.0) { $0 + Double($1) } / n)
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (a, b) in zip(x, y) {
    let (da, db) = (Double(a) - mx, Double(b) - my)
    (xx, yy, xy) = (xx + da * da, yy + db * db, xy + da * db)
  }
  return xy / (xx * yy).squareRoot()
}

/// The first four moments of a sample.
package struct Moments {
  /// The mean.
  package let mean: Double
  /// Of the sample, divided by its size.
  package let variance: Double
  /// 0 of a symmetric distribution.
  package let skewness: Double
  /// 3 of a normal distribution.
  package let kurtosis: Double

  /// In two passes over the values.
  package init(_ values: ArraySlice<Float>) {
    let n = Double(values.count)
    let mean = values.reduce(0.0) { $0 + Double($1) } / n
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let d = Double(value) - mean
      (second, third, fourth) = (second + d * d, third + d * d * d, fourth + d * d * d * d)
    }
    self.mean = mean
    variance = second / n
    skewness = third / n / (variance * variance.squareRoot())
    kurtosis = fourth / n / (variance * variance)
  }
}

/// How many values are further from zero than each of some bounds.
package func countsBeyond(_ bounds: [Double], _ values: ArraySlice<Float>) -> [Int] {
  let least = Float(bounds.min() ?? 0)
  var counts = [Int](repeating: 0, count: bounds.count)
  for z in values where abs(z) > least {
    for (i, bound) in bounds.enumerated() where abs(Double(z)) > bound { counts[i] += 1 }
  }
  return counts
}

/// The place of each value among all, from 0.
package func ranks(_ values: ArraySlice<Float>) -> ArraySlice<Float> {
  let values = Array(values)
  var ranks = [Float](repeating: 0, count: values.count)
  for (rank, i) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() { ranks[i] = Float(rank) }
  return ranks[...]
}
