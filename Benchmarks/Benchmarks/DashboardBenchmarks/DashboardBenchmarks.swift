import App
import Benchmark
import Canvas
import Documents
import Facts
import Finance
import Model
import Panels

/// The figures of docs/performance.md: drawing a frame, seeing the book as of a moment, reading the facts.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(metrics: [.wallClock], maxDuration: .milliseconds(500))
  let book = FactsReader.bundled().book
  let moment = Instant(Day(civil: 2023, 7, 20), 16, 0)

  Benchmark("read the bundled facts") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(FactsReader.bundled().book) }
  }

  reading()

  Benchmark("snapshot, bundled facts") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(Snapshot(of: book, asOf: moment)) }
  }

  Benchmark("snapshot, 1,000,000 price rows") { benchmark in
    var draft = BookDraft()
    let citation = Citation(sources: ["made"], knownAt: .distantPast, confidence: .unverified)
    draft.prices = PriceHistory(
      bars: ContiguousArray(
        (0..<1_000_000).map { i in
          PriceBar(
            day: Day(number: Int32(i - 500_000)), open: 1, high: 2, low: 1, close: 1.5, volume: 1000, citation: 0)
        }), citations: [citation])
    let large = Book(draft)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(Snapshot(of: large, asOf: moment)) }
    // Giving the rows back is no part of it.
    benchmark.stopMeasurement()
    blackHole(large)
  }

  Benchmark("moments of the book") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(book.moments()) }
  }

  let snapshot = Snapshot(of: book, asOf: moment)
  let sizes = [Size(120, 40), Size(200, 50)]
  for panel in PanelID.all {
    for size in sizes {
      Benchmark("frame \(panel.rawValue) \(size.width)x\(size.height)") { benchmark in
        var state = AppState(language: .ko)
        state.panel = panel
        state.moment = .at(moment)
        for _ in benchmark.scaledIterations { blackHole(frame(snapshot, state, size)) }
      }
    }
    // A cursor through lists longer than the screen, and steps in time.
    keys("key", "j", "k", panel, sizes[0], book, moment)
    keys("step", "[", "]", panel, sizes[0], book, moment)
  }
  // Held keys on the EPS panel: the estimate, the heat map and the bridge are worked out and drawn anew at each.
  for size in sizes { keys("nudge", "+", "-", .eps, size, book, moment) }
  // On the Index panel the price of the company: weights, trigger and trade are worked out anew at each.
  for size in sizes { keys("nudge", "+", "-", .index, size, book, moment) }
  estimates(snapshot)
  index(snapshot)
  // Claims about prices look through all days since they were made.
  let late = Snapshot(of: book, asOf: Instant(Day(civil: 2026, 10, 5), 16, 0))
  for (year, asOf) in [("2023", snapshot), ("2026", late)] {
    Benchmark("judge all claims, \(year)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(ClaimLedger(asOf)) }
    }
  }
  claims(book, late.asOf)
  simulations()
  palette()
}

/// Keys in the palette: 5,000 rows with words in two languages, a word that most of them have and one that few have.
private func palette() {
  let words = [
    "deliveries", "energy storage", "gross margin", "free cash flow", "net income", "market value", "full self-driving",
  ]
  let korean = ["인도량", "에너지 저장장치", "매출총이익률", "잉여현금흐름", "순이익", "시가총액", "완전 자율주행"]
  let rows = (0..<5000).map { i in
    let label = Phrase(
      "\(words[i % 7]) 20\(10 + i % 17)Q\(1 + i % 4) no. \(i)", "\(korean[i % 7]) 20\(10 + i % 17)년 \(1 + i % 4)분기 \(i)번")
    return (PaletteEntry(target: .scenario("\(i)"), kind: Phrase("row"), label: label), [label.en, label.ko])
  }
  let index = PaletteIndex(rows)
  // Letter by letter from an empty query on: what was found for the one before narrows the next.
  for query in ["e", "margin 2017", "ㅅㄱㅊㅇ", "zzz"] {
    let prefixes = (0...query.count).map { String(query.prefix($0)) }
    Benchmark("palette, 5,000 rows, typing \(query)") { benchmark in
      for _ in benchmark.scaledIterations {
        for prefix in prefixes { blackHole(index.matches(prefix, recent: []).count) }
      }
    }
  }
}

/// Rows of prices as a user would have them, and those that ship: bytes a second are what counts.
private func reading() {
  let days = Sessions.sessions(from: Day(civil: 1990, 1, 1), through: Day(civil: 5973, 12, 31)).prefix(1_000_000).map(\.day)
  var rows = "date,open,high,low,close,volume,source,confidence\n"
  for (i, day) in days.enumerated() {
    func price(_ cents: Int) -> String { "\(cents / 100).\(pad(cents % 100, 2))" }
    let cents = 900 + i * 7919 % 90_000
    let volume = 1_000_000 + i * 104_729 % 200_000_000
    let prices = [cents, cents + 211, cents - 190, cents + 37].map(price).joined(separator: ",")
    rows += "\(day.iso),\(prices),\(volume),px,verified-1\n"
  }
  let made = Array(rows.utf8)
  var shipped: [UInt8] = []
  FactsReader.forEachBundledFact { name, bytes in if name == FactFile.prices.rawValue { shipped = Array(bytes) } }
  for (name, file) in [("1,000,000 made", made), ("the bundled", shipped)] {
    Benchmark("read \(name) price rows, \(file.count) bytes", configuration: .init(maxDuration: .seconds(5))) { benchmark in
      for _ in benchmark.scaledIterations { blackHole(FactsReader.read([.prices: file]).book) }
    }
  }
}

