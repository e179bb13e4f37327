import Dashboard
import Finance
import Format
import Model

/// The scores of groups of claims as a table, CSV or JSON.
enum ClaimsScoreReport {
  typealias Row = (name: String, tally: ClaimTally)

  private static let counted: [Verdict] = [.met, .partly, .missed, .open, .unknown]

  static func text(_ rows: [Row], by key: String, _ format: TableFormat, _ language: Language) -> String {
    guard format == .table else { return forPrograms(rows, by: key, format) }
    let isKorean = language == .ko
    let hits = isKorean ? "적중률 %" : "hits %"
    return table(rows, .forecast, key, hits, isKorean ? "예측" : "Forecasts", language) + "\n"
      + table(rows, .statement, key, nil, isKorean ? "진술" : "Statements", language) + "\n" + explanation[language] + "\n"
  }

  /// How the rate comes about.
  private static let explanation = Phrase(
    "hits % = (met + partly / 2) / (met + partly + missed), of forecasts only. Statements are what was past, published or set when it was said.",
    "적중률 % = (적중 + 일부 적중 / 2) / (적중 + 일부 적중 + 빗나감), 예측만 계산. 진술은 말할 때 이미 지났거나 공개·공지된 일.")

  private static func table(
    _ rows: [Row], _ kind: ClaimKind, _ key: String, _ rate: String?, _ title: String, _ language: Language
  ) -> String {
    let head = [title] + counted.map { Names.of($0)[language] } + [language == .ko ? "합계" : "all"] + (rate.map { [$0] } ?? [])
    let lines = rows.filter { $0.tally[kind].total > 0 }.map { row -> [String] in
      let counts = row.tally[kind]
      let numbers = counted.map { "\(counts[$0])" } + ["\(counts.total)"]
      let hits = rate.map { _ in [row.tally.hitRate.map { Numbers.grouped($0, 1) } ?? "–"] } ?? []
      return [row.name] + numbers + hits
    }
    return TextTable.aligned([head] + lines, right: Set(1..<head.count))
  }

  /// One row a group: of forecasts the counts and the rate, of statements the counts.
  private static func forPrograms(_ rows: [Row], by key: String, _ format: TableFormat) -> String {
    let words = counted.map(\.rawValue)
    let columns = [key] + words + ["forecasts", "hit_rate"] + words.map { "statements_" + $0 } + ["statements", "claims"]
    func numbers(_ counts: ClaimCounts) -> [TextTable.Value] { counted.map { .number(Double(counts[$0])) } }
    let values = rows.map { name, tally -> [TextTable.Value] in
      let rate: TextTable.Value = .optional(tally.hitRate)
      let forecasts = numbers(tally.forecasts) + [.number(Double(tally.forecasts.total)), rate]
      let statements = numbers(tally.statements) + [.number(Double(tally.statements.total))]
      return [.text(name)] + forecasts + statements + [.number(Double(tally.all.total))]
    }
    return TextTable.printed(columns, values, format, right: Set(1..<columns.count))
  }
}
