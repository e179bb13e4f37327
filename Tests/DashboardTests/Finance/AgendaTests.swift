import App
import Finance
import Model
import Testing

/// The calendar of the index and the company.
@Suite struct AgendaTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  @Test(arguments: [
    // Reference, announcement, third Friday, trade, effective.
    ("2022-12", "2022-11-30 2022-12-09 2022-12-16 2022-12-16 2022-12-19"),
    ("2023-12", "2023-11-30 2023-12-08 2023-12-15 2023-12-15 2023-12-18"),
    ("2024-12", "2024-11-29 2024-12-13 2024-12-20 2024-12-20 2024-12-23"),
    ("2026-06", "2026-05-29 2026-06-11 2026-06-19 2026-06-18 2026-06-22"),
    ("2026-12", "2026-11-30 2026-12-11 2026-12-18 2026-12-18 2026-12-21"),
    ("2027-06", "2027-05-28 2027-06-10 2027-06-18 2027-06-17 2027-06-21"),
    // The Monday after is a holiday.
    ("2023-06", "2023-05-31 2023-06-09 2023-06-16 2023-06-16 2023-06-20"),
    ("2028-06", "2028-05-31 2028-06-09 2028-06-16 2028-06-16 2028-06-20"),
    // Good Friday.
    ("2008-03", "2008-02-29 2008-03-13 2008-03-21 2008-03-20 2008-03-24"),
    ("2032-06", "2032-05-28 2032-06-10 2032-06-18 2032-06-17 2032-06-21"),
  ])
  func rebalancesByRule(month: String, dates: String) throws {
    let first = try day(month + "-01")
    let made = try #require(RebalanceDates(month: first.civil.month, first.year))
    #expect(
      [made.reference, made.announcement, made.thirdFriday, made.tradeClose, made.effective].map(\.iso).joined(separator: " ")
        == dates)
    #expect(made.kind == (first.civil.month == 12 ? .annual : .quarterly))
  }

  @Test func theSpecialOneOfJuly2023() throws {
    let (first, last) = (try day("2023-01-01"), try day("2023-12-31"))
    let snapshot = try Record.snapshot("2023-12-31")
    let all = RebalanceDates.all(from: first, through: last, snapshot.rebalances, asOf: snapshot.asOf)
    #expect(all.map(\.kind) == [.quarterly, .quarterly, .special, .quarterly, .annual])
    let special = all[2]
    #expect(special.reference.iso == "2023-07-03" && special.announcement.iso == "2023-07-07")
    #expect(special.tradeClose.iso == "2023-07-21" && special.effective.iso == "2023-07-24")
    // Before its announcement nobody knew of it.
    let before = try Record.snapshot("2023-07-07T12:00ET")
    #expect(
      !RebalanceDates.all(from: first, through: last, before.rebalances, asOf: before.asOf).contains { $0.kind == .special })
  }

  @Test func theWeeksOfJuly2023() throws {
    let snapshot = try Record.snapshot("2023-07-10")
    let entries = Agenda.entries(snapshot, from: try day("2023-07-01"), through: try day("2023-07-31"))
    let lines = entries.map { "\($0.day.iso) \($0.kind.rawValue)" }
    #expect(
      lines == [
        "2023-07-02 deliveries", "2023-07-03 early_close", "2023-07-03 index_reference", "2023-07-04 holiday",
        "2023-07-07 index_announcement", "2023-07-14 index_weights", "2023-07-19 results", "2023-07-19 company",
        "2023-07-21 monthly_expiry", "2023-07-21 index_trade_close", "2023-07-24 index_effective",
      ])
    let results = try #require(entries.first { $0.kind == .results })
    #expect(results.start?.local(in: .seoul).clock == "05:05")
    #expect(!results.isExpected)
    // The early close is on Tuesday morning in Seoul.
    let early = try #require(entries.first { $0.kind == .earlyClose }?.start?.local(in: .seoul))
    #expect(early.day.iso == "2023-07-04" && early.clock == "02:00")
  }

  @Test func expiriesMoveBeforeAHoliday() throws {
    let snapshot = try Record.snapshot("2026-01-01")
    for (month, expected) in [
      ("2026-06", "2026-06-18"), ("2022-04", "2022-04-14"), ("2025-04", "2025-04-17"), ("2030-04", "2030-04-18"),
    ] {
      let first = try day(month + "-01")
      let expiry = try #require(Agenda.entries(snapshot, from: first, through: first + 29).first { $0.kind.isExpiry })
      #expect(expiry.day.iso == expected)
      #expect(expiry.detail != nil)
    }
  }

  // MARK: expected releases

  @Test func theNextReleasesAreExpectedAndNoFacts() throws {
    // On 20 July 2023 nobody had announced the third quarter.
    let snapshot = try Record.snapshot("2023-07-20T16:00ET")
    let expected = ExpectedRelease.all(snapshot)
    #expect(expected.count == 8)
    let deliveries = try #require(expected.first { $0.kind == .deliveries })
    #expect(deliveries.quarter.label == "2023Q3" && deliveries.day.iso == "2023-10-02")
    #expect(deliveries.earliest <= deliveries.day && deliveries.day <= deliveries.latest)
    let results = try #require(expected.first { $0.kind == .results })
    #expect(results.quarter.label == "2023Q3" && results.day.iso == "2023-10-18")
    // Five third quarters on record: 19 to 24 days after the end.
    #expect(results.seen == 5 && results.earliest.iso == "2023-10-18" && results.latest.iso == "2023-10-24")
    let entry = try #require(
      Agenda.entries(snapshot, from: results.day, through: results.day).first { $0.kind == .results })
    #expect(entry.isExpected && entry.start == nil)
  }

  @Test func thePatternHasBeenRight() throws {
    // Each expected half a year before, held against what came.
    var (right, count) = (0, 0)
    for quarter in Record.book.known(at: Record.now).results.map(\.release).suffix(16) {
      let day = quarter.newYorkDay
      let before = Snapshot(of: Record.book, asOf: Instant(day - 60, 12, 0))
      let period = Period.quarter(of: day).advanced(by: -1)
      guard let expected = ExpectedRelease.all(before).first(where: { $0.kind == .results && $0.quarter == period }) else {
        continue
      }
      count += 1
      if abs(expected.day - day) <= 2 { right += 1 }
      #expect(abs(expected.day - day) <= 7, "\(period.label)")
    }
    #expect(count >= 12 && right * 3 >= count * 2)
  }

  @Test func anAnnouncedDateTakesThePlaceOfTheExpectedOne() throws {
    let before = try Record.snapshot("2023-06-30")
    let uid = "results-2023Q2"
    let (first, last) = (try day("2023-07-01"), try day("2023-07-31"))
    let expected = try #require(Agenda.entries(before, from: first, through: last).first { $0.uid == uid })
    #expect(expected.isExpected && expected.day.iso == "2023-07-19")
    // With the deliveries of 2 July came the date.
    let after = Agenda.entries(try Record.snapshot("2023-07-03"), from: first, through: last).filter { $0.uid == uid }
    #expect(after.count == 1 && after[0].certainty == .record && after[0].start != nil)
  }

  @Test func whatIsOverdueIsStillToCome() throws {
    // The facts end with October 2026: by the next February the fourth quarter's deliveries are overdue.
    let late = Snapshot(of: Record.book, asOf: try Instant(parsing: "2027-02-10T12:00ET"))
    let deliveries = try #require(ExpectedRelease.all(late).first { $0.kind == .deliveries })
    #expect(deliveries.quarter.label == "2026Q4" && deliveries.day.iso == "2027-02-10")
  }

  @Test func noPatternWithoutAPast() throws {
    #expect(ExpectedRelease.all(try Record.snapshot("2018-06-01")).isEmpty)
  }

  /// The first that comes is the first that is listed: where a quarter of the year has no pattern of its own yet, its likes have one.
  @Test func noQuarterIsLeftOut() throws {
    for moment in ["2019-02-15", "2020-02-15", "2020-08-31", "2023-07-20", "2026-11-22"] {
      let s = try Record.snapshot(moment)
      let results = ExpectedRelease.all(s).filter { $0.kind == .results }.map(\.quarter)
      let last = try #require((s.earnings + s.scheduled).last?.quarter)
      #expect(
        !results.isEmpty && results == results.indices.map { last.advanced(by: $0 + 1) }, "\(moment): \(results.map(\.label))")
    }
  }

  @Test func everyEntryHasANameOfItsOwnAndKeepsItsDay() throws {
    for moment in ["2019-06-01", "2023-07-10", "2024-02-01", "2026-11-22"] {
      let snapshot = try Record.snapshot(moment)
      let today = snapshot.asOf.newYorkDay
      let entries = Agenda.entries(snapshot, from: today - 800, through: today + 1200)
      #expect(Set(entries.map(\.uid)).count == entries.count, "\(moment)")
      #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.day <= $1.day })
      for entry in entries {
        #expect(entry.start.map { $0.newYorkDay == entry.day } ?? true, "\(entry.uid)")
        #expect(!entry.title.en.isEmpty && !entry.title.ko.isEmpty)
      }
    }
  }

  @Test func aCalendarOfAnyMomentKnowsNothingOfLaterOnes() throws {
    for moment in Record.timeline.moments where moment <= Record.now {
      let whole = Snapshot(of: Record.book, asOf: moment)
      let cut = Snapshot(of: Record.book.known(at: moment), asOf: moment)
      let today = moment.newYorkDay
      func lines(_ s: Snapshot) -> [String] {
        Agenda.entries(s, from: today - 400, through: today + 800).map {
          "\($0.uid) \($0.day.iso) \($0.title.en) \($0.detail?.en ?? "")"
        }
      }
      #expect(lines(whole) == lines(cut), "\(moment.iso)")
    }
  }
}
