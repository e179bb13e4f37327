import Facts
import Model
import Testing

/// The rules of `claim_tests.csv`, in files of users.
@Suite struct ClaimTestFactsTests {
  private static let claims = """
    id,panel,claim_ko,claim_en,who,figure,unit,due,outcome,source,published,confidence
    one,energy,하나,one,me,,,2027-12-31,open,seed,2023-07-13,verified-1
    two,energy,둘,two,me,,,,open,seed,2023-07-13,verified-1
    """
  private static let head = "claim,metric,subject,period,match,relation,value,value_high,partly,partly_high,unit,note,note_ko\n"

  private func read(_ lines: String) -> (claims: [Claim], problems: [FactProblem]) {
    var (claims, tests) = (Self.claims, Self.head + lines)
    let (book, problems) = claims.withUTF8 { claims in
      tests.withUTF8 { tests in FactsReader.read([.claims: claims, .claimTests: tests]) }
    }
    return (Snapshot(of: book, asOf: .distantFuture).claims, problems)
  }

  @Test func aLineIsTheTestOfItsClaim() throws {
    let (claims, problems) = read("two,storage,,2027,,between,60,80,50,90,,why,이유\none,price.high,,,,at_least,500,,,,,,\n")
    #expect(problems == [])
    #expect(
      claims.map(\.test) == [
        ClaimTest(try #require(ClaimMetric(name: "price.high")), .untilDue, .atLeast(500)),
        ClaimTest(
          try #require(ClaimMetric(name: "storage")), .period(.year(2027)), .between(60, 80), partly: .between(50, 90),
          note: Phrase("why", "이유")),
      ])
    // As many decimals as are written.
    #expect(read("one,storage,,2027,,equals,4.0,,,,,,\n").claims[0].test?.bounds == .equal(4, decimals: 1))
    #expect(read("one,market_value,,,,at_least,4290,,,,KRW trillion,,\n").claims[0].test?.unit == .trillionKRW)
  }

  @Test(arguments: [
    ("three,storage,,2027,,at_least,80,,,,,,", 1, "'three' is not in claims.csv"),
    ("one,nothing,,2027,,at_least,80,,,,,,", 2, "'nothing' is not a metric"),
    ("one,date.plant_start,mars,,,at_most,2027-01-01,,,,,,", 3, "'mars' is not in factories.csv"),
    ("one,storage,,,,at_least,80,,,,,,", 4, "no period"), ("one,storage,,2027-01-01,,at_least,80,,,,,,", 4, "no period"),
    ("one,storage,,2027,both,at_least,80,,,,,,", 5, "'both' is not one of"),
    ("one,storage,,2027,,about,80,,,,,,", 6, "'about' is not one of"), ("one,storage,,2027,,at_least,,,,,,,", 7, "empty"),
    ("one,storage,,2027,,between,80,60,,,,,", 8, "below the lower end"),
    ("one,storage,,2027,,at_least,80,,,,KRW trillion,,", 11, "not given in this unit"),
  ]) func aBadLineIsReported(line: String, column: Int, words: String) {
    let (claims, problems) = read(line + "\n")
    #expect(problems.count == 1 && problems.first?.line == 2 && problems.first?.column == column, "\(problems)")
    #expect(problems.first?.reason.en.contains(words) == true, "\(problems)")
    #expect(claims.allSatisfy { $0.test == nil })
  }

  /// A claim of a multiple: what another claim says over the metric.
  @Test func aTargetIsTheFigureOfAnotherClaim() {
    let claims = """
      id,panel,claim_ko,claim_en,who,figure,unit,due,outcome,source,published,confidence,kind,scope
      goal,valuation,목표,goal,me,3.3,USD trillion,2027-12-31,open,seed,2023-07-13,verified-1,,
      times,valuation,배수,times,me,4,times,,open,seed,2023-07-13,verified-1,statement,world
      """
    func read(_ line: String, _ claims: String = claims) -> (claims: [Claim], problems: [FactProblem]) {
      var (claims, tests) = (claims, Self.head.replacing("\n", with: ",target\n") + line)
      let (book, problems) = claims.withUTF8 { claims in
        tests.withUTF8 { tests in FactsReader.read([.claims: claims, .claimTests: tests]) }
      }
      return (Snapshot(of: book, asOf: .distantFuture).claims, problems)
    }
    let good = read("times,market_value,,2023-07-13,,equals,4,,,,,,,goal\n")
    #expect(good.problems == [] && good.claims[1].test?.target?.value == 3.3 && good.claims[1].test?.unit == .times)
    // What the columns say about the claims themselves; without a word it is a forecast about the company.
    #expect(good.claims.map(\.kind) == [.forecast, .statement] && good.claims.map(\.scope) == [.company, .world])
    let wrong = read("", claims.replacing("statement", with: "guess"))
    #expect(wrong.problems.count == 1 && wrong.problems.first?.column == 13 && wrong.claims.count == 1)
    for (line, column) in [
      ("times,market_value,,2023-07-13,,equals,4,,,,,,,nobody", 14), ("times,market_value,,2023-07-13,,equals,4,,,,,,,times", 14),
      ("times,storage,,2023,,equals,4,,,,,,,goal", 14), ("times,market_value,,2023-07-13,,equals,4,,,,USD trillion,,,goal", 11),
    ] {
      let (claims, problems) = read(line + "\n")
      #expect(problems.map(\.column) == [column] && claims.allSatisfy { $0.test == nil }, "\(line): \(problems)")
    }
  }

  @Test func aClaimHasOneTest() {
    let (claims, problems) = read("one,storage,,2027,,at_least,80,,,,,,\none,storage,,2028,,at_least,90,,,,,,\n")
    #expect(problems.map(\.line) == [3] && claims[0].test?.bounds == .atLeast(80))
  }
}
