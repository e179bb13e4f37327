import Analysis
import Canvas
import Finance
import Format
import Model

/// What the bars are; the third view has none.
enum ESSView: Int {
  case quarters, years, figures
}

/// Everything that the storage panel shows at one moment, worked out once for a snapshot.
struct ESSContent: PanelContent {
  var scene: Scene
  let view: ESSView
  /// Oldest first, as drawn.
  let quarters: [(period: Period, reading: Reading)]
  let years: [Storage.Year]
  let capacity: StorageCapacity
  let claims: [(claim: Claim, period: Period)]
  private(set) var entries: [ESSEntry] = []
  /// The items before the entries: one for each bar.
  let barCount: Int

  var snapshot: Snapshot { scene.snapshot }

  init(_ scene: Scene) {
    self.scene = scene
    view = ESSView(rawValue: scene.state.view(of: .ess)) ?? .quarters
    let storage = scene.analysis.storage
    (quarters, years, capacity, claims) = (storage.quarters, storage.years, storage.capacity, storage.claims)
    barCount = view == .quarters ? quarters.count : view == .years ? years.count : 0
    entries = ESSEntries(scene, quarters.last?.period, years, capacity, claims).all()
  }

  var count: Int { barCount + entries.count }
  var cursor: Int { scene.cursor(.ess, count) }
  /// The bar under the cursor, counted from the oldest.
  var selectedBar: Int? { cursor < barCount ? barCount - 1 - cursor : nil }
  /// The entry under the cursor.
  var selectedEntry: Int? { cursor >= barCount && cursor < count ? cursor - barCount : nil }

  /// The items in the order of the cursor: bars from the newest to the oldest, then the derived figures.
  ///
  /// Only the item under the cursor gets its paragraphs: no other one can be opened, and there are dozens.
  func items() -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(count)
    for bar in stride(from: barCount - 1, through: 0, by: -1) {
      if view == .years {
        let year = years[bar]
        let label = String(year.number)
        items.append(Item(Phrase("Storage deployed " + label, "ESS 설치 " + label), year.reading))
      } else {
        let label = quarters[bar].period.label
        items.append(Item(Phrase("Storage deployed " + label, "ESS 설치 " + label), quarters[bar].reading))
      }
    }
    for entry in entries { items.append(entry.item) }
    if let bar = selectedBar { items[cursor].text = ESSRecord.of(bar, self).paragraphs(scene) }
    if let entry = selectedEntry { items[cursor].text = entries[entry].paragraphs(scene) }
    return items
  }

  /// The capacity of a year: as designed at its end, and what was in operation, on average of a whole year and today in a running one.
  func capacity(of year: Storage.Year) -> (nameplate: Reading, operating: Reading) {
    let day = min(Period.year(year.number).endDay, snapshot.asOf.newYorkDay)
    let operating =
      year.quartersSoFar == nil ? capacity.mean(endingWith: .quarter(year: year.number, 4)) : capacity.operating(on: day)
    return (capacity.nameplate(on: day), operating)
  }

  /// The claim of a period's deployments.
  func claim(of period: Period) -> Claim? { claims.first { $0.period == period }?.claim }
}

/// A quarter or a year with all that belongs to it, for the readout and the detail.
struct ESSRecord {
  var period: Period
  var storage: Reading
  /// Name, a shorter one for narrow boxes, and value, in the order shown.
  var rows: [(label: Phrase, short: Phrase, reading: Reading)]
  var claim: Claim?
  /// `Q1–Q3` where the year is not complete.
  var part: String?

  static func of(_ bar: Int, _ content: ESSContent) -> ESSRecord {
    content.view == .years ? year(content.years[bar], content) : quarter(content.quarters[bar], content)
  }

  private static func quarter(_ quarter: (period: Period, reading: Reading), _ content: ESSContent) -> ESSRecord {
    let (s, period) = (content.snapshot, quarter.period)
    let trailing = Growth.trailingFourQuarters(.storage, endingWith: period, s)
    let capacity = content.capacity
    let revenue = s.reading(.energyRevenue, period)
    return ESSRecord(
      period: period, storage: quarter.reading,
      rows: [
        (Phrase("QoQ"), Phrase("QoQ"), Growth.change(from: s.reading(.storage, period.advanced(by: -1)), to: quarter.reading)),
        (Phrase("YoY"), Phrase("YoY"), Growth.change(from: s.reading(.storage, period.yearBefore), to: quarter.reading)),
        (Phrase("TTM"), Phrase("TTM"), trailing),
        (Phrase("Nameplate", "명목 용량"), Phrase("Nameplate", "명목 용량"), capacity.nameplate(on: period.endDay)),
        (Phrase("Operating, TTM mean", "가동 용량, TTM 평균"), Phrase("Operating", "가동 용량"), capacity.mean(endingWith: period)),
        (Phrase("Utilisation", "가동률"), Phrase("Used", "가동률"), capacity.utilisation(endingWith: period, s)),
        (Phrase("Energy revenue", "에너지 매출"), Phrase("Revenue", "매출"), revenue),
        (
          Phrase("Gross margin", "매출총이익률"), Phrase("Margin", "이익률"),
          Growth.grossMargin(revenue: revenue, cost: s.reading(.energyCost, period))
        ),
      ], claim: content.claim(of: period))
  }

