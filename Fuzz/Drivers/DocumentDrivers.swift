import App
import Canvas
import Documents
import Facts
import Finance
import Model
import Panels
import Themes

/// Documents as people write them.
enum DocumentText {
  static let estimate = """
    base: 2026Q3
    target: 2026Q4
    as_of: 2026-11-22T20:00Z
    drivers:
      asp: -2.5%
      units: 500000
      energy_margin: +2pp
      tax_rate: 18.4%
      restructuring: =-89
    """

  static let scenario = """
    name: My 2028
    year: 2028
    made: 2026-11-01
    rates:
      KRW: 1300
    drivers:
      units: 3 million
      asp: 37,500
      unit_cost: 30,000 USD
      storage: 180
      storage_profit: 60
      multiple: 45
      shares: 3.6 billion
    spreads:
      units: lognormal 10%
      multiple: triangular -20% 0% 30%
    correlations:
      asp unit_cost: 0.7
    reasons:
      units: "the cheap model sells"
    price: 500 USD
    """

  static let profits = """
    name: Somebody
    due: 2028-06-30
    rates:
      KRW: 1300
      EUR: 0.92
    profits:
      cars: 25 trillion KRW
      energy: 9.2 billion USD
      robots: 1.1 billion EUR
      나머지: 3조 5,000억 원
    drivers:
      multiple: 30
      shares: 3600
    value: 3.3 trillion USD
    value_krw: 4290 trillion KRW
    times: 4
    """

  static let claims = """
    # My own claims
    megapack-2027:
      text: Storage above 80 GWh in 2027
      who: me
      by: 2028-01-31
      metric: storage
      period: 2027
      at least: 80
    price-2027:
      text: Price between
      by: 2027-12-31
      metric: price.high
      period: 2027-01-01..2027-12-31
      match: any
      between: 400 500.5
      partly: 300 600
    done:
      text: "It was so: yes"
      made: 2025-01-01
      verdict: met
      judged: 2026-01-01
      outcome: seen
    """

  /// A document with some of its numbers at the ends of what they can be, so that most of them are still read.
  static func varied(_ kind: Int, _ choices: inout Choices) -> String {
    let text = [[estimate], [scenario, profits], [claims]][kind]
    var lines = choices.one(of: text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for i in lines.indices where lines[i].hasPrefix("  ") || lines[i].hasPrefix("price") || lines[i].hasPrefix("value") {
      guard choices.below(3) == 0, let colon = lines[i].firstIndex(of: ":") else { continue }
      let words = lines[i][colon...].split(separator: " ").dropFirst(2).joined(separator: " ")
      lines[i] = String(lines[i][...colon]) + " " + choices.one(of: ends) + " " + words
    }
    return lines.joined(separator: "\n")
  }

  private static let ends = [
    "0", "0.000000001", "1", "-1", "=-1", "100", "-100", "10000", "-10000", "1000000", "10000000", "-10000000", "1000000000",
    "10000000000",
    "1000000000000", "+1000000000000", "-99.9999%", "+99999999999%", "99999999999999999999999999999999999999",
  ]

  static let words: [String] = {
    var words = pieces
    for driver in EPSDriver.allCases { words.append("  \(driver.name): ") }
    for driver in ScenarioDriver.allCases { words.append("  \(driver.name): ") }
    for field in ClaimField.allCases { words.append("\n  \(field.key): ") }
    for metric in ClaimMetric.named { words.append(metric.name) }
    return words
  }()

  private static let pieces = [
    "\nspreads:\n", "\nprofits:\n", "\nreasons:\n", "\nvalue: ", "\ntimes: ", "\nprice: ", "\nfrom: base\n", " trillion USD",
    " million", "조",
    "억 원", "%", "pp", "=-", "+", "\u{2212}", "lognormal 500%", "triangular -100% 0% 500%", "normal 1000000pp", "1000000000000",
    "2023Q2",
    "9999Q4", "0001Q1", "9999", "2023-07-19..2024-01-01", "each", "\npalette:\n", "base0F: \"#ff00ff\"", "---\n", "published",
  ]

  /// Inputs of `views`: a kind, keys, a size, a document.
  static let seeds: [[UInt8]] = {
    var seeds: [[UInt8]] = []
    for (kind, text) in [(0, estimate), (1, scenario), (1, profits), (2, claims)] as [(UInt8, String)] {
      seeds.append([kind, 0, 0, 1] + Array(text.utf8))
      seeds.append([kind, 3, 9, 40, 77, 2, 1] + Array(text.utf8))
      seeds.append([kind, 3, 9, 40, 77, 2, 0] + (0..<60).map { $0 &* 37 &+ kind })
    }
    return seeds
  }()
}

extension Driver {
  /// Texts of every kind of document; what is read is written so that it reads back as the same.
  static let documents = Driver(
    "documents", trials: 2000, words: DocumentText.words,
    seeds: {
      let texts = [
        DocumentText.estimate, DocumentText.scenario, DocumentText.profits, DocumentText.claims,
        "a: \"b\\\"c\" # d\n  e: 'f''g'\n",
      ]
      let kinds: [UInt8] = [0, 1, 1, 2, 4]
      var seeds = zip(kinds, texts).map { kind, text in [kind] + Array(text.utf8) }
      FactsReader.forEachBundledTheme { _, bytes in if seeds.count < 9 { seeds.append([3] + Array(bytes)) } }
      return seeds
    }
  ) { bytes throws(Violation) in
    var choices = Choices(bytes)
    let kind = choices.below(5)
    let text = choices.rest()
    switch kind {
    case 0: try estimate(text)
    case 1: try scenario(text)
    case 2: try claims(text)
    case 3:
      let (scheme, warnings) = Scheme.read(text, id: "mine")
      try hold(scheme != nil || !warnings.isEmpty, "no scheme and no reason")
      for upDown in UpDown.allCases { _ = scheme?.theme(upDown) }
    default: try plain(text)
    }
  }

