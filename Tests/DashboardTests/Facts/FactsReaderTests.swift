import Facts
import Model
import Testing

/// Bad lines are reported with file, line, column and reason; the rest is used.
@Suite struct FactsReaderTests {
  private func read(_ file: FactFile, _ text: String) -> (book: Book, problems: [FactProblem]) {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { FactsReader.read([file: $0]) }
  }

  private static let head = "date,open,high,low,close,volume,source,confidence\n"

  @Test(arguments: [
    ("2023-07-19,1,2,0.5,abc,10,x,verified-1\n", 5, "is not a number"),
    ("2023-07-19,1,2,0.5,1234567890123456e999,10,x,verified-1\n", 5, "is not a number"),
    ("2023-07-32,1,2,0.5,1,10,x,verified-1\n", 1, "is not a date"),
    ("2023-07-04,1,2,0.5,1,10,x,verified-1\n", 1, "the exchange was closed"),
    ("2023-07-19,1,2,0.5,1,10,,verified-1\n", 7, "no source"),
    ("2023-07-19,1,2,0.5,1,10,x,sure\n", 8, "is not one of"),
    ("2023-07-19,1,2,0.5,-1,10,x,verified-1\n", 5, "not above zero"),
    ("2023-07-19,5,2,0.5,1,10,x,verified-1\n", 2, "between low and high"),
    ("2023-07-19,,,,,10,x,verified-1\n", 5, "neither an open nor a close"),
    ("2023-07-19,1,2,0.5\n", 0, "4 cells where the header has 8"),
    ("2023-07-19,1,2,0.5,1,10,\"x,verified-1\n", 7, "not closed"),
    ("2023-07-19,1,2,0.5,1,10,\"x\"y,verified-1\n", 7, "after a closing quote"),
    ("2023-07-19,1,2,0.5,1,10,x\u{1b}[31m,verified-1\n", 7, "control character"),
    ("2023-07-19,1,2,0.5,1,10,x\u{9b}31m,verified-1\n", 7, "control character (code 155)"),
  ])
  func aBadPriceLine(line: String, column: Int, reason: String) throws {
    let text = Self.head + "2023-07-03,1,2,0.5,1,10,x,verified-1\n" + line + "2023-07-20,1,2,0.5,1.5,10,x,verified-1\n"
    let (book, problems) = read(.prices, text)
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.file == "prices.csv")
    #expect(problem.line == 3)
    #expect(problem.column == column)
    #expect(problem.reason.en.contains(reason), "\(problem.reason.en)")
    #expect(!problem.reason.ko.isEmpty && problem.reason.ko != problem.reason.en)
    // The good lines around it are used.
    #expect(Snapshot(of: book, asOf: .distantFuture).prices.count == 2)
  }

  @Test(arguments: ["16:5", "+9:30", "-1:30", "1e:00", "24:00", "09:60", "9:300"]) func whatIsNoTimeOfDay(time: String) throws {
    let head = "date,time_et,event,event_ko,kind,detail,detail_ko,value,unit,source,published,announced,confidence,id\n"
    let problems = read(.events, head + "2023-07-19,\(time),e,e,corporate,,,,,x,2023-07-19,,verified-1,e1\n").problems
    let problem = try #require(problems.first)
    #expect(problems.count == 1 && problem.column == 2 && problem.reason.en.contains("is not a time"), "\(problem)")
  }

  @Test func daysOutOfOrderAndTwice() {
    let lines =
      "2023-07-20,1,2,0.5,1,10,x,verified-1\n2023-07-19,1,2,0.5,1,10,x,verified-1\n2023-07-20,1,2,0.5,1,10,x,verified-1\n"
    let problems = read(.prices, Self.head + lines).problems
    #expect(problems.map(\.line) == [3, 4])
    #expect(problems[0].reason.en.contains("in order"))
    #expect(problems[1].reason.en.contains("twice"))
  }

  @Test func headersThatCannotBeUsed() {
    #expect(read(.prices, "").problems.first?.reason.en.contains("empty") == true)
    #expect(read(.prices, "date,open\n2023-07-19,1\n").problems.contains { $0.reason.en.contains("'close' is missing") })
    let unknown = read(.prices, "date,open,high,low,close,volume,source,confidence,colour\n").problems
    #expect(unknown.map(\.severity) == [.warning])
  }

  /// A source that is not listed is told of each line that does not name the same as the one above it.
  @Test func unknownSourcesAreReported() {
    func row(_ day: Int, _ source: String) -> String { "2023-07-\(day),1,2,0.5,1,10,\(source),verified-1\n" }
    let prices = Self.head + row(17, "a") + row(18, "b") + row(19, "b") + row(20, "a") + row(21, "a;b")
    let problems = FactsReader.read([.sources: Array("key,title\na,A\n".utf8), .prices: Array(prices.utf8)]).problems
    #expect(problems.filter { $0.reason.en.contains("is not in sources.csv") }.map(\.line) == [3, 6], "\(problems)")
    let head = "date,time_et,event,event_ko,kind,detail,detail_ko,value,unit,source,published,announced,confidence,id\n"
    func event(_ i: Int, _ source: String) -> String {
      "2023-07-19,,e\(i),e\(i),corporate,,,,,\(source),2023-07-19,,verified-1,id\(i)\n"
    }
    let events = Array((head + event(1, "a") + event(2, "b") + event(3, "b") + event(4, "a") + event(5, "b")).utf8)
    let found = FactsReader.read([.sources: Array("key,title\na,A\n".utf8), .events: events]).problems
    #expect(found.filter { $0.reason.en.contains("is not in sources.csv") }.map(\.line) == [3, 4, 6], "\(found)")
  }

  @Test func otherLineEndsAndAByteOrderMarkAreFine() {
    let text =
      "\u{feff}date,open,high,low,close,volume,source,confidence\r\n2023-07-19,1,2,0.5,1,10,\"a \"\"b\"\"\",verified-1\r\n\r\n2023-07-20,1,2,0.5,1,10,x,verified-1"
    let (book, problems) = read(.prices, text)
    #expect(problems.isEmpty)
    #expect(Snapshot(of: book, asOf: .distantFuture).prices.count == 2)
  }

  @Test func aQuarterIsOneLineAndOneSource() throws {
    let text =
      "period,published,pd_8k_filed,deliveries,rev_total,eps_nongaap_adj,source,confidence\n2026Q4,2027-01-27,2027-01-02,500000,30000,0.5,mine,verified-1\n"
    let (book, problems) = read(.quarters, text)
    #expect(problems.isEmpty)
    let quarter = Period.quarter(year: 2026, 4)
    let s = Snapshot(of: book, asOf: .distantFuture)
    #expect(s.reading(.revenue, quarter).value == 30000)
    #expect(s.reading(.grossProfit, quarter).absence == .notInRecord)
    #expect(s.reading(.revenue, quarter).figure?.provenance.knownAt.iso == "2027-01-27T21:05Z")
    #expect(s.reading(.deliveries, quarter).figure?.provenance.knownAt.iso == "2027-01-03T04:59Z")
  }

  @Test func wrongQuarters() {
    let head = "period,published,pd_8k_filed,deliveries,rev_total,source,confidence\n"
    for (line, reason) in [
      ("2026-4,2027-01-27,2027-01-02,1,1,x,verified-1\n", "is not a quarter"),
      ("2026Q5,2027-01-27,2027-01-02,1,1,x,verified-1\n", "is not a quarter"),
      ("2026Q4,2026-01-27,2027-01-02,1,1,x,verified-1\n", "before the end"),
      ("2026Q4,2027-01-27,2027-01-02,1e5,1,x,verified-1\n", "is not a number"),
    ] {
      let problems = read(.quarters, head + line).problems
      #expect(problems.first?.reason.en.contains(reason) == true, "\(line)")
    }
  }

  @Test func anyBytesAtAllOnlyMakeProblems() {
    var generator = SplitMix64(seed: 20_230_719)
    for file in FactFile.allCases {
      for _ in 0..<40 {
        let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
          Bool.random(using: &generator)
            ? UInt8.random(in: 0...255, using: &generator)
            : Array("date,period\n\"12345-;|:".utf8).randomElement(using: &generator) ?? 0
        }
        _ = bytes.withUnsafeBufferPointer { FactsReader.read([file: $0]) }
      }
    }
  }

  @Test func mutatedFactsNeverStopTheReader() {
    var generator = SplitMix64(seed: 20_230_719)
    FactsReader.forEachBundledFact { name, original in
      guard let file = FactFile(rawValue: name), original.count < 60_000 else { return }
      for _ in 0..<20 {
        var bytes = Array(original)
        for _ in 0..<20 { bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
        let (book, _) = bytes.withUnsafeBufferPointer { FactsReader.read([file: $0]) }
        _ = Snapshot(of: book, asOf: .distantFuture)
      }
    }
  }
}
