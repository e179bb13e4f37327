/// One bar of a chart: a height, or the mark of an absence.
package struct Bar: Sendable {
  /// In the unit of the axis; nil draws no bar, only the mark.
  package var value: Double?
  /// The role of the bar; a mark in its place is muted.
  package var role: Role
  /// Drawn at the foot where there is no value: `?` not known yet, `–` not disclosed.
  package var mark: Unicode.Scalar?
  /// A hollow bar is an estimate or a claim, a full one a report.
  package var hollow: Bool

  /// A full bar, unless it is hollow or has no value.
  package init(_ value: Double?, _ role: Role = .chart, mark: Unicode.Scalar? = nil, hollow: Bool = false) {
    self.value = value
    self.role = role
    self.mark = mark
    self.hollow = hollow
  }
}

extension Canvas {
  /// Upright bars of eighth blocks, left to right, each `barWidth` columns and `gap` apart; `top` is the value of the upper edge.
  package mutating func bars(_ bars: [Bar], in rect: Rect, top: Double, barWidth: Int, gap: Int) {
    guard rect.height > 0, top > 0, barWidth > 0 else { return }
    for (i, bar) in bars.enumerated() {
      let x = rect.x + i * (barWidth + gap)
      guard let value = bar.value else {
        if let mark = bar.mark { put(mark, x + (barWidth - 1) / 2, rect.maxY - 1, .muted) }
        continue
      }
      let eighths = Int(rounding: max(0, value) / top * Double(rect.height * 8))
      column(x, rect, width: barWidth, eighths: min(eighths, rect.height * 8), bar)
    }
  }

  private mutating func column(_ x: Int, _ rect: Rect, width: Int, eighths: Int, _ bar: Bar) {
    let full = eighths / 8
    for row in 0..<full {
      for k in 0..<width { put(bar.hollow ? "░" : "█", x + k, rect.maxY - 1 - row, bar.role) }
    }
    let rest = eighths % 8
    if rest > 0 || eighths == 0 {
      let scalar = Unicode.Scalar(0x2580 + UInt32(max(1, rest))) ?? " "
      let y = rect.maxY - 1 - full
      if y >= rect.y { for k in 0..<width { put(bar.hollow ? "▁" : scalar, x + k, y, bar.role) } }
    }
  }
}

/// The values for the marks of an axis.
package enum Axis {
  /// The same for the largest of some values; missing ones do not count.
  package static func ceiling(_ values: some Sequence<Double?>) -> Double { ceiling(values.reduce(0) { max($0, $1 ?? 0) }) }

  /// A round number not below `value`: a power of ten, or a small multiple of one.
  package static func ceiling(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    for factor in [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] where factor * power >= value * 0.9999 { return factor * power }
    return 10 * power
  }
}
