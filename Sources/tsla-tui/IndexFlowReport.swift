import Dashboard
import Finance
import Model

/// The trade of funds in a security at a rebalance, to be printed.
struct FlowReport: IndexReport {
  /// Where an estimate of the assets comes from.
  struct Estimate {
    var name: String
    var source: String
    var date: String
  }

  struct Row {
    /// USD.
    var assets: Double
    var estimate: Estimate?
  }

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
  /// The day of the prices, where it is known.
  let day: Day?
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
    let isOfFacts = day != nil
    if isOfFacts { columns += ["name", "source", "date", "estimate"] }
    let cells = rows.map { row -> [TextTable.Value] in
      let trade = trade(row)
      let values: [TextTable.Value] = [
        .text(ticker), .number(before), .number(after), .number(after - before), .number(row.assets), .number(trade.amount),
        .number(price), .number(trade.shares), .optional(adv), .optional(trade.days),
      ]
      guard isOfFacts else { return values }
      return values + [
        .optional(row.estimate?.name), .optional(row.estimate?.source), .optional(row.estimate?.date),
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
        members += [("name", .text(estimate.name)), ("source", .text(estimate.source)), ("date", .text(estimate.date))]
      }
      return .object(members)
    }
    return .object([
      ("ticker", .text(ticker)), ("price_day", .optional(day?.iso)), ("estimate", .optional(isEstimate.map { .bool($0) })),
      ("weight_before", .number(before)),
      ("weight_after", .number(after)), ("change", .number(after - before)), ("price", .number(price)), ("adv", .optional(adv)),
      ("turnover", .optional(turnover)), ("trades", .array(trades)),
    ])
  }

  // MARK: for people

  func table(_ language: Language) -> String {
    func words(_ en: String, _ ko: String) -> String { language.words(en, ko) }
    let change = Numbers.signed((after - before) * 100, 3)
    var head =
      "\(ticker.withoutControls): \(percent(before)) → \(percent(after)) (\(change)pp)"
      + words(", price \(Numbers.grouped(price, 2)) USD", ", 가격 \(Numbers.grouped(price, 2))달러")
    if let adv { head += words(", mean volume \(Numbers.grouped(adv)) shares", ", 평균 거래량 \(Numbers.grouped(adv))주") }
    if let day { head += words(", at the closes of \(day.iso)", ", \(day.iso) 종가 기준") }
    if isEstimate == true { head += words("; an estimate before the trade", "; 매매 전 추정") }
    let hasNames = rows.contains { $0.estimate != nil }
    var cells = [
      (language == .ko
        ? ["자산 (10억 달러)", "금액 (100만 달러)", "주식 수", "거래일"] : ["ASSETS USD bn", "AMOUNT USD m", "SHARES", "DAYS OF VOLUME"])
        + (hasNames ? (language == .ko ? ["추정", "시점"] : ["ESTIMATE", "AS OF"]) : [])
    ]
    for row in rows {
      let trade = trade(row)
      cells.append(
        [
          Numbers.grouped(row.assets / 1e9, 2), Numbers.signed(trade.amount / 1e6, 1), Numbers.signed(trade.shares, 0),
          trade.days.map { Numbers.plain($0, 3) } ?? "?",
        ] + (hasNames ? [row.estimate?.name ?? "", row.estimate?.date ?? ""] : []))
    }
    let table = head + "\n\n" + TextTable.aligned(cells, right: [0, 1, 2, 3])
    guard let turnover else { return table }
    return table
      + words(
        "\nTurnover of the index, one way: \(percent(turnover, 2)). Below zero is a sale.\n",
        "\n지수 회전율(편도): \(percent(turnover, 2)). 음수는 매도.\n")
  }
}
