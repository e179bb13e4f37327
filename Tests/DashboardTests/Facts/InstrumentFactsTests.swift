import Facts
import Finance
import Model
import Testing

/// Which company the record is about.
@Suite struct InstrumentFactsTests {
  private static let head = "ticker,name,exchange,currency,subject,source,confidence\n"

  private func read(_ lines: String...) -> (book: Book, problems: [FactProblem]) {
    var files = Record.files
    files[.instruments] = Array((Self.head + lines.map { $0 + "\n" }.joined()).utf8)
    return Record.read(files)
  }

  @Test func theCompanyIsFoundInTheIndexByTheTickerOfTheSubject() throws {
    func share(_ book: Book) throws -> String? {
      let weights = try #require(RebalanceWeights(Snapshot(of: book, asOf: Record.now)))
      return weights.company.map { weights.rebalance.constituents[$0].ticker }
    }
    #expect(try share(Record.book) == "TSLA")
    let (book, problems) = read("AAPL,Apple,Nasdaq,USD,yes,10k-anchor,unverified", "TSLA,Tesla,Nasdaq,USD,,10k-anchor,unverified")
    #expect(problems.isEmpty)
    #expect(try share(book) == "AAPL")
  }

  @Test func aFolderWithoutTheFileIsAboutTheBundledCompany() throws {
    let snapshot = Snapshot(of: FactsReader.read([.prices: []] as [FactFile: [UInt8]]).book, asOf: .distantPast)
    #expect(snapshot.subject?.ticker == "TSLA" && snapshot.subject?.currency == "USD")
    #expect(snapshot.instruments.count == 1)
  }

  @Test(arguments: [
    (["A,A,N,USD,yes,10k-anchor,unverified", "A,A,N,USD,,10k-anchor,unverified"], 3, 1, "'A' stands twice"),
    (
      ["A,A,N,USD,yes,10k-anchor,unverified", "B,B,N,USD,yes,10k-anchor,unverified"], 3, 5,
      "'A' is the company already; leave all others empty"
    ),
    (
      ["A,A,N,usd,yes,10k-anchor,unverified", "B,B,N,USD,yes,10k-anchor,unverified"], 2, 4,
      "'usd' is not the three capital letters of a currency, such as USD"
    ),
    ([",A,N,USD,yes,10k-anchor,unverified", "B,B,N,USD,yes,10k-anchor,unverified"], 2, 1, "empty; a text is needed here"),
  ])
  func aBadLine(lines: [String], line: Int, column: Int, reason: String) {
    let problems = read(lines[0], lines[1]).problems
    #expect(problems.map { [$0.line, $0.column] } == [[line, column]])
    #expect(problems.first?.reason.en == reason)
  }

  @Test func aRecordAboutNoCompanySaysSo() {
    let problems = read("A,A,N,USD,,10k-anchor,unverified").problems
    #expect(problems.count == 1 && problems[0].severity == .warning && problems[0].file == "instruments.csv")
  }
}
