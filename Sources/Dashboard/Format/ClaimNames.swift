package import Finance
package import Model

extension Names {
  /// What the test of a claim measures.
  package static func of(_ metric: ClaimMetric) -> Phrase {
    let name = of(metric.measure)
    switch metric.change {
    case .quarterOnQuarter: return Phrase(name.en + " QoQ", name.ko + " QoQ")
    case .yearOnYear: return Phrase(name.en + " YoY", name.ko + " YoY")
    case nil: return name
    }
  }

  private static func of(_ measure: ClaimMetric.Measure) -> Phrase {
    switch measure {
    case .reported(let metric): return of(metric)
    case .averagePrice: return Phrase("ASP", "ASP")
    case .unitCost: return Phrase("Cost per unit", "대당 원가")
    case .grossMargin: return Phrase("Gross margin", "매출총이익률")
    case .operatingMargin: return Phrase("Operating margin", "영업이익률")
    case .automotiveMargin: return Phrase("Automotive gross margin", "자동차 매출총이익률")
    case .energyMargin: return Phrase("Energy gross margin", "에너지 매출총이익률")
    case .servicesMargin: return Phrase("Services gross margin", "서비스 매출총이익률")
    case .energyToAutomotive: return Phrase("Energy ÷ automotive revenue", "에너지 ÷ 자동차 매출")
    case .price(let metric): return of(metric)
    case .marketValue: return Phrase("Market value", "시가총액")
    case .priceEarnings(let metric):
      return metric == .epsGAAP ? Phrase("P/E, GAAP", "PER (GAAP)") : Phrase("P/E, non-GAAP", "PER (non-GAAP)")
    case .resultsDay: return Phrase("Day of results", "실적 발표일")
    case .rebalancePublished: return Phrase("New index weights published", "지수 새 비중 공개일")
    case .rebalanceEffective: return Phrase("New index weights apply", "지수 새 비중 적용일")
    case .plantStart: return Phrase("Start of production", "생산 개시일")
    case .plantFullRate: return Phrase("Full rate of the plant", "공장 최대 속도 도달일")
    }
  }
}

extension Names {
  /// The kind of a claim, in a word.
  package static func of(_ kind: ClaimKind) -> Phrase {
    switch kind {
    case .forecast: return Phrase("forecast", "예측")
    case .statement: return Phrase("statement", "진술")
    }
  }

  /// The same, with what it means.
  package static func described(_ kind: ClaimKind) -> Phrase {
    switch kind {
    case .forecast: return Phrase("Forecast: open when it was said", "예측: 말할 때 정해지지 않은 일")
    case .statement:
      return Phrase("Statement: past or announced when it was said", "진술: 말할 때 이미 지났거나 공지된 일")
    }
  }

  /// Which capacity of a plant a figure is, in a word.
  package static func of(_ kind: PlantCapacity.Kind) -> Phrase {
    switch kind {
    case .nameplate: return Phrase("nameplate", "명목 용량")
    case .installed: return Phrase("installed", "설치 용량")
    }
  }

  /// Which of several readings a claim's record is, where the unit does not tell: a high or a close, GAAP or not; nil where there is one.
  package static func basis(of metric: ClaimMetric) -> Phrase? {
    switch metric.measure {
    case .price(.priceHigh): return Phrase("high", "고가")
    case .price(.priceLow): return Phrase("low", "저가")
    case .price(.priceClose): return Phrase("close", "종가")
    case .priceEarnings(let line), .reported(let line):
      switch line {
      case .epsGAAP, .netIncome: return Phrase("GAAP")
      case .epsNonGAAP, .netIncomeNonGAAP: return Phrase("non-GAAP")
      default: return nil
      }
    default: return nil
    }
  }
}

extension Verdict {
  /// The mark that stands for it wherever claims are shown.
  package var mark: Unicode.Scalar {
    switch self {
    case .met: return "✓"
    case .partly: return "◐"
    case .open: return "○"
    case .missed: return "✗"
    case .unknown: return "·"
    }
  }
}

extension Formatter {
  /// A verdict with its mark: `✓ met`.
  package func text(_ verdict: Verdict) -> String { "\(verdict.mark) " + words(Names.of(verdict)) }
}

