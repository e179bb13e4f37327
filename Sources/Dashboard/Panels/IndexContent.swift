import Canvas
import Finance
import Model

/// What the cursor of the index panel can stand on.
enum IndexSpot: Sendable {
  /// The moment itself, at the head of the agenda.
  case today
  /// A position in the events of the snapshot.
  case event(Int)
  /// A place in the order of the weights; the one after the last is the sum of the largest companies.
  case weight(Int)
  /// The change of the company's weight, the close or the mean volume that the flow rests on.
  case basis(Int)
  /// A row of the flow.
  case flow(Int)

  var part: IndexPart {
    switch self {
    case .today, .event: return .agenda
    case .weight: return .weights
    case .basis, .flow: return .flow
    }
  }
}

/// The parts of the index panel; small screens show the one under the cursor.
enum IndexPart: Sendable { case agenda, weights, flow }

/// What the index panel shows at a moment, gathered once for a snapshot.
struct IndexContent: PanelContent {
  static let panel = PanelID.index
  var scene: Scene
  let record: IndexRecord?
  let spots: [IndexSpot]

  /// Securities in the list; the rest is too small to be read off a bar.
  static let largest = 40
  private static let (coming, past) = (8, 12)

  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    let record = IndexRecord(s)
    let agenda = IndexContent.agenda(s)
    var weights: [IndexSpot] = []
    if let record { weights = (0...min(record.count, IndexContent.largest)).map { .weight($0) } }
    var trade: [IndexSpot] = []
    if let flow = record?.flow { trade = (0..<3).map { .basis($0) } + flow.rows.indices.map { .flow($0) } }
    self.record = record
    // The part that the view names comes first.
    switch scene.state.view(of: .index) {
    case 1 where !weights.isEmpty: spots = weights + trade + agenda
    case 2 where !trade.isEmpty: spots = trade + agenda + weights
    case 2 where !weights.isEmpty: spots = weights + agenda
    default: spots = agenda + weights + trade
    }
  }

  /// The moment, what is coming, soonest first, and what was, newest first.
  private static func agenda(_ s: Snapshot) -> [IndexSpot] {
    let next = s.events.indices.first { s.events[$0].start > s.asOf } ?? s.events.endIndex
    var spots: [IndexSpot] = [.today]
    var left = coming
    for i in next..<s.events.endIndex where left > 0 && isShown(s.events[i].kind) {
      spots.append(.event(i))
      left -= 1
    }
    left = past
    for i in (0..<next).reversed() where left > 0 && isShown(s.events[i].kind) {
      spots.append(.event(i))
      left -= 1
    }
    return spots
  }

  private static func isShown(_ kind: EventKind) -> Bool {
    switch kind {
    case .index, .release, .price, .period: return true
    default: return false
    }
  }

  /// What the flow is computed from.
  static func basis(_ k: Int, _ flow: IndexFlow) -> (label: Phrase, reading: Reading) {
    switch k {
    case 0: return (Phrase("change of weight", "비중 변화"), flow.weights.change)
    case 1: return (Phrase("close", "종가"), flow.close)
    default:
      let n = IndexFlow.sessions
      return (Phrase("mean volume, \(n) sessions", "\(n)거래일 평균 거래량"), flow.volume)
    }
  }

  /// The row of a place in the order of the weights.
  static func row(_ place: Int, _ record: IndexRecord) -> WeightRow {
    place < min(record.count, largest) ? record.row(place) : record.seven
  }

  /// The positions of a part's spots; each part is one stretch.
  func range(_ part: IndexPart) -> Range<Int> {
    guard let first = spots.firstIndex(where: { $0.part == part }) else { return 0..<0 }
    let last = spots.lastIndex { $0.part == part } ?? first
    return first..<last + 1
  }

  /// The day that the calendar shows for a position: that of the event, otherwise today.
  func day(at cursor: Int, _ s: Snapshot) -> Day {
    if spots.indices.contains(cursor), case .event(let i) = spots[cursor] { return s.events[i].day }
    return s.asOf.newYorkDay
  }
}

extension IndexContent {
  /// The items of the panel, one a spot.
  ///
  /// Only the one under the cursor has its paragraphs: nobody reads the others'.
  func items() -> [Item] {
    let cursor = scene.cursor(.index, spots.count)
    return spots.indices.map { item(spots[$0], isSelected: $0 == cursor, scene.snapshot) }
  }

  private func item(_ spot: IndexSpot, isSelected: Bool, _ s: Snapshot) -> Item {
    switch spot {
    case .today: return Item(Phrase("this moment", "현재 시점"), text: isSelected ? IndexContent.sessionText(s) : [])
    case .event(let i):
      let event = s.events[i]
      var item = Item(event.title, event.figure.map { .known($0) }, citation: event.figure == nil ? event.citation : nil)
      if isSelected { item.text = [IndexContent.when(event)] + (event.detail.map { [$0] } ?? []) }
      return item
    case .weight(let place):
      guard let record else { return Item(Phrase("")) }
      return weightItem(IndexContent.row(place, record), record, isSelected: isSelected)
    case .basis(let k):
      guard let flow = record?.flow else { return Item(Phrase("")) }
      let (label, reading) = IndexContent.basis(k, flow)
      return Item(label, reading)
    case .flow(let k):
      guard let flow = record?.flow else { return Item(Phrase("")) }
      return flowItem(flow.rows[k], isSelected: isSelected)
    }
  }

