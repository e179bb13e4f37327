import Foundation
import Glibc
import Testing

/// `tsla-tui value`, and the user's scenarios as files, as a shell runs them.
@Suite struct ValueCommandTests {
  static let newest = ["--as-of", "2026-10-05"]
  private static let notes = ["--scenario", "notes-2026", "--as-of", "2023-07-14"]
  private static let base = ["--scenario", "base"] + newest

  func run(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> Output {
    try Output(of: [try Program.path(), "value"] + arguments, Program.environment(changes))
  }

  /// The object that a command prints as JSON.
  func object(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> [String: Any] {
    let output = try run(arguments + ["--format", "json"], changes)
    #expect(output.ending == .exited(0), "\(output.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any])
  }

  func scenario(_ object: [String: Any], _ id: String) throws -> [String: Any] {
    try #require((object["scenarios"] as? [[String: Any]])?.first { $0["scenario"] as? String == id }, "\(id)")
  }

  func row(_ object: [String: Any], _ list: String, _ name: String, _ value: String) throws -> [String: Any] {
    try #require((object[list] as? [[String: Any]])?.first { $0[name] as? String == value }, "\(list) \(value)")
  }

  func number(_ object: [String: Any], _ key: String) throws -> Double { try #require(object[key] as? Double, "\(key)") }

  func result(_ scenario: [String: Any], _ key: String) throws -> Double {
    try number(try row(scenario, "results", "result", key), "value")
  }

  // MARK: one scenario

  @Test func theNotesSayWhereTheyContradictThemselves() throws {
    let output = try run(Self.notes)
    #expect(output.ending == .exited(0) && output.errors == "")
    #expect(output.text.contains("80.9×") && output.text.contains("3,710 T KRW") && !output.text.contains("1,300.0 KRW/USD"))
    #expect(output.text.contains("gross profit by line is the nearest figure"))
    let notes = try scenario(try object(Self.notes), "notes-2026")
    #expect(notes["kind"] as? String == "profits" && notes["own"] as? Bool == false && notes["due"] as? String == "2026-12-31")
    let found = try #require(notes["contradictions"] as? [[String: Any]])
    #expect(found.count == 1 && found[0]["key"] as? String == "market_value_krw")
    #expect(try abs(number(found[0], "implied") - 3710) < 1e-6)
    #expect(try abs(result(notes, "implied_multiple") - 4290.0 / 53) < 1e-9)
    let times = try row(notes, "statements", "key", "times")
    let onThatDay = try number(times, "record")
    #expect(abs(onThatDay - 3.75) < 0.3, "\(onThatDay)")
    let cars = try row(notes, "assumptions", "key", "profit.cars")
    #expect(cars["stated_unit"] as? String == "KRW trillion" && cars["unit"] as? String == "USD million")
    #expect(try number(cars, "stated") == 25 && number(cars, "ratio") > 0)
  }

  @Test func aScenarioOfDriversShowsEverything() throws {
    let output = try run(Self.base)
    #expect(output.ending == .exited(0) && output.errors == "")
    for word in [
      "ASSUMPTION", "LINE OF INCOME", "WHAT FOLLOWS", "SENSITIVITY", "WHY", "TTM 2026Q2", "lognormal 9%", "8% a year from",
    ] {
      #expect(output.text.contains(word), "\(word)")
    }
    let whole = try object(Self.base)
    #expect(whole["record_quarter"] as? String == "2026Q2" && whole["currency"] as? String == "usd")
    let base = try scenario(whole, "base")
    #expect((base["assumptions"] as? [Any])?.count == 16 && (base["lines"] as? [Any])?.count == 10)
    #expect((base["correlations"] as? [Any])?.count == 5)
    let income = try number(try row(base, "lines", "line", "net_income"), "value")
    #expect(try result(base, "net_income") == income)
    let multiple = try number(try row(base, "assumptions", "key", "multiple"), "value")
    #expect(try abs(result(base, "market_value") - income * multiple) < 1e-6)
    let today = try number(try #require(whole["price_today"] as? [String: Any]), "value")
    #expect(try abs(result(base, "times_today") - result(base, "price") / today) < 1e-9)
    let units = try row(base, "assumptions", "key", "units")
    #expect(try abs(number(units, "ratio") - number(units, "value") / number(units, "record")) < 1e-12)
    #expect(units["spread"] as? String == "lognormal 9%")
    // What the price of today holds, and that it does: put back in, it gives that price.
    let answers = try #require((base["solve"] as? [String: Any])?["answers"] as? [[String: Any]])
    for answer in answers where answer["status"] as? String == "value" {
      let key = try #require(answer["key"] as? String)
      let value = try number(answer, "value")
      let set = "\(key)=\(value < 0 ? "=" : "")\(NSDecimalNumber(value: value).stringValue)"
      let again = try scenario(try object(Self.base + ["--set", set]), "base")
      #expect(try abs(result(again, "price") / today - 1) < 1e-9, "\(set)")
    }
    #expect(answers.contains { $0["status"] as? String == "value" })
  }

  @Test func theRecordIsAScenario() throws {
    let record = try scenario(try object(["--scenario", "record"] + Self.newest), "record")
    #expect(try abs(result(record, "times_today") - 1) < 1e-12)
    #expect((record["contradictions"] as? [Any])?.isEmpty == true)
    let today = try #require(try object(["--scenario", "record"] + Self.newest)["market_value_today"] as? [String: Any])
    let (worth, header) = (try result(record, "market_value"), try number(today, "value"))
    #expect(worth == header)
    #expect(record["share_basis"] as? String == "outstanding_earned")
  }

  /// In won a ratio and a growth are of the two amounts that stand there, as on the panel.
  @Test func whatIsPrintedInWonIsWhatIsCompared() throws {
    let base = try scenario(try object(Self.base + ["--currency", "krw"]), "base")
    var compared = 0
    for row in try #require(base["assumptions"] as? [[String: Any]]) {
      guard (row["unit"] as? String)?.contains("KRW") == true, let ratio = row["ratio"] as? Double else { continue }
      let (value, record) = (try number(row, "value"), try number(row, "record"))
      #expect(abs(ratio - value / record) < 1e-12)
      guard let growth = row["growth"] as? Double else { continue }
      compared += 1
      // 2030 is four and a half years after the four quarters.
      #expect((growth > 0) == (value > record) && abs(growth) <= abs(value / record - 1) * 100)
    }
    #expect(compared > 3)
  }

  @Test func changesAreMadeAndSaid() throws {
    let changed = try object(Self.base + ["--set", "multiple=45", "--set", "tax_rate=+2pp", "--set", "units.spread=normal 12%"])
    let (base, plain) = (try scenario(changed, "base"), try scenario(try object(Self.base), "base"))
    let multiple = try row(base, "assumptions", "key", "multiple")
    #expect(try number(multiple, "value") == 45 && number(multiple, "was") == 50)
    #expect(try number(try row(base, "assumptions", "key", "tax_rate"), "value") == 22)
    #expect(try row(base, "assumptions", "key", "units")["spread"] as? String == "normal 12%")
    #expect(try abs(result(base, "price") / result(plain, "price") - 0.9 * 78 / 80) < 1e-9)
    let table = try run(Self.base + ["--set", "multiple=-10%"])
    #expect(table.text.contains("multiple 50.0× → 45.0×"))
    let unknown = try run(Self.base + ["--set", "price=5"])
    #expect(unknown.ending == .exited(64) && unknown.bytes.isEmpty && unknown.errors.contains("there are units, asp"))
    for set in ["multiple", "=5", "multiple=x", "tax_rate=+2%", "tax_rate=120", "units.spread=wide"] {
      let output = try run(Self.base + ["--set", set])
      #expect(output.ending == .exited(64) && output.bytes.isEmpty, "\(set)")
    }
    #expect(try run(Self.newest + ["--set", "multiple=5"]).ending == .exited(64))
  }

  @Test func solving() throws {
    let today = try object(Self.base + ["--solve", "multiple", "--for", "price=today"])
    let solve = try #require(try scenario(today, "base")["solve"] as? [String: Any])
    let answers = try #require(solve["answers"] as? [[String: Any]])
    #expect(answers.count == 1 && answers[0]["key"] as? String == "multiple" && solve["asked"] as? Bool == true)
    #expect(try number(solve, "price") == number(try #require(today["price_today"] as? [String: Any]), "value"))
    // A value is a price times the shares, in dollars or in won.
    for wanted in ["value=1.85T", "price=500", "value=1.85 trillion USD"] {
      let one = try scenario(try object(Self.base + ["--solve", "units", "--for", wanted]), "base")
      #expect(try abs(number(try #require(one["solve"] as? [String: Any]), "price") - 500) < 1e-9, "\(wanted)")
    }
    let none = try run(Self.base + ["--set", "fsd_subscriptions=0", "--solve", "fsd_price", "--for", "price=400"])
    #expect(none.ending == .exited(0) && none.text.contains("has no effect"))
    let shares = try run(Self.base + ["--solve", "shares", "--for", "value=3T"])
    #expect(shares.ending == .exited(0) && shares.text.contains("has no effect"))
    let never = try run(Self.base + ["--solve", "fsd_margin", "--for", "price=5000"])
    #expect(
      never.ending == .exited(0) && never.text.contains("must be from -100 to 100")
        || never.text.contains("must be from −100 to 100"))
    let status = try scenario(try object(Self.base + ["--solve", "fsd_margin", "--for", "price=5000"]), "base")
    #expect(((status["solve"] as? [String: Any])?["answers"] as? [[String: Any]])?[0]["status"] as? String == "out_of_domain")
    for wrong in [
      ["--solve", "units"], ["--for", "price=5"], ["--solve", "units", "--for", "5"], ["--solve", "unit", "--for", "price=5"],
      ["--solve", "units", "--for", "price=5 EUR"], ["--solve", "units", "--for", "value=5"],
    ] { #expect(try run(Self.base + wrong).ending == .exited(64), "\(wrong)") }
    #expect(try run(Self.newest + ["--solve", "units", "--for", "price=5"]).ending == .exited(64))
  }

  // MARK: side by side

  @Test func allStandSideBySide() throws {
    let output = try run(Self.newest)
    #expect(output.ending == .exited(0) && output.errors == "")
    let head = try #require(output.lines.first { $0.contains("notes-2026") })
    for id in ["notes-robotaxi", "ark-2027", "baron-2025", "bear", "base", "bull", "record"] {
      #expect(head.contains(id), "\(id)")
    }
    #expect(output.text.contains("Times Apple") && output.text.contains("KRW/USD of"))
    let two = try run(["--scenario", "bear", "--scenario", "bull", "--solve", "multiple", "--for", "price=500"] + Self.newest)
    #expect(two.text.contains("multiple for 500.00 USD") && !two.text.contains("notes-2026"))
    // What came later is not there.
    #expect(
      try (object(["--as-of", "2023-05-01"])["scenarios"] as? [[String: Any]])?.map { $0["scenario"] as? String } == [
        "ark-2027", "record",
      ])
    #expect(try run(["--as-of", "2015-01-01"]).ending == .exited(0))
  }

  @Test func wonAreConvertedAtADatedRate() throws {
    let (usd, krw) = (try object(Self.base), try object(Self.base + ["--currency", "krw"]))
    let rate = try number(try #require(krw["exchange_rate"] as? [String: Any]), "value")
    let (one, other) = (try scenario(usd, "base"), try scenario(krw, "base"))
    #expect(try abs(result(other, "price") / result(one, "price") - rate) < 1e-6)
    #expect(try row(other, "results", "result", "net_income")["unit"] as? String == "KRW trillion")
    #expect(try abs(result(other, "net_income") * 1e6 / rate - result(one, "net_income")) < 1e-6)
    let opex = try row(other, "assumptions", "key", "opex")
    #expect(opex["unit"] as? String == "KRW trillion" && opex["stated_unit"] as? String == "USD million")
    // Every converted amount names the day of its rate: the scenario's the newest, the record's the last of its quarters.
    #expect(opex["rate_date"] as? String == (krw["exchange_rate"] as? [String: Any])?["date"] as? String)
    #expect(opex["record_rate_date"] as? String == "2026-06-30")
    #expect(try row(one, "assumptions", "key", "opex")["rate_date"] is NSNull)
    let price = try #require(krw["price_today"] as? [String: Any])
    #expect(price["unit"] as? String == "KRW" && price["rate_date"] is String)
    #expect(try run(["--as-of", "2010-01-01", "--currency", "krw"]).ending == .exited(65))
    let korean = try run(Self.base + ["--lang", "ko", "--currency", "krw"])
    #expect(korean.text.contains("조 원") && korean.text.contains("부문별 이익은 공시되지 않으며"))
  }

  @Test func asCSV() throws {
    let output = try run(Self.base + ["--format", "csv"])
    #expect(output.ending == .exited(0))
    #expect(
      output.lines.first
        == "scenario,section,name,unit,basis,value,stated,record,ratio,growth,spread,low,high,price_at_low,price_at_high,price,status,known_at,source,confidence"
    )
    let counts = ["assumption": 16, "line": 10, "result": 9, "contradiction": 0, "solve": 16]
    for (section, count) in counts { #expect(output.lines.count { $0.hasPrefix("base,\(section),") } == count, "\(section)") }
    #expect(output.lines.contains { $0.hasPrefix("base,assumption,units,vehicles,operational,2500000,,") })
  }

  // MARK: the range of outcomes

  private static let few = ["simulate", "--paths", "20000"] + base

  @Test func theRangeIsTheSameWithAnyNumberOfThreads() throws {
    let one = try run(Self.few + ["--threads", "1", "--format", "json"])
    #expect(one.ending == .exited(0) && one.errors == "")
    for threads in ["2", "3"] { #expect(try run(Self.few + ["--threads", threads, "--format", "json"]).bytes == one.bytes) }
    #expect(try run(Self.few + ["--seed", "2", "--format", "json"]).bytes != one.bytes)
  }

  @Test func theRangeAsJSON() throws {
    let whole = try object(Self.few)
    #expect(whole["note"] as? String == "Arithmetic on stated assumptions, not a forecast.")
    let base = try scenario(whole, "base")
    for quantity in ["price", "market_value", "net_income"] {
      let years = try #require(try row(base, "quantities", "quantity", quantity)["years"] as? [[String: Any]])
      #expect(years.map { $0["year"] as? Double } == [2026, 2027, 2028, 2029, 2030])
      for year in years {
        let values = try ["least", "p5", "p25", "p50", "p75", "p95", "most"].map { try number(year, $0) }
        #expect(values == values.sorted())
      }
    }
    // The median path is the scenario, but for what multiplies unevenly.
    let price = try result(try scenario(try object(Self.base), "base"), "price")
    let last = try #require((try row(base, "quantities", "quantity", "price")["years"] as? [[String: Any]])?.last)
    #expect(try abs(number(last, "p50") / price - 1) < 0.2)
    for target in try #require(base["targets"] as? [[String: Any]]) {
      var before = 0.0
      for year in try #require(target["years"] as? [[String: Any]]) {
        let (now, soFar) = (try number(year, "in_year"), try number(year, "by_then"))
        #expect(now <= soFar && soFar >= before && soFar <= 1)
        before = soFar
      }
    }
    #expect(try row(base, "targets", "scenario", "ark-2027")["stated"] as? Double == 2000)
    #expect((base["assumptions"] as? [Any])?.count == 16 && (base["correlations"] as? [Any])?.count == 5)
    // Without any spread every path is the scenario.
    let spreads = ScenarioNames.random.flatMap { ["--set", "\($0).spread=fixed"] }
    let certain = try scenario(try object(Self.few + spreads), "base")
    let only = try #require((try row(certain, "quantities", "quantity", "price")["years"] as? [[String: Any]])?.last)
    for measure in ["least", "p5", "p95", "most", "mean"] {
      #expect(try abs(number(only, measure) / price - 1) < 1e-5, "\(measure)")
    }
  }

  /// The drivers of the bundled scenarios that have a spread.
  private enum ScenarioNames {
    static let random = [
      "units", "asp", "unit_cost", "credits", "storage", "storage_profit", "fsd_subscriptions", "fsd_price", "fsd_margin",
      "services",
      "opex", "other_income", "tax_rate", "shares", "multiple",
    ]
  }

  @Test func theRangeAsATableAndCSV() throws {
    let table = try run(Self.few + ["--years", "2028-2030"])
    #expect(table.ending == .exited(0) && table.text.contains("20,000 paths, seed 1"))
    for word in ["not a forecast", "TARGET ON RECORD", "LOSSES", "Correlations: asp unit_cost 0.70", "lognormal 9%"] {
      #expect(table.text.contains(word), "\(word)")
    }
    #expect(!table.lines.contains { $0.hasPrefix("2027") } && table.lines.count { $0.hasPrefix("2028") } == 3)
    let csv = try run(Self.few + ["--years", "2030", "--format", "csv"])
    #expect(csv.lines.count { $0.hasPrefix("base,quantity,") } == 3 && csv.lines.count { $0.hasPrefix("base,losses,") } == 1)
    let all = try run(["simulate", "--paths", "1000"] + Self.newest)
    #expect(all.ending == .exited(0) && all.lines.count { $0.hasPrefix("Range of outcomes") } == 3)
    #expect(try run(["simulate", "--as-of", "2015-01-01"]).ending == .exited(65))
  }

  @Test func whatCannotBeSimulatedSaysWhy() throws {
    let notes = try run(["simulate"] + Self.notes)
    #expect(notes.ending == .exited(65) && notes.bytes.isEmpty && notes.errors.contains("not built from drivers"))
    #expect(try run(["simulate", "--scenario", "record"] + Self.newest).ending == .exited(65))
    #expect(try run(Self.few + ["--years", "2040"]).ending == .exited(65))
    let folder = try TemporaryFolder()
    let odd = try folder.write(
      "from: base\ncorrelations:\n  units asp: 0.9\n  asp multiple: 0.9\n  units multiple: -0.9\n", to: "odd.yaml")
    let output = try run(["simulate", "--scenario", odd] + Self.newest)
    #expect(output.ending == .exited(65) && output.errors.contains("no drivers can be correlated so"))
    for wrong in [
      ["--paths", "0"], ["--paths", "x"], ["--threads", "0"], ["--years", "2030-2026"], ["--years", "30"], ["--seed", "-1"],
    ] {
      #expect(try run(["simulate"] + Self.base + wrong).ending == .exited(64), "\(wrong)")
    }
  }
}
