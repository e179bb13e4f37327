package import Finance
package import Model

/// A step of an earnings day.
package struct EarningsStep {
  /// When it comes or came.
  package var instant: Instant
  /// Its name in the list; of an index event or a call the event's title.
  package var label: Phrase
  /// What it brought, where that is no price: shown with its unit.
  package var value: Reading?
  /// USD a share; nil where the step brings no price, absent while the price is to come.
  package var price: Reading?
  /// From the close before the release, percent; nil where the step brings none.
  package var change: Reading?
  /// Whether only a pattern says when it comes.
  package var isExpected = false
}

/// The steps around a release, from the deliveries of the quarter to the close a week later.
package struct EarningsSteps {
  /// The stretch of time that the steps lie in, with the earnings day that it is about.
  package let window: EarningsWindow
  /// The prices around the release, as far as they are known.
  package let reaction: EarningsReaction
  /// In order of time, some of them perhaps still to come.
  package private(set) var steps: [EarningsStep] = []
  /// The newest step that has been reached.
  package let current: Int?

  /// Nil away from an earnings day.
  init?(_ s: Snapshot) {
    guard let window = EarningsWindow.around(s) else { return nil }
    let (day, next) = (window.day, window.day.nextSession)
    let reaction = EarningsReaction(day, s)
    var steps = EarningsSteps.events(window, next, s)
    if let deliveries = window.deliveries {
      steps.append(
        EarningsStep(
          instant: deliveries.provenance.knownAt, label: Phrase("deliveries", "인도"), value: .known(deliveries)))
    }
    steps += [
      EarningsStep(instant: day.closeBefore.close, label: Phrase("prior close", "직전 종가"), price: reaction.closeBefore),
      EarningsStep(
        instant: day.release, label: Phrase("results, EPS", "실적 발표 EPS"), value: s.firstPrint(.epsNonGAAP, day.quarter),
        isExpected: window.isExpected),
      EarningsStep(
        instant: next.open, label: Phrase("next open", "다음 시가"), price: reaction.open, change: reaction.gap),
      EarningsStep(
        instant: next.close, label: Phrase("first close", "첫 종가"), price: reaction.firstClose, change: reaction.firstDay),
      EarningsStep(
        instant: day.weekLater.close, label: Phrase("a week later", "1주 뒤 종가"), price: reaction.fifthClose,
        change: reaction.week),
    ]
    steps = steps.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }.map(\.element)
    (self.window, self.reaction, self.steps) = (window, reaction, steps)
    current = steps.lastIndex { $0.instant <= s.asOf }
  }

  /// The index events of the window, and what the company does between the release and the next open: the call.
  private static func events(_ window: EarningsWindow, _ next: Session, _ s: Snapshot) -> [EarningsStep] {
    let day = window.day
    let (start, end) = (window.deliveries?.provenance.knownAt ?? day.closeBefore.close, day.weekLater.close)
    return s.events.compactMap { event in
      let isIndex = event.kind == .index && event.start > start && event.start <= end
      let isCall = event.kind == .release && event.hasTime && event.start > day.release && event.start < next.open
      return isIndex || isCall
        ? EarningsStep(instant: event.start, label: event.title, isExpected: event.isExpected) : nil
    }
  }
}
