import Analysis
import App
import Finance
import Format
import Model

/// What the cursor of the index panel can stand on.
extension IndexContent {
  /// The items of a view; only the one under the cursor has its paragraphs: nobody reads the others'.
  func items(_ view: IndexView) -> [Item] {
    var items = (0..<count(view)).map { item(view, $0) }
    if let i = selected(view), items.indices.contains(i) { items[i].text = paragraphs(view, i) }
    return items
  }

  private func item(_ view: IndexView, _ i: Int) -> Item {
    switch view {
    case .calendar:
      guard let entry = entry(at: i) else { return Item(Phrase("this moment", "현재 시점")) }
      return Item(entry.title, on: entry.day, citation: entry.citation)
    case .weights: return shown.map { weightItem(row(i, $0)) } ?? pastItem(index.past[i].rebalance, index.past[i].flow)
    case .rule: return Item(rule[i].label)
    case .trade:
      guard let flow = shown?.flow else { return Item(nextLines[i].label, nextLines[i].reading) }
      if i < 3 { return Item(basis(flow)[i].label, basis(flow)[i].reading) }
      let row = flow.rows[i - 3]
      let (name, day) = (row.assets.name, row.assets.asOfText)
      return Item(Phrase("\(name.en), assets of \(day)", "\(name.ko), \(day) 자산"), row.amount)
    case .history:
      let weight = index.history[i]
      let (name, fund, day) = (weight.index.name, weight.fund, weight.day.iso)
      return Item(Phrase("weight in the \(name.en), \(fund), \(day)", "\(name.ko) 비중, \(fund), \(day)"), .known(weight.figure))
    }
  }

  private func paragraphs(_ view: IndexView, _ i: Int) -> [Phrase] {
    switch view {
    case .calendar:
      return entry(at: i)?.paragraphs(context.format) ?? ExchangeWords.paragraphs(context.analysis.exchange, context.format)
    case .weights: return shown.map { paragraphs(ofWeight: i, $0) } ?? paragraphs(ofPast: index.past[i].rebalance)
    case .rule: return [rule[i].value] + (rule[i].remark.map { [$0] } ?? [])
    case .trade:
      guard let flow = shown?.flow else { return [nextLines[i].value] + nextLines[i].remarks }
      return i < 3 ? [] : paragraphs(of: flow.rows[i - 3])
    case .history:
      return index.history[i].isDerived
        ? [Phrase("Derived, not read from the fund's holdings that day.", "그날 보유 내역에서 읽은 값이 아니라 계산한 값.")] : []
    }
  }

  // MARK: weights

  /// The row of a place in the view of the weights.
  private func row(_ place: Int, _ shown: RebalanceWeights) -> WeightRow {
    weights.indices.contains(place) ? weights[place] : shown.seven
  }

  private func weightItem(_ row: WeightRow) -> Item {
    let (en, ko) = (row.name.en, row.name.ko)
    return row.after.figure == nil
      ? Item(Phrase("\(en), weight in the index", "\(ko) 지수 비중"), row.before)
      : Item(Phrase("\(en), change of weight", "\(ko) 비중 변화"), row.change)
  }

  private func paragraphs(ofWeight place: Int, _ shown: RebalanceWeights) -> [Phrase] {
    let (row, day) = (row(place, shown), shown.priceDay.iso)
    let weights = Phrase { format in
      let (before, rule, published) = (
        format.text(row.before, decimals: 3), format.text(row.rule, decimals: 3), format.text(row.published, decimals: 3)
      )
      return format.words(
        "at the closes of \(day): \(before) before, \(rule) by rule, \(published) published",
        "\(day) 종가 기준: 변경 전 \(before), 규칙 \(rule), 공개 \(published)")
    }
    guard place < shown.count, let treatments = shown.treatments(place) else { return [Phrase(row.longName), weights] }
    let words = treatments.map { Names.of($0) }
    return [
      Phrase(row.longName), weights,
      words.isEmpty
        ? Phrase("No rule changes it: it keeps its market-cap weight.", "적용되는 규칙 없음: 시가총액 비중 그대로.")
        : Phrase(
          "What the rules did: " + words.map(\.en).joined(separator: "; "), "규칙 적용: " + words.map(\.ko).joined(separator: "; ")),
    ]
  }