/// The longest file of claims that is read: of the shortest entries, and of entries with a test over all quarters.
private func claims(_ book: Book, _ asOf: Instant) {
  let lines = ["  text: t\n", "  text: t\n  metric: deliveries\n  period: 2010Q1..2026Q3\n  at least: 1000000\n"]
  for (name, line) in zip(["short", "tested"], lines) {
    var file = ""
    var number = 0
    while file.utf8.count + line.utf8.count + 12 <= ClaimEntry.longest {
      file += "k\(number):\n" + line
      number += 1
    }
    Benchmark("claims, 1 MiB of \(name) ones") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(ClaimEntry.read(file, day: asOf.newYorkDay)) }
    }
    let all = ClaimEntry.read(file, day: asOf.newYorkDay - 1).values
    Benchmark("claims, judging \(all.count) \(name) ones") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(ClaimLedger(Snapshot(of: book.with(user: all), asOf: asOf))) }
    }
  }
}

/// Two keys by turns, twenty one way and twenty back, each with its frame.
private func keys(
  _ name: String, _ forth: Unicode.Scalar, _ back: Unicode.Scalar, _ panel: PanelID, _ size: Size, _ book: Book,
  _ moment: Instant
) {
  let title = "\(name) \(panel.rawValue) \(size.width)x\(size.height)"
  Benchmark(title, configuration: .init(scalingFactor: .kilo)) { benchmark in
    var state = AppState(language: .ko)
    state.panel = panel
    state.moment = .at(moment)
    var app = Dashboard(book: book, state: state, now: moment)
    var count = 0
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      count += 1
      _ = app.press(.character(count % 40 < 20 ? forth : back), now: moment)
      blackHole(app.frame(size))
    }
  }
}

/// The estimate of earnings per share without a screen.
private func estimates(_ snapshot: Snapshot) {
  guard let preset = snapshot.epsPresets.first, let base = try? EPSQuarter(preset.base, snapshot),
    let actual = try? EPSQuarter(preset.target, snapshot),
    let estimate = try? EPSEstimate(base: base, target: preset.target, assumptions: preset.assumptions, snapshot)
  else { return }
  Benchmark("EPS, one estimate", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations {
      let made = try? EPSEstimate(base: base, target: preset.target, assumptions: preset.assumptions, snapshot)
      blackHole(made?.statement.epsNonGAAP)
    }
  }
  Benchmark("EPS, a reported quarter as drivers", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try? EPSQuarter(preset.target, snapshot)) }
  }
  Benchmark("EPS, grid 200x200") { benchmark in
    let changes = (0..<200).map { -10 + Double($0) / 10 }
    func axis(_ driver: EPSDriver) -> EPSGrid.Axis {
      EPSGrid.Axis(driver, changes.compactMap { estimate.value(.relative($0), of: driver) })
    }
    let (x, y) = (axis(.unitCost), axis(.price))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try? EPSGrid(estimate, x: x, y: y, .nonGAAP)) }
  }
  Benchmark("EPS, solve a driver", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(EPSSolution(.price, for: 0.97, .nonGAAP, in: estimate)) }
  }
  Benchmark("EPS, bridge", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(EPSBridge(from: estimate, to: actual, .nonGAAP)) }
  }
  Benchmark("EPS, record of all quarters") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(EPSTrackRecord(.published, snapshot)) }
  }
}

/// The weights of the index and the calendar without a screen.
private func index(_ snapshot: Snapshot) {
  guard let weighting = RebalanceWeights(snapshot)?.weighting else { return }
  let rules = weighting.rules
  Benchmark("index, rebalance of 101 names", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try? IndexWeighting(weighting.securities, .special, rules)) }
  }
  Benchmark("index, annual rebalance of 101 names", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try? IndexWeighting(weighting.securities, .annual, rules)) }
  }
  Benchmark("index, rebalance of 10,000 names") { benchmark in
    // A hundred times the same sizes, each a little smaller than the one before.
    let large = (0..<10_000).map { i in
      let model = weighting.securities[i % weighting.securities.count]
      return IndexSecurity(
        ticker: "T\(i)", company: "C\(i / 2)", price: model.price,
        sharesOutstanding: model.sharesOutstanding * (1 - Double(i) / 20_000))
    }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try? IndexWeighting(large, .annual, rules)) }
  }
  Benchmark("index, record with trigger and trade", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(RebalanceWeights(snapshot, priceFactor: 1.01)) }
  }
  Benchmark("calendar, sessions of 46 years") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(Sessions.sessions(from: Day(civil: 1990, 1, 1), through: Day(civil: 2035, 12, 31)))
    }
  }
  Benchmark("calendar, agenda of three years") { benchmark in
    let today = snapshot.asOf.newYorkDay
    for _ in benchmark.scaledIterations { blackHole(Agenda.entries(snapshot, from: today - 365, through: today + 730)) }
  }
}
