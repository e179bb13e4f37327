/// A security of an index, as its weighting needs it.
package struct IndexSecurity: Sendable {
  /// The symbol of the listed class.
  package var ticker: String
  /// What the classes of one company have in common.
  package var company: String
  /// USD a share.
  package var price: Double
  /// Total shares outstanding of the listed class.
  package var sharesOutstanding: Double
  /// Shares of the listed class that are traded freely, where that is given.
  package var freeFloat: Double?

  /// A security with its price and shares; without a free float all of its shares are counted.
  package init(
    ticker: String, company: String, price: Double, sharesOutstanding: Double, freeFloat: Double? = nil
  ) {
    self.ticker = ticker
    self.company = company
    self.price = price
    self.sharesOutstanding = sharesOutstanding
    self.freeFloat = freeFloat
  }
}

/// A security of the index around a rebalance: its prices, and how many shares the index counts of it.
package struct Constituent: Sendable {
  /// The symbol of the listed class.
  package var ticker: String
  /// The name of the security.
  package var name: String
  /// What the classes of one company have in common.
  package var company: String
  /// Closing prices, USD, in the order of the rebalance's days; NaN where there is none.
  package var closes: [Double] = []
  /// Index shares before the rebalance.
  ///
  /// The scale is that of a fund that holds them; only proportions count.
  package var indexShares: Double?
  /// Index shares that the rebalance brought, as published.
  package var newIndexShares: Double?
  /// Total shares outstanding of the listed class at the reference date.
  package var sharesOutstanding: Double?
  /// Where the count of shares outstanding comes from.
  package var sharesBasis = SharesBasis.reported
  /// From when they could be known, where that is later than the close of the reference day.
  package var sharesKnownAt: Instant?
  /// The first day in the index, and the first day no longer in it, where it did not belong to it all the time.
  package var joined: Day?
  /// The first day no longer in the index; nil where it stayed.
  package var left: Day?
  /// The day on which it was announced that it would join or leave.
  package var changeAnnounced: Day?

  /// A security of the index all the time, of which no number is known yet.
  package init(ticker: String, name: String, company: String) {
    self.ticker = ticker
    self.name = name
    self.company = company
  }

  /// Whether it belongs to the index at the close of a day.
  package func isMember(on day: Day) -> Bool {
    (joined.map { $0 <= day } ?? true) && (left.map { day < $0 } ?? true)
  }
}

/// Where the shares outstanding of a constituent come from.
package enum SharesBasis: String, Sendable, CaseIterable {
  /// A count that the company or the exchange gives.
  case reported
  /// Worked out from what a fund that holds the index has of it.
  case implied
  /// A total less a class that is not listed, whose number was chosen so that the weights fit.
  case fitted
}

/// An estimate of the assets that follow the index.
package struct TrackingAssets: Known {
  /// The one fund that is counted; empty for several.
  ///
  /// The same fund can be counted at several times and in several ways.
  package var fund: String
  /// What was counted, and by whom.
  package var name: Phrase
  /// USD billion, of the day or the end of the month.
  package var figure: Figure
  /// The day or month as the source has it.
  package var asOfText: String
  /// How the number was come by: `computed`, `press`, `derived-unverified`, or a word of the user's.
  package var status: String

  package var identity: String? { "\(fund) \(name.en) \(asOfText)" }
  package var knownAt: Instant { figure.provenance.knownAt }

  package func news(of part: Int) -> News? {
    News(
      Phrase("assets of index funds", "지수 펀드 자산"),
      Phrase("index assets: ", "지수 추종 자산: ") + name, Phrase(asOfText), figure)
  }

  /// An estimate as the facts have it.
  package init(fund: String, name: Phrase, figure: Figure, asOfText: String, status: String) {
    self.fund = fund
    self.name = name
    self.figure = figure
    self.asOfText = asOfText
    self.status = status
  }
}

/// What makes an index weigh its securities anew.
package enum RebalanceKind: String, Sendable, CaseIterable {
  case quarterly = "quarterly_rebalance"
  case annual = "annual_reconstitution"
  case special = "special_rebalance"

  /// Its name as a heading.
  package var name: Phrase {
    switch self {
    case .quarterly: return Phrase("Quarterly rebalance", "분기 리밸런싱")
    case .annual: return Phrase("Annual reconstitution", "연례 재구성")
    case .special: return Phrase("Special rebalance", "특별 리밸런싱")
    }
  }

  /// The kind in a word.
  package var word: Phrase {
    switch self {
    case .quarterly: return Phrase("quarterly", "분기")
    case .annual: return Phrase("annual", "연례")
    case .special: return Phrase("special", "특별")
    }
  }
}

