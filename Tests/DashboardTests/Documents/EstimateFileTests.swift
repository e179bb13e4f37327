import Documents
import Finance
import Model
import Testing

/// Estimates as files that people may edit.
@Suite struct EstimateFileTests {
  private let presets = Snapshot(of: Record.book, asOf: Record.now).epsPresets
  private let moment = Instant(Day(civil: 2023, 7, 18), 16, 0)

  private func q(_ label: String) -> Period { Period(label) ?? .year(1) }

  private func estimate(_ assumptions: [EPSAssumption], preset: String? = nil) -> SavedEstimate {
    SavedEstimate(
      name: "mine", base: q("2023Q1"), target: q("2023Q2"), preset: preset, assumptions: assumptions, madeAt: moment)
  }

  private func faults(_ text: String) -> [Problem] {
    do {
      let read = try SavedEstimate.read(text, name: "x", among: presets)
      Issue.record("read as \(read)")
      return []
    } catch {
      return error.all
    }
  }

  @Test func theFileIsWhatThePageSays() {
    let whole = estimate(
      [EPSAssumption(.price, .relative(-2.5)), EPSAssumption(.operatingExpenses, .value(2050))], preset: "notes-23q2")
    #expect(
      whole.text == """
        # An EPS estimate of tsla-tui; change it here or in the program.
        base: 2023Q1
        target: 2023Q2
        as_of: 2023-07-18T20:00Z
        preset: notes-23q2
        drivers:
          asp: -2.5%
          opex: 2050

        """)
  }

  @Test func whatIsWrittenReadsBack() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<400 {
      var assumptions: [EPSAssumption] = []
      for driver in EPSDriver.allCases.shuffled(using: &random).prefix(Int.random(in: 0...9, using: &random))
      where !assumptions.contains(where: { $0.driver.overlaps(driver) }) {
        // From the smallest numbers to the largest, with all their digits.
        let size = Double.random(in: 0.1...1, using: &random) * (driver.unit == .percent ? 90 : 1e6)
        let scaled = Int.random(in: 0...3, using: &random) == 0 ? size * 1e-12 : size
        let change = Bool.random(using: &random) ? scaled : -scaled
        let setting: DriverSetting
        switch Int.random(in: 0...3, using: &random) {
        case 0 where driver == .units || driver == .storage: setting = .published
        case 1: setting = .change(change)
        case 2 where driver.unit != .percent: setting = .relative(change)
        default: setting = .value(min(driver.domain.upperBound, max(driver.domain.lowerBound, scaled)))
        }
        assumptions.append(EPSAssumption(driver, setting))
      }
      let names = [nil, "notes-23q2", "of \"my\" own: # 1", "C:\\x", "한글", "'"]
      let one = estimate(assumptions, preset: names[Int.random(in: 0..<names.count, using: &random)])
      #expect(try SavedEstimate.read(one.text, name: "mine") == one)
    }
  }

  @Test func settingsOfThePresetKeepWhoseTheyAre() throws {
    let preset = try #require(presets.first { $0.id == "notes-23q2" })
    let whole = estimate(preset.assumptions, preset: preset.id)
    let text = whole.text
    #expect(try SavedEstimate.read(text, name: "mine", among: presets) == whole)
    // Changed, or without the preset at hand, they are the user's.
    let changed = try SavedEstimate.read(text.replacing("-2.5%", with: "-3%"), name: "mine", among: presets)
    for a in changed.assumptions {
      #expect((a.origin == .user) == (a.driver == .price), "\(a.driver.name)")
    }
    #expect(try SavedEstimate.read(text, name: "mine").assumptions.allSatisfy { $0.origin == .user })
    #expect(
      try SavedEstimate.read(text.replacing("preset: notes-23q2\n", with: ""), name: "mine", among: presets)
        .assumptions.allSatisfy { $0.origin == .user })
  }

  @Test func peopleMayWriteItTheirWay() throws {
    let text =
      "\u{feff}---\r\ndrivers: # what I think\r\n    \"asp\": '-2.5%'   # cheaper\r\n\r\n    nci : \"=-89\"\r\n"
      + "target: 2023Q2\r\nas_of: 2023-07-18T16:00ET\r\nbase: '2023Q1'"
    let read = try SavedEstimate.read(text, name: "mine")
    #expect(read == estimate([EPSAssumption(.price, .relative(-2.5)), EPSAssumption(.nonControllingInterests, .value(-89))]))
    // Nothing set: everything is carried forward.
    let bare = "base: 2023Q1\ntarget: 2023Q2\nas_of: 2023-07-18T20:00Z\n"
    #expect(try SavedEstimate.read(bare, name: "mine") == estimate([]))
    #expect(try SavedEstimate.read(bare + "drivers:\n", name: "mine") == estimate([]))
  }

  private static let good = "base: 2023Q1\ntarget: 2023Q2\nas_of: 2023-07-18T20:00Z\ndrivers:\n  asp: -2.5%\n  opex: 2050\n"

  @Test(
    arguments: [
      ("base: 2023Q1", "base: 2023", 1, "not a quarter"), ("base: 2023Q1", "base: 999Q1", 1, "not a quarter"),
      ("base: 2023Q1", "base: +202Q1", 1, "not a quarter"), ("base: 2023Q1", "base:", 1, "base is empty"),
      ("base: 2023Q1\n", "", 0, "base is missing"), ("target: 2023Q2\n", "", 0, "target is missing"),
      ("as_of: 2023-07-18T20:00Z\n", "", 0, "as_of is missing"), ("target: 2023Q2", "target: 2022Q4", 2, "comes before"),
      ("as_of: 2023-07-18T20:00Z", "as_of: 2023-07-18T20:00", 3, "no time zone"),
      ("as_of: 2023-07-18T20:00Z", "as_of: 9999-12-31T23:59-14:00", 3, "no date"),
      ("as_of: 2023-07-18T20:00Z", "as_of: 2023-07-18T20:00Z\npreset: \"\"", 4, "preset is empty"),
      ("  asp: -2.5%", "  price: -2.5%", 5, "'price' is not a driver"),
      ("  asp: -2.5%", "  asp: cheap", 5, "asp: not a number"),
      ("  asp: -2.5%", "  asp:", 5, "asp: not a number"), ("  asp: -2.5%", "  asp: =-1", 5, "must be 0 or more"),
      ("  asp: -2.5%", "  opex: -1%", 6, "opex is named twice"), ("  asp: -2.5%", "  rd: 900", 6, "overlap"),
      ("  opex: 2050", "    opex: 2050", 6, "not indented as"), ("  opex: 2050", "opex: 2050", 6, "'opex' is not known here"),
      ("  opex: 2050", "\topex: 2050", 6, "indented with a tab"), ("  opex: 2050", "  opex:\t2050", 6, "not a line such as"),
      ("  opex: 2050", "  opex: \t2050", 6, "control character"), ("  opex: 2050", "  opex: \"2050", 6, "quote is not closed"),
      ("  opex: 2050", "  opex: \"2050\" 5", 6, "behind the closing quote"),
      ("  opex: 2050", "  - opex", 6, "not a line such as"),
      ("  opex: 2050", "  opex: 2050 # \u{1b}[31m", 6, "control character"), ("drivers:", "drivers: 5", 4, "drivers has a value"),
      ("base: 2023Q1\n", "base: 2023Q1\r\rbase: 2023Q1\n", 1, "control character"),
      ("  opex: 2050", "base: 2023Q1", 6, "base stands twice"), ("  opex: 2050", "extra:\n  opex: 2050", 6, "'extra' is not"),
      ("base: 2023Q1", "  base: 2023Q1", 1, "indented, but not below"),
    ]) func whatIsWrongIsSaidWithItsLine(part: String, instead: String, line: Int, reason: String) throws
  {
    let text = Self.good.replacing(part, with: instead)
    #expect(text != Self.good)
    let found = faults(text)
    #expect(found.contains { $0.line == line && $0.reason.en.contains(reason) }, "\(found)")
    #expect(found.allSatisfy { !$0.reason.ko.isEmpty })
  }

  @Test func everyFaultIsReported() {
    let found = faults("target: soon\nas_of: now\ndrivers:\n  asp: x\n  who: 5\nwhat\n")
    #expect(found.map(\.line) == [0, 1, 2, 4, 5, 6])
    #expect(faults("").map(\.line) == [0, 0, 0])
    // Of many the first hundred, in the order of the file; what is missing stands before all.
    let many = faults(String(repeating: "who knows: \u{7}\n", count: 4000))
    let lines = many.map(\.line)
    #expect(lines.count == Problems.most + 3 && lines == lines.sorted() && lines.prefix(4) == [0, 0, 0, 1])
  }
}
