import Finance
import Model
import Testing

/// What earnings per share as published, rounded to the cent, leave open.
@Suite struct EPSRoundingTests {
  private let s = Snapshot(of: Record.book, asOf: Record.now)

  private func first(_ metric: Metric, _ quarter: Period) throws -> Double {
    try #require(s.versions(metric, quarter).first?.reading.value)
  }

  @Test(arguments: EPSTests.reported) func theAdjustmentFollowsBothRoundings(quarter: Period) throws {
    let shares = try first(.dilutedShares, quarter)
    func range(_ eps: Metric, _ income: Metric) throws -> ClosedRange<Double> {
      let (cents, amount) = (try first(eps, quarter), try first(income, quarter))
      return (cents - 0.005) * shares - amount...(cents + 0.005) * shares - amount
    }
    let (gaap, adjusted) = (try range(.epsGAAP, .netIncome), try range(.epsNonGAAP, .netIncomeNonGAAP))
    let value = try EPSQuarter(quarter, s).values[.epsNumeratorAdjustment]
    #expect(gaap.contains(value))
    if gaap.overlaps(adjusted) { #expect(adjusted.contains(value)) }
    // The shares of the moment change nothing about it.
    let release = try #require(s.earnings.first { $0.quarter == quarter }).release
    #expect(try EPSQuarter(quarter, at: release, s).values[.epsNumeratorAdjustment] == value)
  }

  @Test func theQuartersOfTheFinding() throws {
    func own(_ label: String) throws -> IncomeStatement { IncomeStatement(try EPSQuarter(EPSTests.q(label), s).values) }
    for (label, gaap, adjusted) in [("2024Q1", 34.0, 45.0), ("2026Q2", 32, 33)] {
      let statement = try own(label)
      #expect((statement.epsGAAP * 100).rounded() == gaap)
      #expect((statement.epsNonGAAP * 100).rounded() == adjusted)
    }
    #expect(try own("2026Q2").drivers[.epsNumeratorAdjustment] < 3)
  }

  @Test(arguments: EPSTests.reported.dropFirst()) func aBridgeAddsUpAsPrinted(quarter: Period) throws {
    let bridge = EPSBridge(from: try EPSQuarter(quarter.advanced(by: -1), s), to: try EPSQuarter(quarter, s), .nonGAAP)
    for step in [0.001, 0.01, 1 / 1390.8] {
      let printed = bridge.rounded(to: step)
      let sum = EPSGroup.allCases.reduce(0) { $0 + printed[$1] }
      #expect(abs(printed.start + sum - printed.end) < 1e-9)
      #expect(abs(printed.start - bridge.start) <= step / 2 + 1e-12 && abs(printed.end - bridge.end) <= step / 2 + 1e-12)
      for group in EPSGroup.allCases {
        #expect(abs(printed[group] - bridge[group]) <= step + 1e-12, "\(group.rawValue)")
        // What has no part gets none.
        if bridge[group] == 0 { #expect(printed[group] == 0) }
      }
    }
  }
}
