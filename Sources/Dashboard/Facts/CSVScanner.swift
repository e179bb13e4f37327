/// A CSV file (RFC 4180) as bytes, split record by record; nothing is copied.
struct CSVScanner: ~Copyable {
  enum Fault { case unclosedQuote, textAfterQuote, quoteInside }

  let bytes: UnsafeBufferPointer<UInt8>
  /// The line of the current record, counted from 1.
  private(set) var line = 0
  /// How many cells the current record has; of a faulty one, how many are good.
  private(set) var count = 0
  /// Whether a cell of the current record holds quotes, each of them twice.
  private(set) var hasDoubledQuotes = false
  /// Whether the current record holds a byte with which a control character may begin.
  private(set) var mayHoldControls = false
  private var cells = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 64)
  private var stops: CSVStops
  private var start = 0
  private var nextLine = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    stops = CSVStops(bytes, from: bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
  }

  deinit { cells.deallocate() }

  /// Where a cell of the current record is: without the quotes around it, but with those that are doubled inside.
  subscript(cell: Int) -> Range<Int> { cells[cell] }

  /// How long the current record is with its line end, and all from it on.
  var length: (record: Int, rest: Int) { (stops.at + 1 - start, bytes.count - start) }

  /// Reads the next record that is not an empty line.
  ///
  /// A faulty record ends with its line.
  mutating func next() -> (found: Bool, fault: Fault?) {
    var fault: Fault?
    var first = 0
    repeat {
      (first, start) = (nextLine, stops.at + 1)
      guard start < bytes.count else { return (false, nil) }
      (count, hasDoubledQuotes, mayHoldControls) = (0, false, false)
      fault = record()
    } while fault == nil && count == 1 && cells[0] == start..<start
    line = first
    return (true, fault)
  }

  private mutating func record() -> Fault? {
    var fault: Fault?
    repeat {
      let start = plainCells()
      while !stops.endsCell, stops.byte != UInt8(ascii: "\"") {
        mayHoldControls = true
        stops.advance()
      }
      if stops.byte == UInt8(ascii: "\"") {
        fault = stops.at == start ? quotedCell() : .quoteInside
      } else {
        add(start..<stops.at)
      }
    } while fault == nil && stops.byte == UInt8(ascii: ",")
    while fault != nil, stops.byte != 10 { stops.advance() }
    if stops.byte == 13, stops.at + 1 < bytes.count, bytes[stops.at + 1] == 10 { stops.advance() }
    if stops.byte == 10 { nextLine += 1 }
    return fault
  }

  /// Reads cells that end with a comma, and gives the place at which the next one begins.
  private mutating func plainCells() -> Int {
    // What changes with each cell is kept in registers.
    var (stops, count) = (stops, count)
    let cells = cells
    var start = stops.at &+ 1
    stops.advance()
    while stops.byte == UInt8(ascii: ","), count < cells.count {
      cells[count] = Range(uncheckedBounds: (start, stops.at))
      count &+= 1
      start = stops.at &+ 1
      stops.advance()
    }
    (self.stops, self.count) = (stops, count)
    return start
  }

  /// Reads a cell from its opening quote to what follows the closing one.
  private mutating func quotedCell() -> Fault? {
    let start = stops.at + 1
    var end = stops.at
    repeat {
      if end >= start { hasDoubledQuotes = true }
      repeat {
        stops.advance()
        if stops.byte != UInt8(ascii: "\""), stops.byte != UInt8(ascii: ",") { mayHoldControls = true }
      } while stops.byte != UInt8(ascii: "\"") && stops.byte != 10
      // No cell of the facts holds a line break: one inside quotes is a quote that was never closed.
      guard stops.byte != 10 else { return .unclosedQuote }
      end = stops.at
      stops.advance()
    } while stops.at == end + 1 && stops.byte == UInt8(ascii: "\"")
    guard stops.at == end + 1, stops.endsCell else { return .textAfterQuote }
    add(start..<end)
    return nil
  }

  private mutating func add(_ cell: Range<Int>) {
    if count == cells.count {
      let larger = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 2 * count)
      _ = larger.initialize(from: cells)
      cells.deallocate()
      cells = larger
    }
    cells[count] = cell
    count += 1
  }
}

/// The bytes of a file at which a cell can end, one after the other: commas, quotes and line ends, and those with which control characters
/// begin.
struct CSVStops {
  private typealias Block = SIMD16<UInt8>

  private let bytes: UnsafeBufferPointer<UInt8>
  /// The place of the current one; the end of the file counts as a line feed.
  private(set) var at: Int
  private(set) var byte: UInt8 = 0
  private var block: Int
  /// Which bytes of the block are still to come, one bit out of four for each, the first one lowest.
  private var marks: UInt64 = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    at = start - 1
    block = start - Block.scalarCount
  }

  var endsLine: Bool { byte == 10 || byte == 13 }
  var endsCell: Bool { byte == UInt8(ascii: ",") || endsLine }

  /// Goes to the next one.
  @inline(__always)
  mutating func advance() {
    while marks == 0 {
      block &+= Block.scalarCount
      marks = Self.marks(block &+ Block.scalarCount <= bytes.count ? full : last())
    }
    at = block &+ marks.trailingZeroBitCount &>> 2
    marks &= marks &- 1
    byte = at < bytes.count ? bytes[at] : 10
  }

  private var full: Block {
    UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped).loadUnaligned(fromByteOffset: block, as: Block.self)
  }

  /// The rest of the file, and line feeds after it.
  @inline(never)
  private func last() -> Block {
    var last = Block(repeating: 10)
    for i in block..<max(block, bytes.count) { last[i - block] = bytes[i] }
    return last
  }

  @inline(__always)
  private static func marks(_ block: Block) -> UInt64 {
    // Written vector by vector: what compares a vector with a number is a loop over its bytes.
    func equal(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { block .== Block(repeating: byte) }
    let stops =
      equal(UInt8(ascii: ",")) .| equal(UInt8(ascii: "\"")) .| (block .<= Block(repeating: 31)) .| equal(127) .| equal(0xc2)
    let nibbles = SIMD8<UInt8>(truncatingIfNeeded: unsafeBitCast(stops, to: SIMD8<UInt16>.self) &>> SIMD8(repeating: 4))
    return unsafeBitCast(nibbles, to: UInt64.self) & 0x8888_8888_8888_8888
  }
}
