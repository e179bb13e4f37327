package import Finance
package import Format
package import Model

extension Report {
  /// What funds trade in a security at a rebalance.
  package struct Flow {
    /// An estimate of the assets that follow the index.
    struct Assets {
      /// USD.
      var amount: Double
      /// Who counted them and when; nil for what the user gives.
      var estimate: TrackingAssets?
      var isOfTheTime = true
    }

    /// The rebalance of the facts that it is about.
    struct Record {
      let rebalance: Rebalance
      /// The day of the prices.
      let date: FiguresDate
      let tradeDay: Day
      /// Whether the weight after is the rules' or the prices are those before the trade.
      let isEstimate: Bool
    }

    let ticker: String
    /// The weights before and after, as fractions, at the prices of the trade.
    let before: Double
    let after: Double
    /// USD a share.
    let price: Double
    /// Mean daily volume, shares; nil where it is not known.
    let volume: Double?
    /// The part of the index that changes hands, one way; a fraction.
    let turnover: Double?
    let assets: [Assets]
    let record: Record?

    /// From what the user gives; assets in USD.
    package init(
      ticker: String, before: Double, after: Double, price: Double, volume: Double, turnover: Double, assets: [Double]
    ) {
      (self.ticker, self.before, self.after, self.price) = (ticker, before, after, price)
      (self.volume, self.turnover, record) = (volume, turnover, nil)
      self.assets = assets.map { Assets(amount: $0) }
    }

    /// From the facts; nil where the weights before and after or the price are not known.
    package init?(_ index: RebalanceWeights, asOf: Day) {
      guard let flow = index.flow, let ticker = index.companyTicker, let before = flow.weights.before.value,
        let after = flow.weights.after.value, let price = flow.close.value
      else { return nil }
      (self.ticker, self.before, self.after, self.price) = (ticker, before / 100, after / 100, price)
      (volume, turnover) = (flow.volume.value, index.turnover.map { $0 / 100 })
      assets = flow.rows.map {
        Assets(amount: $0.assets.figure.value * 1e9, estimate: $0.assets, isOfTheTime: $0.isOfTheTime)
      }
      record = Record(
        rebalance: index.rebalance, date: FiguresDate(day: flow.priceDay, asOf: asOf), tradeDay: flow.tradeDay,
        isEstimate: flow.isEstimate)
    }

    /// The day of the prices; nil for files.
    package var date: FiguresDate? { record?.date }
    fileprivate var change: Double { after - before }

    fileprivate func trade(_ assets: Assets) -> IndexTrade {
      IndexTrade(before: before, after: after, assets: assets.amount, price: price, volume: volume ?? .nan)
    }
  }

  /// The trade for each estimate of the assets.
  package static func indexFlow(_ flow: Flow, _ format: Formatter) -> Report {
    Report(format, csv: flowHeader + (flow.record == nil ? "" : flowRecordHeader)) {
      figures(of: flow.date, flow.record?.rebalance.id, format)
      lines(flow.record.map { flowTitle($0, format) }, flowTerms(flow, format))
      members(
        [
          "ticker": .text(flow.ticker), "price_day": .day(flow.date?.day), "trade_day": .day(flow.record?.tradeDay),
          "estimate": .flag(flow.record?.isEstimate), "weight_before": .number(flow.before),
          "weight_after": .number(flow.after), "change": .number(flow.change), "price": .number(flow.price),
          "adv": .number(flow.volume), "turnover": .number(flow.turnover),
        ], in: .machines)
      lines("")
      table(flow.assets, key: "trades", text: flow.record == nil ? flowColumns : flowColumns + " fund name date") {
        Column("assets_usd", Phrase("ASSETS USD bn", "자산 (10억 달러)")) {
          .shown(Numbers.grouped($0.amount / 1e9, 2), .number($0.amount))
        }
        Column("amount_usd", Phrase("AMOUNT USD m", "금액 (100만 달러)")) { assets in
          let amount = flow.trade(assets).amount
          return .shown(Numbers.signed(amount / 1e6, 1), .number(amount))
        }
        Column("shares", Phrase("SHARES", "주식 수")) { .signed(flow.trade($0).shares, 0) }
        Column("days", Phrase("% OF ADV", "하루 거래량의 %"), .right, missing: "∅") {
          flow.volume == nil ? .null : .percent(flow.trade($0).days, exactly: 1)
        }
        if flow.record != nil {
          Column("fund", Phrase("FUND", "펀드"), missing: "–") { .text($0.fund) }
          Column("of_the_time") { .flag($0.isOfTheTime) }
          Column("name", Phrase("ESTIMATE", "추정")) { .phrase($0.estimate?.name) }
          Column("source") { .joined($0.estimate?.figure.provenance.sources ?? []) }
          Column("date", Phrase("ASSETS OF", "자산 시점")) { assets in
            let date = assets.estimate?.asOfText ?? ""
            return assets.isOfTheTime ? .text(date) : .shown(date + format.words(", another date", ", 다른 시기"), .text(date))
          }
        }
      }
      lines(flowNotes(flow.assets, format))
      if let turnover = flow.turnover {
        let part = Names.percent(turnover, 2)
        lines(
          "",
          format.words(
            "Turnover of the index, one way: \(part). Below zero is a sale.", "지수 회전율(편도): \(part). 음수는 매도."))
      }
    }
  }

