import Documents
import Model
import Testing

/// What one more document takes: the user's shares, an entry for each time some were bought.
private struct Position: Entry {
  var ticker = ""
  var shares = 0.0
  var price: Amount?
  var bought: Day?

  static let fields: [Field<Position>] = [
    Field(required: "ticker", \.ticker, .words("TSLA")),
    Field(required: "shares", \.shares, .number(Phrase("a number", "숫자가"), in: .vehicles, "100")),
    Field("price", \.price, .amount("0.02 million USD")),
    Field("bought", \.bought, .day("2024-01-31")),
  ]
  static let fileName = "positions.yaml"
  static let title = "Your shares for tsla-tui, an entry for each purchase:"
  static let exampleKey = "first"
  static let name = "position"
}

@Suite struct FieldTests {
  private let today = Day(civil: 2026, 11, 26)

  @Test func aListOfFieldsReadsAndWritesADocument() throws {
    let text = """
      first:
        ticker: TSLA       # at the old place
        shares: 1,500
        bought: 2024-01-31
      "second":
        ticker: "KODEX 200: a fund"
        shares: 1.5 thousand
        price: 3억 원
      """
    let entries = Position.read(text, day: today)
    #expect(entries.problems.isEmpty && entries.keys.map(\.key) == ["first", "second"] && entries.keys.map(\.line) == [1, 5])
    let first = try #require(entries.values.first)
    let second = try #require(entries.values.last)
    #expect(first == Position(ticker: "TSLA", shares: 1500, price: nil, bought: Day(civil: 2024, 1, 31)))
    #expect(second == Position(ticker: "KODEX 200: a fund", shares: 1500, price: Amount(value: 0.0003, unit: .trillionKRW)))
    #expect(first.text(key: "first") == "first:\n  ticker: TSLA\n  shares: 1500\n  bought: 2024-01-31\n")
    for one in entries.values { #expect(Position.read(one.text(key: "k"), day: today).values == [one]) }
  }

  @Test func itsFaultsAndItsHeadFollow() {
    let text =
      "a:\n  shares: many\n  tickr: X\nb:\n  ticker: X\n  ticker: Y\nc:\n  ticker:\n  shares: 1\n  bought: soon\nd:\n  shares: 1\n"
    let problems = Position.read(text, day: today).problems.all
    #expect(
      problems.map { $0.text(.en) } == [
        "'many' is not a number; write 100", "'tickr' is not known here; there are ticker, shares, price, bought",
        "ticker stands twice; remove one", "ticker is empty; write ticker: TSLA", "'soon' is not a date; write 2024-01-31",
        "ticker is missing; add a line such as   ticker: TSLA",
      ])
    #expect(problems.map(\.line) == [2, 3, 6, 8, 10, 11] && problems.allSatisfy { $0.reason.ko != $0.reason.en })
    #expect(
      Position.head == """
        # Your shares for tsla-tui, an entry for each purchase:
        #
        # first:
        #   ticker: TSLA
        #   shares: 100
        #   price: 0.02 million USD
        #   bought: 2024-01-31


        """)
  }

  @Test func aProblemSaysWhereItIs() {
    let problem = Problem(Phrase("why", "왜"), file: "/home/me/claims.yaml", line: 3, column: 7)
    #expect(problem.text(.en) == "/home/me/claims.yaml:3:7: why" && problem.text(.ko, below: "/home/me") == "claims.yaml:3:7: 왜")
    #expect(problem.text(.en, below: "/home/m") == problem.text(.en))
    #expect(Problem("why", "왜").text(.en) == "why")
  }
}
