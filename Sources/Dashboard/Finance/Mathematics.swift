/// The logarithm and the exponential function, from operations that are rounded the same everywhere.
///
/// Those of a C library differ in the last digit from one version to the next, and on one machine with and without fused multiply-add
/// (docs/adr/0011). A scenario's path, from which a simulation starts, and growth and sensitivities, which JSON gives to the last digit, may
/// not.
enum Mathematics {
  /// Natural logarithm of a positive number: the exponent times ln 2, and the significand by the series of artanh.
  static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return .nan }
    var (m, e) = (x.significand, Double(x.exponent))
    if m > 1.4142135623730951 {
      m /= 2
      e += 1
    }
    let z = (m - 1) / (m + 1)
    let z2 = z * z
    var (term, sum, n) = (z, z, 3.0)
    while abs(term) > 1e-18 * abs(sum), n < 80 {
      term *= z2
      sum += term / n
      n += 2
    }
    return 2 * sum + e * 0.6931471805599453
  }

  /// e to the power of x: halved until small, by its series, and squared back.
  static func exp(_ x: Double) -> Double {
    guard x.isFinite, abs(x) < 700 else { return x < 0 ? 0 : .infinity }
    let halvings = 8
    let small = x / 256
    var (term, sum) = (1.0, 1.0)
    for n in 1..<16 {
      term *= small / Double(n)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }
}
