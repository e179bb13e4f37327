package import Model

/// The limits of the Nasdaq-100's weights, as fractions, in the version of a date.
///
/// Source: Nasdaq-100 methodology as quoted by the fund prospectuses of 2020, the press of July 2023 and the notes on the version of
/// 2026-05-01; tried on the holdings of July 2023 and of December 2022 to 2024.
package struct IndexRules: Sendable, Equatable {
  /// From when on this version holds, as far as a document says.
  package var since: Day
  /// A company above the first is brought to the second.
  package var companyLimit = 0.24
  /// The weight of a company that was above the limit.
  package var companyTarget = 0.20
  /// Companies above the first count together; from the second on they are brought to the third.
  package var cohortFloor = 0.045
  /// What they may weigh together.
  package var cohortLimit = 0.48
  /// What they weigh together once they were at the limit.
  package var cohortTarget = 0.40
  /// Once a year: a security above the first is brought to the second.
  package var securityLimit = 0.15
  /// The weight of a security that was above the limit.
  package var securityTarget = 0.14
  /// Once a year: so many largest securities count together; from the first on they are brought to the second, all others to no more
  /// than the third and the fifth of them by market value.
  package var topCount = 5
  /// What the largest may weigh together.
  package var topLimit = 0.40
  /// What they weigh together once they were at the limit.
  package var topTarget = 0.385
  /// What any other may weigh after that.
  package var otherCap = 0.044
  /// The most shares of a security that count, as a multiple of its free float; nil where the float does not matter.
  package var floatMultiple: Double?

  private init(since: Day) { self.since = since }

  /// The versions that this program knows, oldest first.
  ///
  /// Before the first, securities and not companies were scaled, by another method whose text is not on record.
  package static let versions: [IndexRules] = {
    let first = IndexRules(since: Day(civil: 2020, 7, 1))
    var second = first
    second.since = Day(civil: 2026, 5, 1)
    second.floatMultiple = 3
    return [first, second]
  }()

  /// The version in force on a day; nil before the first that is known.
  package static func inForce(on day: Day) -> IndexRules? { versions.last { $0.since <= day } }

  /// Shares of a security that count when its weight is set.
  func shares(of security: IndexSecurity) -> Double {
    guard let floatMultiple, let float = security.freeFloat else { return security.sharesOutstanding }
    return min(security.sharesOutstanding, floatMultiple * float)
  }

  /// How much two sums of the same fractions in different orders may differ: a weight this close to a limit is at it.
  static let tolerance = 1e-12
}
