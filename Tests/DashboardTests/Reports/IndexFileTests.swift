import Facts
import Finance
import Format
import Foundation
import Model
import Reports
import Testing

/// What `tsla-tui index` makes of a user's file of securities.
@Suite struct IndexFileTests {
  private static let header = "ticker,company,price,shares_outstanding"

  /// The file of a text, as `index rebalance` reads it.
  private func file(_ text: String) -> SecurityFile {
    Array(text.utf8).withUnsafeBufferPointer {
      SecurityFile(
        "in.csv", $0, required: [.ticker, .company, .price, .sharesOutstanding],
        known: [.ticker, .company, .name, .price, .sharesOutstanding, .freeFloat, .indexShares])
    }
  }

  private func weights(_ text: String) -> FileWeights {
    Array(text.utf8).withUnsafeBufferPointer {
      FileWeights(SecurityFile("in.csv", $0, required: [.ticker], known: Set(SecurityFile.Column.allCases)))
    }
  }

  private func rebalance(_ file: SecurityFile, _ kind: RebalanceKind = .quarterly, on day: Day) throws -> Report {
    var file = file
    let rules = try #require(IndexRules.inForce(on: day))
    return .rebalance(try #require(Report.Weights(&file, kind, rules)), .english)
  }

  /// So many companies with sizes that fall slowly, or all of one size.
  private func companies(_ count: Int, isFlat: Bool = false) -> SecurityFile {
    file(
      (0..<count).reduce(Self.header + "\n") { text, i in
        text + "T\(i),C\(i),100,\(isFlat ? 1e9 : (1e9 / pow(Double(i + 1), 1.1)).rounded())\n"
      })
  }

  // MARK: rebalance

  @Test func theAnnualOneGoesOnToSecurities() throws {
    let day = Day(civil: 2026, 12, 1)
    let rows = try rebalance(companies(120), .annual, on: day).cells
    let weights = rows.dropFirst().compactMap { Double($0[3]) }
    #expect(weights.count == 120 && abs(weights.reduce(0, +) - 1) < 1e-12 && weights == weights.sorted(by: >))
    #expect(weights[0] <= 0.15 && abs(weights.prefix(5).reduce(0, +) - 0.385) < 1e-9)
    #expect(weights.dropFirst(5).allSatisfy { $0 <= min(0.044, weights[4]) + 1e-12 })
    #expect(rows[1][4] == "capped at 14%; top five" && rows.last?[4] == "scaled; scaled")
    // Without the stage of securities nothing is above a limit.
    #expect(try rebalance(companies(120), on: day).cells.dropFirst().allSatisfy { $0[4] == "pass" && $0[2] == $0[3] })
  }

  @Test func aQuarterlyOneKeepsIndexSharesThatBreakNothing() throws {
    func file(_ first: Int) -> SecurityFile {
      self.file(
        (0..<40).reduce(Self.header + ",index_shares\n") { text, i in
          text + "T\(i),C\(i),10,\(i == 0 ? 40000 : 1000),\(i == 0 ? first : 2)\n"
        })
    }
    let day = Day(civil: 2023, 9, 1)
    let kept = try rebalance(file(4), on: day).object()
    #expect(kept["kept"] as? Bool == true && kept["start"] as? String == "price x index_shares")
    let rows = try kept.rows("rows")
    #expect(rows.allSatisfy { $0["treatment"] as? String == "kept" })
    #expect(try abs(rows[0].number("weight") - 4.0 / 82) < 1e-15 && rows[0].number("start_weight") == rows[0].number("weight"))
    // A company above 24%: all weights are set anew, from shares outstanding.
    let reset = try rebalance(file(40), on: day).object()
    #expect(try reset["kept"] as? Bool == false && reset.object("trigger")["triggered"] as? Bool == true)
    let first = try #require(try reset.rows("rows").first)
    #expect(try first.number("start_weight") == 40000.0 / 79000 && first.number("weight") == 0.2)
    #expect(first["treatment"] as? String == "capped at 20%")
    // A special one sets them anew in any case.
    let special = try rebalance(file(4), .special, on: day).object()
    #expect(special["kept"] as? Bool == false && special["trigger"] is NSNull)
  }

  @Test(
    arguments: [
      ("0.1", Day(civil: 2026, 5, 1), 300_000, ""), ("100000", Day(civil: 2026, 5, 1), 300_000, ""),
      ("0.1", Day(civil: 2026, 4, 30), 1e6, ""), ("0.5", Day(civil: 2026, 5, 1), 1e6, ""),
      ("2e6", Day(civil: 2026, 5, 1), 1e6, "more than the shares outstanding"),
      ("999", Day(civil: 2026, 5, 1), 2997, "read as a number of shares"),
    ] as [(String, Day, Double, String)])
  func theFreeFloatCountsSince2026(float: String, day: Day, shares: Double, warning: String) throws {
    let file = withFloat(float)
    #expect(file.problems.map { $0.message(.en) }.allSatisfy { $0.hasPrefix("in.csv:2:5: free_float: warning: \(warning)") })
    #expect(file.problems.isEmpty == warning.isEmpty)
    let row = try #require(try rebalance(file, on: day).cells.first { $0[0] == "T0" })
    #expect(abs((Double(row[2]) ?? 0) - shares / (shares + 39e6)) < 1e-12)
  }

  private func withFloat(_ float: String) -> SecurityFile {
    file(Self.header + ",free_float\n" + (0..<40).map { "T\($0),C\($0),10,1e6,\($0 == 0 ? float : "")\n" }.joined())
  }

  @Test(
    arguments: [
      (1, true, "1 company cannot share 100% with none above 20%; add securities"),
      (2, false, "2 companies cannot share 100% with none above 20%; add securities"),
      (5, true, "no other company is there to take 60%; add securities"),
      (13, false, "6 other companies cannot share 60% with none above"),
    ]) func tooFewSecurities(count: Int, isFlat: Bool, reason: String) throws
  {
    var file = companies(count, isFlat: isFlat)
    let rules = try #require(IndexRules.inForce(on: Day(civil: 2023, 7, 7)))
    let weights = Report.Weights(&file, .quarterly, rules)
    #expect(weights == nil)
    #expect(file.problems.first?.message(.en).hasPrefix("in.csv:2:3: price: \(reason)") == true)
  }

  // MARK: what is wrong in a file

  @Test(
    arguments: [
      ("", [":1: the file is empty"]), (header + "\n", [":1: no line but the header"]),
      ("ticker,price\nA,1\n", [":1: column 'company' is missing", "column 'shares_outstanding' is missing"]),
      (header + "\nA,A,-1,0\n", [":2:3: price: not above zero", ":2:4: shares_outstanding: not above zero"]),
      (header + "\nA,A,x,nan\nB,B,inf,1e999\n", [":2:3: price: 'x' is not a number", ":2:4: ", ":3:3: ", ":3:4: "]),
      (header + "\nA,A,1,1\nA,B,1,1\n", [":3:1: ticker: 'A' stands twice, first in line 2"]),
      (header + "\nA,A,1\n", [":2: 3 cells where the header has 4"]),
      (header + "\n,,1,\n", [":2:1: ticker: empty", ":2:2: company: empty", ":2:4: shares_outstanding: empty"]),
      (header + "\nA\u{1b}[31m,A,1,1\n", [":2:1: ticker: a control character"]),
      (header + "\nA,A,1e30,1e-30\n", [":2:3: price: not between", ":2:4: shares_outstanding: not between"]),
      (header + "\n A,A,1,\"1,000\"\n", [":2:1: ticker: a blank", ":2:4: shares_outstanding: '1,000' is not a number"]),
      (header + "\n\"A,A,1,1\n", [":2:1: ticker: a quoted cell is not closed"]),
      (header + ",free_float\nA,A,1,1,0\n", [":2:5: free_float: not above zero"]),
      (header + ",free_float\nA,A,1,1,-5\n", [":2:5: free_float: not above zero"]),
    ]) func aFaultHasItsPlace(text: String, reasons: [String])
  {
    let errors = file(text).problems.filter { $0.severity == .error }.map { $0.message(.en) }
    for reason in reasons { #expect(errors.contains { $0.contains(reason) }, "\(errors)") }
  }

  @Test func weightsAreThoseOfTheFileOrWorkedOut() throws {
    let stated = weights("ticker,weight,price,index_shares\nA,0.5,1,1\nB,0.25,1,1\n")
    #expect(stated.basis == .weight && stated.weights == [0.5, 0.25] && stated["B"] == 0.25 && stated["C"] == nil)
    // Tests of a part of the index say that they are.
    #expect(stated.doubts(ofWholeIndex: true).map(\.en).first?.hasPrefix("the weights add up to 0.7500 only") == true)
    #expect(stated.doubts(ofWholeIndex: false).isEmpty)
    let counted = weights("ticker,price,index_shares,shares_outstanding\nA,3,1,9\nB,1,1,9\n")
    #expect(counted.basis == .indexShares && counted.weights == [0.75, 0.25] && counted.doubts(ofWholeIndex: true).isEmpty)
    let outstanding = weights("ticker,price,shares_outstanding\nA,1,1\nB,1,3\n")
    #expect(outstanding.basis == .sharesOutstanding && outstanding.weights == [0.25, 0.75])
    #expect(outstanding.doubts(ofWholeIndex: false).count == 1)
    for (text, reason) in [
      ("ticker,price\nA,1\n", "in.csv:1: no weights"), ("ticker,weight\nA,0.7\nB,0.5\n", "add up to 1.2000, more than 1"),
      ("ticker,price,index_shares\nA,1,1\nB,1,\n", "in.csv:3:3: index_shares: empty"),
    ] { #expect(weights(text).file.problems.contains { $0.message(.en).contains(reason) }, "\(reason)") }
  }
}
