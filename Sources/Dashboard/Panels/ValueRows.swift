import Analysis
import Canvas
import Finance
import Format
import Model

/// A line of the scenario: a number, and what the record has in its place.
struct ValueRow {
  var item: Item
  /// What it is called where its name does not fit.
  var shortLabel: Phrase?
  /// Begins a group of this name.
  var group: Phrase?
  /// The number as it was stated, where the screen shows it in another currency.
  var stated = ""
  var main: String
  var role: Role
  /// The record's number, and how far the scenario's is from it.
  var record = ""
  var ratio = ""
  var growth = ""
  /// The assumption that it is; nil for what follows.
  var key: ScenarioKey?
  var isChanged = false
  var verdict: Verdict?
  /// A contradiction within the scenario.
  var contradicts = false
}

/// The lines of a scenario: what it assumes or states, what that earns, what follows, and where it contradicts itself.
enum ValueRows {
  static func rows(_ value: ScenarioValue, _ record: RecordDrivers, _ scene: Scene) -> [ValueRow] {
    assumptions(value, record, scene) + earnings(value, record, scene) + implied(value, scene) + contradictions(value, scene)
  }

  /// How many of the lines are assumptions: they are the first.
  static func assumptionCount(_ rows: [ValueRow]) -> Int { rows.count { $0.key != nil } }

