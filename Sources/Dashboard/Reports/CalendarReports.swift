package import Finance
package import Format
package import Model

extension Report {
  /// The trading sessions of some days.
  package static func sessions(_ sessions: [Session], from first: Day, through last: Day, _ format: Formatter) -> Report {
    Report(format) {
      lines(
        format.words(
          "Sessions of the Nasdaq and the NYSE from \(first.iso) to \(last.iso): \(sessions.count)",
          "나스닥·NYSE 거래일 \(first.iso) – \(last.iso): \(sessions.count)일"))
      table(sessions, title: "") {
        Column("date", Phrase("DATE", "날짜")) { .weekday($0.day) }
        Column("open_et", Phrase("OPEN", "개장")) { .text($0.open.local(in: .newYork).clock) }
        Column("close_et", Phrase("CLOSE", "폐장")) { .text($0.close.local(in: .newYork).clock) }
        Column("open_utc") { .instant($0.open) }
        Column("close_utc") { .instant($0.close) }
        Column("open_kst", Phrase("OPEN IN SEOUL", "개장 (서울)")) { .seoul($0.open) }
        Column("close_kst", Phrase("CLOSE IN SEOUL", "폐장 (서울)")) { .seoul($0.close) }
        Column("note", Phrase(""), in: .text) {
          let late = $0.opensLate ? format.words("late opening", "개장 지연") : nil
          let early = $0.closesEarly ? format.words("early close", "조기 폐장") : nil
          return .text([late, early].compactMap { $0 }.joined(separator: ", "))
        }
      }
    }
  }

  /// The dates of the rebalances that take effect on some days.
  package static func rebalances(_ all: [RebalanceDates], from first: Day, through last: Day, _ format: Formatter) -> Report {
    Report(format) {
      lines(
        format.words(
          "Rebalances of the Nasdaq-100 effective from \(first.iso) to \(last.iso): \(all.count)",
          "나스닥100 리밸런싱, 적용일 \(first.iso) – \(last.iso): \(all.count)건"))
      table(all, title: "") {
        Column("kind", Phrase("KIND", "종류")) { .term($0.kind.rawValue, $0.kind.name) }
        Column("reference_date", Phrase("REFERENCE", "기준일")) { .weekday($0.reference) }
        Column("announcement_date", Phrase("ANNOUNCED", "발표일")) { .weekday($0.announcement) }
        Column("third_friday", Phrase("THIRD FRIDAY", "셋째 금요일")) { dates in
          let day = dates.thirdFriday
          return Sessions.isOpen(day) ? .day(day) : .shown(day.iso + format.words(" closed", " 휴장"), .day(day))
        }
        Column("trade_close_date", Phrase("TRADE AT CLOSE", "매매 종가일")) { .weekday($0.tradeClose) }
        Column("close_kst", Phrase("CLOSE IN SEOUL", "매매 종가 (서울)"), in: .text) {
          .seoul(Sessions.session(on: $0.tradeClose)?.close)
        }
        Column("effective_date", Phrase("EFFECTIVE", "적용일")) { .weekday($0.effective) }
      }
      if !all.isEmpty {
        lines(
          "",
          format.words(
            "Funds trade at the close; the new weights apply from the open of the effective day. Announced after the close.",
            "펀드는 종가에 매매; 새 비중은 적용일 개장부터. 발표는 장 마감 후."))
      }
    }
  }

  /// What the calendar has for some days.
  package static func agenda(_ entries: [AgendaEntry], from first: Day, through last: Day, _ format: Formatter) -> Report {
    Report(format) {
      lines(
        format.words(
          "Calendar from \(first.iso) to \(last.iso): \(entries.count)", "일정 \(first.iso) – \(last.iso): \(entries.count)건"))
      table(entries, title: "", text: "date time_et seoul status title detail") {
        Column("date", Phrase("DATE", "날짜")) { .weekday($0.day) }
        Column("time_et", Phrase("NEW YORK", "뉴욕")) { .text($0.start?.local(in: .newYork).clock) }
        Column("start_utc") { .instant($0.start) }
        Column("date_kst") { .day($0.start?.local(in: .seoul).day) }
        Column("time_kst") { .text($0.start?.local(in: .seoul).clock) }
        Column("seoul", Phrase("SEOUL", "서울"), in: .text) { .seoul($0.start) }
        Column("kind") { .text($0.kind.rawValue) }
        Column("title", Phrase("EVENT", "일정")) { .phrase($0.title) }
        Column("status", Phrase("BASIS", "근거")) { .status($0) }
        Column("earliest") { .day($0.range?.earliest) }
        Column("latest") { .day($0.range?.latest) }
        Column("detail", Phrase("")) { .phrase($0.detail) }
        Column("source") { .text($0.citation?.sources.joined(separator: ";")) }
        Column("uid") { .text($0.uid) }
      }
    }
  }
}

extension Report.Value {
  /// Who says so.
  fileprivate static func status(_ entry: AgendaEntry) -> Report.Value {
    switch entry.certainty {
    case .rule: return .term("rule", Phrase("rule", "규칙"))
    case .record: return .term("record", Phrase("record", "기록"))
    case .expected: return .term("expected", Phrase("expected", "예상"))
    }
  }
}

extension AgendaEntry {
  /// Between which days it is expected.
  fileprivate var range: (earliest: Day, latest: Day)? {
    if case .expected(let earliest, let latest, _) = certainty { return (earliest, latest) }
    return nil
  }
}
