package import Finance
package import Format
import Model

extension Report {
  /// What claims are counted by.
  package enum ScoreGrouping: String, CaseIterable, Sendable {
    case topic, speaker, time
  }

  private typealias Score = (name: Value, tally: ClaimTally)

  /// How the claims of a topic or a speaker have done, or all claims up to a day.
  package static func claimScores(_ ledger: ClaimLedger, by grouping: ScoreGrouping, _ format: Formatter) -> Report {
    let key = grouping == .time ? "date" : grouping.rawValue
    let scores = scores(ledger, by: grouping)
    return Report(format) {
      counts(scores, .forecast, key, Phrase("Forecasts", "예측"))
      lines("")
      counts(scores, .statement, key, Phrase("Statements", "진술"))
      lines("", explanation[format.language])
      table(scores, in: .machines) {
        Column(key) { $0.name }
        for verdict in Verdict.tally { Column(verdict.rawValue) { .count($0.tally.forecasts[verdict]) } }
        Column("forecasts") { .count($0.tally.forecasts.total) }
        Column("hit_rate") { .number($0.tally.hitRate) }
        for verdict in Verdict.tally { Column("statements_" + verdict.rawValue) { .count($0.tally.statements[verdict]) } }
        Column("statements") { .count($0.tally.statements.total) }
        Column("claims") { .count($0.tally.all.total) }
      }
    }
  }

  /// How the rate comes about.
  private static let explanation = Phrase(
    "hit % = (met + partly / 2) / (met + partly + missed), of forecasts only. Statements are what was past, published or set when it was said.",
    "적중률 % = (적중 + 일부 적중 / 2) / (적중 + 일부 적중 + 빗나감), 예측만 계산. 진술은 말할 때 이미 지났거나 공개·공지된 일.")

  private static func counts(_ scores: [Score], _ kind: ClaimKind, _ key: String, _ title: Phrase) -> Section {
    table(scores.filter { $0.tally[kind].total > 0 }, in: .text) {
      Column(key, title) { $0.name }
      for verdict in Verdict.tally { Column(verdict.rawValue, Names.of(verdict)) { .count($0.tally[kind][verdict]) } }
      Column("all", Phrase("all", "합계")) { .count($0.tally[kind].total) }
      if kind == .forecast {
        Column("hit_rate", Phrase("hit %", "적중률 %"), missing: "–") { .number($0.tally.hitRate, 1) }
      }
    }
  }

  private static func scores(_ ledger: ClaimLedger, by grouping: ScoreGrouping) -> [Score] {
    switch grouping {
    case .topic: return ledger.topics().map { (.term($0.key.en, Names.topic($0.key.en)), $0.tally) }
    case .speaker: return ledger.speakers().map { (.phrase($0.key), $0.tally) }
    case .time:
      let history = ledger.history()
      // The last change of a day has the counts at its end.
      let ends = history.indices.filter { i in
        i + 1 == history.count || history[i + 1].instant.newYorkDay != history[i].instant.newYorkDay
      }
      return ends.map { (.day(history[$0].instant.newYorkDay), history[$0].tally) }
    }
  }
}
