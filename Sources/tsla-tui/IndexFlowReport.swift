import Dashboard
import Finance
import Format
import Model
import Reports

/// The trade of funds in a security at a rebalance, to be printed.
struct FlowReport: IndexReport {
  /// Where an estimate of the assets comes from.
  struct Estimate {
    /// The one fund that is counted; empty for several.
    var fund: String
    var name: String
    var source: String
    var date: String
    /// Whether the assets are of the time of the trade.
    var isOfTheTime: Bool
  }

  struct Row {
    /// USD.
    var assets: Double
    var estimate: Estimate?
  }

  /// The day of the prices, and which rebalance it is, where it is one of the facts.
  var date: FiguresDate?
  var rebalance: String?
  var name: Phrase?
  var tradeDay: Day?
  let ticker: String
  /// Weights as fractions, at the prices of the trade.
  let before: Double
  let after: Double
  /// USD a share.
  let price: Double
  /// Mean daily volume, shares; nil where it is not known.
  let adv: Double?
  /// The part of the index that changes hands, one way; a fraction.
  let turnover: Double?
  /// Whether the weight after is the rules' or the prices are those before the trade; nil for what the user gives.
  let isEstimate: Bool?
  let rows: [Row]

  private func trade(_ row: Row) -> (amount: Double, shares: Double, days: Double?) {
    let trade = IndexTrade(before: before, after: after, assets: row.assets, price: price, volume: adv ?? .nan)
    return (trade.amount, trade.shares, adv == nil ? nil : trade.days)
  }

  // MARK: for programs

  var csv: String {
    var columns = [
      "ticker", "weight_before", "weight_after", "change", "assets_usd", "amount_usd", "price", "shares", "adv", "days",
    ]
    if date != nil { columns += ["price_day", "age_days", "fund", "of_the_time", "name", "source", "date", "estimate"] }
    let cells = rows.map { row -> [TextTable.Value] in
      let trade = trade(row)
      let values: [TextTable.Value] = [
        .text(ticker), .number(before), .number(after), .number(after - before), .number(row.assets), .number(trade.amount),
        .number(price), .number(trade.shares), .optional(adv), .optional(trade.days),
      ]
      guard let date else { return values }
      return values + [
        .text(date.day.iso), .number(Double(date.age)), .optional(row.estimate?.fund),
        .text(row.estimate?.isOfTheTime == true ? "true" : "false"), .optional(row.estimate?.name),
        .optional(row.estimate?.source), .optional(row.estimate?.date),
        .text(isEstimate == true ? "true" : "false"),
      ]
    }
    return TextTable.printed(columns, cells, .csv)
  }

  var json: JSON {
    let trades = rows.map { row -> JSON in
      let trade = trade(row)
      var members: [(name: String, value: JSON)] = [
        ("assets_usd", .number(row.assets)), ("amount_usd", .number(trade.amount)), ("shares", .number(trade.shares)),
        ("days", .optional(trade.days)),
      ]
      if let estimate = row.estimate {
        members += [
          ("fund", .optional(estimate.fund.isEmpty ? nil : estimate.fund)), ("of_the_time", .bool(estimate.isOfTheTime)),
          ("name", .text(estimate.name)), ("source", .text(estimate.source)), ("date", .text(estimate.date)),
        ]
      }
      return .object(members)
    }
    return .object(
      FiguresDate.members(date, rebalance) + [
        ("ticker", .text(ticker)), ("price_day", .optional(date?.day.iso)), ("trade_day", .optional(tradeDay?.iso)),
        ("estimate", .optional(isEstimate.map { .bool($0) })),
        ("weight_before", .number(before)),
        ("weight_after", .number(after)), ("change", .number(after - before)), ("price", .number(price)), ("adv", .optional(adv)),
        ("turnover", .optional(turnover)), ("trades", .array(trades)),
      ])
  }

  // MARK: for people

  func table(_ language: Language) -> String {
    func words(_ en: String, _ ko: String) -> String { language.words(en, ko) }
    let change = Numbers.signed((after - before) * 100, 3)
    var head = ""
    if let name, let rebalance, let tradeDay {
      head = words(
        "\(name.en) \(rebalance), trade at the close of \(tradeDay.iso)", "\(name.ko) \(rebalance), \(tradeDay.iso) 종가에 매매")
      if isEstimate == true { head += words("; an estimate at earlier prices or by rule", "; 매매 전 가격이나 규칙에 따른 추정") }
      head += "\n"
    }
    head +=
      "\(ticker): \(percent(before)) → \(percent(after)) (\(change)pp)"
      + words(", price \(Numbers.grouped(price, 2)) USD", ", 가격 \(Numbers.grouped(price, 2))달러")
    if let adv { head += words(", mean volume \(Numbers.grouped(adv)) shares", ", 평균 거래량 \(Numbers.grouped(adv))주") }
    let hasNames = rows.contains { $0.estimate != nil }
    let (numbers, names) =
      language == .ko
      ? (["자산 (10억 달러)", "금액 (100만 달러)", "주식 수", "하루 거래량의 %"], ["펀드", "추정", "자산 시점"])
      : (["ASSETS USD bn", "AMOUNT USD m", "SHARES", "% OF A DAY'S VOLUME"], ["FUND", "ESTIMATE", "ASSETS OF"])
    var cells = [numbers + (hasNames ? names : [])]
    for row in rows {
      let trade = trade(row)
      let estimate = row.estimate.map { estimate in
        [
          estimate.fund.isEmpty ? "–" : estimate.fund, estimate.name,
          estimate.date + (estimate.isOfTheTime ? "" : words(", another time", ", 다른 시기")),
        ]
      }
      cells.append(
        [
          Numbers.grouped(row.assets / 1e9, 2), Numbers.signed(trade.amount / 1e6, 1), Numbers.signed(trade.shares, 0),
          trade.days.map { Numbers.plain($0 * 100, 1) + "%" } ?? "∅",
        ] + (estimate ?? []))
    }
    let table = head + "\n\n" + TextTable.aligned(cells, right: [0, 1, 2, 3]) + notes(words)
    guard let turnover else { return table }
    return table
      + words(
        "\nTurnover of the index, one way: \(percent(turnover, 2)). Below zero is a sale.\n",
        "\n지수 회전율(편도): \(percent(turnover, 2)). 음수는 매도.\n")
  }

  /// What must not be read out of the rows: that one fund is several, or that assets of another time were traded.
  private func notes(_ words: (String, String) -> String) -> String {
    var lines: [String] = []
    let funds = Dictionary(grouping: rows.compactMap(\.estimate?.fund).filter { !$0.isEmpty }) { $0 }
    for (fund, same) in funds.sorted(by: { $0.key < $1.key }) where same.count > 1 {
      lines.append(
        words("\(fund) is one fund, counted \(same.count) times here.", "\(fund) \(same.count)행은 같은 펀드를 다른 시점·방법으로 센 것."))
    }
    if rows.contains(where: { $0.estimate?.isOfTheTime == false }) {
      lines.append(
        words(
          "Another time: the change of weight of this rebalance × assets of another; for scale, no trade that took place.",
          "다른 시기: 이 리밸런싱의 비중 변화 × 다른 시기의 자산; 크기 비교용이며 실제 매매가 아님."))
    }
    return lines.isEmpty ? "" : "\n" + lines.map { $0 + "\n" }.joined()
  }
}
