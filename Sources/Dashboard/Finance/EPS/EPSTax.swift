package import Model

/// The rate of income tax where a quarter's own is not on record, or says nothing about the next one.
package enum EPSTax {
  /// Assumed where none of the four quarters before has a usual rate on record, per cent.
  ///
  /// The federal rate on corporate income since 2018 (section 11(b) of the Internal Revenue Code), which needs no figure of the company.
  package static let assumed = 21.0

  /// The rates that say something about the next quarter, per cent of income before tax.
  ///
  /// Outside of them, and on a loss, a quarter's tax is an allowance built up or released, or the tax of some countries on no income.
  package static let usual = 0.0...50.0

  /// A rate with what it is taken from.
  package struct Rate: Sendable {
    /// Per cent of income before tax.
    package let value: Double
    /// Tax and income before tax of each quarter; nothing where the rate is assumed.
    package let inputs: [Figure]
    /// The quarters of those four whose rate is not a usual one.
    package let leftOut: [Period]

    /// What it is, in words.
    package var rule: Phrase {
      let out = leftOut.map(\.label).joined(separator: ", ")
      let except = out.isEmpty ? Phrase("") : Phrase("; \(out) had a loss or an unusual rate", "; \(out)은(는) 손실이거나 이례적 세율")
      guard !inputs.isEmpty else {
        return Phrase(
          "21% assumed, the US federal rate: no usual rate of the four quarters before is on record\(except.en)",
          "21%로 가정(미국 연방 법인세율): 앞선 4개 분기의 통상 세율이 기록에 없음\(except.ko)")
      }
      let quarters = stride(from: 0, to: inputs.count, by: 2).map { inputs[$0].period.label }.joined(separator: ", ")
      return Phrase(
        "income tax ÷ income before tax of \(quarters)\(except.en)", "\(quarters)의 법인세 ÷ 세전이익\(except.ko)")
    }
  }

  static func isUsual(tax: Double, pretax: Double) -> Bool { pretax > 0 && usual.contains(tax / pretax * 100) }

  /// The rate of the four quarters before another, as far as they have a usual one on record at an instant; otherwise the
  /// assumed one.
  static func trailing(before quarter: Period, at instant: Instant, _ s: Snapshot) -> Rate {
    var (tax, pretax) = (0.0, 0.0)
    var inputs: [Figure] = []
    var leftOut: [Period] = []
    for n in -4 ... -1 {
      let period = quarter.advanced(by: n)
      guard case .known(let before) = s.reading(.pretaxIncome, period, at: instant),
        case .known(let paid) = s.reading(.incomeTax, period, at: instant)
      else { continue }
      guard isUsual(tax: paid.value, pretax: before.value) else {
        leftOut.append(period)
        continue
      }
      tax += paid.value
      pretax += before.value
      inputs += [paid, before]
    }
    return Rate(value: inputs.isEmpty ? assumed : tax / pretax * 100, inputs: inputs, leftOut: leftOut)
  }
}
