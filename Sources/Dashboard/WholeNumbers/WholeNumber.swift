// The only way from a Double to a whole number. The standard initialisers trap on NaN, on infinity and on what does not fit, and every
// number of the facts, of a document and of an option comes to one of them in the end.

extension FixedWidthInteger {
  /// The whole number that `value` is rounded to by `rule`; `nan` where it is no number.
  ///
  /// Beyond ±2⁵³, where a Double no longer counts in ones, it stays at that limit, and at the end of the type's range where that comes
  /// first. A sum of a few of them is in the range of Int.
  @inlinable
  package init(rounding value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero, nan: Self = 0) {
    guard !value.isNaN else {
      self = nan
      return
    }
    let limit = 0x1p53
    let whole = value.rounded(rule)
    self = Self(clamping: Int64(exactly: whole < -limit ? -limit : whole > limit ? limit : whole) ?? 0)
  }
}

// These stand before the standard library's initialisers of the same form, in every file of a target that exports this module to itself
// (`WholeNumbers.swift` of each), and the manifest makes a deprecation an error: `Int(someDouble)` does not compile.

extension Int {
  /// Truncates without a trap; it is here so that `Int(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension Int8 {
  /// Truncates without a trap; it is here so that `Int8(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension Int16 {
  /// Truncates without a trap; it is here so that `Int16(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension Int32 {
  /// Truncates without a trap; it is here so that `Int32(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension Int64 {
  /// Truncates without a trap; it is here so that `Int64(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension UInt {
  /// Truncates without a trap; it is here so that `UInt(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension UInt8 {
  /// Truncates without a trap; it is here so that `UInt8(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension UInt16 {
  /// Truncates without a trap; it is here so that `UInt16(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension UInt32 {
  /// Truncates without a trap; it is here so that `UInt32(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}

extension UInt64 {
  /// Truncates without a trap; it is here so that `UInt64(someDouble)` is an error.
  @available(*, deprecated, message: "It traps on NaN and out of range: init(rounding:) does not.")
  package init(_ value: Double) { self.init(rounding: value, .towardZero) }
}
