import Facts
import Format
import Model
import Testing

/// Prices are seen on the share basis of the moment; those that are written as traded are exact on it.
@Suite struct PriceBasisTests {
  private static let splits = "date,ratio,source,confidence\n2020-08-31,5,x,verified-1\n2022-08-25,3,x,verified-1\n"

  private func book(_ lines: String) -> Book {
    let prices = Array(("date,open,high,low,close,volume,source,confidence,basis\n" + lines).utf8)
    let splits = Array(Self.splits.utf8)
    return prices.withUnsafeBufferPointer { prices in
      splits.withUnsafeBufferPointer { splits in
        let read = FactsReader.read([.prices: prices, .splits: splits])
        #expect(read.problems.isEmpty)
        return read.book
      }
    }
  }

  private func close(_ book: Book, _ day: Day, at moment: String) throws -> Figure {
    let s = Snapshot(of: book, asOf: try Instant(parsing: moment))
    let i = try #require(s.prices.index(onOrBefore: day))
    return s.prices.figure(try #require(s.prices[i].close), at: i)
  }

  @Test func asTradedIsExactOnItsOwnBasisAndConvertedAfterASplit() throws {
    let book = book(
      "2020-08-28,2295.12,2318.49,2186.52,2213.40,20081200,x,verified-1,traded\n"
        + "2020-08-31,444.61,500.14,440.11,498.32,118374400,x,verified-1,traded\n"
        + "2022-08-24,893.60,896.48,883.40,891.29,19086600,x,verified-1,traded\n"
        + "2022-08-25,302.36,302.96,291.60,296.07,53230000,x,verified-1,traded\n")
    let day = Day(civil: 2020, 8, 28)
    for moment in ["2020-08-28T16:00ET", "2020-08-30T12:00ET"] {
      let own = try close(book, day, at: moment)
      #expect(own.value == 2213.40 && own.knownDecimals == nil)
      guard case .reported = own.provenance else { return #expect(Bool(false), "not reported") }
    }
    let later = try close(book, day, at: "2020-08-31T16:00ET")
    #expect(later.value == 2213.40 / 5)
    guard case .derived(_, let inputs) = later.provenance else { return #expect(Bool(false), "not converted") }
    #expect(inputs.map(\.value) == [2213.40])
    #expect(try close(book, day, at: "2026-01-01").value == 2213.40 / 15)
    #expect(try close(book, Day(civil: 2020, 8, 31), at: "2022-08-24T16:00ET").value == 498.32)
    #expect(try close(book, Day(civil: 2022, 8, 24), at: "2022-08-24T16:00ET").value == 891.29)
    // More shares change hands after a split.
    let s = Snapshot(of: book, asOf: try Instant(parsing: "2026-01-01"))
    #expect(s.prices[0].volume == 20_081_200 * 15 && s.prices[3].volume == 53_230_000)
  }

  @Test func aBookThatEndsThereShowsTheSame() throws {
    let lines = { (basis: String) in
      "2020-08-28,2295.12,2318.49,2186.52,2213.40,20081200,x,verified-1,\(basis)\n"
        + "2021-01-04,719.46,744.49,717.19,729.77,48638200,x,verified-1,\(basis)\n"
        + "2022-08-25,302.36,302.96,291.60,296.07,53230000,x,verified-1,\(basis)\n"
    }
    for basis in ["traded", "adjusted", ""] {
      let whole = book(lines(basis))
      for moment in ["2020-08-28T12:00ET", "2020-08-28T17:00ET", "2021-01-04T17:00ET", "2022-08-25T10:00ET", "2024-01-01"] {
        let instant = try Instant(parsing: moment)
        let (a, b) = (Snapshot(of: whole, asOf: instant), Snapshot(of: whole.known(at: instant), asOf: instant))
        #expect(a.prices.count == b.prices.count)
        for i in 0..<a.prices.count {
          #expect(a.prices[i].open == b.prices[i].open && a.prices[i].close == b.prices[i].close, "\(basis) \(moment)")
          let (x, y) = (a.prices.figure(1, of: .priceOpen, at: i), b.prices.figure(1, of: .priceOpen, at: i))
          #expect(x.knownDecimals == y.knownDecimals && x.provenance.isDerived == y.provenance.isDerived, "\(basis) \(moment)")
        }
      }
    }
  }

  @Test func anUnknownBasisIsReported() {
    let text = Array(
      "date,open,high,low,close,volume,source,confidence,basis\n2023-07-19,,,,1,,x,verified-1,raw\n".utf8)
    let problems = text.withUnsafeBufferPointer { FactsReader.read([.prices: $0]).problems }
    #expect(problems.count == 1 && problems[0].reason.en.contains("traded, adjusted"))
  }

  /// The bundled prices are those that were paid.
  @Test(arguments: [
    ("2019-01-02T16:00ET", "310.12"), ("2020-07-20T16:00ET", "1,643.00"), ("2020-08-28T16:00ET", "2,213.40"),
    ("2020-08-31T16:00ET", "498.32"), ("2021-11-04T16:00ET", "1,229.91"), ("2022-08-24T16:00ET", "891.29"),
    ("2022-08-25T16:00ET", "296.07"),
  ]) func theRecordHasThemAsTraded(moment: String, close: String) throws {
    let s = try Bundled.snapshot(moment)
    let (i, value) = try #require(s.prices.lastClose())
    let figure = s.prices.figure(value, at: i)
    #expect(Formatter(language: .en).parts(figure).value == close)
    guard case .reported = figure.provenance else { return #expect(Bool(false), "converted") }
  }
}

extension Provenance {
  fileprivate var isDerived: Bool { if case .derived = self { true } else { false } }
}
