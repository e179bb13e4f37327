/// Where facts come from; each origin is laid over those before it.
package enum Origin: UInt8, Sendable, CaseIterable {
  /// The record that the program comes with, or the folder that takes its place.
  case bundled
  /// What was published since and fetched.
  case live
  /// The user's own documents.
  case user

  /// The position among all, from 0 on.
  var index: Int { Int(rawValue) }
}

extension BookDraft {
  /// A draft of facts that are to be laid over a book: its splits are known, so that figures are converted by them.
  package init(splitsOf book: Book?) {
    if let book { splits = book.splits }
  }
}

extension Book {
  /// The documents that facts laid over it may cite.
  package var allSources: [String: Source] { sources }

  /// The same book with facts of another origin laid over its own; they have the same schema.
  ///
  /// Nothing is overwritten. A figure of another value is another version, with its own `knownAt`, and one of the same value is none:
  /// it is known from the first of the two moments on. Of other facts that both origins give, a snapshot shows the version that became
  /// known last. A day's price or rate and a source stand as the first origin has them. An origin is laid over once; the user's claims
  /// and scenarios, which change while the program runs, are replaced by `with(user:)`.
  package func overlaid(with draft: BookDraft, from origin: Origin) -> Book {
    var draft = draft
    for metric in Metric.allCases {
      draft.figures[metric] = ReadingVersion.merged(figures[metric.index], draft.figures[metric] ?? [])
    }
    draft.prices = prices.overlaid(with: draft.prices)
    draft.daily = daily.merging(draft.daily) { $0.overlaid(with: $1) }
    draft.sources = sources.merging(draft.sources) { first, _ in first }
    draft.facts = facts.overlaid(with: draft.facts, from: origin)
    return Book(draft)
  }

  /// The same book with the user's facts of a kind replaced.
  package func with<Fact: Known>(user own: [Fact]) -> Book {
    var changed = self
    changed.facts.replace(own, from: .user)
    return changed
  }
}

extension ReadingVersion {
  /// The versions of two origins without those that say what is known already; in any order.
  fileprivate static func merged(_ first: [ReadingVersion], _ second: [ReadingVersion]) -> [ReadingVersion] {
    guard !second.isEmpty, !first.isEmpty else { return first + second }
    let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted {
      ($0.0.order, $0.0.knownAt, $0.1 ? 0 : 1) < ($1.0.order, $1.0.knownAt, $1.1 ? 0 : 1)
    }
    var merged: [(version: ReadingVersion, isFirst: Bool)] = []
    for (version, isFirst) in all {
      if let last = merged.last, last.version.order == version.order, last.isFirst != isFirst,
        version.adds(nothingTo: last.version)
      {
        continue
      }
      merged.append((version, isFirst))
    }
    return merged.map(\.version)
  }

  /// Whether it is the same number as in a version of another origin; that one of them lacks the number says nothing about the other.
  private func adds(nothingTo other: ReadingVersion) -> Bool {
    switch (reading, other.reading) {
    case (.known(let a), .known(let b)): return abs(a.value - b.value) <= 1e-9 * max(1, abs(b.value))
    case (.absent(let why), _): return why == .notInRecord || why == other.reading.absence
    default: return false
    }
  }
}

extension PriceHistory {
  /// The days of both; a day that both have is that of the first.
  fileprivate func overlaid(with other: PriceHistory) -> PriceHistory {
    guard !other.bars.isEmpty else { return self }
    var merged = PriceHistory(bars: [], citations: citations + other.citations, conversion: conversion)
    merged.bars.reserveCapacity(bars.count + other.bars.count)
    var next = 0
    for var bar in other.bars {
      while next < bars.count, bars[next].day <= bar.day {
        merged.bars.append(bars[next])
        next += 1
      }
      if merged.bars.last?.day == bar.day { continue }
      bar.citation += Int32(citations.count)
      merged.bars.append(bar)
    }
    merged.bars.append(contentsOf: bars[next...])
    return merged
  }
}

extension DailySeries {
  /// The days of both; a day that both have is that of the first.
  fileprivate func overlaid(with other: DailySeries) -> DailySeries {
    var merged = DailySeries(citations: citations + other.citations)
    var next = 0
    func take(_ i: Int) {
      merged.days.append(days[i])
      merged.values.append(values[i])
      merged.citationOf.append(citationOf[i])
    }
    for i in other.days.indices {
      while next < days.count, days[next] <= other.days[i] {
        take(next)
        next += 1
      }
      if merged.days.last == other.days[i] { continue }
      merged.days.append(other.days[i])
      merged.values.append(other.values[i])
      merged.citationOf.append(other.citationOf[i] + Int32(citations.count))
    }
    for i in next..<days.count { take(i) }
    return merged
  }
}
