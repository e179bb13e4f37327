import SimulationKernel

/// How a quantity is distributed over the paths at the end of a year.
///
/// Values are counted in bins that are 1/512 of an octave wide: at most 0.2 % of the value, whatever it is. What is not in the bins is
/// exact: mean, deviation, least, most, and how many are 0 for a loss. Amounts below 2⁻⁸ share one bin, and so do those from 2⁴⁰ on.
package struct SimulatedDistribution: Equatable, Sendable {
  /// How many are counted.
  package private(set) var paths = 0
  /// Without paths all of these are 0.
  package private(set) var mean = 0.0
  /// Of the paths, not of a sample: divided by their number.
  package private(set) var standardDeviation = 0.0
  /// The least value, exact.
  package private(set) var least = 0.0
  /// The greatest value, exact.
  package private(set) var most = 0.0
  /// How many are 0 because there is a loss; they are in the bin in the middle.
  var zeros = 0
  /// The number of the first bin that is not empty; 0 is the one in the middle.
  private var firstBin: Int
  private var bins: [UInt32]

  /// The value below which this share of the paths is, for 0 to 1; nil without paths.
  ///
  /// The paths are at ranks 0 to n - 1, and the value is that of rank p · (n - 1). Within a bin they are taken as spread evenly, so it is off by
  /// at most the width of a bin from one of the two paths at that rank: 0.2 % of the value, or 2⁻⁸ below that. With many paths to a bin
  /// it is off by much less.
  package func percentile(_ p: Double) -> Double? {
    guard paths > 0 else { return nil }
    let rank = min(max(p, 0), 1) * Double(paths - 1)
    var before = 0
    for (i, count) in bins.enumerated() where count > 0 {
      var count = Int(count)
      if firstBin + i == 0, zeros > 0 {
        if rank < Double(before + zeros) { return 0 }
        before += zeros
        count -= zeros
        if count == 0 { continue }
      }
      if rank < Double(before + count) {
        let (low, high) = edges(i)
        return min(max(low + (rank - Double(before) + 0.5) / Double(count) * (high - low), least), most)
      }
      before += count
    }
    return most
  }

  /// How many paths are in each of some columns of equal width between two edges; fractions where a bin lies across an edge.
  ///
  /// What is outside the edges is in no column; a value that is the upper edge is in the last one.
  package func columns(_ count: Int, from low: Double, to high: Double) -> [Double] {
    guard count > 0, high > low, paths > 0 else { return Array(repeating: 0, count: max(0, count)) }
    var columns = [Double](repeating: 0, count: count)
    let scale = Double(count) / (high - low)
    func put(_ amount: Double, at value: Double) {
      guard value >= low, value <= high else { return }
      columns[min(count - 1, Int(rounding: (value - low) * scale, .towardZero))] += amount
    }
    for (i, number) in bins.enumerated() where number > 0 {
      var amount = Double(number)
      if firstBin + i == 0, zeros > 0 {
        put(Double(zeros), at: 0)
        amount -= Double(zeros)
      }
      let (from, to) = edges(i)
      guard to > from else {
        put(amount, at: from)
        continue
      }
      let (first, last) = ((from - low) * scale, (to - low) * scale)
      let (start, end) = (max(0, first), min(Double(count), last))
      guard start < end else { continue }
      let density = amount / (last - first)
      for column in Int(rounding: start, .towardZero)...min(count - 1, Int(rounding: end, .towardZero)) {
        columns[column] += density * max(0, min(end, Double(column + 1)) - max(start, Double(column)))
      }
    }
    return columns
  }

  /// Where a bin begins and ends, within the least and the most value.
  private func edges(_ i: Int) -> (Double, Double) {
    let number = firstBin + i
    var (low, high) = (Self.edge(abs(number)), Self.edge(abs(number) + 1))
    if number < 0 { (low, high) = (-high, -low) }
    // The bin in the middle is on both sides; where nothing is below 0, `least` cuts it.
    if number == 0 { low = -high }
    return (min(max(low, least), most), max(min(high, most), least))
  }

  /// The least amount of a bin by its number.
  private static func edge(_ number: Int) -> Double {
    if number == 0 { return 0 }
    if number > SimulationWorkspace.lastBin { return .infinity }
    let perOctave = simulation_bins_per_octave
    let (octave, part) = (number - 1).quotientAndRemainder(dividingBy: perOctave)
    let exponent = octave + simulation_first_octave
    return Double(sign: .plus, exponent: exponent, significand: 1 + Double(part) / Double(perOctave))
  }

  // MARK: counting

  init(firstBin: Int, lastBin: Int) {
    self.firstBin = firstBin
    bins = Array(repeating: 0, count: lastBin - firstBin + 1)
  }

  /// Adds bins; the pointer is to the one in the middle.
  mutating func add(_ middle: UnsafePointer<UInt32>) {
    let from = middle + firstBin
    bins.withUnsafeMutableBufferPointer { bins in
      for i in bins.indices { bins[i] &+= from[i] }
    }
  }

  mutating func finish(_ moments: simulation_moments, _ paths: Int, around centre: Double) {
    self.paths = paths
    guard paths > 0 else {
      (firstBin, bins) = (0, [])
      return
    }
    let distance = moments.sum / Double(paths)
    mean = centre + distance
    standardDeviation = max(0, moments.squares / Double(paths) - distance * distance).squareRoot()
    // A 0 with a sign would print as one.
    (least, most) = (Double(moments.least) + 0, Double(moments.most) + 0)
    let first = bins.firstIndex { $0 != 0 } ?? 0
    let last = bins.lastIndex { $0 != 0 } ?? 0
    (firstBin, bins) = (firstBin + first, Array(bins[first...last]))
  }
}