  private static func plain(_ text: String) throws(Violation) {
    let lines = text.unicodeScalars.count { $0 == "\n" } + 1
    var numbers: [Int] = []
    DocumentBlock.forEach(in: text) { block in
      numbers += (block.below + (block.head.map { [$0] } ?? [])).map(\.number) + block.faults.map(\.line)
    }
    try hold(numbers.allSatisfy((1...lines).contains), "a line beyond the \(lines) of the text")
    let words = String(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }.map(Character.init))
    var back: DocumentLine?
    DocumentBlock.forEach(in: "key: " + DocumentLine.quoted(words)) { back = $0.head }
    try hold(back?.value == words, "'\(words)' reads back as '\(back?.value ?? "nothing")'")
  }

  private static func estimate(_ text: String) throws(Violation) {
    let read: SavedEstimate
    do throws(Problems) { read = try SavedEstimate.read(text, name: "mine") } catch {
      let lines = text.unicodeScalars.count { $0 == "\n" } + 1
      return try hold(!error.isEmpty && error.all.allSatisfy { (0...lines).contains($0.line) }, "no reason, or one on no line")
    }
    let written = read.text
    let back = try? SavedEstimate.read(written, name: "mine")
    try hold(back == read, "an estimate reads back as another: \(written)")
  }

  private static func scenario(_ text: String) throws(Violation) {
    guard let read = try? Scenario.read(text, name: "mine") else { return }
    func said(_ scenario: Scenario) -> [String] {
      ["\(scenario.name) \(scenario.who) \(scenario.due?.iso ?? "-") \(scenario.knownAt.seconds)"]
        + scenario.entries.map { "\($0.key.name) \($0.figure.value) \($0.figure.unit.rawValue) \($0.spread)" }.sorted()
        + scenario.correlations.map { "\($0.a) \($0.b) \($0.value)" }
    }
    try hold(read.entries.allSatisfy { $0.figure.value.isFinite }, "a number that is none")
    let written = read.text
    let back = try? Scenario.read(written, name: "mine")
    try hold(back.map(said) == said(read), "a scenario reads back as another: \(written)")
  }

  private static func claims(_ text: String) throws(Violation) {
    let day = Day(civil: 2026, 11, 22)
    let contents = ClaimEntry.read(text, day: day)
    let lines = text.unicodeScalars.count { $0 == "\n" } + 1
    for fault in contents.problems.all { try hold((0...lines).contains(fault.line), "a fault on line \(fault.line) of \(lines)") }
    try hold(Set(contents.values.map(\.id)).count == contents.values.count, "two claims of one id")
    // What is no claim is reported, unless there is nothing.
    try hold(contents.values.count + contents.problems.count >= contents.keys.count, "an entry is neither read nor reported")
    // An entry put behind a text is read, whatever stands before it.
    let entry = ClaimEntry([.text: "words: \"and\" more # here", .by: "2028-01-31"])
    let (bytes, line) = entry.appended(to: Array(text.utf8), key: "new-entry")
    let after = ClaimEntry.read(String(decoding: bytes, as: UTF8.self), day: day)
    try hold(after.keys.contains { $0.key == "new-entry" && $0.line == line }, "an entry put behind the text is not there")
    try hold(
      contents.keys.contains { $0.key == "new-entry" }
        || after.values.contains { $0.id == "own:new-entry" && $0.due?.year == 2028 },
      "an entry put behind the text is not read")
    try hold(after.values.count >= contents.values.count, "an entry put behind the text took another away")
  }
}
