/// Decimal numbers straight from the bytes of a file.
enum FactNumber {
  /// Reads `-12.345` exactly: the digits as a whole number, divided once by a power of ten (both exact up to 2^53 and 10^22).
  @inline(__always)
  static func value(of cell: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard !cell.isEmpty else { return nil }
    let isNegative = bytes[cell.lowerBound] == UInt8(ascii: "-")
    let digits = Range(uncheckedBounds: (isNegative ? cell.lowerBound &+ 1 : cell.lowerBound, cell.upperBound))
    let value = 1...8 ~= digits.count && digits.upperBound >= 8 ? short(digits, bytes) : long(digits, bytes)
    return isNegative ? value.map { -$0 } : value
  }

  /// Reads one to eight bytes at once, of which none is among the first of the file.
  @inline(__always)
  private static func short(_ cell: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    // The last byte of the cell is the highest one; those before its first are cleared.
    let end = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped) + cell.upperBound
    var cleared = UInt64(truncatingIfNeeded: 8 &* (8 &- cell.count))
    var word = (UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self)) &>> cleared) &<< cleared
    // The lowest point is found exactly (Hacker's Delight, 2nd edition, section 6-1); a second one is no digit.
    let others = word ^ 0x2e2e_2e2e_2e2e_2e2e
    let points = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
    var decimals = 0
    if points != 0 {
      // The bytes below the point move into its place.
      let point = UInt64(truncatingIfNeeded: points.trailingZeroBitCount)
      let below = word & ((1 &<< (point &- 7)) &- 1)
      decimals = Int(truncatingIfNeeded: (63 &- point) &>> 3)
      cleared &+= 8
      guard decimals > 0, cleared < 64 else { return nil }
      word = ((word &>> (point &+ 1)) &<< (point &+ 1)) | (below &<< 8)
    }
    let digits = word ^ ((0x3030_3030_3030_3030 &>> cleared) &<< cleared)
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    // Digits to pairs, then the four pairs with their weights (D. Lemire, "Number parsing at a gigabyte per second").
    let pairs = digits &* 10 &+ (digits &>> 8)
    let high = (pairs & 0xff_0000_00ff) &* 0x000f_4240_0000_0064
    let low = ((pairs &>> 16) & 0xff_0000_00ff) &* 0x0000_2710_0000_0001
    return Double((high &+ low) &>> 32) / powers[decimals]
  }

  /// Reads any number of bytes.
  private static func long(_ cell: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var point: Int?
    for i in cell {
      let digit = bytes[i] &- 48
      if digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
      } else {
        guard bytes[i] == UInt8(ascii: "."), point == nil else { return nil }
        point = i
      }
    }
    let decimals = point.map { cell.upperBound - $0 - 1 }
    let digits = cell.count - (point == nil ? 0 : 1)
    guard digits > 0, decimals != 0 else { return nil }
    if digits <= 15 { return Double(mantissa) / powers[decimals ?? 0] }
    // More digits than the exact way can hold; by now the text is known to be digits and a point.
    return digits < 300 ? Double(String(decoding: bytes[cell], as: UTF8.self)) : nil
  }

  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]
}
