import Format
import Testing
import WholeNumbers

@Suite("whole numbers") struct WholeNumberTests {
  @Test("A number is rounded as the standard library rounds it")
  func rounds() {
    #expect(Int(rounding: 2.5) == 3)
    #expect(Int(rounding: -2.5) == -3)
    #expect(Int(rounding: 2.9, .towardZero) == 2)
    #expect(Int(rounding: -2.1, .down) == -3)
    #expect(Int(rounding: 0x1p53 - 1) == 1 << 53 - 1)
  }

  @Test("What does not fit is at the end of the range, and what is no number has an answer")
  func clamps() {
    #expect(UInt8(rounding: -1) == 0)
    #expect(UInt8(rounding: 255.6) == 255)
    #expect(Int32(rounding: 1e300) == .max)
    #expect(Int32(rounding: -.infinity) == .min)
    #expect(UInt64(rounding: -.infinity) == 0)
    #expect(Int(rounding: .nan) == 0)
    #expect(Int(rounding: .nan, nan: -1) == -1)
  }

  @Test("Sums and products of screen coordinates stay in range")
  func leavesRoom() {
    #expect(Int(rounding: .infinity) == 1 << 53)
    #expect(Int(rounding: -.greatestFiniteMagnitude) == -(1 << 53))
    #expect(Int(rounding: 0x1p53 + 2) == 1 << 53)
  }

  @Test("A number too large for its decimals is written with an exponent, not as one that is not known")
  func writesLarge() {
    #expect(Numbers.grouped(1234.5, 2) == "1,234.50")
    #expect(Numbers.grouped(9e15) == "9,000,000,000,000,000")
    #expect(Numbers.grouped(1e16) == "1e+16")
    #expect(Numbers.grouped(-1e300, 2) == "−1e+300")
    #expect(Numbers.plain(-1e300, 2) == "-1e+300")
  }
}