  private static func assumptions(_ value: ScenarioValue, _ record: RecordDrivers, _ scene: Scene) -> [ValueRow] {
    let scenario = value.scenario
    let text = ValueText(scene)
    let changes = scene.state.value.changes(of: scenario.id)
    let plain = Formatter(language: scene.language)
    return scenario.entries.enumerated().map { i, entry in
      let distance = RecordDistance(of: entry, in: value, record, scene.snapshot)
      let own = ValueText(scene, at: value.rate(beside: distance.record, scene.snapshot))
      let shown = distance.shown(own.format.shown(entry.figure), text.format.shown(distance.record))
      let claim = scene.snapshot.claims.first { $0.id == entry.claim }
      let story = [claim?.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }, claim?.note].compactMap { $0 }
      let isClaimed = if case .claimed = entry.figure.provenance { true } else { false }
      // Of a value stated in both the won stay won.
      let isWon = entry.key == .marketValueKRW
      let main = isWon ? plain.text(entry.figure) : own.text(entry.figure)
      // What is converted is computed from what was said, and nobody's claim.
      let isConverted =
        !isWon && (entry.figure.unit == .trillionKRW) != scene.format.isInWon && ValueText.isAmount(entry.figure.unit)
      let isLent = scenario.lent.contains(entry.key)
      return ValueRow(
        item: Item(Names.of(entry, in: scenario), .known(entry.figure), text: story),
        shortLabel: ValueNames.short(entry, in: scenario),
        group: i == 0
          ? scenario.isDriven ? Phrase("Assumptions", "가정") : Phrase("Stated", "제시값") : nil,
        stated: isClaimed && isConverted ? "◇ " + plain.text(entry.figure) : "",
        main: (isClaimed ? isConverted ? "≈ " : "◇ " : "") + main,
        role: scene.role(entry.figure),
        record: isLent
          ? lentText(entry.figure, scene)
          : isWon ? wonText(distance.record, scene, text) : recordText(entry.key, distance.record, record, text),
        ratio: entry.key == .times || isLent ? "" : text.times(shown.ratio),
        growth: isLent ? "" : growthText(shown.growth), key: entry.key,
        isChanged: changes.values[entry.key] != nil,
        verdict: claim.map { scene.analysis.verdict(of: $0) })
    }
  }

  /// Of what the moment has lent the day that it is of.
  private static func lentText(_ figure: Figure, _ scene: Scene) -> String {
    figure.provenance.isOfRecord ? figure.period.label : ""
  }

  private static func wonText(_ amount: Reading, _ scene: Scene, _ text: ValueText) -> String {
    text.won(Valuation.inTrillionKRW(amount, scene.snapshot))
  }

  private static func recordText(_ key: ScenarioKey, _ reading: Reading, _ record: RecordDrivers, _ text: ValueText) -> String {
    switch key {
    case .times: return reading.figure.map { text.format.text($0, decimals: 2) } ?? text.text(reading)
    case .driver(.taxRate), .driver(.otherIncome): return (record.isTaxWorkedBack ? "≈ " : "") + text.text(reading)
    default: return text.text(reading)
    }
  }

  static func growthText(_ growth: Reading) -> String {
    guard let value = growth.value else { return "" }
    return Numbers.signed(value, abs(value) >= 100 ? 0 : 1) + "%"
  }

  /// Of drivers the income statement; of stated profits their sum.
  private static func earnings(_ value: ScenarioValue, _ record: RecordDrivers, _ scene: Scene) -> [ValueRow] {
    let text = ValueText(scene)
    func row(_ name: Phrase, _ reading: Reading, _ record: Reading, _ group: Phrase?) -> ValueRow {
      let own = ValueText(scene, at: value.rate(beside: record, scene.snapshot))
      let shown = reading.figure.map {
        RecordDistance(of: $0, from: record).shown(own.format.shown($0), text.format.shown(record))
      }
      return ValueRow(
        item: Item(name, reading), group: group, main: own.text(reading), role: reading.figure.map { scene.role($0) } ?? .muted,
        record: text.text(record),
        ratio: shown.map { text.times($0.ratio) } ?? scene.format.mark(reading.absence ?? .notInRecord),
        growth: growthText(shown?.growth ?? .absent(.notApplicable)))
    }
    let group = Phrase("What it earns; gross profit by line", "이익: 부문별 매출총이익부터")
    if let income = ScenarioIncome(value.scenario) {
      return ScenarioLine.allCases.map {
        row(Names.of($0), income.reading($0, record), record[$0], $0 == .cars ? group : nil)
      }
    }
    guard value.profit.figure != nil else { return [] }
    return [row(Phrase("Sum of profits", "이익 합계"), value.profit, record.netIncome, Phrase("What it earns", "이익"))]
  }

  private static func implied(_ value: ScenarioValue, _ scene: Scene) -> [ValueRow] {
    let (text, own) = (ValueText(scene), ValueText(scene, at: value.shownRate))
    var rows: [ValueRow] = []
    func add(
      _ name: Phrase, short: Phrase? = nil, _ reading: Reading, _ main: String, _ record: String = "", _ ratio: String = ""
    ) {
      if reading.absence == .notApplicable { return }
      rows.append(
        ValueRow(
          item: Item(name, reading), shortLabel: short, group: rows.isEmpty ? Phrase("What follows", "내재값") : nil, main: main,
          role: reading.figure.map { scene.role($0) } ?? .muted, record: record, ratio: ratio))
    }
    let market = Valuation.marketValue(scene.snapshot)
    if value.scenario[.marketValue] == nil || value.followsChanges {
      add(ValueNames.marketValue(value), value.marketValue, own.text(value.marketValue), text.text(market))
    }
    if !scene.format.isInWon, value.scenario[.marketValueKRW] == nil || value.followsChanges {
      add(Phrase("Market value in won", "시가총액 (원화)"), value.marketValueKRW, own.won(value.marketValueKRW))
    }
    add(
      Phrase("Price", "주가"), value.price, own.price(of: value), text.text(Valuation.quote(scene.snapshot)),
      text.times(value.timesToday(inWon: scene.format.isInWon)))
    let isStated = value.scenario[.price] != nil || value.scenario[.marketValue] != nil || value.scenario[.marketValueKRW] != nil
    if isStated, !value.followsChanges {
      add(
        Phrase("Price of sum × multiple", "주가 (이익 합계 × 배수)"), short: Phrase("Price of product", "주가 (합계 × 배수)"),
        value.priceOfProduct, own.price(value.priceOfProduct))
    }
    if value.scenario[driver: .multiple]?.value != value.impliedMultiple.value {
      let name = Phrase("Implied P/E: value ÷ profit", "내재 PER (시총 ÷ 이익)")
      add(name, short: Phrase("Implied P/E", "내재 PER"), value.impliedMultiple, text.text(value.impliedMultiple))
    }
    if let peer = value.peer {
      let day = peer.marketValue.period.endDay
      let name = Phrase("Against \(peer.name.en) \(day.iso)", "\(peer.name.ko) 대비 \(day.iso)")
      let rank =
        value.timesPeer.value.map { $0 > 1 ? scene.words("above", "추월") : scene.words("below", "미달") } ?? ""
      add(
        name, value.timesPeer, rank, text.text(.known(peer.marketValue)) + scene.mark(peer.marketValue),
        text.times(value.timesPeer))
    }
    // What was lent or stated stands among the assumptions.
    if let rate = value.rate.figure, value.scenario[.rate] == nil {
      add(Phrase("Exchange rate", "환율"), value.rate, scene.format.text(rate), lentText(rate, scene))
    }
    return rows
  }

  private static func contradictions(_ value: ScenarioValue, _ scene: Scene) -> [ValueRow] {
    let text = ValueText(scene)
    return value.contradictions.enumerated().map { i, contradiction in
      let (stated, implied) = (contradiction.stated, contradiction.implied)
      let mark = if case .claimed = stated.provenance { "◇ " } else { "" }
      let percent = contradiction.difference / stated.value * 100
      // The author's own figures, in the currency in which he states them.
      let plain = Formatter(language: scene.language)
      var words = Phrase(
        "Stated: \(plain.text(stated)). From the author's other figures follows \(plain.text(implied)).",
        "제시값 \(plain.text(stated)). 제시한 다른 수치에서 나오는 값 \(plain.text(implied)).")
      // The multiple that does not fit is the same contradiction, and no second one.
      if contradiction.key == .marketValue || contradiction.key == .marketValueKRW,
        let multiple = value.scenario[driver: .multiple],
        value.impliedMultiple.figure != nil
      {
        let (said, implied) = (text.text(multiple), text.text(value.impliedMultiple))
        words.en += " Said as a multiple: \(said) and \(implied)."
        words.ko += " 배수로 말하면 \(said)와 \(implied)."
      }
      return ValueRow(
        item: Item(contradiction.name, .known(implied), text: [words]),
        group: i == 0 ? Phrase("Its figures contradict each other: stated, implied", "수치 간 모순: 제시값, 내재값") : nil,
        main: mark + plain.text(stated), role: scene.role(stated), record: "≠ " + plain.text(implied),
        ratio: Numbers.signed(percent, 1) + "%", contradicts: true)
    }
  }
}
