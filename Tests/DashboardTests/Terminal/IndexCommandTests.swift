import Foundation
import Glibc
import Testing

/// `tsla-tui index`, as a shell runs it.
@Suite struct IndexCommandTests {
  private static let header = "ticker,company,price,shares_outstanding"

  private func run(_ arguments: [String]) throws -> Output {
    try Output(of: [try Program.path(), "index"] + arguments, Program.environment())
  }

  /// The cells that a command prints as CSV, the header first.
  private func cells(_ arguments: [String]) throws -> [[String]] {
    let output = try run(arguments + ["--format", "csv"])
    #expect(output.ending == .exited(0), "\(output.errors)")
    return output.lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  private func object(_ arguments: [String]) throws -> [String: Any] {
    let output = try run(arguments + ["--format", "json"])
    #expect(output.ending == .exited(0), "\(output.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any])
  }

  private func number(_ object: [String: Any], _ path: String...) throws -> Double {
    var object = object
    for key in path.dropLast() { object = try #require(object[key] as? [String: Any], "\(key)") }
    return try #require(object[path.last ?? ""] as? Double, "\(path)")
  }

  /// The prices and shares that set the weights of July 2023, from the bundled facts.
  private func july(_ folder: TemporaryFolder) throws -> [String] {
    let facts = folder.path + "/facts"
    #expect(try Program.run("facts", "--copy-to", facts).ending == .exited(0))
    func table(_ name: String) throws -> [[String: String]] {
      let lines = try folder.read("facts/" + name).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
    }
    let prices = try table("index_closes.csv").filter { $0["rebalance"] == "2023-07" && $0["date"] == "2023-07-03" }
    let closes = Dictionary(prices.map { ($0["ticker"] ?? "", $0["close"] ?? "") }) { first, _ in first }
    return try table("index_constituents.csv").compactMap { row in
      guard row["rebalance"] == "2023-07", let ticker = row["ticker"], let price = closes[ticker],
        row["left"] == "", let shares = row["shares_outstanding"], shares != ""
      else { return nil }
      return "\(ticker),\(row["company"] ?? ""),\(price),\(shares)"
    }
  }

  /// So many companies with sizes that fall slowly.
  private func companies(_ count: Int) -> String {
    (0..<count).reduce(Self.header + "\n") { $0 + "T\($1),C\($1),100,\((1e9 / pow(Double($1 + 1), 1.1)).rounded())\n" }
  }

  // MARK: rebalance

  @Test func julyOf2023() throws {
    let folder = try TemporaryFolder()
    let lines = try july(folder)
    #expect(lines.count == 101)
    let file = try folder.write(([Self.header] + lines).joined(separator: "\n") + "\n", to: "in.csv")
    let arguments = ["rebalance", "--kind", "special", "--rules", "2023-07-07", "--input"]
    let rows = try cells(arguments + [file])
    #expect(rows[0] == ["ticker", "company", "start_weight", "weight", "treatment"])
    #expect(rows.count == 102)
    for (ticker, start, weight) in [
      ("AAPL", 17.196, 11.835), ("MSFT", 14.276, 9.825), ("AMZN", 7.590, 5.224), ("NVDA", 5.951, 4.096), ("TSLA", 5.038, 3.467),
      ("META", 3.595, 3.467), ("AVGO", 2.076, 3.065), ("GOOGL", 4.046, 2.785), ("GOOG", 4.023, 2.769),
    ] {
      let row = try #require(rows.first { $0[0] == ticker })
      #expect(abs((Double(row[2]) ?? 0) * 100 - start) < 0.0006, "\(ticker)")
      #expect(abs((Double(row[3]) ?? 0) * 100 - weight) < 0.0006, "\(ticker)")
    }
    #expect(rows.first { $0[0] == "TSLA" }?[4] == "cohort")
    #expect(rows.first { $0[0] == "META" }?[4] == "capped at 3.467% (smallest of the cohort)")
    #expect(rows.first { $0[0] == "AVGO" }?[4] == "scaled")
    #expect(abs(rows.dropFirst().reduce(0) { $0 + (Double($1[3]) ?? 0) } - 1) < 1e-12)
    // In another order, with another order of columns, other line ends and a byte order mark: the same bytes.
    let turned = lines.reversed().map { line in line.split(separator: ",").reversed().joined(separator: ",") }
    let other = "\u{feff}shares_outstanding,price,company,ticker\r\n" + turned.joined(separator: "\r\n")
    let again = try folder.write(other, to: "other.csv")
    let format = ["--format", "csv"]
    #expect(try run(arguments + [again] + format).bytes == run(arguments + [file] + format).bytes)
    // From standard input, and the same as the record says.
    let shell = "'\(try Program.path())' index \(arguments.joined(separator: " ")) - --format csv < '\(file)'"
    #expect(try Output(of: ["/bin/sh", "-c", shell], Program.environment()).bytes == run(arguments + [file] + format).bytes)
    let record = try cells(["rebalance", "--as-of", "2023-07-20"])
    #expect(record == rows)
  }

  /// What is wrong with the numbers of a file is said with its place; what is left of the work is not printed.
  @Test func tooFewSecuritiesAreAnError() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(companies(2), to: "in.csv")
    let output = try run(["rebalance", "--rules", "2023-07-07", "--input", file])
    #expect(output.ending == .exited(65) && output.text == "")
    #expect(output.errors.contains("in.csv:2:3: price: 2 companies cannot share 100%"), "\(output.errors)")
  }

  // MARK: files

  @Test(
    arguments: [
      (header + "\nA\u{1b}[31m,A,1,1\n", [":2:1: ticker: a control character"]),
      (header + ",index_shares\nA,A,1,1,1\nB,B,1,1,\n", [":3:5: index_shares: empty"]),
      (header + "\n" + (1...9).map { "T\($0),C,0,1\n" }.joined(), [":6:3: price: not above zero\n", "and 4 more\n"]),
    ]) func badFilesAreExplained(text: String, reasons: [String]) throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "in.csv")
    let output = try run(["rebalance", "--input", file])
    #expect(output.ending == .exited(65))
    #expect(output.text == "")
    for reason in reasons { #expect(output.errors.contains(reason), "\(output.errors)") }
    #expect(!output.errorBytes.contains(27))
  }

