import Analysis
import App
import Finance
import Format
import Model

/// A block of derived figures with a title of its own.
enum ESSGroup: String, CaseIterable {
  case growth, capacity, energy, notes

  var title: Phrase {
    switch self {
    case .growth: return Phrase("Growth", "성장")
    case .capacity: return Phrase("Factories", "공장")
    case .energy: return Phrase("Energy business", "에너지 사업")
    case .notes: return Phrase("Claims", "주장과 공시")
    }
  }
}

/// A line of the lists: an item with its short name and what it shows at the right.
struct ESSEntry {
  /// What the paragraphs are made from.
  enum Subject {
    case figure(Phrase)
    case plant(Factory)
    case claim(Claim, reported: Reading)
  }

  var group: ESSGroup
  var item: Item
  /// The name in the list, where the title above it says the rest.
  var label: Phrase
  var subject: Subject

  /// What the detail says beside the source.
  func paragraphs(_ context: DrawContext) -> [Phrase] {
    switch subject {
    case .figure(let words): return [words]
    case .plant(let plant): return ESSEntry.paragraphs(of: plant, context)
    case .claim(let claim, let reported):
      var text = [claim.text]
      if let figure = reported.figure {
        let (value, difference) = (context.format.text(figure), Growth.difference(from: reported, to: item.reading ?? reported))
        let signed = difference.value.map { Numbers.signed($0, 2) } ?? ""
        text.append(Phrase("● \(value) reported; claim − report \(signed) GWh", "● \(value) 공시; 주장 − 공시 \(signed) GWh"))
      }
      let verdict = Names.of(context.analysis.verdict(of: claim))
      text.append(
        Phrase(
          "Verdict: \(verdict.en)" + (claim.outcome.map { ", " + $0.en } ?? ""),
          "판정: \(verdict.ko)" + (claim.outcome.map { ", " + $0.ko } ?? "")))
      if let note = claim.note { text.append(note) }
      return text
    }
  }

  private static func paragraphs(of plant: Factory, _ context: DrawContext) -> [Phrase] {
    var text = [Phrase("\(plant.product.en), \(plant.place.en)", "\(plant.product.ko), \(plant.place.ko)")]
    if let status = plant.status { text.append(status.text) }
    let milestones = plant.milestones.sorted { $0.knownAt > $1.knownAt }.map { milestone in
      let day = context.format.date(milestone.knownAt.newYorkDay)
      return Phrase("\(day): \(milestone.text.en)", "\(day): \(milestone.text.ko)")
    }
    // What was said of its capacity, the newest word first: it may take back what is older.
    text += plant.capacities.sorted { $0.figure.provenance.knownAt > $1.figure.provenance.knownAt }.map { capacity in
      let day = context.format.date(capacity.figure.provenance.knownAt.newYorkDay)
      let (kind, value) = (Names.of(capacity.kind), context.format.text(capacity.figure))
      return Phrase("\(day): \(kind.en) \(value)", "\(day): \(kind.ko) \(value)")
    }
    // The same of its milestones.
    text += milestones.prefix(1)
    func add(_ en: String, _ ko: String, _ day: Day?) {
      if let day { text.append(Phrase("\(en): \(context.format.date(day))", "\(ko): \(context.format.date(day))")) }
    }
    add("announced", "발표", plant.announced)
    add("ground broken", "착공", plant.groundbreaking)
    add("production", "생산 개시", plant.startOfProduction)
    if case .by(let day) = plant.production { add("in production by", "늦어도 이날 가동 중", day) }
    if plant.production == .beforeRecord {
      text.append(
        Phrase(
          "in production before the record of deployments begins; no day is on record", "설치량 기록 이전부터 가동; 개시일 기록 없음"))
    }
    text += plant.citation.remarks.filter { $0.knownAt <= context.snapshot.asOf }.map(\.text)
    add("full rate shown", "전속 생산 확인", plant.fullRateShown)
    text += milestones.dropFirst()
    return text
  }
}

/// Works out the figures beside the bars.
struct ESSEntries {
  private let context: DrawContext
  private let s: Snapshot
  private let storage: StorageState
  /// The newest quarter on record.
  private let newest: StoragePeriod?

  init(_ context: DrawContext) {
    self.context = context
    s = context.snapshot
    storage = context.analysis.storage
    newest = storage.quarters.last
  }

