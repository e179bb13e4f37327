import Model

/// What an estimate takes over from a reported quarter, and what it leaves there because it happened once.
///
/// The company says what happened once: it is what its non-GAAP net income leaves out besides stock-based compensation and the
/// tax on that. Left out of GAAP income too, it changes GAAP earnings and never non-GAAP ones: those are carried forward as
/// reported.
package struct EPSCarried: Sendable {
  /// The least share of non-GAAP net income that counts as a one-off.
  ///
  /// The tax on stock-based compensation is known to within some points of its rate. Where that compensation is as large as
  /// non-GAAP net income, those points are up to 8% of it, so less than a tenth may be nothing but that.
  package static let threshold = 0.1

  /// The drivers of the next quarter before anything is set.
  package let values: DriverValues
  /// The one-off of the quarter after tax, USD million, below 0 for a loss; nil where there is none worth the name.
  package let oneOff: Double?
  /// Other income of the quarter, before tax, USD million, where it is as large as a one-off and none of it is known for one.
  ///
  /// It is carried although it says little about the next quarter: exchange rates and the value of the company's holdings make
  /// it.
  package let otherIncome: Double?
  /// The tax rate that is carried where the quarter's own is not on record, or not a usual one; nil where its own is.
  package let rate: EPSTax.Rate?

  /// Works it out from a quarter's drivers.
  ///
  /// `compensationTax` is the tax on stock-based compensation where it is on record; nil where it is not. Then as much of the other
  /// items as that tax can explain is taken for it: a gain or loss that it hides is not seen. `knowsCompensation` is false where
  /// stock-based compensation is not on record, and the other items hold all of it.
  init(
    _ own: DriverValues, nonGAAP: Double, compensationTax: Double?, knowsCompensation: Bool, otherIncome: Double?,
    rate: EPSTax.Rate?
  ) {
    let taxRate = rate?.value ?? own[.taxRate]
    // A deduction, so below 0; the rest of the other items is the one-off with its sign reversed.
    let explained =
      compensationTax.map { -$0 } ?? max(min(own[.otherNonGAAP], 0), -max(0, own[.stockCompensation]) * taxRate / 100)
    let once = explained - own[.otherNonGAAP]
    func isLarge(_ amount: Double) -> Bool { abs(amount) > 0.5 && abs(amount) >= EPSCarried.threshold * abs(nonGAAP) }
    let isOneOff = knowsCompensation && isLarge(once)
    var values = own
    values[.epsNumeratorAdjustment] = 0
    if isOneOff { values[.otherNonGAAP] = explained }
    if isOneOff || taxRate != own[.taxRate] {
      // What is left of GAAP net income fixes interest and other income at that rate, wherever the one-off stood.
      let netIncome = nonGAAP - own[.stockCompensation] - values[.otherNonGAAP]
      values[.taxRate] = taxRate
      values[.interestOther] =
        (netIncome + own[.nonControllingInterests]) / (1 - taxRate / 100) - IncomeStatement(own).operatingIncome
    }
    self.values = values
    oneOff = isOneOff ? once : nil
    self.otherIncome = otherIncome.flatMap { !isOneOff && isLarge($0 * (1 - taxRate / 100)) ? $0 : nil }
    self.rate = rate
  }
}