  private func pastItem(_ rebalance: Rebalance, _ flow: IndexFlow?) -> Item {
    let name = rebalance.kind.name
    return Item(
      Phrase("\(name.en) \(rebalance.id)", "\(name.ko) \(rebalance.id)"), flow?.weights.change, on: rebalance.effectiveDay,
      citation: rebalance.citation)
  }

  /// The dates of a past rebalance.
  private func paragraphs(ofPast rebalance: Rebalance) -> [Phrase] {
    let dates = Phrase { format in
      func date(_ day: Day, _ date: RebalanceDate) -> String {
        day.iso + (rebalance.datesByRule.contains(date) ? format.words(" (by rule)", " (규칙)") : "")
      }
      let (reference, announced) = (date(rebalance.referenceDay, .reference), date(rebalance.announcedDay, .announced))
      let published = date(rebalance.published.newYorkDay, .published)
      let effective = date(rebalance.effectiveDay, .effective)
      return format.words(
        "reference \(reference), announced \(announced), new shares \(published), effective \(effective)",
        "기준 \(reference), 발표 \(announced), 새 주식 수 \(published), 적용 \(effective)")
    }
    let open = context.key("index.rebalance.next")
    return [dates, Phrase("\(open) opens its weights, its rule and its trade.", "\(open) 키로 비중·규칙·매매를 엽니다.")]
  }

  // MARK: the trade

  private func paragraphs(of row: TrackingFlow) -> [Phrase] {
    let (status, share) = (row.assets.statusName, row.shareOfDay)
    let formula = Phrase { format in
      let (amount, shares) = (format.text(row.amount), format.text(row.shares))
      return "\(amount) = \(shares) = "
        + format.words("\(share) of average daily volume", "하루 평균 거래량의 \(share)")
    }
    let origin = Phrase { format in
      let (assets, day) = (format.text(row.assets.figure), row.assets.asOfText)
      return format.words("assets \(assets) as of \(day); \(status.en)", "자산 \(assets), 기준 \(day); \(status.ko)")
    }
    let otherTime = Phrase(
      "Assets from another date than the trade: the product shows scale, not an actual trade.",
      "매매와 다른 시기의 자산: 크기 비교용이며 실제 매매가 아님.")
    return [formula, origin] + (row.isOfTheTime ? [] : [otherTime])
  }
}

/// The names of what only this panel lists.
extension Names {
  /// What a rule did to a security, in words.
  fileprivate static func of(_ treatment: IndexWeighting.Treatment) -> Phrase {
    func again(_ pass: Int) -> Phrase { pass > 1 ? Phrase(" (pass \(pass))", " (\(pass)회차)") : Phrase("") }
    func times(_ factor: Double) -> String { "×" + Numbers.grouped(factor, 4) }
    switch treatment {
    case .cohort(let factor, let pass):
      return Phrase(
        "one of the large companies that count together, \(times(factor))\(again(pass).en)",
        "대형 기업군, \(times(factor))\(again(pass).ko)")
    case .top(let factor, let pass):
      return Phrase("one of the five largest, \(times(factor))\(again(pass).en)", "상위 5종목, \(times(factor))\(again(pass).ko)")
    case .capped(let cap, let kind, let pass):
      let why: Phrase
      switch kind {
      case .company, .security: why = Phrase("", "")
      case .cohort: why = Phrase(", the smallest of those that count together", " (대형 기업군의 최솟값)")
      case .topSecurities: why = Phrase(", the limit of all but the five largest", " (상위 5종목 외의 한도)")
      }
      return Phrase("capped at \(percent(cap))\(why.en)\(again(pass).en)", "\(percent(cap))에서 제한\(why.ko)\(again(pass).ko)")
    case .scaled(let factor, let pass):
      return Phrase(
        "gets a share of what others gave up, \(times(factor))\(again(pass).en)", "나머지 배분, \(times(factor))\(again(pass).ko)")
    }
  }
}
