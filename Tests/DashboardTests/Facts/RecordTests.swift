import App
import Canvas
import Facts
import Format
import Foundation
import Model
import Panels
import Testing

/// What the bundled record says, and from when on.
@Suite struct RecordTests {
  private func value(_ metric: Metric, _ period: Period, _ moment: String) throws -> Double? {
    try Bundled.snapshot(moment).reading(metric, period).value
  }

  // MARK: versions

  @Test func deliveriesAreTheFirstPrintUntilTheResults() throws {
    let quarter = Period.quarter(year: 2020, 4)
    #expect(try value(.deliveries, quarter, "2021-01-02T12:00ET") == nil)
    #expect(try value(.deliveries, quarter, "2021-01-03T00:30ET") == 180_570)
    #expect(try value(.deliveries, quarter, "2021-01-27T16:00ET") == 180_570)
    #expect(try value(.deliveries, quarter, "2021-01-27T16:05ET") == 180_667)
    #expect(try value(.deliveries, .quarter(year: 2020, 2), "2020-07-03T12:00ET") == 90_650)
    let marked = Snapshot(of: Bundled.book, asOf: Bundled.now).markedVersions(.deliveries, quarter)
    #expect(marked.map(\.version) == [.first, .exact])
  }

  /// Weekend releases, each with an article of that day among its sources.
  @Test(arguments: [
    (Period.quarter(year: 2020, 4), "2021-01-02"), (.quarter(year: 2021, 3), "2021-10-02"),
    (.quarter(year: 2021, 4), "2022-01-02"),
    (.quarter(year: 2022, 1), "2022-04-02"), (.quarter(year: 2022, 2), "2022-07-02"), (.quarter(year: 2022, 3), "2022-10-02"),
    (.quarter(year: 2022, 4), "2023-01-02"), (.quarter(year: 2023, 1), "2023-04-02"), (.quarter(year: 2023, 2), "2023-07-02"),
  ])
  func deliveriesOfAWeekendAreKnownThen(quarter: Period, day: String) throws {
    let known = try #require(Snapshot(of: Bundled.book, asOf: Bundled.now).firstKnown(.deliveries, quarter))
    #expect(known.newYorkDay.iso == day)
  }

  @Test func deliveriesBeforeTheOpenComeBeforeTheFirstSession() throws {
    let quarter = Period.quarter(year: 2026, 3)
    #expect(try value(.deliveries, quarter, "2026-10-02T08:59ET") == nil)
    #expect(try value(.deliveries, quarter, "2026-10-02T09:00ET") == 486_532)
    let day = try Bundled.snapshot("2026-10-03T12:00ET").events.filter { $0.day.iso == "2026-10-02" }
    #expect(day.map(\.title.en) == ["2026Q3 production and deliveries", "First session after 2026Q3 deliveries"])
  }

  /// Recasts count from the filing that brought them, income and earnings per share together.
  @Test(arguments: [
    (1, "2025-04-24T12:00ET", 1129.0, 1390.0, 0.34, 0.411), (2, "2025-07-25T12:00ET", 1478, 1400, 0.42, 0.402),
    (3, "2025-10-24T12:00ET", 2167, 2173, 0.62, 0.621), (4, "2026-01-29T12:00ET", 2317, 2128, 0.66, 0.60),
  ])
  func incomeAndEarningsPerShareAreOfOneVersion(
    number: Int, recast: String, first: Double, later: Double, perShare: Double, laterPerShare: Double
  ) throws {
    let quarter = Period.quarter(year: 2024, number)
    let before = Snapshot(of: Bundled.book, asOf: try Instant(parsing: recast) + -86400)
    #expect(before.reading(.netIncome, quarter).value == first)
    #expect(before.reading(.epsGAAP, quarter).value == perShare)
    #expect(try value(.netIncome, quarter, recast) == later)
    #expect(abs(try #require(try value(.epsGAAP, quarter, recast)) - laterPerShare) < 0.0006)
    let s = try Bundled.snapshot(recast)
    #expect(s.markedVersions(.netIncome, quarter).map(\.version) == [.first, .recast])
    #expect(s.markedVersions(.epsGAAP, quarter).map(\.version) == [.first, number == 4 ? .recast : .recastComputed])
  }

  @Test func perShareFiguresAreMarkedAsConvertedByEachSplit() {
    let s = Snapshot(of: Bundled.book, asOf: Bundled.now)
    let marked = s.markedVersions(.epsNonGAAP, .quarter(year: 2020, 1))
    #expect(marked.map(\.version) == [.first, .converted, .converted])
    #expect(marked.map { $0.record.knownAt.newYorkDay.iso } == ["2020-04-29", "2020-08-31", "2022-08-25"])
  }

