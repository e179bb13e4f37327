import Facts
import Foundation
import Model
import Testing

@Suite struct BundledFactsTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let s = Snapshot(of: Bundled.book, asOf: Bundled.now)

  @Test func theBundledFactsHaveNoProblem() {
    #expect(Bundled.reading.problems.map { $0.message(.en) } == [])
  }

  @Test func everyFileAndThemeIsBundled() throws {
    var bundled: Set<String> = []
    FactsReader.forEachBundledFact { name, _ in bundled.insert(name) }
    let folder = Self.root.appending(path: "Sources/Dashboard/Facts/Data").path
    #expect(bundled == Set(try FileManager.default.contentsOfDirectory(atPath: folder)))
    #expect(bundled == Set(FactFile.allCases.map(\.rawValue)))
    var themes: Set<String> = []
    FactsReader.forEachBundledTheme { name, _ in themes.insert(name) }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "themes").path)
    #expect(themes == Set(files.filter { $0.hasSuffix(".yaml") }))
  }

  /// What the frozen record holds, the record that ships holds too: facts are added, none gets lost.
  @Test func theBookHoldsAllOfTheFrozenRecord() {
    let frozen = Snapshot(of: Record.book, asOf: .distantFuture)
    let shipped = Snapshot(of: Bundled.book, asOf: .distantFuture)
    #expect(Record.reading.problems.map { $0.message(.en) } == [])
    for metric in [Metric.deliveries, .revenue, .epsNonGAAP, .sharesOutstanding, .storage] {
      #expect(shipped.series(metric).count >= frozen.series(metric).count, "\(metric)")
    }
    #expect(shipped.prices.count >= frozen.prices.count && shipped.daily(.usdKRW).count >= frozen.daily(.usdKRW).count)
    #expect(Set(frozen.claims.map(\.id)).isSubset(of: shipped.claims.map(\.id)))
    #expect(Set(frozen.factories.map(\.id)).isSubset(of: shipped.factories.map(\.id)))
    #expect(Set(frozen.rebalances.map(\.id)).isSubset(of: shipped.rebalances.map(\.id)))
    #expect(shipped.events.count >= frozen.events.count && shipped.stages.count == frozen.stages.count)
  }

  /// The frozen record holds what it held: a test that pins a number reads these.
  @Test func theFrozenRecordHasNotChanged() {
    let s = Snapshot(of: Record.book, asOf: Record.now)
    #expect(s.quarters(.deliveries).count == 31 && s.quarters(.revenue).count == 30)
    #expect(s.claims.count == 50 && s.stages.count == 17 && s.factories.count == 9)
    #expect(s.prices.count == 1954)
    #expect(s.daily(.usdKRW).count == 2022)
    #expect(s.rebalances.map(\.id) == ["2023-07", "2025-12"] && s.rebalances.map(\.constituents.count) == [102, 107])
  }

  // MARK: sums

  private func value(_ metric: Metric, _ period: Period) -> Double? { firstVersion(metric, period) }

  /// As first reported, which is what the sums tie.
  private func firstVersion(_ metric: Metric, _ period: Period) -> Double? {
    s.versions(metric, period).first?.reading.value
  }

  @Test func theLinesOfEveryQuarterAddUp() throws {
    for (quarter, _) in s.quarters(.revenue) {
      func v(_ metric: Metric) throws -> Double { try #require(value(metric, quarter), "\(metric) \(quarter.label)") }
      #expect(abs(try v(.automotiveRevenue) + v(.energyRevenue) + v(.servicesRevenue) - v(.revenue)) <= 1, "\(quarter.label)")
      #expect(
        try v(.automotiveSales) + v(.regulatoryCredits) + v(.automotiveLeasing) == v(.automotiveRevenue), "\(quarter.label)")
      #expect(try v(.automotiveSalesCost) + v(.automotiveLeasingCost) == v(.automotiveCost), "\(quarter.label)")
      #expect(
        abs(try v(.revenue) - v(.automotiveCost) - v(.energyCost) - v(.servicesCost) - v(.grossProfit)) <= 1, "\(quarter.label)")
      #expect(
        abs(try v(.grossProfit) - v(.researchAndDevelopment) - v(.sga) - v(.restructuring) - v(.operatingIncome)) <= 1,
        "\(quarter.label)")
    }
  }

  /// Totals of the annual reports (10-K FY2019 to FY2024) and of the Q4 2025 update.
  @Test(arguments: [
    (Metric.revenue, [24578.0, 31536, 53823, 81462, 96773, 97690, 94827]),
    (.automotiveRevenue, [20821, 27236, 47232, 71462, 82419, 77070, 69526]),
    (.energyRevenue, [1531, 1994, 2789, 3909, 6035, 10086, 12771]),
    (.operatingIncome, [-69, 1994, 6523, 13656, 8891, 7076, 4355]),
    (.netIncome, [-862, 721, 5519, 12556, 14997, 7091, 3794]),
    (.deliveries, [367656, 499647, 936222, 1313851, 1808581, 1789226, 1636129]),
    (.production, [365232, 509737, 930422, 1369611, 1845985, 1773443, 1654667]),
  ])
  func theQuartersOfAYearAddUpToItsReport(metric: Metric, totals: [Double]) throws {
    for (year, total) in zip(2019..., totals) {
      // The annual report has the exact count of deliveries, not the sum of the rounded first prints.
      let sum = try (1...4).map { Period.quarter(year: year, $0) }.reduce(0.0) { sum, quarter in
        sum + (try #require(metric == .deliveries ? s.reading(metric, quarter).value : value(metric, quarter)))
      }
      #expect(abs(sum - total) <= 1, "\(metric) \(year)")
    }
  }

  @Test func storageOfAYearIsTheSumOfItsQuarters() throws {
    for year in 2019...2025 {
      let sum = (1...4).compactMap { value(.storage, .quarter(year: year, $0)) }.reduce(0, +)
      let annual = try #require(value(.storage, .year(year)))
      #expect(abs(sum - annual) <= 0.1, "\(year)")
    }
  }

  /// At each moment the lines of a quarter are of one version: those of a restated quarter tie too.
  @Test func theBridgeTiesInEveryVersion() throws {
    for moment in ["2024-12-31T12:00ET", "2025-06-30T12:00ET", "2025-12-31T12:00ET", "2026-11-22T12:00ET"] {
      let s = try Bundled.snapshot(moment)
      for (quarter, _) in s.quarters(.pretaxIncome) {
        func v(_ metric: Metric) throws -> Double { try #require(s.reading(metric, quarter).value, "\(metric) \(quarter.label)") }
        let pretax = try v(.operatingIncome) + v(.interestIncome) + v(.interestExpense) + v(.otherIncome)
        #expect(try pretax == v(.pretaxIncome), "\(quarter.label) \(moment)")
        #expect(try v(.pretaxIncome) - v(.incomeTax) == v(.netIncomeTotal), "\(quarter.label) \(moment)")
        #expect(try v(.netIncomeTotal) - v(.nonControllingInterests) == v(.netIncome), "\(quarter.label) \(moment)")
        if let compensation = s.reading(.stockCompensationNetOfTax, quarter).value {
          #expect(try v(.netIncome) + compensation + v(.otherNonGAAP) == v(.netIncomeNonGAAP), "\(quarter.label)")
        }
      }
      #expect(s.quarters(.pretaxIncome).count == s.quarters(.operatingIncome).count)
    }
  }

  /// GAAP earnings per share are of the income that the filings work them out from, which is not always net income.
  @Test func earningsPerShareAreOfTheIncomeOnRecord() throws {
    for moment in ["2024-12-31T12:00ET", "2025-12-31T12:00ET", "2026-11-22T12:00ET"] {
      let s = try Bundled.snapshot(moment)
      for (quarter, income) in s.quarters(.netIncomeForEPS) where quarter >= .quarter(year: 2022, 3) {
        let income = try #require(income.value)
        let shares = try #require(s.reading(.dilutedShares, quarter).value)
        let perShare = try #require(s.reading(.epsGAAP, quarter).value)
        #expect(abs(income / shares - perShare) <= 0.0051, "\(quarter.label) \(moment): \(income / shares) \(perShare)")
      }
    }
  }

  // MARK: shape

  @Test func everyFigureHasASourceThatIsExplained() {
    for metric in Metric.allCases {
      for (period, reading) in s.series(metric) {
        guard case .known(let figure) = reading, case .reported(let citation) = figure.provenance else { continue }
        #expect(!citation.sources.isEmpty, "\(metric) \(period.label)")
        for key in citation.sources { #expect(s.source(key) != nil, "\(metric) \(period.label): \(key)") }
        #expect(figure.unit == metric.unit)
        #expect(figure.provenance.knownAt <= s.asOf)
      }
    }
  }

  @Test func seriesAreSortedAndKnownAfterTheirPeriod() {
    for metric in Metric.allCases {
      let periods = s.series(metric).map(\.period)
      #expect(periods == periods.sorted())
      #expect(Set(periods).count == periods.count)
    }
    for (period, reading) in s.quarters(.revenue) {
      if case .known(let f) = reading { #expect(f.provenance.knownAt > Instant(endOf: period.endDay)) }
    }
    let days = (0..<s.prices.count).map { s.prices[$0].day }
    #expect(days == days.sorted())
    for day in days { #expect(Sessions.isOpen(day), "\(day.iso)") }
  }

  @Test func everyTextIsInBothLanguages() {
    func isKorean(_ text: String) -> Bool { text.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) } }
    let late = Snapshot(of: Bundled.book, asOf: .distantFuture)
    var phrases: [(String, Phrase)] = []
    for event in late.events {
      phrases.append((event.title.en, event.title))
      if let detail = event.detail { phrases.append((event.title.en, detail)) }
    }
    for claim in late.claims {
      phrases.append((claim.id, claim.text))
      phrases += [claim.outcome, claim.note].compactMap { $0 }.map { (claim.id, $0) }
      phrases += claim.later.map { (claim.id, $0.text) }
    }
    for stage in late.stages { phrases += stage.history.map { (stage.id, $0.text) } + [(stage.id, stage.label)] }
    for factory in late.factories {
      phrases += [(factory.id, factory.name), (factory.id, factory.place)] + factory.milestones.map { (factory.id, $0.text) }
    }
    for (place, phrase) in phrases {
      let hasWords = phrase.en.unicodeScalars.filter { ("a"..."z").contains($0) }.count > 12
      #expect(!isKorean(phrase.en), "\(place): \(phrase.en)")
      if hasWords { #expect(isKorean(phrase.ko), "\(place): \(phrase.ko)") }
    }
  }

  @Test func chainEdgesLeadSomewhere() {
    let ids = Set(s.stages.map(\.id))
    for stage in s.stages { for target in stage.feeds { #expect(ids.contains(target)) } }
    #expect(s.stages.filter { !$0.feeds.isEmpty }.count == 16)
  }
}
