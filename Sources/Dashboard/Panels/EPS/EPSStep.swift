import App
import Finance
import Format
import Model

/// The steps in which a driver is nudged and drawn along an axis.
struct EPSStep {
  let driver: EPSDriver
  let base: Double
  /// In percent of the base; otherwise in the driver's unit.
  let isRelative: Bool
  let coarse: Double

  init(_ driver: EPSDriver, _ base: DriverValues) {
    self.driver = driver
    self.base = base[driver]
    switch driver {
    case .energyMargin, .servicesMargin, .taxRate: (isRelative, coarse) = (false, 0.5)
    case .iraCredit: (isRelative, coarse) = (false, 5)
    case .iraShare: (isRelative, coarse) = (false, 10)
    case .fsdDeferred, .restructuring, .interestOther, .nonControllingInterests, .otherNonGAAP, .epsNumeratorAdjustment:
      (isRelative, coarse) = (false, 10)
    default: (isRelative, coarse) = base[driver] > 0 ? (true, 0.5) : (false, 10)
    }
  }

  var fine: Double { coarse / 5 }

  /// How far a value lies from the base, in the notation of the steps.
  func position(_ value: Double) -> Double { isRelative ? (value / base - 1) * 100 : value - base }

  func value(at position: Double) -> Double { isRelative ? base * (1 + position / 100) : base + position }

  /// The setting at a position, on the grid of fine steps.
  func setting(at position: Double) -> DriverSetting {
    let clean = EPSStep.clean(position, fine)
    return isRelative ? .relative(clean) : .change(clean)
  }

  /// A multiple of a step without the rounding dust of binary fractions.
  static func clean(_ x: Double, _ step: Double) -> Double {
    let multiple = (x / step).rounded() * step
    return (multiple * 1000).rounded() / 1000
  }

  /// A position as a label: `−2.5%`, `+2.0pp`, `+10`.
  func label(_ position: Double) -> String {
    if isRelative { return Numbers.signed(position, abs(position) >= 1000 ? 0 : 1) + "%" }
    if driver.unit == .percent { return Numbers.signed(position, 1) + "pp" }
    return Numbers.signed(position, abs(position) < 10 && position != position.rounded() ? 2 : 0)
  }
}
