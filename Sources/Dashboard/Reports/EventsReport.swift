package import Format
package import Model

extension Report {
  /// Events, oldest first.
  package static func events(_ events: [Event], _ format: Formatter) -> Report {
    Report(format) {
      table(events, text: "date time_et seoul kind event detail value unit") {
        Column("date") { .day($0.day) }
        Column("time_et") { .text($0.hasTime ? $0.start.local(in: .newYork).clock : "") }
        Column("seoul") { $0.hasTime ? .text($0.start.isoInSeoul) : "" }
        Column("kind") { .text($0.kind.rawValue) }
        Column("event") { .phrase($0.title) }
        Column("detail") { .phrase($0.detail ?? Phrase("")) }
        Column("value") { .number($0.figure?.value) }
        Column("unit") { .text($0.figure == nil ? "" : $0.unitText) }
        Column("known_at") { .instant($0.knownAt) }
        Column("source") { .joined($0.citation.sources) }
        Column("confidence") { .text($0.citation.confidence.rawValue) }
      }
    }
  }
}
