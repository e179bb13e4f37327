import ArgumentParser
import Dashboard
import Finance
import Format
import Model
import Reports

/// Prints the dates of rebalances.
struct CalendarIndex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Print the dates of the rebalances of the Nasdaq-100.",
    discussion: """
      A rebalance is listed where the day it takes effect lies in the range. Quarterly and annual ones follow from the \
      rule of today, for all years; special ones are those of the facts.
      Example: tsla-tui calendar index --from 2026-01-01 --to 2026-12-31
      """)

  @OptionGroup var range: CalendarRange

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FactsOption

  private static let columns = [
    "kind", "reference_date", "announcement_date", "third_friday", "trade_close_date", "effective_date",
  ]

  func run() throws {
    let (instant, language) = (moment.instant, moment.language)
    let (first, last) = try range.days(at: instant, language)
    let snapshot = try record.snapshot(at: instant, language)
    let all = RebalanceDates.all(from: first, through: last, snapshot.rebalances, asOf: instant)
    switch format {
    case .table: writeOut(Self.table(all, first, last, language))
    case .csv, .json: TextTable.write(Self.columns, all.lazy.map(Self.row), format)
    }
  }

  private static func row(_ dates: RebalanceDates) -> [TextTable.Value] {
    [
      .text(dates.kind.rawValue), .text(dates.reference.iso), .text(dates.announcement.iso), .text(dates.thirdFriday.iso),
      .text(dates.tradeClose.iso), .text(dates.effective.iso),
    ]
  }

  private static func table(_ all: [RebalanceDates], _ first: Day, _ last: Day, _ language: Language) -> String {
    let formatter = Formatter(language: language)
    func words(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }
    let head = words(
      "Rebalances of the Nasdaq-100 in force from \(first.iso) to \(last.iso): \(all.count)\n",
      "나스닥100 리밸런싱, 적용일 \(first.iso) – \(last.iso): \(all.count)건\n")
    guard !all.isEmpty else { return head }
    var rows = [
      language == .ko
        ? ["종류", "기준일", "발표일", "셋째 금요일", "매매 종가일", "매매 종가 (서울)", "적용일"]
        : ["KIND", "REFERENCE", "ANNOUNCED", "THIRD FRIDAY", "TRADE AT CLOSE", "CLOSE IN SEOUL", "IN FORCE"]
    ]
    for dates in all {
      let third = dates.thirdFriday.iso + (Sessions.isOpen(dates.thirdFriday) ? "" : words(" closed", " 휴장"))
      let close = Sessions.session(on: dates.tradeClose)?.close
      rows.append([
        dates.kind.name[language], formatter.isoWeekday(dates.reference), formatter.isoWeekday(dates.announcement), third,
        formatter.isoWeekday(dates.tradeClose), close.map(formatter.isoSeoul) ?? "", formatter.isoWeekday(dates.effective),
      ])
    }
    let foot = words(
      "Funds trade at the close; the new weights hold from the open of the day in force. Announced after the close.\n",
      "펀드는 종가에 매매; 새 비중은 적용일 개장부터. 발표는 장 마감 후.\n")
    return head + "\n" + TextTable.aligned(rows) + "\n" + foot
  }
}