/// A date of a rebalance.
package enum RebalanceDate: String, Sendable, CaseIterable {
  case reference, announced, published, effective
}

/// The parts of a rebalance.
package enum RebalancePart {
  /// The new shares of the index, from which its weights follow.
  package static let weights = 0
  /// That it would come.
  package static let announced = 1
  /// Members that join or leave with it.
  package static let members = 2
  /// Shares outstanding that its weights rest on.
  package static let shares = 3
}

/// A rebalance of the index that is in the record, with the prices and share counts that its weights follow from.
package struct Rebalance: Known {
  /// How it is named in files and on the command line: `2023-07`.
  package var id: String
  /// Why the index weighed anew.
  package var kind: RebalanceKind
  /// The day whose prices and shares set the new weights.
  package var referenceDay: Day
  /// The day on which it was announced.
  package var announcedDay: Day
  /// The first day on the new weights.
  package var effectiveDay: Day
  /// When the new index shares were published.
  package var published: Instant
  /// Where it is written, known from the announcement on.
  package var citation: Citation
  /// Its dates that no document on record gives, and that follow from the rules.
  package var datesByRule: Set<RebalanceDate> = []
  /// Where the shares outstanding, and the index shares, are written.
  package var outstandingSources: [String] = []
  /// The keys of the sources of the index shares.
  package var holdingsSources: [String] = []
  /// The days with prices, in order, each a session, and where those are written.
  package var days: [Day] = []
  /// For each day the keys of the sources of its prices.
  package var priceSources: [[String]] = []
  /// All that belonged to the index before or after it.
  package var constituents: [Constituent] = []

  /// A rebalance by its dates, without prices or securities.
  package init(
    id: String, kind: RebalanceKind, referenceDay: Day, announcedDay: Day, effectiveDay: Day, published: Instant,
    citation: Citation
  ) {
    self.id = id
    self.kind = kind
    self.referenceDay = referenceDay
    self.announcedDay = announcedDay
    self.effectiveDay = effectiveDay
    self.published = published
    self.citation = citation
  }

  /// The last session on the old weights: the funds trade at its close.
  package var tradeDay: Day { Sessions.previous(before: effectiveDay).day }

  package var identity: String? { id }

  /// From the close of its first day with prices, or from the announcement.
  package var knownAt: Instant { days.first.map { min(citation.knownAt, Rebalance.close($0)) } ?? citation.knownAt }

  /// Its new weights, its announcement, the changes of members and the share counts that belong to it.
  package var parts: [KnownPart] {
    let changes = constituents.compactMap { $0.changeAnnounced.map { Instant(endOf: $0) } }
    var parts = days.isEmpty ? [] : [KnownPart(RebalancePart.weights, at: published)]
    // What comes earlier here says it better where several became known at one moment.
    for (part, moments) in [
      (RebalancePart.announced, [citation.knownAt]), (RebalancePart.members, changes),
      (RebalancePart.shares, constituents.compactMap(\.sharesKnownAt)),
    ] {
      parts += Set(moments).subtracting(parts.map(\.knownAt)).map { KnownPart(part, at: $0) }
    }
    return parts
  }

  package func news(of part: Int) -> News? {
    let what: Phrase
    switch part {
    case RebalancePart.announced: what = Phrase("rebalance announced", "리밸런싱 발표")
    case RebalancePart.members: what = Phrase("index members change", "지수 종목 변경")
    case RebalancePart.shares: what = Phrase("shares of index members", "지수 종목 주식 수")
    default: return nil
    }
    let name = Phrase("Nasdaq-100 \(kind.name.en.lowercased()) \(id)", "나스닥100 \(kind.name.ko) \(id)")
    return News(Phrase("rebalances", "리밸런싱"), what, name, citation: citation)
  }

  package static var order: ((Rebalance, Rebalance) -> Bool)? { { $0.effectiveDay < $1.effectiveDay } }

  private static func close(_ day: Day) -> Instant { Sessions.session(on: day)?.close ?? Instant(endOf: day) }

  /// What of it could be known at an instant: prices from the close of their day on, shares outstanding from the reference day's, the
  /// new index shares from their publication, members that join or leave from the end of the day that said so.
  package func seen(asOf: Instant) -> Rebalance? {
    let count = days.firstIndex { Rebalance.close($0) > asOf } ?? days.count
    if count == 0, citation.knownAt > asOf { return nil }
    var seen = self
    let (hasShares, hasNewShares) = (Rebalance.close(referenceDay) <= asOf, published <= asOf)
    seen.days = Array(days.prefix(count))
    seen.priceSources = Array(priceSources.prefix(count))
    seen.constituents = []
    if count == 0 { return seen }
    seen.constituents.reserveCapacity(constituents.count)
    for var constituent in constituents {
      if let day = constituent.changeAnnounced, Instant(endOf: day) > asOf {
        // A security that will join is not there yet; one that will leave still seems to stay.
        if constituent.joined != nil { continue }
        (constituent.left, constituent.changeAnnounced) = (nil, nil)
      }
      if count < days.count { constituent.closes.removeLast(days.count - count) }
      if !hasShares || constituent.sharesKnownAt.map({ $0 > asOf }) == true { constituent.sharesOutstanding = nil }
      if !hasNewShares { constituent.newIndexShares = nil }
      seen.constituents.append(constituent)
    }
    return seen
  }
}

