import Analysis
import Canvas
import Finance
import Format
import Model

/// The views of the Claims panel.
enum ClaimsView: Int, CaseIterable {
  case ledger, scoreboard, history

  var name: Phrase {
    switch self {
    case .ledger: return Phrase("ledger", "장부")
    case .scoreboard: return Phrase("scoreboard", "성적표")
    case .history: return Phrase("over time", "시간순")
    }
  }
}

/// What the Claims panel works out before it draws: which claims it shows in which order, its groups, and what changed when.
struct ClaimsContent: PanelContent {
  var scene: Scene
  let ledger: ClaimLedger
  /// The claims that pass the filters, by position in the ledger, in the order chosen.
  let order: [Int]
  let tally: ClaimTally
  let topics: [ClaimLedger.Group]
  let speakers: [ClaimLedger.Group]
  let history: [ClaimLedger.Change]
  /// The columns of the list: how wide they are is a matter of all its claims.
  let columns = Latest<Rect, ClaimsList.Columns>()

  init(_ scene: Scene) {
    self.scene = scene
    let ledger = scene.analysis.ledger
    let choices = scene.state.claims
    self.ledger = ledger
    tally = scene.analysis.tally
    topics = scene.analysis.topics
    speakers = scene.analysis.speakers
    history = scene.analysis.verdictHistory
    order = Self.order(ledger, choices, topics, speakers, scene.language)
  }

  var judgements: [ClaimJudgement] { ledger.judgements }
  var counts: ClaimCounts { tally.all }
  var view: ClaimsView { ClaimsView(rawValue: scene.state.view(of: .claims)) ?? .ledger }
  var groups: [ClaimLedger.Group] { topics + speakers }

  /// The judgement under the cursor of the ledger.
  var selected: (place: Int, position: Int)? {
    guard !order.isEmpty else { return nil }
    let cursor = scene.state.cursor(.claims, view: ClaimsView.ledger.rawValue) ?? 0
    let place = max(0, min(order.count - 1, cursor))
    return (place, order[place])
  }

  func count(_ view: ClaimsView) -> Int {
    switch view {
    case .ledger: return order.count
    case .scoreboard: return topics.count + speakers.count
    case .history: return history.count
    }
  }

  // MARK: filters and order

  static func passes(_ judgement: ClaimJudgement, _ choices: ClaimsChoices) -> Bool {
    if let topic = choices.topic, judgement.claim.topic != topic { return false }
    if let speaker = choices.speaker, judgement.claim.who != speaker { return false }
    return passes(judgement, choices.filter)
  }

  static func passes(_ judgement: ClaimJudgement, _ filter: ClaimFilter) -> Bool {
    switch filter {
    case .all: return true
    case .pressing: return judgement.standing.isPressing
    case .open: return judgement.verdict == .open
    case .met: return judgement.verdict == .met
    case .partly: return judgement.verdict == .partly
    case .missed: return judgement.verdict == .missed
    case .unknown: return judgement.verdict == .unknown
    case .differs: return judgement.differs
    case .forecasts: return judgement.claim.kind == .forecast
    case .statements: return judgement.claim.kind == .statement
    case .own: return judgement.claim.isOwn
    }
  }

  /// The positions by a key of two numbers; equal ones stay as they are in the record.
  private static func order(
    _ ledger: ClaimLedger, _ choices: ClaimsChoices, _ topics: [ClaimLedger.Group], _ speakers: [ClaimLedger.Group],
    _ language: Language
  ) -> [Int] {
    let all = ledger.judgements
    // Where each claim's group stands.
    func places(_ groups: [ClaimLedger.Group]) -> [Int] {
      var places = [Int](repeating: 0, count: all.count)
      for (place, group) in groups.enumerated() { for member in group.members { places[member] = place } }
      return places
    }
    let byGroup = choices.sort == .topic ? places(topics) : choices.sort == .speaker ? places(speakers) : []
    func key(_ i: Int) -> (Int, Int) {
      let due = Int(all[i].claim.due?.number ?? .max)
      switch choices.sort {
      case .topic, .speaker: return (byGroup[i], 0)
      // What is decided is no longer due.
      case .due: return (all[i].verdict == .open ? 0 : 1, due)
      case .verdict: return (all[i].verdict.place, due)
      case .newest: return (0, all[i].judgedAt.map { -Int($0.seconds) } ?? .max)
      }
    }
    let chosen = all.indices.filter { passes(all[$0], choices) }
    return chosen.map { (key($0), $0) }.sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }.map(\.1)
  }
}

extension ClaimStanding {
  /// Whether it is time to look.
  var isPressing: Bool {
    switch self {
    case .soon, .overdue: return true
    case .judged, .undated, .later: return false
    }
  }
}

extension Verdict {
  /// Open ones first, then from worst to best, and last what cannot be told.
  var place: Int {
    switch self {
    case .open: return 0
    case .missed: return 1
    case .partly: return 2
    case .met: return 3
    case .unknown: return 4
    }
  }

  var role: Role {
    switch self {
    case .met: return .met
    case .partly: return .partly
    case .open: return .open
    case .missed: return .missed
    case .unknown: return .muted
    }
  }
}