  func all() -> [ESSEntry] { growth() + capacity() + energy() + notes() }

  private func entry(
    _ group: ESSGroup, _ label: Phrase, _ long: Phrase, _ reading: Reading, _ words: Phrase
  ) -> ESSEntry {
    ESSEntry(group: group, item: Item(long, reading), label: label, subject: .figure(words))
  }

  // MARK: growth

  private func growth() -> [ESSEntry] {
    var entries: [ESSEntry] = []
    if let newest {
      let q = newest.period.label
      let before = Growth.trailingFourQuarters(.storage, endingWith: newest.period.yearBefore, s)
      entries.append(
        entry(
          .growth, Phrase("TTM, 4 quarters", "TTM (4개 분기)"),
          Phrase("Storage, four quarters to \(q)", "ESS 설치, \(q)까지 4개 분기"), newest.trailing,
          Phrase("The sum of the newest four quarters.", "최근 4개 분기의 합계.")))
      entries += rate(
        Phrase("TTM YoY"), Phrase("Storage, four quarters, YoY", "ESS 설치 TTM, YoY"),
        Growth.change(from: before, to: newest.trailing))
      entries.append(
        entry(
          .growth, Phrase("\(q) YoY"), Phrase("Storage \(q), YoY", "ESS 설치 \(q), YoY"), newest.onYear,
          Phrase("The newest quarter against the same one a year before.", "최근 분기와 전년 동기의 비교.")))
      entries.append(
        entry(
          .growth, Phrase("\(q) QoQ"), Phrase("Storage \(q), QoQ", "ESS 설치 \(q), QoQ"),
          newest.onQuarter ?? .absent(.notApplicable),
          Phrase("The newest quarter against the one before.", "최근 분기와 직전 분기의 비교.")))
    }
    let whole = storage.years.filter { $0.deployed.figure != nil && $0.quartersSoFar == nil }
    if let first = whole.first, let last = whole.last, first.period < last.period {
      let span = "\(first.period.label)–\(last.period.label)"
      entries += rate(
        Phrase("CAGR \(span)"), Phrase("Storage, CAGR \(span)", "ESS 설치, \(span) CAGR"),
        Growth.compoundAnnualRate(from: first.deployed, to: last.deployed))
    }
    if let newest {
      let base = Growth.trailingFourQuarters(.storage, endingWith: newest.period.advanced(by: -12), s)
      if base.figure != nil {
        entries += rate(
          Phrase("TTM CAGR 3 years", "TTM 3년 CAGR"),
          Phrase("Storage, CAGR of four quarters over three years", "ESS 설치 TTM, 3년 CAGR"),
          Growth.compoundAnnualRate(from: base, to: newest.trailing))
      }
    }
    return entries
  }

  /// A rate of growth, and how long a doubling takes at it.
  private func rate(_ label: Phrase, _ long: Phrase, _ reading: Reading) -> [ESSEntry] {
    [
      entry(.growth, label, long, reading, Phrase("Growth a year.", "연간 성장률.")),
      entry(
        .growth, Phrase("  doubles in", "  두 배까지"), Phrase("Doubling time at: \(long.en)", "두 배 되는 기간: \(long.ko)"),
        Growth.doublingTime(atAnnualRate: reading),
        Phrase("How long a doubling takes at that rate of growth.", "같은 성장률이 이어질 때 두 배가 되는 데 걸리는 기간.")),
    ]
  }

  // MARK: factories and the energy business

