import Analysis
import App
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

/// What the Claims panel works out before it draws, each part when it is first asked for.
final class ClaimsContent: PanelContent {
  var context: DrawContext

  init(_ context: DrawContext) { self.context = context }

  var judgements: [ClaimJudgement] { context.analysis.ledger.judgements }
  var tally: ClaimTally { context.analysis.tally }
  var topics: [ClaimLedger.Group] { context.analysis.topics }
  var speakers: [ClaimLedger.Group] { context.analysis.speakers }
  private(set) lazy var groups = topics + speakers
  var history: [ClaimLedger.Change] { context.analysis.verdictHistory }
  var view: ClaimsView { ClaimsView(rawValue: context.state.view(of: .claims)) ?? .ledger }

  /// The claims that pass the filters, by position in the ledger, in the order chosen.
  private(set) lazy var order = ordered()
  /// The list in few and in many columns, without a cursor.
  let list = Latest<Bool, Table<ClaimJudgement>>()
  /// What changed when, without a cursor.
  private(set) lazy var changes = ClaimsHistory.table(of: self)
  private(set) lazy var curves = ClaimsHistory.curves(of: self)

  /// The judgement under the cursor of the ledger.
  var selected: (place: Int, position: Int)? {
    guard !order.isEmpty else { return nil }
    let cursor = context.state.cursor(.claims, view: ClaimsView.ledger.rawValue) ?? 0
    let place = max(0, min(order.count - 1, cursor))
    return (place, order[place])
  }

  var count: Int {
    switch view {
    case .ledger: return order.count
    case .scoreboard: return topics.count + speakers.count
    case .history: return history.count
    }
  }

  /// The name of a group, a topic or a speaker.
  func name(ofGroup place: Int) -> Phrase {
    let key = groups[place].key
    return place < topics.count ? Names.topic(key.en) : key
  }

  /// The positions sorted by a key of two numbers; equal ones stay in the order of the record.
  private func ordered() -> [Int] {
    let (all, choices) = (judgements, context.state.claims)
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
      case .verdict: return (all[i].verdict.urgency, due)
      case .newest: return (0, all[i].judgedAt.map { -Int($0.seconds) } ?? .max)
      }
    }
    let chosen = all.indices.filter { choices.shows(all[$0]) }
    return chosen.map { (key($0), $0) }.sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }.map(\.1)
  }
}

/// How a verdict sorts and looks.
extension Verdict {
  /// Open ones first, then from worst to best, and last what cannot be judged.
  fileprivate var urgency: Int {
    switch self {
    case .open: return 0
    case .missed: return 1
    case .partly: return 2
    case .met: return 3
    case .unknown: return 4
    }
  }

  /// Its color wherever claims are shown.
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
