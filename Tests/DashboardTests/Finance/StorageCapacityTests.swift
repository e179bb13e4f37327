import App
import Canvas
import Facts
import Finance
import Format
import Model
import Panels
import Testing

/// What the storage plants could build, and how much of that was deployed.
@Suite struct StorageCapacityTests {
  private func capacity(_ moment: String) throws -> (StorageCapacity, Snapshot) {
    let s = try Record.snapshot(moment)
    return (StorageCapacity(s), s)
  }

  private func used(_ year: Int, _ q: Int, _ moment: String) throws -> Double? {
    let (capacity, s) = try capacity(moment)
    return capacity.utilisation(endingWith: .quarter(year: year, q), s).value
  }

  private func isUsed(_ year: Int, _ q: Int, _ moment: String, _ share: Double, within slack: Double) throws -> Bool {
    let value = try #require(try used(year, q, moment), "\(year)Q\(q) as of \(moment)")
    return abs(value - share) < slack
  }

  @Test func whatIsInstalledIsWhatTheNewestTableSays() throws {
    let day = Day(civil: 2026, 10, 2)
    let (now, _) = try capacity("2026-11-22")
    // Lathrop 40, Shanghai 40 designed and 20 installed, Powerwalls 6; Houston does not produce.
    #expect(now.nameplate(on: day).value == 86 && now.operating(on: day).value == 66)
    // Before the table of 2026Q2 the one of 2025Q4 was the newest: Shanghai 40.
    let (before, _) = try capacity("2026-07-21")
    #expect(before.operating(on: Day(civil: 2026, 7, 1)).value == 86)
    let (after, _) = try capacity("2026-07-22")
    #expect(after.operating(on: Day(civil: 2026, 7, 1)).value == 66)
    // Before any table the design stands for it, and the Powerwalls' capacity was not known.
    let (early, _) = try capacity("2025-06-01")
    #expect(early.operating(on: Day(civil: 2025, 6, 1)).value == 80 && early.nameplate(on: Day(civil: 2025, 6, 1)).value == 80)
  }

  @Test func utilisationIsOfWhatWasInOperation() throws {
    // 14.2 + 8.8 + 13.5 + 13.7 of 66.
    #expect(try isUsed(2026, 3, "2026-11-22", 50.2 / 66 * 100, within: 1e-9))
    #expect(try isUsed(2026, 3, "2026-11-22", 76.06, within: 0.01))
    // As of June 2026 Shanghai counted 40 since its start.
    #expect(try isUsed(2026, 1, "2026-06-01", 45.1 / 86 * 100, within: 1e-9))
    // Shanghai ran 49 of the 90 days of 2025Q1: no cliff.
    let (now, s) = try capacity("2026-11-22")
    let first = try #require(now.operating(over: .quarter(year: 2025, 1)).value)
    #expect(abs(first - (46 + 20 * 49.0 / 90)) < 1e-9)
    #expect(try isUsed(2024, 4, "2026-11-22", 31.353 / 46 * 100, within: 0.02))
    #expect(try isUsed(2025, 1, "2026-11-22", 77.4, within: 0.05))
    // A plant that ran ten weeks counts ten weeks: Lathrop from 19 October 2022.
    let lathrop = try #require(now.operating(over: .quarter(year: 2022, 4)).value)
    #expect(abs(lathrop - (6 + 40 * 74.0 / 92)) < 1e-9)
    let mean = 6 + 10 * 74.0 / 92
    #expect(try isUsed(2022, 4, "2026-11-22", 6.541 / mean * 100, within: 0.01))
    // The figure knows its rule and inputs.
    guard case .derived(_, let inputs) = now.utilisation(endingWith: .quarter(year: 2026, 3), s).figure?.provenance else {
      throw Unmet("not derived")
    }
    #expect(inputs.map(\.unit) == [.gigawattHours, .gigawattHoursPerYear])
  }

  @Test func aYearSaysWhatItsLastQuarterSays() throws {
    let (capacity, s) = try capacity("2026-11-22")
    for year in EnergyStorage.years(s) where year.quartersSoFar == nil && (2019...2025).contains(year.number) {
      let ofYear = try #require(capacity.utilisation(of: year, s).value, "\(year.number)")
      #expect(ofYear == capacity.utilisation(endingWith: .quarter(year: year.number, 4), s).value, "\(year.number)")
    }
  }

  @Test func withoutACapacityOnRecordNothingIsSaid() throws {
    // In July 2023 only Lathrop had one, from October 2022 on: the third quarter of 2022 has none to be measured by.
    #expect(try used(2023, 2, "2023-07-20") == nil)
    let mean = (40 * 74.0 / 92 + 120) / 4
    #expect(try isUsed(2023, 3, "2023-10-20", 13.984 / mean * 100, within: 0.05))
    let (_, s) = try capacity("2023-07-20")
    #expect(StorageCapacity(s).utilisation(endingWith: .quarter(year: 2023, 2), s).absence == .notDisclosed)
  }

  // MARK: the columns

