import Canvas
import Finance
import Model

/// What the cursor of the index panel can stand on.
enum IndexSpot: Sendable {
  /// The moment itself, at the head of the agenda.
  case today
  case event(Event)
  case weight(WeightRow)
  /// The change of the company's weight, the close and the mean volume that the flow rests on.
  case basis(Phrase, Reading)
  case flow(TrackingFlow)

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

/// What the index panel shows at a moment, gathered once for a frame.
struct IndexContent {
  let record: IndexRecord?
  let spots: [IndexSpot]

  /// Securities in the list; the rest is too small to be read off a bar.
  static let largest = 40
  private static let (coming, past) = (8, 12)

  init(_ scene: Scene) {
    let s = scene.snapshot
    let record = IndexRecord(s, largest: IndexContent.largest)
    let agenda = IndexContent.agenda(s)
    var weights: [IndexSpot] = []
    if let record { weights = record.rows.map { .weight($0) } + [.weight(record.seven)] }
    if let flow = record?.flow {
      weights += IndexContent.basis(flow).map { .basis($0.0, $0.1) } + flow.rows.map { .flow($0) }
    }
    self.record = record
    spots = scene.state.view(of: .index) == 1 && !weights.isEmpty ? weights + agenda : agenda + weights
  }

  /// The moment, what is coming, soonest first, and what was, newest first.
  private static func agenda(_ s: Snapshot) -> [IndexSpot] {
    let shown: Set<EventKind> = [.index, .release, .price, .period]
    let events = s.events.filter { shown.contains($0.kind) }
    let ahead = events.filter { $0.start > s.asOf }.prefix(coming)
    let before = events.filter { $0.start <= s.asOf }.suffix(past).reversed()
    return [.today] + ahead.map { .event($0) } + before.map { .event($0) }
  }

  /// What the flow is computed from.
  static func basis(_ flow: IndexFlow) -> [(Phrase, Reading)] {
    [
      (Phrase("change of weight", "비중 변화"), flow.weights.change), (Phrase("close", "종가"), flow.close),
      (Phrase("mean volume, \(IndexFlow.sessions) sessions", "\(IndexFlow.sessions)거래일 평균 거래량"), flow.volume),
    ]
  }

  /// The positions of a part's spots; each part is one stretch.
  func range(_ part: IndexPart) -> Range<Int> {
    guard let first = spots.firstIndex(where: { $0.part == part }) else { return 0..<0 }
    let last = spots.lastIndex { $0.part == part } ?? first
    return first..<last + 1
  }

  /// The day that the calendar shows for a position: that of the event, otherwise today.
  func day(at cursor: Int, _ s: Snapshot) -> Day {
    if spots.indices.contains(cursor), case .event(let event) = spots[cursor] { return event.day }
    return s.asOf.newYorkDay
  }
}

extension IndexContent {
  /// The items of the panel, one a spot.
  func items(_ scene: Scene) -> [Item] { spots.map { item($0, scene) } }

  private func item(_ spot: IndexSpot, _ scene: Scene) -> Item {
    switch spot {
    case .today: return Item(Phrase("this moment", "현재 시점"), text: IndexContent.sessionText(scene.snapshot))
    case .event(let event):
      var text = [IndexContent.when(event)]
      if let detail = event.detail { text.append(detail) }
      return Item(event.title, event.figure.map { .known($0) }, citation: event.figure == nil ? event.citation : nil, text: text)
    case .weight(let row): return weightItem(row)
    case .basis(let name, let reading): return Item(name, reading)
    case .flow(let flow): return flowItem(flow)
    }
  }

  private func weightItem(_ row: WeightRow) -> Item {
    let day = record?.priceDay.iso ?? ""
    func text(_ reading: Reading, _ language: Language) -> String {
      Formatter(language: language).text(reading, decimals: 2)
    }
    var paragraphs = [Phrase(row.longName)]
    if record?.isAnnounced == true {
      paragraphs.append(
        Phrase(
          "at the closes of \(day): \(text(row.before, .en)) before, \(text(row.after, .en)) after",
          "\(day) 종가 기준: 변경 전 \(text(row.before, .ko)), 변경 후 \(text(row.after, .ko))"))
    }
    let shown = row.after.figure == nil ? row.before : row.change
    let what =
      row.after.figure == nil
      ? Phrase("\(row.name.en), weight in the index", "\(row.name.ko) 지수 비중")
      : Phrase("\(row.name.en), change of weight", "\(row.name.ko) 비중 변화")
    return Item(what, shown, text: paragraphs)
  }

  private func flowItem(_ flow: TrackingFlow) -> Item {
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
