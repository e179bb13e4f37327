/// The heading under which a driver's part of a difference is shown.
///
/// The raw value is its name in JSON and CSV.
package enum EPSGroup: String, Sendable, CaseIterable {
  case units
  case price
  case cost
  case fsdDeferred = "fsd-deferred"
  case credits
  case leasing
  case energy
  case services
  case operatingExpenses = "operating-expenses"
  case belowTheLine = "below-the-line"
  case adjustment = "eps-adjustment"
  case shares

  /// Its name as tables show it.
  package var words: Phrase {
    switch self {
    case .units: Phrase("Units", "판매 대수")
    case .price: Phrase("Price", "판매가")
    case .cost: Phrase("Cost per unit", "대당 원가")
    case .fsdDeferred: Phrase("FSD deferred", "FSD 이연매출")
    case .credits: Phrase("Credits", "크레딧")
    case .leasing: Phrase("Leasing", "리스")
    case .energy: Phrase("Energy", "에너지")
    case .services: Phrase("Services", "서비스")
    case .operatingExpenses: Phrase("Operating expenses", "영업비용")
    case .belowTheLine: Phrase("Below the line", "영업외·세금")
    case .adjustment: Phrase("EPS adjustment", "EPS 분자 조정")
    case .shares: Phrase("Shares", "주식 수")
    }
  }

  private static let members = Dictionary(grouping: EPSDriver.allCases, by: \.group)

  /// The drivers whose parts it adds up.
  package var drivers: [EPSDriver] { Self.members[self] ?? [] }
}
