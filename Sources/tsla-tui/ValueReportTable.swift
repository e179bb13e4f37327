import Dashboard
import Documents
import Finance
import Format
import Model

extension ValueReport {
  /// Everything about the one scenario.
  var table: String {
    guard let one = view.cases.first else { return "" }
    let sections = [
      head(one), assumptions(one), lines(one), follows(one), contradictions(one), sensitivity(one), reasons(one),
      basis.joined(separator: "\n") + "\n",
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func head(_ one: ScenarioCase) -> String {
    let scenario = one.scenario
    var lines = [view.view.words(scenario.name) + " (\(scenario.id.printable))"]
    var said = [view.words("Whose: ", "제시: ") + view.view.words(scenario.who)]
    if scenario.id != Scenarios.record, scenario.knownAt > .distantPast {
      said.append(view.words("known since ", "공개 ") + view.format.date(scenario.knownAt.newYorkDay))
    }
    if let due = scenario.deadline { said.append(view.words("due ", "기한 ") + view.format.date(due)) }
    lines.append(said.joined(separator: "; "))
    lines.append(view.words("As of ", "기준: ") + view.view.moment)
    lines.append(today)
    let changed = changeLines(one)
    if !changed.isEmpty { lines.append(view.words("Set: ", "변경: ") + changed.joined(separator: ", ")) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var recordName: String { view.quarter.map { view.words("TTM \($0)", "\($0) TTM") } ?? view.words("RECORD", "실적") }

  private func assumptions(_ one: ScenarioCase) -> String {
    let year = one.scenario.deadline.map { String($0.year) } ?? view.words("VALUE", "값")
    var rows = [
      [
        view.words("ASSUMPTION", "가정"), "", year, recordName, view.words("× RECORD", "실적 대비"), view.words("A YEAR", "연평균"),
        view.words("SPREAD A YEAR", "연간 분포"),
      ]
    ]
    for entry in one.assumptions {
      let pair = pair(entry, one)
      rows.append([
        entry.key.name.printable, view.view.words(ValueNames.of(entry, in: one.scenario)), view.text(pair.reading),
        view.text(pair.record), view.text(pair.distance.ratio),
        growthText(growth(entry, pair.distance)),
        entry.spread == .fixed ? view.words("fixed", "고정") : entry.spread.text,
      ])
    }
    return TextTable.aligned(rows, right: [2, 3, 4, 5])
  }

  private func growthText(_ growth: Reading) -> String {
    switch growth {
    case .known(let figure): return Numbers.signed(figure.value, 1) + "%"
    case .absent(let why): return why == .notApplicable ? "" : view.format.mark(why)
    }
  }

  private func lines(_ one: ScenarioCase) -> String {
    guard let income = one.income else { return "" }
    var rows = [
      [
        view.words("LINE OF INCOME, GAAP", "손익 항목 (GAAP)"), view.words("SCENARIO", "시나리오"), recordName,
        view.words("× RECORD", "실적 대비"),
      ]
    ]
    for line in ScenarioLine.allCases {
      let pair = pair(line, income, one)
      let ratio = pair.reading.figure == nil ? pair.reading : pair.distance.ratio
      rows.append([view.view.words(Names.of(line)), view.text(pair.reading), view.text(pair.record), view.text(ratio)])
    }
    return TextTable.aligned(rows, right: [1, 2, 3])
  }

  private func follows(_ one: ScenarioCase) -> String {
    var rows = [[view.words("WHAT FOLLOWS", "내재값"), ""]]
    for result in results(one) {
      let basis = result.key == "shares" ? " (\(view.view.words(one.value.shareBasis.shortName)))" : ""
      rows.append([view.view.words(result.name) + basis, view.text(result.reading)])
    }
    for entry in one.statements {
      let text = view.text(.known(entry.figure))
      rows.append([view.view.words(Names.of(entry.key)) + view.words(", as stated", " (제시값)"), text])
    }
    var out = TextTable.aligned(rows, right: [1])
    if let earned = one.value.profit.value, earned <= 0 {
      out += view.words("A loss: no multiple gives it a value.", "손실: 배수로 가치를 매길 수 없음.") + "\n"
    }
    return out
  }

  private func contradictions(_ one: ScenarioCase) -> String {
    guard !one.value.contradictions.isEmpty else { return "" }
    var rows = [
      [
        view.words("CONTRADICTS ITSELF", "자체 모순"), view.words("STATED", "제시값"), view.words("IMPLIED", "내재값"),
        view.words("DIFFERENCE", "차이"),
      ]
    ]
    for contradiction in one.value.contradictions {
      let relative = contradiction.difference / contradiction.stated.value * 100
      rows.append([
        view.view.words(contradiction.name), view.text(contradiction.stated), view.text(contradiction.implied),
        Numbers.signed(relative, 1) + "%",
      ])
    }
    return TextTable.aligned(rows, right: [1, 2, 3])
  }

  // MARK: sensitivity

  private func sensitivity(_ one: ScenarioCase) -> String {
    let (wanted, answers) = solutions(one)
    guard !one.bars.isEmpty, let price = ScenarioSensitivity.price(one.scenario) else {
      return view.words(
        "States no earnings with a multiple, so there is nothing to vary.", "이익과 배수를 제시하지 않아 바꿔 볼 가정이 없음.") + "\n"
    }
    let (low, high) = ends(one, price)
    var rows = [
      [
        view.words("SENSITIVITY", "민감도"), view.words("LOW", "하단"), view.words("HIGH", "상단"), view.words("PRICE AT LOW", "하단 주가"),
        view.words("PRICE AT HIGH", "상단 주가"), "",
        wanted.map {
          view.words(
            "FOR \(view.text(view.shown(price: $0, at: one.value.shownRate)))",
            "\(view.text(view.shown(price: $0, at: one.value.shownRate)))의 조건")
        } ?? "",
      ]
    ]
    for bar in one.bars {
      guard let entry = one.scenario.entry(bar.key) else { continue }
      let answer = answers.first { $0.entry.key == bar.key }
      rows.append([
        bar.key.name.printable, view.text(shown(bar.low, of: entry, one)), view.text(shown(bar.high, of: entry, one)),
        view.text(view.shown(price: bar.priceAtLow, at: one.value.shownRate)),
        view.text(view.shown(price: bar.priceAtHigh, at: one.value.shownRate)),
        drawn(bar, low: low, price: price, high: high), answer.map { self.answer($0.entry, $0.solution, one) } ?? "",
      ])
    }
    var out = TextTable.aligned(rows, right: [1, 2, 3, 4, 6])
    let scenario = view.text(view.shown(price: price, at: one.value.shownRate))
    out += view.words(
      "Each assumption alone, by one standard deviation of its spread until the year, by a tenth where it has none; │ \(scenario).\n",
      "가정 하나씩: 해당 연도까지 분포의 표준편차 하나, 분포가 없으면 10%; │ \(scenario).\n")
    if question == nil {
      out += view.words(
        "The last column is what it alone must be for today's price, the multiple and all else as they are.\n",
        "마지막 열: 배수 등 나머지가 그대로일 때 현재 주가가 성립하려면 홀로 가져야 할 값.\n")
    }
    return out + asked(one)
  }

  private func ends(_ one: ScenarioCase, _ price: Double) -> (low: Double, high: Double) {
    let all = one.bars.flatMap { [$0.priceAtLow, $0.priceAtHigh] } + [price]
    return (all.min() ?? price, all.max() ?? price)
  }

  /// A bar of the tornado: ░ to the price at its low end, █ to that at its high end.
  private func drawn(_ bar: ScenarioSensitivity, low: Double, price: Double, high: Double) -> String {
    let width = 28
    func x(_ price: Double) -> Int {
      high > low ? Int(rounding: (price - low) / (high - low) * Double(width - 1)) : 0
    }
    var cells = [Character](repeating: " ", count: width)
    let middle = x(price)
    for (end, glyph) in [(x(bar.priceAtLow), "░" as Character), (x(bar.priceAtHigh), "█")] {
      for column in min(end, middle)...max(end, middle) { cells[column] = glyph }
    }
    cells[middle] = "│"
    return String(cells)
  }

  /// The answer to `--solve`.
  private func asked(_ one: ScenarioCase) -> String {
    guard question != nil, let (entry, solution) = solutions(one).all.first else { return "" }
    let name = view.view.words(Names.of(entry.key)) + " (\(entry.key.name.printable))"
    let now = view.text(view.shown(entry.figure, at: rate(entry.key, one)))
    let wanted = wantedWords
    switch solution {
    case .value(let value):
      let needed = view.text(shown(value, of: entry, one))
      let change = entry.figure.value > 0 && entry.figure.unit != .percent ? (value / entry.figure.value - 1) * 100 : nil
      let percent = change.map { " (\(Numbers.signed($0, 1))%)" } ?? ""
      return "\n"
        + view.words(
          "For \(wanted), everything else as above: \(name) \(needed)\(percent); the scenario has \(now).\n",
          "나머지가 위와 같을 때 \(wanted)이(가) 되려면: \(name) \(needed)\(percent); 시나리오는 \(now).\n")
    case .noEffect:
      return "\n"
        + view.words(
          "For \(wanted): \(name) has no effect on it here.\n", "\(wanted): \(name)은(는) 여기서 영향을 주지 않음.\n")
    case .outOfDomain:
      let reason = entry.key.domainFault(entry.figure.unit)
      return "\n"
        + view.words(
          "For \(wanted): no \(name) does it alone; \(reason.en).\n", "\(wanted): \(name)만으로는 되지 않음; \(reason.ko).\n")
    }
  }

  private func reasons(_ one: ScenarioCase) -> String {
    let rows = one.scenario.entries.map { [$0.key.name.printable, reason($0.figure)] }
    return TextTable.aligned([[view.words("WHY", "근거"), ""]] + rows)
  }
}
