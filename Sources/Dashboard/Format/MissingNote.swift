package import Model

/// What was published but is not in this record, and how it can be added: one line.
package struct MissingNote {
  /// What is missing, without how to add it.
  package let text: Phrase
  /// The same where there is little room.
  package let shortText: Phrase

  /// How a figure gets into the record.
  package static let remedy = Phrase(
    "add it: tsla-tui facts --copy-to DIR, then --facts DIR", "추가: tsla-tui facts --copy-to 폴더 → --facts 폴더")
  /// The same where there is little room.
  package static let shortRemedy = Phrase("add: facts --copy-to DIR", "추가: facts --copy-to 폴더")

  /// Nil where nothing of the newest quarter is missing.
  package init?(_ s: Snapshot, _ format: Formatter) {
    if let missing = s.missingResults {
      let day = format.nearDate(missing.release.newYorkDay, s.asOf)
      let quarter = missing.quarter.label
      // Without a release on record, the day is only the deadline for the report.
      let isDated = s.earnings.contains { $0.quarter == missing.quarter }
      let when = isDated ? Phrase("published \(day)", "\(day) 발표") : Phrase("due by \(day)", "\(day)까지 제출 기한")
      text = Phrase("\(quarter) results, \(when.en), are not in this record", "\(quarter) 실적(\(when.ko))이 이 기록에 없습니다")
      shortText = Phrase(
        "\(quarter) results (\(isDated ? day : when.en)) are not in this record", "\(quarter) 실적(\(when.ko)) 기록 없음")
    } else if let missing = s.missingDeliveries {
      let quarter = missing.quarter.label
      text = Phrase("\(quarter) deliveries are out and not in this record", "\(quarter) 인도량은 발표되었으나 이 기록에 없습니다")
      shortText = Phrase("\(quarter) deliveries are not in this record", "\(quarter) 인도량 기록 없음")
    } else {
      return nil
    }
  }

  /// What is missing and how to add it, as much of it as fits.
  package func line(_ language: Language, fits: (String) -> Bool) -> (text: String, remedy: String) {
    let (text, shortText) = (text[language], shortText[language])
    for (text, remedy) in [
      (text, Self.remedy), (text, Self.shortRemedy), (shortText, Self.remedy), (shortText, Self.shortRemedy),
    ] {
      let remedy = " · " + remedy[language]
      if fits(text + remedy) { return (text, remedy) }
    }
    return (fits(text) ? text : shortText, "")
  }
}
