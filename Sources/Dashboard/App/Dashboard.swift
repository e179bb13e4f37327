package import Analysis
package import Canvas
import Documents
package import Finance
import Format
package import Model

/// The running program without its terminal: the book, the user's state and the snapshot that both of them make.
package struct Dashboard {
  /// The panels, commands and keys.
  package let registry: Registry
  /// The facts together with the user's own claims and scenarios.
  package private(set) var book: Book
  /// The moments to step through; collected at the first key, because the first frame does without them.
  private var collected: Timeline?
  /// What the user has chosen so far; keys and pastes change it, and so do notices and files that were read again.
  package internal(set) var state: AppState
  /// What the snapshot shown comes to; replaced as a whole with every new snapshot.
  package private(set) var analysis: Analysis
  private var now: Instant
  /// The moment that the snapshot was made for.
  private var shown = AsOf.now
  /// When the next entry of the agenda is due; for the live snapshot only.
  private var nextDue: Instant?
  let memory = PanelMemory()
  private let workers: Workers

  /// Shows the state as of now; the workers share what takes long to compute.
  package init(_ registry: Registry, book: Book, state: AppState, now: Instant, workers: Workers = .one) {
    self.registry = registry
    self.workers = workers
    self.book = book
    self.state = state
    self.now = now
    analysis = Analysis(Snapshot(of: book, asOf: now), workers: workers)
    renewSnapshot()
  }

  /// What is known at the moment looked at.
  package var snapshot: Snapshot { analysis.snapshot }

  private mutating func timeline() -> Timeline {
    if let collected { return collected }
    let timeline = Timeline(book)
    collected = timeline
    return timeline
  }

  private mutating func renewSnapshot() {
    shown = state.moment
    switch state.moment {
    case .now:
      if snapshot.asOf != now { show(Snapshot(of: book, asOf: now)) }
      nextDue = analysis.nextDates.first { $0.start != nil }?.start
    case .at(let instant): show(Self.snapshot(of: book, at: instant, timeline()))
    }
  }

  private mutating func show(_ snapshot: Snapshot) { analysis = Analysis(snapshot, workers: workers) }

  /// Takes another book; the moments to step through are collected again.
  private mutating func set(_ book: Book) {
    self.book = book
    collected = nil
    if state.moment == .now { show(Snapshot(of: book, asOf: now)) }
    renewSnapshot()
  }

  /// The snapshot of a replay: what became known since the moment before is marked as new.
  package static func snapshot(of book: Book, at instant: Instant, _ timeline: Timeline) -> Snapshot {
    Snapshot(of: book, asOf: instant, since: Timeline.previous(timeline.moments, before: instant))
  }

  /// Applies a key at a moment of the clock.
  package mutating func press(_ chord: Chord, now: Instant) -> Effect? {
    let (context, before) = (commandContext(now), state)
    let effect = App.press(chord, &state, context)
    moveAnchor(from: before)
    advance(to: now)
    return effect
  }

  /// Does a command by its id; nothing where there is none.
  package mutating func perform(_ id: CommandID, now: Instant) -> Effect? {
    let (context, before) = (commandContext(now), state)
    state.notice = nil
    let effect = PaletteTarget.command(id).perform(&state, context)
    moveAnchor(from: before)
    advance(to: now)
    return effect
  }

  mutating func commandContext(_ now: Instant) -> CommandContext {
    CommandContext(drawContext, timeline: timeline(), now: now)
  }

  /// What the screen is drawn from.
  package var drawContext: DrawContext { DrawContext(analysis, state, of: registry, size: memory.size, memory: memory) }

  /// Whether keys are letters of a text: in the search and in prompts.
  package var isTyping: Bool {
    switch state.overlay {
    case .prompt, .palette, .help(query: _?): true
    default: false
    }
  }

  /// Takes what was pasted: into the text that is being typed, and nowhere else.
  package mutating func paste(_ text: String, now: Instant) {
    let context = commandContext(now)
    App.paste(text, &state, context)
    advance(to: now)
  }

  /// Moves the clock.
  package mutating func advance(to now: Instant) {
    self.now = now
    let isDue = nextChange.map { $0 <= now } ?? false
    if shown != state.moment || isDue || state.moment == .now && now < snapshot.asOf { renewSnapshot() }
  }

  /// Shows in the footer, until the next key, what came of something outside.
  package mutating func show(_ notice: Notice) { state.notice = notice }

  /// The same behind what is said already.
  package mutating func add(_ notice: Notice) {
    state.notice =
      state.notice.map { Notice($0.text + Phrase(" · ") + notice.text, isFault: $0.isFault || notice.isFault) } ?? notice
  }

  /// The user's estimates as they stand in the files now.
  package mutating func set(estimates: [SavedEstimate], problems: [String]) {
    state.documents.estimates = estimates
    state.documents.estimateProblems = problems
  }

  /// The user's own claims as they stand in the file now.
  package mutating func set(claims: [Claim], problems: [String]) {
    state.documents.claimProblems = problems
    set(book.with(user: claims))
  }

  /// Shows a document that was just written where it belongs; a prompt that asked for it closes.
  package mutating func show(_ written: Written) {
    state.close()
    state.follow(.written(written), drawContext)
    if case .scenario(let id, let old) = written {
      // The changes in it no longer count as changes of the one it was made from.
      state.scenarioEdits.changes[old] = nil
      state.scenarioEdits.changes[id] = nil
      state.scenario = id
    }
  }

  /// The user's scenarios as they stand in the files now, and what was wrong with the files that could not be read.
  package mutating func set(scenarios: [Scenario], problems: [String]) {
    state.documents.scenarioProblems = problems
    set(book.with(user: scenarios))
  }

  /// A scenario with the user's changes under an id of its own, as it would be saved; nil where none has that id.
  ///
  /// What the moment gave it and the user left alone, its shares and exchange rate, stays with the moment.
  package func saved(_ id: String, from scenario: String) -> Scenario? {
    guard let shown = Scenarios.known(snapshot).first(where: { $0.id == scenario }) else { return nil }
    let changes = state.scenarioEdits.changes(of: scenario)
    var made = shown.completed(snapshot).changed(by: changes)
    made.entries.removeAll { shown.entry($0.key) == nil && changes.values[$0.key] == nil }
    made.id = id.composed
    if !shown.isUser || id != scenario { (made.name, made.who) = (Phrase(id), Scenario.you) }
    // One of the user's keeps the moment that it names.
    if !shown.isUser || id != scenario { made.knownAt = snapshot.asOf }
    made.isUser = true
    return made
  }

  /// Says in an open prompt what is wrong with the answer, and whether Enter again replaces what is there.
  package mutating func reject(_ fault: Phrase, mayReplace: Bool) {
    guard case .prompt(var prompt) = state.overlay else { return show(Notice(fault, isFault: true)) }
    (prompt.fault, prompt.mayReplace) = (fault, mayReplace)
    state.overlay = .prompt(prompt)
  }

  /// For terminals that cannot show Hangul.
  package mutating func useEnglish() { (state.language, state.isEnglishForced) = (.en, true) }

  /// The whole screen at a size, drawn with the panel content of the frame before where that still holds.
  package func frame(_ size: Size) -> Canvas {
    let context = DrawContext(analysis, state, of: registry, size: size, memory: memory)
    memory.begin(context)
    let canvas = App.frame(context)
    memory.regions = canvas.regions
    return canvas
  }

  /// When the picture changes by itself: at the next full minute while it shows the time, at the next second while a countdown shows
  /// seconds, never in a replay.
  package var nextChange: Instant? {
    guard state.moment == .now else { return nil }
    let asOf = snapshot.asOf
    let soon = nextDue.map { $0 - asOf <= 3600 } ?? false
    let step: Int64 = soon && registry.panel(state.panel).showsCountdown ? 1 : 60
    return Instant(seconds: (asOf.seconds / step + 1) * step)
  }
}
