import Testing

/// What variables of the environment and arguments say about sizes and moments, without a terminal.
@Suite struct SurroundingsTests {
  static let sizes: [(columns: String?, lines: String?, width: Int, height: Int)] = [
    ("80", "24", 80, 24), (nil, "24", 120, 24), ("200", nil, 200, 40), (nil, nil, 120, 40), ("", "", 120, 40),
    ("0", "50", 120, 50),
    ("1001", "-5", 120, 40), ("80x", "24.5", 120, 40), (" 80", "+24", 120, 40), ("99999999999999999999", "30", 120, 30),
    ("1000", "60", 1000, 60),
  ]

  /// The columns of the widest line, and the rows.
  private func size(_ output: Output) -> [Int] {
    #expect(output.ending == .exited(0) && output.errors == "")
    let lines = output.text.split(separator: "\n")
    return [lines.map(\.count).max() ?? 0, lines.count]
  }

  @Test(arguments: sizes) func columnsAndLinesCountWithoutATerminal(
    columns: String?, lines: String?, width: Int, height: Int
  ) throws {
    let environment = ["COLUMNS": columns, "LINES": lines]
    #expect(try size(Program.run(environment: environment)) == [width, height])
    #expect(try size(Program.run("render", "overview", environment: environment)) == [width, height])
    #expect(try size(Program.run("--panel", "overview", "--lang", "en", environment: environment)) == [width, height])
    #expect(try size(Program.run("render", "overview", "--size", "90x30", environment: environment)) == [90, 30])
  }

  @Test(arguments: [
    ("2023-07-19T15:30EST", "15:30-05:00"), ("2023-01-19T15:30EDT", "15:30-04:00"), ("2023-03-12T02:30ET", "03:00"),
  ])
  func aZoneThatContradictsItsDayIsRefused(moment: String, advice: String) throws {
    for arguments in [["facts", "eps_nongaap"], ["calendar", "sessions"], ["render", "overview"]] {
      let output = try Output(of: [try Program.path()] + arguments + ["--as-of", moment], Program.environment())
      #expect(output.ending == .exited(64) && output.text == "")
      #expect(output.errors.contains(advice), "\(output.errors)")
    }
  }

  @Test func easternTimesAreWhatTheySay() throws {
    // Results came at 16:05 New York.
    for (moment, isKnown) in [("2023-07-19T16:04EDT", false), ("2023-07-19T16:05EDT", true), ("2023-07-20T05:05KST", true)] {
      let facts = try Program.run("facts", "eps_nongaap", "--as-of", moment, "--format", "csv")
      #expect(facts.text.contains("2023Q2,0.91,") == isKnown, "\(moment)")
    }
  }
}
