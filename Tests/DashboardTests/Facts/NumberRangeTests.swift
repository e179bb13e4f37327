import Facts
import Model
import Testing

/// Every number of the facts has a range by its unit, so that what is worked out from several of them is a number too.
@Suite struct NumberRangeTests {
  private static let cases: [(file: FactFile, text: String, column: String, words: String)] = [
    (
      .prices, "date,open,high,low,close,volume,source,confidence\n2023-07-19,@,@,@,@,10,x,verified-1\n", "open",
      "larger than any figure can be (10000000 USD/share)"
    ),
    (
      .exchangeRates, "date,usdkrw_seoul_morning,source,confidence\n2023-07-19,@,x,verified-1\n", "usdkrw_seoul_morning",
      "larger than any figure can be (1000000 KRW/USD)"
    ),
    (
      .splits, "date,ratio,source,confidence\n2022-08-25,@,x,verified-1\n", "ratio",
      "larger than any figure can be (1000000000 ratio)"
    ),
    (
      .shares, "date,kind,shares_m,published,source,confidence\n2023-07-19,total,@,2023-07-20,x,verified-1\n", "shares_m",
      "larger than any figure can be (10000000 million shares)"
    ),
    (
      .deferred, "id,period,usd_m,published,source,confidence\nfsd_deferred_recognised,2022Q4,@,2023-01-26,x,verified-1\n",
      "usd_m",
      "larger than any figure can be (1000000000000 USD million)"
    ),
  ]

  @Test(arguments: cases.indices) func aNumberBeyondItsUnitIsABadCell(index: Int) throws {
    let (file, text, column, words) = Self.cases[index]
    for number in ["9999999999999", "-9999999999999", String(repeating: "9", count: 298)] {
      let reading = Record.read([file: Array(text.replacing("@", with: number).utf8)])
      let problem = try #require(reading.problems.first, "\(file) \(number)")
      #expect(problem.line == 2 && problem.columnName == column, "\(problem)")
      // Below zero some are wrong for another reason, which is as good.
      if !number.hasPrefix("-") { #expect(problem.reason.en.contains(words), "\(problem.reason.en)") }
    }
  }

  @Test func aSplitIsOfSomeShares() throws {
    let text = "date,ratio,source,confidence\n2022-08-25,1001,x,verified-1\n"
    let problem = try #require(Record.read([.splits: Array(text.utf8)]).problems.first)
    #expect(problem.reason.en.contains("not between 0.001 and 1000 new shares for one"))
  }

  @Test(arguments: ["1.5", "9223372036854775808", "-9223372036854779904", "1000001"])
  func theOrderOfAStageIsASmallWholeNumber(order: String) throws {
    var files = Record.files
    let chain = String(decoding: files[.chain] ?? [], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let cells = chain[1].split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    files[.chain] = Array("\(chain[0])\n\(order),\(cells[1])\n".utf8)
    let problem = try #require(Record.read(files).problems.first { $0.file == "chain.csv" })
    #expect(problem.columnName == "stage_order" && problem.reason.en.contains("not a whole number") || order.count > 8)
    #expect(problem.line == 2)
  }
}