  private static let flowColumns = "assets_usd amount_usd shares days"
  private static let flowHeader = "ticker weight_before weight_after change assets_usd amount_usd price shares adv days"
  private static let flowRecordHeader = " price_day age_days fund of_the_time name source date estimate"

  // MARK: words

  private static func flowTitle(_ record: Flow.Record, _ format: Formatter) -> String {
    let (rebalance, day) = (record.rebalance, record.tradeDay.iso)
    let name = format.words(rebalance.kind.name)
    let estimate = format.words("; an estimate at earlier prices or by rule", "; 매매 전 가격이나 규칙에 따른 추정")
    return format.words("\(name) \(rebalance.id), trade at the close of \(day)", "\(name) \(rebalance.id), \(day) 종가에 매매")
      + (record.isEstimate ? estimate : "")
  }

  private static func flowTerms(_ flow: Flow, _ format: Formatter) -> String {
    let (change, price) = (Numbers.signed(flow.change * 100, 3), Numbers.grouped(flow.price, 2))
    let volume = flow.volume.map { volume in
      let shares = Numbers.grouped(volume)
      return format.words(", average volume \(shares) shares", ", 평균 거래량 \(shares)주")
    }
    return "\(flow.ticker): \(Names.percent(flow.before)) → \(Names.percent(flow.after)) (\(change)pp)"
      + format.words(", price \(price) USD", ", 가격 \(price)달러") + (volume ?? "")
  }

  /// What must not be read into the rows: that one fund is several, or that assets of another time were traded.
  private static func flowNotes(_ assets: [Flow.Assets], _ format: Formatter) -> [String] {
    let funds = Dictionary(grouping: assets.compactMap(\.fund)) { $0 }.mapValues(\.count).filter { $0.value > 1 }
    var notes = funds.sorted { $0.key < $1.key }.map { fund, count in
      format.words("\(fund) is one fund, counted \(count) times here.", "\(fund) \(count)행은 같은 펀드를 다른 시점·방법으로 센 것.")
    }
    if assets.contains(where: { !$0.isOfTheTime }) {
      notes.append(
        format.words(
          "Another date: this rebalance's change of weight × assets from another date; for scale, not an actual trade.",
          "다른 시기: 이 리밸런싱의 비중 변화 × 다른 시기의 자산; 크기 비교용이며 실제 매매가 아님."))
    }
    return notes.isEmpty ? [] : [""] + notes
  }
}

extension Report.Flow.Assets {
  /// The one fund that is counted; nil for several.
  fileprivate var fund: String? { estimate.flatMap { $0.fund.isEmpty ? nil : $0.fund } }
}

extension RebalanceWeights {
  /// The ticker of the book's company.
  package var companyTicker: String? { company.map { rebalance.constituents[$0].ticker } }
}
