package import Finance
package import Model

/// What must be said beside an estimate: one-offs in its base, what is from another quarter, where the tax rate comes from.
package enum EPSNotes {
  /// The one-off of the base that is not carried, in several wordings, the longest first; none where there is no one-off.
  package static func oneOff(_ estimate: EPSEstimate) -> [Phrase] {
    guard let oneOff = estimate.oneOff else { return [] }
    let quarter = estimate.base.quarter.label
    let isGain = oneOff.netIncome > 0
    let (en, ko) = isGain ? ("gain", "이익") : ("loss", "손실")
    let (amount, share) = (million(abs(oneOff.netIncome)), perShare(abs(oneOff.perShare)))
    return [
      Phrase(
        "\(quarter) includes a one-off \(en) of \(amount.en) after tax, \(share.en) per share: not carried forward",
        "\(quarter) 일회성 \(ko) \(amount.ko) 제외(세후, 주당 \(share.ko))"),
      Phrase("one-off \(en) of \(amount.en) in \(quarter) not carried", "\(quarter) 일회성 \(ko) \(amount.ko) 제외"),
      Phrase("one-off \(en) \(share.en)/share not carried", "일회성 \(ko) 주당 \(share.ko) 제외"),
    ]
  }

  /// Other income of the base that is carried although it is as large as a one-off; none where it is not that large.
  package static func otherIncome(_ estimate: EPSEstimate) -> [Phrase] {
    guard let income = estimate.otherIncomeCarried else { return [] }
    let (quarter, amount) = (estimate.base.quarter.label, million(income))
    return [
      Phrase(
        "other income of \(quarter), \(amount.en) from FX and investments, is carried forward: set interest-other to change it",
        "\(quarter) 기타손익 \(amount.ko)(환율·보유자산)도 이어 감: interest-other로 바꿀 수 있음"),
      Phrase("other income of \(quarter), \(amount.en), carried forward", "\(quarter) 기타손익 \(amount.ko)도 이어 감"),
    ]
  }

  /// In Korean, dollars are counted in hundreds of millions where no column asks for smaller units.
  private static func million(_ amount: Double) -> Phrase {
    Phrase("\(Numbers.grouped(amount)) M USD", "\(Numbers.grouped(amount / 100, 1))억 달러")
  }

  private static func perShare(_ eps: Double) -> Phrase {
    Phrase("\(Numbers.grouped(eps, 2)) USD", "\(Numbers.grouped(eps, 2))달러")
  }

  /// Which drivers are carried from a quarter after the base; none where all are from the base.
  package static func newer(_ estimate: EPSEstimate) -> [Phrase] {
    let base = estimate.base.quarter
    let newer = [EPSDriver.units, .storage].filter { estimate.quarter(of: $0) != base }
    guard let first = newer.first else { return [] }
    let quarter = estimate.quarter(of: first).label
    let en = newer.map { $0 == .units ? "units" : "storage" }.joined(separator: " and ")
    let ko = newer.map { $0 == .units ? "판매 대수" : "ESS 설치" }.joined(separator: "·")
    return [
      Phrase("base: \(en) of \(quarter), the rest of \(base.label)", "기준: \(ko) \(quarter), 나머지 \(base.label)"),
      Phrase("\(en): \(quarter)", "\(ko): \(quarter)"),
    ]
  }

  /// The newest results that are out and not in this record, where the estimate would start from them or be compared with them.
  package static func missing(_ estimate: EPSEstimate, _ s: Snapshot, _ format: Formatter) -> [Phrase] {
    guard let missing = s.missingResults, missing.quarter <= estimate.target, missing.quarter > estimate.base.quarter,
      let note = MissingNote(s, format)
    else { return [] }
    let remedy = MissingNote.remedy
    return [
      Phrase("\(note.text.en); \(remedy.en)", "\(note.text.ko). \(remedy.ko)"), note.text, note.shortText,
      Phrase("\(missing.quarter.label) results not in record", "\(missing.quarter.label) 실적 기록 없음"),
    ]
  }

  /// The tax rate where it is not the base's own; nil where it is, or where the estimate sets one.
  package static func tax(_ estimate: EPSEstimate) -> Phrase? {
    guard estimate.assumption(.taxRate) == nil, estimate.target != estimate.base.quarter, let rate = estimate.base.carried.rate
    else { return nil }
    let value = Numbers.grouped(rate.value, 1)
    return Phrase("Tax rate \(value)%: \(rate.rule.en).", "세율 \(value)%: \(rate.rule.ko).")
  }
}
