package import Analysis
package import Canvas
internal import Finance
package import Format
package import Model

/// What a panel draws from: the snapshot, the user's choices, and the words and numbers for them.
package struct DrawContext {
  /// What the snapshot comes to, shared with the panels and reports of the same moment.
  package let analysis: Analysis
  /// What the user has chosen; drawing only reads it.
  package let state: AppState
  /// The panels, the commands and the keys in force.
  package let registry: Registry
  /// The size of the screen, which decides what is in sight.
  package let size: Size
  /// Numbers and dates in the language and currency of the screen, at the exchange rates known at the moment.
  package let format: Formatter
  /// The content of the frame before; unowned, because it holds a content that holds its context.
  unowned let memory: PanelMemory?

  /// For a screen; without a memory every content is worked out again.
  package init(_ analysis: Analysis, _ state: AppState, of registry: Registry, size: Size, memory: PanelMemory? = nil) {
    self.analysis = analysis
    self.state = state
    self.registry = registry
    self.size = size
    self.memory = memory
    format = Formatter(
      language: state.language, currency: state.currency, rates: ExchangeRates(analysis.snapshot),
      time: state.settings.now.timeFormat)
  }

  /// The same at another state; nothing of the frame before is used.
  package func with(_ state: AppState) -> DrawContext { DrawContext(analysis, state, of: registry, size: size) }

  /// What is known at the moment looked at.
  package var snapshot: Snapshot { analysis.snapshot }

  /// The language of the screen.
  package var language: Language { state.language }

  /// The words of a phrase in the language of the screen.
  package func words(_ phrase: Phrase) -> String { phrase[state.language] }

  /// The words in the language of the screen.
  package func words(_ en: String, _ ko: String) -> String { state.language.words(en, ko) }

  /// The cursor of a panel with a number of items, kept within them.
  package func cursor<P: Panel>(_ panel: P.Type, _ count: Int) -> Int {
    count == 0 ? 0 : max(0, min(count - 1, state.cursors[P.id] ?? panel.home(self)))
  }

  /// The panel that is open.
  package var panel: any Panel.Type { registry.panel(state.panel) }

  /// The scenario in force: the chosen one, or the first that is known at this moment.
  package var scenario: Scenario? { analysis.scenarios.first { $0.id == state.scenario } ?? analysis.scenarios.first }

  // MARK: keys

  /// The first key of a command, as it is in force: what words on screen say to press.
  package func key(_ command: CommandID) -> String { registry.key(command) }

  /// In a replay the way back to now, which leads a footer; otherwise nothing.
  package var backToNow: [[CommandID]] { state.moment == .now ? [] : [[.now]] }

  /// What leads on from a moment at which there is nothing, behind the words that say so.
  package var otherMoments: Phrase {
    let (next, now) = (key(.timeForward), key(.now))
    return Phrase(" \(next) next moment, \(now) now.", " \(next) 다음 시점, \(now) 현재.")
  }

  // MARK: roles

  /// The role of a figure by who says so: estimate, claim and report look different everywhere in the same way.
  package func role(_ figure: Figure) -> Role {
    switch figure.provenance {
    case .reported: return snapshot.isNew(figure) ? .new : .reported
    case .derived(_, let inputs):
      // What rests on a claim or an assumption is no better than that.
      for input in inputs {
        let role: Role = role(input)
        if role == .claim || role == .assumed || role == .estimate { return role }
      }
      return snapshot.isNew(figure) ? .new : .reported
    case .consensus: return .estimate
    case .claimed: return .claim
    case .assumed: return .assumed
    }
  }

  /// The role of a figure; what is missing is muted.
  package func role(_ reading: Reading) -> Role { reading.figure.map { role($0) } ?? .muted }

  /// The role of a change: up, down or neither.
  package func role(ofChange reading: Reading) -> Role {
    reading.value.map { Role(ofChange: $0) } ?? .muted
  }

  /// The mark behind a figure that no source confirms.
  package func mark(_ figure: Figure) -> String { figure.provenance.confidence == .unverified ? "*" : "" }
  /// The same of a reading; empty where there is no figure.
  package func mark(_ reading: Reading) -> String { reading.figure.map { mark($0) } ?? "" }

  /// The day of the exchange rate that an amount in won is based on, in brackets; empty for other amounts.
  package func rateNote(_ won: Figure) -> String {
    guard let note = format.rateNote(in: won) else { return "" }
    return words(" (rate of \(note))", " (환율 \(note))")
  }
}

extension Role {
  /// Up, down or neither.
  package init(ofChange value: Double) { self = value > 0 ? .up : value < 0 ? .down : .muted }
}