  private func capacity() -> [ESSEntry] {
    let today = s.asOf.newYorkDay
    let plants = EnergyStorage.factories(s)
    guard !plants.isEmpty else { return [] }
    var entries = [
      entry(
        .capacity, Phrase("Nameplate", "명목 용량"), Phrase("Storage factories, nameplate in production", "ESS 공장 명목 용량"),
        storage.capacity.nameplate(on: today),
        Phrase(
          "What the plants in production are designed to build in a year; as installed where no design is on record.",
          "가동 중인 공장이 설계상 1년에 만들 수 있는 양; 설계 용량 기록이 없으면 설치 용량.")),
      entry(
        .capacity, Phrase("In operation", "가동 용량"), Phrase("Storage factories, capacity in operation", "ESS 공장 가동 용량"),
        storage.capacity.operating(on: today),
        Phrase(
          "What the company lists as installed in the plants in production; as designed where it lists nothing.",
          "가동 중인 공장에 설치된 것으로 회사가 공시한 용량; 공시가 없으면 명목 용량.")),
    ]
    if let newest {
      entries.append(
        entry(
          .capacity, Phrase("Used, \(newest.period.shortLabel) TTM", "가동률, \(newest.period.shortLabel) TTM"),
          Phrase("Storage factories, utilization", "ESS 공장 가동률"), newest.utilisation,
          Phrase(
            "Four quarters of deployments against the capacity in operation in them: a plant counts for the days that it ran.",
            "4개 분기 설치량을 같은 기간의 평균 가동 용량으로 나눈 값; 공장은 가동한 날만큼만 계산.")))
    }
    for plant in plants {
      let reading = plant.capacityReading
      let item = Item(plant.name, reading, citation: plant.capacity == nil ? plant.citation : nil)
      let mark = plant.production == nil ? "▫ " : "▪ "
      let name = Phrase(mark + ESSEntries.short(plant.name.en), mark + ESSEntries.short(plant.name.ko))
      entries.append(ESSEntry(group: .capacity, item: item, label: name, subject: .plant(plant)))
    }
    return entries
  }

  /// A plant's name without the kind of plant, which the title says, and without what is in brackets.
  static func short(_ name: String) -> String {
    var bytes = name.utf8[...]
    if let bracket = bytes.firstIndex(of: UInt8(ascii: "(")) { bytes = bytes[..<bracket] }
    while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
    for kind in ["Megafactory ", "Gigafactory ", "메가팩토리 ", "기가팩토리 "] where bytes.starts(with: kind.utf8) {
      bytes = bytes.dropFirst(kind.utf8.count)
    }
    return String(Substring(bytes))
  }

  private func energy() -> [ESSEntry] {
    guard let quarter = s.latestQuarter(.energyRevenue) else { return [] }
    let q = quarter.label
    let (revenue, cost) = (s.reading(.energyRevenue, quarter), s.reading(.energyCost, quarter))
    return [
      entry(
        .energy, Phrase("Revenue \(quarter.shortLabel)", "매출 \(quarter.shortLabel)"),
        Phrase("Energy revenue \(q)", "에너지 매출 \(q)"), revenue,
        Phrase("Revenue of energy generation and storage.", "에너지 생산·저장 매출.")),
      entry(
        .energy, Phrase("  YoY"), Phrase("Energy revenue \(q), YoY", "에너지 매출 \(q), YoY"),
        Growth.change(from: s.reading(.energyRevenue, quarter.yearBefore), to: revenue),
        Phrase("Against the same quarter a year before.", "전년 동기 대비.")),
      entry(
        .energy, Phrase("Gross profit", "매출총이익"), Phrase("Energy gross profit \(q)", "에너지 매출총이익 \(q)"),
        Growth.grossProfit(revenue: revenue, cost: cost), Phrase("Revenue less cost of energy revenue.", "에너지 매출에서 원가를 뺀 값.")),
      entry(
        .energy, Phrase("Gross margin", "매출총이익률"), Phrase("Energy gross margin \(q)", "에너지 매출총이익률 \(q)"),
        Growth.grossMargin(revenue: revenue, cost: cost), Phrase("Gross profit as a share of revenue.", "매출에서 매출총이익이 차지하는 비율.")),
    ]
  }

  // MARK: what was said

  private func notes() -> [ESSEntry] {
    var entries = storage.claims.compactMap { claim, period -> ESSEntry? in
      guard let figure = claim.figure else { return nil }
      let label = Phrase("Storage \(period.label), claimed", "ESS 설치 \(period.label), 주장")
      return ESSEntry(
        group: .notes, item: Item(label, .known(figure)), label: Phrase(period.shortLabel),
        subject: .claim(claim, reported: s.reading(.storage, period)))
    }
    guard let world = EnergyStorage.worldClaim(s), let figure = world.figure else { return entries }
    let end = world.due.map { $0.civil.month == 12 ? "\($0.year)" : $0.iso } ?? ""
    entries.append(
      ESSEntry(
        group: .notes, item: Item(Phrase("World storage installed to \(end)", "전 세계 ESS 누적 \(end)"), .known(figure)),
        label: Phrase("World to \(end)", "전 세계 \(end)"), subject: .claim(world, reported: .absent(.notApplicable))))
    return entries
  }
}
