import Canvas
import Terminal
import Testing

@Suite struct ColorDepthTests {
  /// What xterm shows for a number from 16 on: the cube and the greys.
  private func color(_ number: Int32) -> (Int32, Int32, Int32) {
    if number >= 232 {
      let level = 8 + 10 * (number - 232)
      return (level, level, level)
    }
    let levels: [Int32] = [0, 95, 135, 175, 215, 255]
    let n = Int(number - 16)
    return (levels[n / 36], levels[n / 6 % 6], levels[n % 6])
  }

  @Test func theColorsOfThe256AreThemselves() {
    for number: Int32 in 16...255 {
      let (r, g, b) = color(number)
      let nearest = color(Palette.nearest256(UInt8(r), UInt8(g), UInt8(b)))
      #expect(nearest == (r, g, b), "\(number)")
    }
  }

  @Test func anyColorHasANearOne() {
    for r in stride(from: 0, through: 255, by: 15) {
      for g in stride(from: 0, through: 255, by: 15) {
        for b in stride(from: 0, through: 255, by: 15) {
          let number = Palette.nearest256(UInt8(r), UInt8(g), UInt8(b))
          let (x, y, z) = color(number)
          // A little more than half of the widest step of the cube.
          let off = max(abs(x - Int32(r)), abs(y - Int32(g)), abs(z - Int32(b)))
          #expect(number >= 16 && off <= 55, "\(r) \(g) \(b): \(number)")
        }
      }
    }
  }

  @Test func knownColors() {
    #expect(Palette.nearest256(255, 0, 0) == 196)
    #expect(Palette.nearest256(0x5f, 0x87, 0xaf) == 67)
    #expect(Palette.nearest256(0x80, 0x80, 0x80) == 244)
    #expect(Palette.nearestANSI(250, 5, 5, of: 16) == 9)
    #expect(Palette.nearestANSI(250, 5, 5, of: 8) == 1)
    #expect(Palette.nearestANSI(0, 0, 0, of: 16) == 0)
    #expect(Palette.nearestANSI(255, 255, 255, of: 16) == 15)
  }

  @Test func depthsFollowTheNumberOfColors() {
    #expect(ColorDepth(colors: -1, indexed: 8) == .none)
    #expect(ColorDepth(colors: 0, indexed: 8) == .none)
    #expect(ColorDepth(colors: 8, indexed: 8) == .ansi8)
    #expect(ColorDepth(colors: 16, indexed: 8) == .ansi16)
    #expect(ColorDepth(colors: 88, indexed: 8) == .ansi16)
    #expect(ColorDepth(colors: 256, indexed: 8) == .indexed256)
    #expect(ColorDepth(colors: 1 << 24, indexed: 8) == .direct(indexed: 8))
  }

  @Test func eachDepthHasItsNumbers() {
    func number(_ depth: ColorDepth, _ color: Color, background: Bool = false) -> [Int32] {
      let (number, bright) = depth.number(of: color, isBackground: background)
      return [number, bright ? 1 : 0]
    }
    for depth in [ColorDepth.none, .ansi8, .ansi16, .indexed256, .direct(indexed: 8)] {
      #expect(number(depth, .terminal) == [-1, 0])
    }
    #expect(number(.none, .rgb(1, 2, 3)) == [-1, 0])
    #expect(number(.none, .ansi(3)) == [-1, 0])
    // Eight colours and bold make sixteen, but not behind the text.
    #expect(number(.ansi8, .ansi(9)) == [1, 1])
    #expect(number(.ansi8, .ansi(9), background: true) == [1, 0])
    #expect(number(.ansi8, .rgb(255, 0, 0)) == [1, 1])
    #expect(number(.ansi8, .rgb(255, 0, 0), background: true) == [1, 0])
    // Bold black is as dark as black on many terminals.
    #expect(number(.ansi8, .ansi(8)) == [-1, 0])
    #expect(number(.direct(indexed: 8), .ansi(8)) == [-1, 0])
    #expect(number(.ansi16, .ansi(8)) == [8, 0])
    #expect(number(.ansi16, .ansi(9)) == [9, 0])
    #expect(number(.indexed256, .rgb(255, 0, 0)) == [196, 0])
    #expect(number(.direct(indexed: 8), .rgb(0x12, 0x34, 0x56)) == [0x123456, 0])
    #expect(number(.direct(indexed: 8), .ansi(9)) == [1, 1])
    // The lowest numbers mean the terminal's own colours, so that black is the next one.
    #expect(number(.direct(indexed: 8), .rgb(0, 0, 0)) == [8, 0])
  }
}
