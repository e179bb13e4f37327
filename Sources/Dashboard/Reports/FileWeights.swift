package import Facts
package import Finance
import Format
package import Model

/// Weights of a user's file: as given there, or worked out from prices and shares.
package struct FileWeights {
  /// What the weights are made of.
  package enum Basis {
    case weight, indexShares, sharesOutstanding

    /// As JSON names it.
    package var name: String {
      switch self {
      case .weight: return "weight"
      case .indexShares: return Report.Trigger.byIndexShares
      case .sharesOutstanding: return "price x shares_outstanding"
      }
    }
  }

  /// The file, with what was found to be wrong in it.
  package let file: SecurityFile
  /// What the weights are made of.
  package let basis: Basis
  /// Fractions, by line.
  package let weights: [Double]

  /// How far a sum of weights may be above 1 because of rounding.
  private static let rounding = 1e-6

  /// The weights of a file; what is missing or impossible is reported as one of its problems.
  package init(_ file: SecurityFile) {
    var file = file
    let shares: SecurityFile.Column = file.has(.indexShares) ? .indexShares : .sharesOutstanding
    if file.has(.weight) {
      basis = .weight
      file.require(.weight)
      weights = file.rows.map { $0.number(.weight) ?? 0 }
      let sum = weights.reduce(0, +)
      if sum > 1 + Self.rounding { file.report(1, .weight, Self.tooMuch(sum)) }
    } else {
      basis = shares == .indexShares ? .indexShares : .sharesOutstanding
      weights = file.fractions(shares)
      if file.has(.price), file.has(shares) {
        file.require(.price)
        file.require(shares)
      } else {
        file.report(1, nil, Self.nothing)
      }
    }
    self.file = file
  }

  private static func tooMuch(_ sum: Double) -> Phrase {
    let shown = Numbers.plain(sum, 4)
    return Phrase(
      "the weights add up to \(shown), more than 1; write fractions, 0.05 for 5%", "비중 합계가 \(shown)로 1보다 큼; 5%는 0.05처럼 쓸 것")
  }

  private static let nothing = Phrase(
    "no weights: a column 'weight' is needed, or 'price' with 'index_shares' or 'shares_outstanding'",
    "비중이 없음: 'weight' 열, 또는 'price'와 'index_shares'나 'shares_outstanding' 열이 필요")

  /// The weight of a security; nil where it is not in the file.
  package subscript(ticker: String) -> Double? { file.rows.firstIndex { $0.ticker == ticker }.map { weights[$0] } }

  /// What else to know about them: that another weight is used for the index's, or that some are missing.
  package func doubts(ofWholeIndex isWhole: Bool) -> [Phrase] {
    var doubts: [Phrase] = []
    if basis == .sharesOutstanding {
      doubts.append(
        Phrase(
          "weights derived from price × shares_outstanding; index weights differ from them after a rebalance",
          "가격 × shares_outstanding로 계산한 비중임; 리밸런싱 뒤의 지수 비중과 다름"))
    }
    let sum = weights.reduce(0, +)
    if isWhole, sum < 0.99 {
      let shown = Numbers.plain(sum, 4)
      doubts.append(
        Phrase(
          "the weights add up to \(shown) only; companies that are left out are not tested",
          "비중 합계가 \(shown)뿐임; 빠진 기업은 검사되지 않음"))
    }
    return doubts
  }
}

extension SecurityFile {
  /// The fractions of price × shares by line, the same whatever the order of the lines.
  fileprivate func fractions(_ shares: Column) -> [Double] {
    let values = rows.map { ($0.number(.price) ?? 0) * ($0.number(shares) ?? 0) }
    let total = values.sorted().reduce(0, +)
    return values.map { $0 / total }
  }

  /// The tests of a special rebalance on weights by line.
  fileprivate func trigger(_ weights: [Double], _ rules: IndexRules) -> IndexTrigger {
    IndexTrigger(zip(rows, weights).map { ($0.ticker, $0.company, $1) }, rules)
  }
}

extension Report.Trigger {
  /// From the weights of a file.
  package init(_ weights: FileWeights, _ rules: IndexRules, ticker: String?) {
    self.init(weights.file.trigger(weights.weights, rules), basis: weights.basis.name, ticker: ticker)
  }
}

extension Report.Flow {
  /// From the weights of two files, at least one of which has the security.
  package init(ticker: String, _ before: FileWeights, _ after: FileWeights, price: Double, volume: Double, assets: [Double]) {
    let weights = [before, after].map { file in
      Dictionary(uniqueKeysWithValues: zip(file.file.rows.map(\.ticker), file.weights))
    }
    let tickers = Set(weights[0].keys).union(weights[1].keys).sorted()
    self.init(
      ticker: ticker, before: weights[0][ticker] ?? 0, after: weights[1][ticker] ?? 0, price: price, volume: volume,
      turnover: IndexTrade.turnover(tickers.map { (weights[1][$0] ?? 0) - (weights[0][$0] ?? 0) }), assets: assets)
  }
}

extension Report.Weights {
  /// From a file with prices and shares outstanding; what is impossible is reported as one of the file's problems, and the result is nil.
  ///
  /// A quarterly rebalance keeps the index shares, where there are any, unless the weights by them break a limit.
  package init?(_ file: inout SecurityFile, _ kind: RebalanceKind, _ rules: IndexRules) {
    var trigger: IndexTrigger?
    if kind == .quarterly, file.has(.indexShares) {
      let weights = file.fractions(.indexShares)
      let tests = file.trigger(weights, rules)
      guard tests.isTriggered else {
        self.init(
          kept: zip(file.rows, weights).map {
            Row(ticker: $0.ticker, company: $0.company, name: $0.name, start: $1, weight: $1)
          }, tests)
        return
      }
      trigger = tests
    }
    let securities = file.rows.map {
      IndexSecurity(
        ticker: $0.ticker, company: $0.company, price: $0.number(.price) ?? .nan,
        sharesOutstanding: $0.number(.sharesOutstanding) ?? .nan, freeFloat: $0.number(.freeFloat))
    }
    do throws(UnreachableWeight) {
      self.init(try IndexWeighting(securities, kind, rules), kind, names: file.rows.map(\.name), trigger)
    } catch {
      let sizes = securities.map { $0.price * $0.sharesOutstanding }
      let largest = sizes.indices.max { (sizes[$0], securities[$1].ticker) < (sizes[$1], securities[$0].ticker) } ?? 0
      file.report(file.rows[largest].line, .price, error.reason)
      return nil
    }
  }
}

extension UnreachableWeight {
  /// What is impossible, and what to do about it.
  fileprivate var reason: Phrase {
    let isOfCompanies = step == .company || step == .cohort
    let others = step == .cohort || step == .topSecurities
    if count == 0 {
      let (what, ko) = isOfCompanies ? ("company", "기업") : ("security", "종목")
      return Phrase(
        "no other \(what) is there to take \(Names.percent(total)); add securities",
        "\(Names.percent(total))를 나눌 다른 \(ko)이 없음; 종목을 추가할 것")
    }
    let (one, many) = isOfCompanies ? ("company", "companies") : ("security", "securities")
    let who = "\(count) \(others ? "other " : "")\(count == 1 ? one : many)"
    let ko = "\(others ? "다른 " : "")\(isOfCompanies ? "기업" : "종목") \(count)개"
    let (total, cap) = (Names.percent(total), Names.percent(cap))
    return Phrase(
      "\(who) cannot share \(total) with none above \(cap); add securities",
      "\(ko)로는 각 \(cap) 이하로 \(total)를 나눌 수 없음; 종목을 추가할 것")
  }
}