/// The words of a claim that list, record and command share.
package enum ClaimText {
  /// The claimed figure or range with its unit, in as many decimals as were claimed; empty without one.
  package static func figure(_ claim: Claim, _ format: Formatter) -> String { figure(claim.figure, claim.figureHigh, format) }

  /// The same for a column: an amount per share without "/share", which the record says.
  package static func shortFigure(_ claim: Claim, _ format: Formatter) -> String {
    figure(claim.figure.map(short), claim.figureHigh.map(short), format)
  }

  private static func short(_ figure: Figure) -> Figure {
    var figure = figure
    if figure.unit == .usdPerShare { figure.unit = .usd }
    return figure
  }

  private static func figure(_ low: Figure?, _ high: Figure?, _ format: Formatter) -> String {
    guard let low else { return "" }
    guard let high else { return format.text(low, decimals: decimals(low.value)) }
    let places = max(decimals(low.value), decimals(high.value))
    return format.parts(low, decimals: places).value + "–" + format.text(high, decimals: places)
  }

  private static func decimals(_ value: Double) -> Int {
    if value == value.rounded() { return 0 }
    return abs((value * 10).rounded() - value * 10) < 1e-9 ? 1 : 2
  }

  /// What is on record, short: a figure with its basis, or a day; empty where there is nothing.
  ///
  /// In the unit in which it is compared with the claim, which is quoted in the currency in which it was made.
  package static func record(_ judgement: ClaimJudgement, _ format: Formatter) -> String {
    switch judgement.record {
    case .figure(let figure):
      let basis = judgement.claim.test.flatMap { Names.basis(of: $0.metric) }.map { " " + $0[format.language] } ?? ""
      return plain(format).text(short(figure), decimals: recordDecimals(figure)) + mark(figure) + basis + part(figure, format)
    case .day(let day, _): return day.iso
    case nil: return ""
    }
  }

  /// The same, or a mark of why nothing is there: not applicable to a claim that no figure decides, otherwise not known yet.
  package static func recordOrMark(_ judgement: ClaimJudgement, _ format: Formatter) -> String {
    let text = record(judgement, format)
    return text.isEmpty ? format.mark(judgement.claim.test == nil ? .notApplicable : .notKnownYet) : text
  }

  /// Which quarters a year's amount covers so far; empty for a whole year.
  private static func part(_ figure: Figure, _ format: Formatter) -> String {
    guard let quarters = quartersOfYear(figure), quarters < 4 else { return "" }
    let span = quarters == 1 ? "1" : "1–\(quarters)"
    return format.language == .ko ? " (\(span)분기)" : quarters == 1 ? " (Q1)" : " (Q1–Q\(quarters))"
  }

  private static func quartersOfYear(_ figure: Figure) -> Int? {
    guard case .year = figure.period, case .derived(_, let inputs) = figure.provenance else { return nil }
    let quarters = inputs.count { if case .quarter = $0.period { true } else { false } }
    return quarters == inputs.count ? quarters : inputs.lazy.compactMap { quartersOfYear($0) }.first
  }

  /// Without the currency of the screen.
  package static func plain(_ format: Formatter) -> Formatter { Formatter(language: format.language) }

  /// The mark of a figure that no source confirms.
  package static func mark(_ figure: Figure) -> String { figure.provenance.confidence == .unverified ? "*" : "" }

  /// The decimals of a record: changes of a few per cent are only told apart by their second one; nil: the unit's own.
  package static func recordDecimals(_ figure: Figure) -> Int? {
    switch figure.unit {
    case .percent, .percentagePoints: return abs(figure.value) < 100 ? 2 : 0
    case .trillionUSD: return 2
    case .times: return abs(figure.value) < 100 ? 2 : 0
    case .trillionKRW: return abs(figure.value) < 100 ? 1 : 0
    default: return nil
    }
  }

  /// The rule by which the facts decide it: `Storage deployed, 2027 ≥ 80 GWh`.
  package static func rule(_ claim: Claim, _ test: ClaimTest, _ format: Formatter) -> String {
    let isKorean = format.language == .ko
    var name = Names.of(test.metric)[format.language]
    if let target = test.target {
      var plain = format
      plain.currency = .usd
      name = plain.text(target, decimals: decimals(target.value)) + " ÷ " + (isKorean ? name : name.lowercased())
    }
    let subject = test.subject.isEmpty ? "" : " (\(test.subject))"
    return name + subject + span(claim, test, format) + " " + bounds(test.bounds, test, isKorean, format)
      + (test.partly.map { (isKorean ? ", 일부 적중: " : ", partly: ") + bounds($0, test, isKorean, format) } ?? "")
  }

  private static func span(_ claim: Claim, _ test: ClaimTest, _ format: Formatter) -> String {
    let isKorean = format.language == .ko
    switch test.span {
    case .none: return ""
    case .period(let period): return ", " + period.label
    case .untilDue:
      guard let due = claim.due else { return "" }
      return isKorean ? ", \(due.iso)까지 하루라도" : ", on any day until \(due.iso)"
    case .periods(let first, let last, let each):
      let until = last?.label ?? ""
      if isKorean { return ", \(first.label)~\(until) " + (each ? "매번" : "한 번이라도") }
      let to = last == nil ? "from \(first.label) on" : "\(first.label) to \(until)"
      return each ? ", each of \(to)" : ", any of \(to)"
    }
  }

  private static func bounds(_ bounds: ClaimBounds, _ test: ClaimTest, _ isKorean: Bool, _ format: Formatter) -> String {
    // A test's bounds are given in the unit in which they are compared, not in the currency of the screen.
    let plain = plain(format)
    func text(_ value: Double) -> String {
      if test.metric.kind == .dated { return Day(number: Int32(rounding: value)).iso }
      let places = max(bounds.decimals ?? 0, value == value.rounded() ? 0 : abs(value) < 1 ? 3 : 2)
      let isExact = bounds.decimals == nil && value == (value * 100).rounded() / 100
      let decimals = bounds.decimals ?? (isExact ? self.decimals(value) : places)
      return plain.text(Figure(value, test.unit, .year(1), .operational, .assumed(reason: Phrase(""))), decimals: decimals)
    }
    switch (bounds.low, bounds.high) {
    case (let low?, let high?) where low == high: return "= " + text(low)
    case (let low?, let high?): return isKorean ? "\(text(low)) ~ \(text(high))" : "from \(text(low)) to \(text(high))"
    case (let low?, nil): return "≥ " + text(low)
    case (nil, let high?): return "≤ " + text(high)
    case (nil, nil): return ""
    }
  }

  /// How soon a claim is due, in words with a mark: `! 17 d over`, `▸ 85 d left`; empty where there is no hurry.
  package static func standing(_ standing: ClaimDueState, _ language: Language) -> String {
    func length(_ days: Int) -> String {
      if language == .ko { return days >= 1000 ? "\(days / 365)년" : "\(days)일" }
      return days >= 1000 ? "\(days / 365) y" : "\(days) d"
    }
    let isKorean = language == .ko
    switch standing {
    case .judged, .undated, .later: return ""
    case .soon(let days): return days == 0 ? (isKorean ? "▸ 오늘" : "▸ today") : "▸ " + length(days) + (isKorean ? " 남음" : " left")
    case .overdue(let days): return "! " + length(days) + (isKorean ? " 지남" : " over")
    }
  }

  /// The same as it stands in a sentence.
  package static func standingWords(_ standing: ClaimDueState, _ language: Language) -> String {
    let isKorean = language == .ko
    func days(_ n: Int) -> String { n == 1 ? "1 day" : "\(n) days" }
    switch standing {
    case .judged, .undated: return ""
    case .later(let n): return isKorean ? "\(n)일 남음" : "\(days(n)) left"
    case .soon(let n): return isKorean ? (n == 0 ? "▸ 오늘까지" : "▸ \(n)일 남음") : (n == 0 ? "▸ due today" : "▸ \(days(n)) left")
    case .overdue(let n): return isKorean ? "! 기한 \(n)일 지남, 판정 없음" : "! \(days(n)) overdue, without a verdict"
    }
  }
}

/// Where the figures behind a judgement are written.
package enum ClaimSources {
  /// The keys of all sources that a record goes back to, each only once.
  package static func of(_ record: ClaimEvidence?) -> [String] {
    switch record {
    case .figure(let figure): return figure.provenance.sources
    case .day(_, let citation): return Provenance.reported(citation).sources
    case nil: return []
    }
  }
}