  // MARK: figures and marks

  @Test func freeCashFlowOf2024Q4IsThatOfTheDeck() throws {
    #expect(try value(.freeCashFlow, .quarter(year: 2024, 4), "2026-11-22") == 2034)
  }

  @Test func linesThatWereSeenAreMarkedOneByOne() throws {
    let s = Snapshot(of: Bundled.book, asOf: Bundled.now)
    func mark(_ metric: Metric, _ year: Int, _ number: Int) -> Confidence? {
      s.reading(metric, .quarter(year: year, number)).figure?.provenance.confidence
    }
    #expect(mark(.energyRevenue, 2019, 1) == .single)
    #expect(mark(.regulatoryCredits, 2019, 1) == .unverified)
    #expect(mark(.revenue, 2019, 1) == .single)
    #expect(mark(.researchAndDevelopment, 2021, 4) == .single)
    #expect(mark(.sga, 2021, 4) == .unverified)
    #expect(mark(.deliveries, 2026, 3) == .double)
  }

  @Test func pricesReachTheNinthOfOctober() throws {
    let s = Snapshot(of: Bundled.book, asOf: Bundled.now)
    #expect(s.prices.last?.day.iso == "2026-10-09")
    #expect(s.prices.last?.close == 382.70)
    // No session is missing from the middle of August on.
    let days = (0..<s.prices.count).map { s.prices[$0].day }.filter { $0.iso >= "2026-08-14" }
    for (a, b) in zip(days, days.dropFirst()) { #expect(Sessions.next(after: a).day == b, "\(a.iso)") }
    #expect(s.exchangeRate.value == 1339.39)
  }

  /// Adjusted prices, as the frozen record and many files have them, are rounded to the cent after the splits, so before one they are
  /// known to fewer digits.
  @Test func pricesBeforeASplitSayWhichDigitsAreKnown() throws {
    let format = Formatter(language: .en)
    for (moment, decimals) in [("2020-08-28T16:30ET", 0), ("2022-08-24T16:30ET", 1), ("2022-08-25T16:30ET", 2)] {
      let s = try Record.snapshot(moment)
      let (i, close) = try #require(s.prices.lastClose())
      let figure = s.prices.figure(close, at: i)
      #expect(figure.knownDecimals == (decimals == 2 ? nil : decimals), "\(moment)")
      let text = format.parts(figure).value
      #expect(text.hasPrefix("≈") == (decimals < 2), "\(text)")
      #expect((text.split(separator: ".").dropFirst().first?.count ?? 0) == decimals, "\(text)")
      #expect(figure.provenance.knownAt <= s.asOf)
    }
    // 891.29 on the last day before the split of 2022: the adjusted 297.10 gives 891.30.
    let s = try Record.snapshot("2022-08-24T16:30ET")
    let (i, close) = try #require(s.prices.lastClose())
    #expect(format.parts(s.prices.figure(close, at: i)).value == "≈891.3")
    // In won no digit is written that the dollars do not have.
    let won = Formatter(language: .ko, currency: .krw, rate: s.exchangeRate.figure)
    let text = won.text(s.prices.figure(close, at: i))
    #expect(text.hasPrefix("≈") && text.hasSuffix("00원"), "\(text)")
  }

  /// What stands beside a moment says the digits that are known, too.
  @Test func noFrameBeforeASplitPretendsCents() throws {
    for (panel, moment) in [(PanelID.overview, "2020-08-28T17:00ET"), (.timeline, "2020-07-01T17:00ET")] {
      let app = Dashboard(book: Record.book, state: try Record.state(panel, .en, at: moment), now: Record.now)
      for size in [Size(80, 24), Size(120, 40)] {
        let frame = app.frame(size).plainText()
        for price in ["2,213.40", "2,213.4", "800.55", "580.95", "1,119.60"] {
          #expect(!frame.contains(price), "\(panel) \(price)")
        }
      }
    }
  }

  // MARK: consensus

  @Test func aConsensusIsKnownFromTheEndOfItsDay() throws {
    let quarter = Period.quarter(year: 2026, 3)
    #expect(try Bundled.snapshot("2026-09-30T23:00ET").consensus(.deliveries, quarter) == nil)
    let own = try #require(try Bundled.snapshot("2026-10-05T12:00ET").consensus(.deliveries, quarter))
    // A newer one of the press does not replace the company's.
    #expect(own.figure.value == 461_974 && own.isCompanyCompiled)
    #expect(try Bundled.snapshot("2026-04-20T12:00ET").consensus(.deliveries, .quarter(year: 2026, 1))?.figure.value == 372_160)
    #expect(try Bundled.snapshot("2026-05-01T12:00ET").consensus(.deliveries, .quarter(year: 2026, 1))?.figure.value == 365_645)
  }

  @Test func aMeanWithoutADayIsKnownWithTheResults() throws {
    let quarter = Period.quarter(year: 2023, 2)
    #expect(try Bundled.snapshot("2023-07-19T16:04ET").consensus(.epsNonGAAP, quarter) == nil)
    #expect(try Bundled.snapshot("2023-07-19T16:05ET").consensus(.epsNonGAAP, quarter)?.figure.value == 0.82)
  }

  @Test func earningsOnACompilersOwnBasisHaveNothingToCompareWith() throws {
    let s = try Bundled.snapshot("2026-10-10T12:00ET")
    let quarter = Period.quarter(year: 2026, 3)
    #expect(s.consensus(.epsNonGAAP, quarter) == nil)
    let other = try #require(s.consensus(.epsOther, quarter))
    #expect(other.figure.value == 0.23 && other.metric.metric == nil && other.figure.basis != .nonGAAP)
  }

  @Test func noConsensusLooksAhead() {
    for moment in Bundled.book.moments() {
      let (s, cut) = (
        Snapshot(of: Bundled.book, asOf: moment), Snapshot(of: Bundled.book.known(at: moment), asOf: .distantFuture)
      )
      #expect(s.consensus.map(\.figure.value) == cut.consensus.map(\.figure.value), "\(moment.iso)")
    }
    let moments = Set(Bundled.book.moments())
    for consensus in Snapshot(of: Bundled.book, asOf: .distantFuture).consensus { #expect(moments.contains(consensus.knownAt)) }
  }

  // MARK: sources and dates

  @Test func sourcesAreCitedInBothLanguagesAndUsed() {
    var text = ""
    FactsReader.forEachBundledFact { name, bytes in
      if name != "sources.csv" { text += String(decoding: bytes, as: UTF8.self) }
    }
    let s = Snapshot(of: Bundled.book, asOf: .distantFuture)
    #expect(s.sources.count > 100)
    for source in s.sources {
      #expect(!source.title.en.lowercased().contains("fixture") && !source.title.en.hasPrefix("a public copy"), "\(source.key)")
      #expect(source.title.ko.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) }, "\(source.key)")
      #expect(text.contains(source.key), "\(source.key)")
    }
  }

  /// The day on which the record was put together is no event.
  @Test func nothingIsDatedByTheDayOfCompilation() throws {
    let compiled = try #require(Day(iso: "2026-11-22"))
    for moment in Bundled.book.moments() { #expect(moment.newYorkDay != compiled, "\(moment.iso)") }
    let late = Snapshot(of: Bundled.book, asOf: .distantFuture)
    for stage in late.stages { for remark in stage.history { #expect(remark.knownAt.newYorkDay != compiled, "\(stage.id)") } }
    for (period, reading) in late.quarters(.deliveries) {
      for remark in reading.citation?.remarks ?? [] { #expect(remark.knownAt.newYorkDay != compiled, "\(period.label)") }
    }
  }

  /// Where a source was seen stands by itself: on a screen no line comes before it.
  @Test func aLocationPointsAtNoOtherLine() {
    for source in Snapshot(of: Bundled.book, asOf: .distantFuture).sources {
      for words in ["same repository", "same path", "previous", "code index", "same file"] {
        #expect(!source.location.en.contains(words), "\(source.key): \(source.location.en)")
      }
      // Words are in the reader's language; an address is in none.
      let isKorean = source.location.ko.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) }
      let isSentence = [" the ", " was ", " its ", "a public", " not "].contains { source.location.en.contains($0) }
      #expect(!isSentence || isKorean, "\(source.key): \(source.location.ko)")
    }
  }

  @Test func aDocumentOfALaterDateHasNoNameYet() throws {
    let quarter = Period.quarter(year: 2024, 1)
    let s = try Bundled.snapshot("2024-04-24T12:00ET")
    let citation = try #require(s.reading(.deliveries, quarter).citation)
    #expect(citation.sources.contains("deck-q3-2024"))
    let (titles, later) = SourceNames.titles(citation.sources, s, .en)
    #expect(later > 0 && !titles.contains { $0.contains("Q3 2024") })
  }
}
