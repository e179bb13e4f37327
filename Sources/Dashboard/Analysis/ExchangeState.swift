package import Model

/// Whether the exchange is open at a moment, and when that changes.
package struct ExchangeState {
  /// Before and after a session on its own day in New York, or a day without one.
  package enum Phase: Sendable { case beforeOpen, open, afterClose, weekend, holiday }

  /// The phase of the day in New York at the moment.
  package let phase: Phase
  /// When the session closes, or the next one opens.
  package let change: Instant

  init(_ s: Snapshot) {
    let today = s.asOf.newYorkDay
    let session = Sessions.session(on: today)
    let next = Sessions.next(after: today, asOf: s.asOf).open
    switch session {
    case let session? where s.asOf < session.open: (phase, change) = (.beforeOpen, session.open)
    case let session? where s.asOf < session.close: (phase, change) = (.open, session.close)
    case _?: (phase, change) = (.afterClose, next)
    case nil: (phase, change) = (today.weekday == 0 || today.weekday == 6 ? .weekend : .holiday, next)
    }
  }
}