  private static let plants = """
    id,name,place,product,makes,start_of_production,in_production,source,published,confidence
    a,A,here,anything,storage,2024-01-01,,seed,2024-01-01,verified-1
    b,B,here,Megapack,cells,2024-01-01,,seed,2024-01-01,verified-1
    c,C,here,anything,storage,,before_record,seed,2025-01-01,verified-1
    d,D,here,anything,storage,,2025-06-30,seed,2025-01-01,verified-1
    """

  private func read(_ lines: String, _ plants: String = plants) -> (book: Book, problems: [FactProblem]) {
    var (plants, lines) = (plants, "factory,date,kind,gwh,source,published,confidence\n" + lines)
    return plants.withUTF8 { plants in
      lines.withUTF8 { lines in FactsReader.read([.factories: plants, .capacities: lines]) }
    }
  }

  @Test func columnsDecideAndNoWords() throws {
    let (book, problems) = read(
      """
      a,,nameplate,40,seed,2024-01-01,verified-1
      b,,nameplate,99,seed,2024-01-01,verified-1
      c,,installed,5,seed,2025-01-01,verified-1
      d,,installed,7,seed,2025-01-01,verified-1
      a,2025-03-01,installed,30,seed,2025-03-31,verified-1
      a,2025-03-01,installed,35,seed,2025-09-30,verified-1

      """)
    #expect(problems == [])
    func operating(_ day: Day, asOf: Day) -> Double? {
      StorageCapacity(Snapshot(of: book, asOf: Instant(endOf: asOf))).operating(on: day).value
    }
    let (may, june, december) = (Day(civil: 2025, 5, 1), Day(civil: 2025, 6, 30), Day(civil: 2025, 12, 31))
    // What is in cells is no storage, whatever its product is called; C runs from before the record on.
    #expect(operating(Day(civil: 2019, 1, 1), asOf: december) == 5 && operating(Day(civil: 2025, 1, 1), asOf: december) == 45)
    // From its day on what was installed, by the newest word; D counts from the day by which it ran.
    #expect(operating(may, asOf: may) == 35 && operating(may, asOf: december) == 40)
    #expect(operating(june, asOf: june) == 42 && operating(june, asOf: december) == 47)
    // A plant without any capacity leaves the sum unknown.
    let (without, _) = read("c,,installed,5,seed,2025-01-01,verified-1\n")
    let capacity = StorageCapacity(Snapshot(of: without, asOf: .distantFuture))
    #expect(capacity.operating(on: Day(civil: 2019, 1, 1)).value == 5 && capacity.operating(on: june).absence == .notDisclosed)
  }

  @Test(arguments: [
    ("x,,nameplate,40,seed,2024-01-01,verified-1", 1, "'x' is not in factories.csv"),
    ("a,soon,nameplate,40,seed,2024-01-01,verified-1", 2, "not a date"),
    ("a,,rated,40,seed,2024-01-01,verified-1", 3, "not one of"),
    ("a,,nameplate,,seed,2024-01-01,verified-1", 4, "empty"), ("a,,nameplate,-1,seed,2024-01-01,verified-1", 4, "below 0"),
  ]) func aBadLineIsReported(line: String, column: Int, words: String) {
    let problems = read(line + "\n").problems
    #expect(problems.count == 1 && problems.first?.column == column, "\(problems)")
    #expect(problems.first?.reason.en.contains(words) == true, "\(problems)")
  }

  @Test func aPlantSaysWhatItMakesAndSinceWhen() {
    let wrong = read("", Self.plants.replacing(",cells,", with: ",wheels,")).problems
    #expect(wrong.count == 1 && wrong.first?.column == 5)
    let vague = read("", Self.plants.replacing("before_record", with: "always")).problems
    #expect(vague.count == 1 && vague.first?.column == 7)
  }

  // MARK: the panel

  @Test func thePanelNamesBothSeries() throws {
    for (language, words) in [
      (
        Language.en,
        ["Nameplate GWh/yr", "Op. TTM GWh/yr", "Utilization %", "20/40 GWh/yr", "deck 2026-07-22/nameplate", "76.1%"]
      ),
      (.ko, ["명목 용량", "가동 TTM", "가동률 %", "20/40 GWh/년", "설치 2026-07-22/명목", "76.1%"]),
    ] {
      let state = try Record.state(.ess, language)
      let s = Snapshot(of: Record.book, asOf: Record.now)
      let shown = frame(s, state, Size(120, 40)).plainText()
      for word in words { #expect(shown.contains(word), "\(word)") }
      // A flow over a stock is no share.
      let all = ESSPanel.items(DrawContext(s, state)).map(\.label.en)
      #expect(!all.contains { $0.contains("share of the world") })
      // Results that were due and are not here are not "not known yet".
      let name = language == .en ? "Energy rev" : "에너지 매출 "
      let revenue = try #require(shown.split(separator: "\n").first { $0.contains(name) })
      #expect(revenue.contains("∅") && !revenue.contains("?"))
    }
  }
}