/// An index that the company belongs to.
package enum StockIndex: String, Sendable, CaseIterable {
  case nasdaq100, sp500

  /// What it is called.
  package var name: Phrase {
    switch self {
    case .nasdaq100: return Phrase("Nasdaq-100", "나스닥100")
    case .sp500: return Phrase("S&P 500")
    }
  }
}

/// What the company weighed in an index on a day, as a fund that holds the index shows it.
package struct IndexWeight: Known {
  /// The index that it is a weight in.
  package var index: StockIndex
  /// The ticker of the fund.
  package var fund: String
  /// Per cent.
  package var figure: Figure
  /// Whether it was worked out, and not read off the holdings of the fund at that day.
  package var isDerived: Bool

  /// A weight in per cent; the day is the figure's.
  package init(index: StockIndex, fund: String, figure: Figure, isDerived: Bool) {
    self.index = index
    self.fund = fund
    self.figure = figure
    self.isDerived = isDerived
  }

  package var identity: String? { "\(index.rawValue) \(fund) \(day.iso)" }
  package var knownAt: Instant { figure.provenance.knownAt }
  package static var order: ((IndexWeight, IndexWeight) -> Bool)? { { $0.day < $1.day } }

  package func news(of part: Int) -> News? {
    News(
      Phrase("weights in indices", "지수 비중"),
      Phrase("weight in the \(index.name.en)", "\(index.name.ko) 비중"), Phrase("\(day.iso), \(fund)"), figure)
  }

  /// The day of the weight.
  package var day: Day { figure.period.endDay }
}

extension BookDraft {
  /// Rebalances of the Nasdaq-100 with their prices and share counts.
  package var rebalances: [Rebalance] {
    get { facts[Rebalance.self] }
    _modify { yield &facts[Rebalance.self] }
  }
}

extension Snapshot {
  /// The rebalances of the index of which a price or the announcement was known.
  package var rebalances: [Rebalance] { facts() }
}

extension Snapshot {
  /// The newest of the rebalances whose weights are in the record; it may not be announced yet.
  package var rebalance: Rebalance? { rebalances.last { !$0.days.isEmpty } }
  /// Those with weights that were announced, the newest first.
  package var rebalancesOnRecord: [Rebalance] {
    rebalances.reversed().filter { !$0.days.isEmpty && $0.citation.knownAt <= asOf }
  }
}

extension BookDraft {
  /// Estimates of the assets that follow the Nasdaq-100, USD billion.
  package var trackingAssets: [TrackingAssets] {
    get { facts[TrackingAssets.self] }
    _modify { yield &facts[TrackingAssets.self] }
  }
}

extension Snapshot {
  /// Estimates of the assets that follow the Nasdaq-100.
  package var trackingAssets: [TrackingAssets] { facts() }
}

extension BookDraft {
  /// What the company weighed in indices on single days, per cent.
  package var indexWeights: [IndexWeight] {
    get { facts[IndexWeight.self] }
    _modify { yield &facts[IndexWeight.self] }
  }
}

extension Snapshot {
  /// The company's weights in indices, oldest first.
  package var indexWeights: [IndexWeight] { facts() }
}
