import Facts
import Model
import Testing

/// Facts of another origin, laid over those of the record.
@Suite struct OriginTests {
  private func overlaid(_ files: [FactFile: String]) -> Book {
    let (book, problems) = FactsReader.overlay(files.mapValues { Array($0.utf8) }, from: .live, on: Record.book)
    #expect(problems.isEmpty, "\(problems.map { $0.message(.en) })")
    return book
  }

  private func snapshot(_ book: Book, _ moment: String) throws -> Snapshot {
    Snapshot(of: book, asOf: try Instant(parsing: moment))
  }

  /// A quarter as the record has it, with another operating income, published on a day.
  private func quarter(_ published: String, _ operatingIncome: String) -> String {
    """
    period,published,published_time,pd_8k_filed,operating_income,source,confidence
    2023Q2,\(published),,2023-07-02,\(operatingIncome),10k-anchor,verified-1

    """
  }

  @Test func anotherValueIsAnotherVersionAndTheFirstStays() throws {
    let book = overlaid([.quarters: quarter("2024-02-01", "2400")])
    let (metric, period) = (Metric.operatingIncome, Period.quarter(year: 2023, 2))
    let before = try snapshot(book, "2024-01-31")
    #expect(before.reading(metric, period).value == 2399)
    let after = try snapshot(book, "2024-02-02")
    #expect(after.reading(metric, period).value == 2400)
    #expect(after.versions(metric, period).compactMap(\.reading.value) == [2399, 2400])
    #expect(after.isRecast(metric, period))
  }

  @Test func theSameValueIsNoOtherVersion() throws {
    let book = overlaid([.quarters: quarter("2024-02-01", "2399")])
    let (metric, period) = (Metric.operatingIncome, Period.quarter(year: 2023, 2))
    #expect(try snapshot(book, "2026-10-01").versions(metric, period).count == 1)
    // Known earlier by the other origin, it is known from then on, and the record's own says nothing new.
    let early = overlaid([.quarters: quarter("2023-07-18", "2399")])
    #expect(try snapshot(early, "2023-07-18").reading(metric, period).value == 2399)
    #expect(try snapshot(early, "2026-10-01").versions(metric, period).count == 1)
  }

  @Test func anEventOfTheSameIdIsSeenInItsNewestVersion() throws {
    let event = try #require(Record.book.events(at: "2026-10-01").first { $0.detail != nil && $0.day.year == 2023 })
    let line = "\(event.id),\(event.day.iso),,Corrected,energy,,,,2024-02-01,2024-02-01,10k-anchor,verified-1\n"
    let head = "id,date,time_et,event,kind,detail,value,unit,announced,published,source,confidence\n"
    let book = overlaid([.events: head + line])
    func titles(_ moment: String) throws -> [String] {
      try snapshot(book, moment).events.filter { $0.id == event.id }.map(\.title.en)
    }
    #expect(try titles("2024-01-31") == [event.title.en])
    #expect(try titles("2024-02-02") == ["Corrected"])
    let count = try snapshot(Record.book, "2024-02-02").events.count
    #expect(try snapshot(book, "2024-02-02").events.count == count)
  }

  @Test func daysThatTheRecordLacksAreAddedAndItsOwnStand() throws {
    let last = try #require(try snapshot(Record.book, "2026-11-22").prices.last)
    let next = Sessions.next(after: last.day).day
    let head = "date,open,high,low,close,volume,source,confidence\n"
    let row = { (day: Day) in "\(day.iso),10,12,9,11,1000,10k-anchor,verified-1\n" }
    let book = overlaid([.prices: head + row(last.day) + row(next)])
    let seen = Snapshot(of: book, asOf: Instant(endOf: next))
    #expect(seen.prices.bar(on: last.day)?.close == last.close)
    #expect(seen.prices.last?.day == next && seen.prices.last?.close == 11)
    #expect(seen.prices.figure(11, at: seen.prices.count - 1).provenance.knownAt == Sessions.session(on: next)?.close)
    #expect(book.newest > Record.book.newest)
  }

  @Test func aSplitThatBothHaveIsOne() throws {
    let book = overlaid([.splits: "date,ratio,source,confidence\n2022-08-25,3,10k-anchor,verified-1\n"])
    let (own, both) = (try snapshot(Record.book, "2021-03-01"), try snapshot(book, "2021-03-01"))
    #expect(both.prices.last?.close == own.prices.last?.close)
    #expect(try snapshot(book, "2026-10-01").splits.map(\.day.iso) == ["2020-08-31", "2022-08-25"])
  }

  @Test func aBookThatEndsEarlierKnowsOnlyTheVersionsOfThen() throws {
    let book = overlaid([.quarters: quarter("2024-02-01", "2400")])
    let moment = try Instant(parsing: "2024-01-31")
    let later = Snapshot(of: book.known(at: moment), asOf: Record.now)
    #expect(later.reading(.operatingIncome, .quarter(year: 2023, 2)).value == 2399)
    #expect(book.moments().contains(Instant(Day(civil: 2024, 2, 1), 16, 5)))
  }
}

extension Book {
  fileprivate func events(at moment: String) throws -> [Event] {
    Snapshot(of: self, asOf: try Instant(parsing: moment)).events
  }
}
