import Facts
import Finance
import Foundation
import Model
import Testing

/// Which version of an entry of the calendar a calendar program is told it has.
@Suite struct AgendaRevisionTests {
  private struct Seen: Equatable {
    var day: Day
    var start: Instant?
    var title: Phrase
    var detail: Phrase?
    var certainty: AgendaEntry.Certainty

    init(_ entry: AgendaEntry) {
      (day, start, title, detail, certainty) = (entry.day, entry.start, entry.title, entry.detail, entry.certainty)
    }
  }

  /// What a snapshot of the frozen record says of some entries, with their versions.
  private func seen(
    _ moment: Instant, from first: Day, through last: Day
  ) -> [String: (entry: Seen, revision: AgendaRevision?)] {
    let s = Snapshot(of: Record.book, asOf: moment)
    let entries = Agenda.entries(s, from: first, through: last)
    let revisions = Agenda.revisions(entries, s)
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.uid, (Seen($0), revisions[$0.uid])) })
  }

  @Test func resultsThatMoveHaveANewVersion() throws {
    // Expected on a Wednesday of October, announced for another, then published.
    let (first, last) = (Day(civil: 2023, 10, 1), Day(civil: 2023, 11, 10))
    var changes = -1
    var since = Instant.distantPast
    for moment in ["2023-09-15", "2023-10-10", "2023-10-19"] {
      let asOf = try Instant(parsing: moment)
      let (entry, revision) = try #require(seen(asOf, from: first, through: last)["results-2023Q3"])
      let version = try #require(revision)
      if entry.certainty == .record { #expect(entry.day.iso == "2023-10-18") }
      #expect(version.changes >= changes && version.since >= since && version.since <= asOf)
      if moment == "2023-10-19" { #expect(version.changes > 0 && version.since > since) }
      (changes, since) = (version.changes, version.since)
    }
  }

  @Test func aNewVersionIsCountedWhereverSomethingChanges() throws {
    let (first, last) = (Day(civil: 2023, 5, 1), Day(civil: 2024, 6, 30))
    let moments = Snapshot(of: Record.book, asOf: try Instant(parsing: "2024-03-01")).agendaMoments()
    let start = try Instant(parsing: "2023-06-20")
    // The moments themselves, and times in between at which nothing becomes known but days pass.
    let all = moments.filter { $0 >= start }.flatMap { [$0, $0 + 5 * 3600, $0 + 3 * 86_400 + 7] }.sorted()
    var before: [String: (entry: Seen, revision: AgendaRevision?)] = [:]
    var (changed, last_) = (0, start)
    for moment in all {
      let now = seen(moment, from: first, through: last)
      for (uid, (entry, revision)) in now {
        let revision = try #require(revision, "\(uid)")
        #expect(revision.since <= moment, "\(uid)")
        guard let (old, oldRevision) = before[uid], let oldRevision else { continue }
        #expect(revision.changes >= oldRevision.changes, "\(uid) \(moment.iso)")
        if entry != old {
          changed += 1
          #expect(revision.changes > oldRevision.changes && revision.since > last_, "\(uid) \(moment.iso)")
        } else if revision.changes == oldRevision.changes {
          #expect(revision.since == oldRevision.since, "\(uid) \(moment.iso)")
        }
      }
      before.merge(now) { $1 }
      last_ = moment
    }
    #expect(changed > 10)
  }

  @Test func aReleaseThatDoesNotComeIsAnotherVersionEachSession() throws {
    // The record ends before the results of 2026Q4; each day that they do not come they are expected on the next session.
    let (first, last) = (Day(civil: 2026, 12, 1), Day(civil: 2027, 6, 30))
    var before: (day: Day, changes: Int)?
    for date in ["2027-01-27", "2027-02-10", "2027-02-11", "2027-02-12T12:00ET", "2027-02-14T12:00ET"] {
      let asOf = try Instant(parsing: date)
      let (entry, revision) = try #require(seen(asOf, from: first, through: last)["results-2026Q4"])
      let changes = try #require(revision).changes
      if let before {
        #expect(entry.day > before.day ? changes > before.changes : changes == before.changes, "\(date)")
      }
      before = (entry.day, changes)
    }
  }

  @Test func whatRulesSayIsAlwaysTheSameVersion() throws {
    let asOf = try Instant(parsing: "2023-07-10")
    for (uid, (entry, revision)) in seen(asOf, from: Day(civil: 2023, 6, 1), through: Day(civil: 2024, 12, 31))
    where entry.certainty == .rule {
      #expect(revision == AgendaRevision(changes: 0, since: Sessions.knownFrom), "\(uid)")
    }
  }

  @Test func aClosureThatNobodyForesawMovesWhatRulesSay() throws {
    // Trade and announcement of September 2001 were counted in sessions of which four fell out.
    let (first, last) = (Day(civil: 2001, 9, 1), Day(civil: 2001, 9, 30))
    let before = seen(try Instant(parsing: "2001-09-10"), from: first, through: last)
    let after = seen(try Instant(parsing: "2001-09-20"), from: first, through: last)
    let uid = "quarterly_rebalance-2001-09-24-index_announcement"
    let (old, new) = (try #require(before[uid]), try #require(after[uid]))
    #expect(old.entry.day.iso == "2001-09-14" && new.entry.day.iso == "2001-09-10")
    #expect(old.revision == AgendaRevision(changes: 0, since: Sessions.knownFrom))
    let revision = try #require(new.revision)
    #expect(revision.changes > 0 && revision.since.newYorkDay.iso == "2001-09-14")
    let closed = try #require(after["holiday-2001-09-12"]?.revision)
    #expect(closed == AgendaRevision(changes: 0, since: Instant(Day(civil: 2001, 9, 12), 0, 0)))
  }

  @Test func theRangeAskedForChangesNoVersion() throws {
    let asOf = try Instant(parsing: "2023-08-01")
    let whole = seen(asOf, from: Day(civil: 2019, 1, 1), through: Day(civil: 2025, 12, 31))
    let part = seen(asOf, from: Day(civil: 2023, 7, 1), through: Day(civil: 2023, 12, 31))
    #expect(part.count > 30)
    for (uid, (_, revision)) in part { #expect(whole[uid]?.revision == revision, "\(uid)") }
  }

  // MARK: names

  /// The bundled facts with their events changed.
  private func book(_ change: (String) -> String) throws -> Book {
    var files: [FactFile: [UInt8]] = [:]
    FactsReader.forEachBundledFact { name, bytes in
      if let file = FactFile(rawValue: name) { files[file] = Array(bytes) }
    }
    let events = String(decoding: try #require(files[.events]), as: UTF8.self)
    let changed = change(events)
    try #require(changed != events)
    files[.events] = Array(changed.utf8)
    return Record.read(files).book
  }

  private func uids(_ book: Book) throws -> Set<String> {
    let s = Snapshot(of: book, asOf: try Instant(parsing: "2026-10-20"))
    return Set(Agenda.entries(s, from: Day(civil: 2020, 1, 1), through: Day(civil: 2026, 12, 31)).map(\.uid))
  }

  @Test func theNameOfAnEventHangsOnNeitherItsTitleNorItsDay() throws {
    let before = try uids(Bundled.book)
    let reworded = try book {
      $0.replacing("Tesla Investor Day", with: "Investor Day 2023").replacing("2023-03-01,", with: "2023-03-02,")
    }
    #expect(try uids(reworded) == before)
    // Facts of before have no ids; there the title still counts.
    let old = try book { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.lastIndex(of: ",").map { String(line[..<$0]) } ?? String(line)
      }.joined(separator: "\n")
    }
    #expect(try uids(old) == before)
  }

  @Test func entriesKeepTheNamesThatCalendarProgramsHave() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/agenda-uids.txt")
    let recorded = Set(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init))
    #expect(recorded.count == 94)
    let s = Snapshot(of: Bundled.book, asOf: try Instant(parsing: "2026-11-27"))
    let now = Set(Agenda.entries(s, from: Day(civil: 2019, 1, 1), through: Day(civil: 2027, 12, 31)).map(\.uid))
    #expect(recorded.subtracting(now).isEmpty)
  }

  @Test func everyLineOfTheRecordNamesItsEvent() throws {
    var text = ""
    FactsReader.forEachBundledFact { name, bytes in
      if name == FactFile.events.rawValue { text = String(decoding: bytes, as: UTF8.self) }
    }
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasSuffix(",id") && lines.allSatisfy { !$0.hasSuffix(",") })
  }

  @Test func everyEventOfTheRecordHasAnIdOfItsOwn() throws {
    let events = Snapshot(of: Bundled.book, asOf: .distantFuture).events
    #expect(Set(events.map(\.id)).count == events.count)
    let twice = try book { $0.replacing("2023-07-19-66f3e16e", with: "2023-03-01-baef281a") }
    #expect(Snapshot(of: twice, asOf: .distantFuture).events.count == events.count - 1)
  }
}