  @Test func filesThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    for command in [["rebalance"], ["trigger"]] {
      let missing = try run(command + ["--input", "/nonexistent/in.csv"])
      #expect(missing.ending == .exited(66) && missing.text == "")
      #expect(missing.errors.contains("/nonexistent/in.csv: No such file"))
      #expect(try run(command + ["--input", folder.path]).ending == .exited(66))
    }
    try Data([0xff, 0xfe, 0x74, 0]).write(to: URL(filePath: folder.path + "/wide.csv"))
    #expect(try run(["rebalance", "--input", folder.path + "/wide.csv"]).errors.contains("wide.csv:1: not UTF-8"))
    try Data(Array((Self.header + "\nA").utf8) + [0xe9] + Array(",A,1,1\n".utf8)).write(
      to: URL(filePath: folder.path + "/latin.csv"))
    let latin = try run(["rebalance", "--input", folder.path + "/latin.csv"])
    #expect(latin.ending == .exited(65) && latin.errors.contains("latin.csv:2:1: ticker: not UTF-8"))
    // A column that nobody knows is a doubt and no error.
    let file = try folder.write(
      companies(120).replacing("company,", with: "company,colour,").replacing(",100,", with: ",red,100,"), to: "c")
    let odd = try run(["rebalance", "--input", file])
    #expect(odd.ending == .exited(0) && odd.errors.contains("c:1:3: colour: warning: unknown column"), "\(odd.errors)")
  }

  // MARK: trigger

  @Test func theTriggerOfAFile() throws {
    let folder = try TemporaryFolder()
    let text = "ticker,company,weight,price,index_shares\nA,X,0.2,1,1\nB,X,0.05,1,1\nC,Y,0.04,1,1\n"
    let file = try folder.write(text, to: "w.csv")
    let json = try object(["trigger", "--input", file, "--ticker", "B"])
    #expect(json["basis"] as? String == "weight")
    #expect(try number(json, "largest_company", "measured") == 0.25)
    #expect(try number(json, "company", "weight") == 0.25)
    #expect(try abs(number(json, "company", "company_to_limit", "price_multiple") - 0.24 * 0.75 / (0.25 * 0.76)) < 1e-12)
    // The company of the facts is not in it; asked for, that is an error.
    let plain = try run(["trigger", "--input", file, "--format", "csv"])
    #expect(plain.ending == .exited(0) && plain.lines.count == 3)
    // Tests of a part of the index say that they are.
    #expect(plain.errors.contains("add up to 0.2900 only"))
    let asked = try run(["trigger", "--input", file, "--ticker", "TSLA"])
    #expect(asked.ending == .exited(65) && asked.text == "" && asked.errors.contains("no security 'TSLA'"))
    let none = try run(["trigger", "--input", try folder.write("ticker,company,price\nA,A,1\n", to: "n")])
    #expect(none.ending == .exited(65) && none.errors.contains("n:1: no weights"))
  }

  // MARK: flow

  @Test func theFlowOfFiles() throws {
    let folder = try TemporaryFolder()
    let before = try folder.write("ticker,weight\nTSLA,0.04163\nOLD,0.5\n", to: "before.csv")
    let after = try folder.write("weight,ticker\n0.03183,TSLA\n0.4,NEW\n", to: "after.csv")
    let files = ["flow", "--before", before, "--after", after, "--price", "260.02", "--adv", "133.3e6", "--assets", "204.85e9"]
    let rows = try cells(files + ["--assets", "3e11"])
    #expect(
      rows[0] == [
        "ticker", "weight_before", "weight_after", "change", "assets_usd", "amount_usd", "price", "shares", "adv", "days",
      ])
    #expect(rows.count == 3 && rows[1][0] == "TSLA")
    let values = rows[1].map { Double($0) ?? 0 }
    #expect(abs(values[5] + 2.0075e9) < 1e5 && abs(values[7] + 7.7207e6) < 100 && abs(values[9] - 0.0579) < 1e-4)
    let json = try object(files)
    #expect(try abs(number(json, "turnover") - (0.0098 + 0.5 + 0.4) / 2) < 1e-12)
    #expect((json["trades"] as? [Any])?.count == 1)
    // What is in one file only has no weight in the other.
    #expect(try cells(files + ["--ticker", "NEW"])[1].prefix(3) == ["NEW", "0", "0.4"])
    let unknown = try run(files + ["--ticker", "NONE"])
    #expect(unknown.ending == .exited(65) && unknown.text == "" && unknown.errors.contains("'NONE' is neither in"))
    let large = try folder.write("ticker,weight\nTSLA,4.163\nOLD,0.5\n", to: "large.csv")
    let refused = try run(files + ["--before", large])
    #expect(refused.ending == .exited(65) && refused.text == "" && refused.errors.contains("above 1; write fractions"))
    // What a rebalance prints is a file of weights.
    let reset = try run(["rebalance", "--as-of", "2023-07-20", "--format", "csv"])
    let printed = try folder.write(reset.text, to: "reset.csv")
    let output = try run(files + ["--after", printed])
    #expect(output.ending == .exited(0) && output.errors == "" && output.text.contains("4.163% → 3.467%"))
  }

  // MARK: age

  @Test(arguments: ["trigger", "flow", "rebalance"]) func historyHasAStatusOfItsOwn(command: String) throws {
    let table = try run([command, "--as-of", "2026-11-27"])
    #expect(table.ending == .exited(3) && table.lines.first?.contains("days before 2026-11-27: history") == true)
    // No row of CSV could say it.
    let csv = try run([command, "--as-of", "2026-11-27", "--format", "csv"])
    #expect(csv.ending == .exited(3) && csv.errors.contains("history"))
  }

  @Test func whatTheFactsDoNotHaveIsAnError() throws {
    for arguments in [["trigger", "--as-of", "2010-01-01"], ["flow", "--as-of", "2023-07-05"]] {
      let output = try run(arguments)
      #expect(output.ending == .exited(65) && output.text == "")
    }
    let december = try object(["flow", "--rebalance", "2025-12", "--as-of", "2026-01-10"])
    #expect(december["rebalance"] as? String == "2025-12")
  }

  // MARK: what is refused

  @Test(
    arguments: [
      (["rebalance", "--rules", "2020-06-30", "--input", "/dev/null"], "known from 2020-07-01"),
      (["rebalance", "--as-of", "2019-01-01", "--input", "/dev/null"], "known from 2020-07-01"),
      (["rebalance", "--kind", "annual"], "--kind goes with --input"),
      (["rebalance", "--rules", "2023-07-07"], "--rules goes with --input"), (["rebalance", "--kind", "daily"], "daily"),
      (["flow", "--before", "x", "--price", "1"], "without --after, --assets, --adv"), (["flow", "--ticker", "X"], "goes with"),
      (["flow", "--rebalance", "2024-12"], "No rebalance '2024-12'"),
      (["trigger", "--rebalance", "2025-12", "--as-of", "2025-12-01"], "there are: 2023-07"),
      (["trigger", "--rebalance", "2023-07", "--input", "/dev/null"], "--rebalance goes without --input"),
      (["flow", "--price", "0"], "not a number above zero"), (["flow", "--adv", "inf"], "not a number above zero"),
      (["flow", "--assets", "much"], "not a number above zero"),
      (["flow", "--before", "-", "--after", "-", "--assets", "1", "--price", "1", "--adv", "1"], "Only one"),
    ]) func whatIsWrongIsExplained(arguments: [String], reason: String) throws
  {
    let output = try run(arguments)
    #expect(output.ending == .exited(64), "\(output.errors)")
    #expect(output.text == "")
    #expect(output.errors.contains(reason), "\(output.errors)")
  }
}
