package import Finance
package import Model

extension AgendaEntry {
  /// The entry in words: when it is in both cities, what more is known, who says so.
  package func paragraphs(_ format: Formatter) -> [Phrase] {
    let when = format.phrase { format in start.map { "\(format.newYork($0)) · \(format.seoul($0))" } ?? format.longDate(day) }
    let rule: Phrase? =
      switch certainty {
      case .rule where kind.isOfIndex: RebalanceDates.rule
      case .rule where kind.isExpiry:
        Phrase("By rule: the third Friday, or the session before a holiday.", "규칙: 셋째 금요일, 휴장이면 직전 거래일.")
      case .rule: Phrase("By the exchange's rules for holidays.", "거래소 휴장일 규칙에 따름.")
      case .record: Phrase("On record.", "기록에 있음.")
      // The detail says it.
      case .expected: nil
      }
    return [when, detail, rule].compactMap { $0 }
  }
}

extension RebalanceDates {
  /// The rule that the dates follow, in words.
  package static let rule = Phrase(
    "By the index's rules: reference prices of the last session of the month before, announced after the close of the sixth session before, effective after the third Friday.",
    "지수 규칙: 직전 월 마지막 거래일 기준가, 적용 6거래일 전 장 마감 후 발표, 셋째 금요일 다음 거래일부터 적용.")
}