  private static func year(_ year: Storage.Year, _ content: ESSContent) -> ESSRecord {
    let s = content.snapshot
    let money = ESSYearMoney(year.number, s)
    let (nameplate, operating) = content.capacity(of: year)
    let used =
      year.quartersSoFar == nil ? content.capacity.utilisation(of: year, s) : .absent(s.absence(of: .storage, .year(year.number)))
    let moneyPart = money.quarters > 0 && money.quarters < 4 ? " " + quartersLabel(money.quarters) : ""
    let part = year.quartersSoFar.map(quartersLabel)
    return ESSRecord(
      period: .year(year.number), storage: year.reading,
      rows: [
        (Phrase("YoY" + (part.map { " " + $0 } ?? "")), Phrase("YoY"), change(of: year, content)),
        (Phrase("Nameplate", "명목 용량"), Phrase("Nameplate", "명목 용량"), nameplate),
        (Phrase("Operating", "가동 용량"), Phrase("Operating", "가동 용량"), operating),
        (Phrase("Utilisation", "가동률"), Phrase("Used", "가동률"), used),
        (
          Phrase("Energy revenue" + moneyPart, "에너지 매출" + moneyPart),
          Phrase("Rev." + moneyPart, "매출" + moneyPart), money.revenue
        ),
        (
          Phrase("Gross margin" + moneyPart, "매출총이익률" + moneyPart),
          Phrase("Margin" + moneyPart, "이익률" + moneyPart), money.margin
        ),
      ], claim: content.claim(of: .year(year.number)), part: part)
  }

  /// The change on the year before; of an incomplete year on the same quarters of it.
  static func change(of year: Storage.Year, _ content: ESSContent) -> Reading {
    guard year.reading.figure != nil else { return year.reading }
    if let quarters = year.quartersSoFar {
      let before = Growth.yearToDate(.storage, year.number - 1, limit: quarters, content.snapshot)
      return before.quarters == quarters ? Growth.change(from: before.reading, to: year.reading) : .absent(.notInRecord)
    }
    guard let before = content.years.first(where: { $0.number == year.number - 1 }) else { return .absent(.notInRecord) }
    return Growth.change(from: before.reading, to: year.reading)
  }

  static func quartersLabel(_ n: Int) -> String { n == 1 ? "Q1" : "Q1–Q\(n)" }

  /// The difference of the claim to the report.
  var difference: Reading {
    guard let figure = claim?.figure else { return .absent(.notApplicable) }
    return Growth.difference(from: part == nil ? storage : .absent(.notKnownYet), to: .known(figure))
  }

  /// The paragraphs of the detail.
  func paragraphs(_ scene: Scene) -> [Phrase] {
    var text = rows.map { label, _, reading in
      let value = ESSText.value(reading, scene)
      return Phrase("\(label.en): \(value)", "\(label.ko): \(value)")
    }
    if let claim, let figure = claim.figure {
      let value = scene.format.text(figure)
      text.append(Phrase("◇ \(value) claimed by \(claim.who.en)", "◇ \(value), 주장: \(claim.who.ko)"))
    }
    if let part {
      text.append(Phrase("Incomplete year: the sum of \(part).", "진행 중인 연도: \(part) 합계."))
    }
    return text
  }
}

/// Energy revenue and margin of a year from as many quarters as are known.
struct ESSYearMoney {
  var revenue: Reading
  var margin: Reading
  var quarters: Int

  init(_ year: Int, _ s: Snapshot) {
    let revenue = Growth.yearToDate(.energyRevenue, year, s)
    let cost = Growth.yearToDate(.energyCost, year, s)
    self.revenue = revenue.reading
    quarters = revenue.quarters
    margin =
      revenue.quarters == cost.quarters
      ? Growth.grossMargin(revenue: revenue.reading, cost: cost.reading) : .absent(.notInRecord)
  }
}

/// Numbers of the storage panel as text.
enum ESSText {
  /// A reading with unit and mark; changes with their direction.
  static func value(_ reading: Reading, _ scene: Scene) -> String {
    guard case .known(let figure) = reading else { return scene.format.value(reading) }
    return text(figure, scene) + scene.mark(figure)
  }

  private static func text(_ figure: Figure, _ scene: Scene) -> String {
    if isChange(figure) { return scene.format.change(.known(figure)) }
    // A reported figure with all of its digits; a sum has noise in them.
    if figure.unit == .gigawattHours, case .reported = figure.provenance { return Numbers.exact(figure.value) + " GWh" }
    return scene.format.text(figure)
  }

  /// Whether it is a rate of change, and not a share: its rule compares two figures of the same unit over time.
  static func isChange(_ figure: Figure) -> Bool {
    guard figure.unit == .percent, case .derived(_, let inputs) = figure.provenance, inputs.count == 2 else { return false }
    return inputs[0].unit == inputs[1].unit && inputs[0].period != inputs[1].period
      && inputs[0].unit != .percent && inputs[0].provenance.isClaim == inputs[1].provenance.isClaim
  }

  static func role(_ reading: Reading, _ scene: Scene) -> Role {
    guard case .known(let figure) = reading else { return .muted }
    return isChange(figure) ? scene.role(ofChange: reading) : scene.role(figure)
  }

  /// An amount of money in few columns: the unit stands in the label of its row.
  static func money(_ reading: Reading, _ scene: Scene) -> String {
    guard case .known(let figure) = reading else { return scene.format.value(reading) }
    guard let value = money(figure, scene) else { return scene.format.mark(ExchangeRates.beforeTheFirst) }
    return Numbers.grouped(value, abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0) + scene.mark(figure)
  }

  /// In won at the mean rate of its period; nil before the first rate.
  static func money(_ figure: Figure, _ scene: Scene) -> Double? {
    guard scene.format.isInWon else { return figure.value * (scene.language == .ko ? 0.01 : 0.001) }
    return scene.format.wonRate(for: figure).map { figure.value * $0 / 1_000_000 }
  }

  static func moneyUnit(_ scene: Scene) -> String {
    scene.format.isInWon ? scene.words("T KRW", "조원") : scene.words("B USD", "억$")
  }
}

extension Provenance {
  fileprivate var isClaim: Bool {
    if case .claimed = self { return true }
    return false
  }
}
