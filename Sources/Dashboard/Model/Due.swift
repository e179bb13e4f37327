/// When a figure is due, so that its absence can say whether the public could not know it or this record lacks it.
extension Snapshot {
  /// Why there is no figure of a period: it was not out at the snapshot's instant, or it was and the record does not have it.
  ///
  /// By rule, from the release that brings the metric; never from versions that became known later.
  package func absence(of metric: Metric, _ period: Period) -> Absence { absence(of: metric, period, at: asOf) }

  /// The same at an instant, never later than the snapshot's.
  package func absence(of metric: Metric, _ period: Period, at instant: Instant) -> Absence {
    due(metric, period) <= min(instant, asOf) ? .notInRecord : .notKnownYet
  }

  /// The instant by which the public has a figure: its release, where the record has that, otherwise the last day for it.
  package func due(_ metric: Metric, _ period: Period) -> Instant {
    let quarter: Period
    switch period {
    case .day(let day):
      guard let session = Sessions.session(on: day, asOf: asOf) else { return Instant(endOf: day) }
      switch metric {
      case .priceOpen: return session.open
      case .priceHigh, .priceLow, .priceClose, .volume: return session.close
      default: return Instant(endOf: day)
      }
    case .quarter, .half, .year, .trailing: quarter = .quarter(of: period.endDay)
    }
    switch metric.release {
    case .deliveries: return dueDeliveries(quarter)
    case .storage: return quarter >= ReleaseKind.firstStorageWithDeliveries ? dueDeliveries(quarter) : dueResults(quarter)
    case .earnings: return dueResults(quarter)
    case .daily: return Instant(endOf: period.endDay)
    }
  }

  private func dueDeliveries(_ quarter: Period) -> Instant {
    let last = Instant(endOf: quarter.endDay + ReleaseKind.lastDayOfDeliveries)
    return firstKnown(.deliveries, quarter).map { min($0, last) } ?? last
  }

  private func dueResults(_ quarter: Period) -> Instant {
    if let day = earnings.last(where: { $0.quarter == quarter }) { return day.release }
    guard case .quarter(_, let number) = quarter else { return .distantPast }
    return Instant(
      endOf: quarter.endDay + (number == 4 ? ReleaseKind.lastDayOfAnnualReport : ReleaseKind.lastDayOfQuarterlyReport))
  }

  /// The newest quarter whose results are out and not in this record, with their release; nil where nothing is missing.
  package var missingResults: (quarter: Period, release: Instant)? {
    let quarter = Period.quarter(of: asOf.newYorkDay).advanced(by: -1)
    for quarter in [quarter, quarter.advanced(by: -1)] where reading(.revenue, quarter).absence == .notInRecord {
      if let newest = latestQuarter(.revenue), newest >= quarter { return nil }
      return (quarter, due(.revenue, quarter))
    }
    return nil
  }

  /// The newest quarter whose deliveries are out and not in this record.
  package var missingDeliveries: (quarter: Period, release: Instant)? {
    let quarter = Period.quarter(of: asOf.newYorkDay).advanced(by: -1)
    guard reading(.deliveries, quarter).absence == .notInRecord else { return nil }
    return (quarter, due(.deliveries, quarter))
  }
}

extension ReleaseKind {
  /// From this quarter on the deliveries release has the storage too; before that, storage came with the results.
  package static let firstStorageWithDeliveries = Period.quarter(year: 2024, 1)
  /// Deliveries come in the first days after a quarter's end, four at the most on record.
  static let lastDayOfDeliveries = 7
  /// A large accelerated filer has 40 days for its quarterly report and 60 for the annual one (SEC, forms 10-Q and 10-K).
  static let (lastDayOfQuarterlyReport, lastDayOfAnnualReport) = (40, 60)
}