  private func weightItem(_ row: WeightRow, _ record: IndexRecord, isSelected: Bool) -> Item {
    let isPublished = row.after.figure != nil
    let what =
      isPublished
      ? Phrase("\(row.name.en), change of weight", "\(row.name.ko) 비중 변화")
      : Phrase("\(row.name.en), weight in the index", "\(row.name.ko) 지수 비중")
    var item = Item(what, isPublished ? row.change : row.before)
    guard isSelected else { return item }
    func text(_ reading: Reading, _ language: Language) -> String {
      Formatter(language: language).text(reading, decimals: 2)
    }
    let day = record.priceDay.iso
    item.text = [Phrase(row.longName)]
    if record.isAnnounced {
      item.text.append(
        Phrase(
          "at the closes of \(day): \(text(row.before, .en)) before, \(text(row.after, .en)) after",
          "\(day) 종가 기준: 변경 전 \(text(row.before, .ko)), 변경 후 \(text(row.after, .ko))"))
    }
    return item
  }

  private func flowItem(_ flow: TrackingFlow, isSelected: Bool) -> Item {
    guard isSelected else { return Item(flow.assets.name, flow.amount) }
    func text(_ reading: Reading, _ decimals: Int?, _ language: Language) -> String {
      Formatter(language: language).text(reading, decimals: decimals)
    }
    let status = IndexContent.status(flow.assets.status)
    let formula = Phrase(
      "\(text(flow.amount, nil, .en)) = \(text(flow.shares, nil, .en)) = \(text(flow.days, 3, .en)) days of mean volume",
      "\(text(flow.amount, nil, .ko)) = \(text(flow.shares, nil, .ko)) = 일평균 거래량의 \(text(flow.days, 3, .ko))일분")
    let origin = Phrase(
      "assets \(text(.known(flow.assets.figure), nil, .en)) as of \(flow.assets.asOfText); \(status.en)",
      "자산 \(text(.known(flow.assets.figure), nil, .ko)), 기준 \(flow.assets.asOfText); \(status.ko)")
    return Item(flow.assets.name, flow.amount, text: [formula, origin])
  }

  /// How an estimate of the assets came about, in words.
  static func status(_ status: String) -> Phrase {
    switch status {
    case "computed": return Phrase("computed", "계산")
    case "press": return Phrase("press", "언론")
    case "derived-unverified": return Phrase("back-solved, unverified", "역산·미확인")
    default: return Phrase(status)
    }
  }

  /// When an event is, in both places.
  static func when(_ event: Event) -> Phrase {
    func text(_ language: Language) -> String {
      let format = Formatter(language: language)
      guard event.hasTime else { return format.longDate(event.day) }
      return "\(format.newYork(event.start)) · \(format.seoul(event.start))"
    }
    return Phrase(text(.en), text(.ko))
  }

  /// Whether the exchange is open, and when it opens or closes next.
  static func sessionText(_ s: Snapshot) -> [Phrase] {
    let (state, instant, opens) = session(s)
    func moment(_ language: Language) -> String {
      let format = Formatter(language: language)
      return "\(format.newYork(instant)) · \(format.seoul(instant))"
    }
    let next =
      opens
      ? Phrase("The next session opens \(moment(.en)).", "다음 개장: \(moment(.ko))")
      : Phrase("The session closes \(moment(.en)).", "장 마감: \(moment(.ko))")
    let rule = Phrase(
      "Sessions of the Nasdaq by its published rules; Seoul has no summer time, New York has.",
      "나스닥 공개 규칙에 따른 거래일. 서울은 서머타임이 없고 뉴욕은 있음.")
    return [state, next, rule]
  }

  /// The state of the exchange, the instant at which it changes, and whether it opens then.
  static func session(_ s: Snapshot) -> (state: Phrase, change: Instant, opens: Bool) {
    let today = s.asOf.newYorkDay
    if let session = Sessions.session(on: today) {
      if s.asOf < session.open { return (Phrase("before the open", "개장 전"), session.open, true) }
      if s.asOf < session.close { return (Phrase("session open", "장중"), session.close, false) }
      return (Phrase("after the close", "장 마감 후"), Sessions.next(after: today).open, true)
    }
    let isWeekend = today.weekday == 0 || today.weekday == 6
    let state = isWeekend ? Phrase("weekend", "주말") : Phrase("exchange holiday", "휴장일")
    return (state, Sessions.next(after: today).open, true)
  }
}
