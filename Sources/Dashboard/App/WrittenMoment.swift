import Model

/// A moment as people write it: `19 Jul 2023`, `2023년 7월 19일`, `7/19/2023`, `2Q23`, `23년 2분기`; a day may have a time of day and a place
/// behind it.
///
/// Numbers between slashes are month, day and year, unless only the second can be the month. A day without a year is the last one that came.
struct WrittenMoment {
  /// The quarter whose results are meant; nil for a day.
  private(set) var quarter: Period?
  /// The day, at its end or at a time of day.
  private(set) var instant: Instant?

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  /// Words that say nothing more; those of New York, which is meant where no place is named.
  private static let fillers: Set<String> = ["t", "st", "nd", "rd", "th", "at", "of", "et", "ny", "new", "york", "뉴욕", "시점", "에"]
  private static let zones: [String: Zone] = ["kst": .seoul, "seoul": .seoul, "서울": .seoul, "utc": .utc, "z": .utc]

  /// Nil for a text that is no such moment, or has a word that belongs to none.
  init?(_ text: String, now: Instant) {
    guard var parts = Parts(Self.tokens(text.lowercased())) else { return nil }
    if let number = parts.quarter {
      guard let year = parts.year ?? parts.plain.first?.value, (1...4).contains(number), parts.plain.count < 2, parts.time == nil
      else { return nil }
      quarter = .quarter(year: Self.full(year), number)
      return
    }
    guard let day = parts.day(now) else { return nil }
    guard let time = parts.time else {
      instant = Instant(endOf: day)
      return
    }
    guard time.hour < 24, time.minute < 60 else { return nil }
    instant = Instant(day, time.hour, time.minute, in: parts.zone)
  }

  private static func full(_ year: Int) -> Int { year < 100 ? 2000 + year : year }

  private enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    /// What stands between two numbers that are a time of day.
    case colon
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isNumber == first.isNumber && $0.isLetter == first.isLetter && ($0.isNumber || $0.isLetter) }
      if let number = Int(run), run.utf8.count <= 4 {
        tokens.append(.number(number, digits: run.utf8.count))
      } else if !run.isEmpty {
        tokens.append(.word(String(run)))
      } else if first == ":" {
        tokens.append(.colon)
      }
      rest = rest.dropFirst(max(1, run.count))
    }
    return tokens
  }

  /// What the numbers and words of a text are.
  private struct Parts {
    var (year, month, dayOfMonth, quarter): (Int?, Int?, Int?, Int?)
    /// Numbers that no word names.
    var plain: [(value: Int, digits: Int)] = []
    var time: (hour: Int, minute: Int)?
    var zone = Zone.newYork

    init?(_ tokens: [Token]) {
      var isAfternoon: Bool?
      var i = 0
      while i < tokens.count {
        let next: Token? = i + 1 < tokens.count ? tokens[i + 1] : nil
        let third: Token? = i + 2 < tokens.count ? tokens[i + 2] : nil
        switch (tokens[i], next) {
        case (.number(let hour, _), .colon?):
          guard case .number(let minute, 2)? = third, time == nil else { return nil }
          time = (hour, minute)
          i += 2
        case (.number(let number, let digits), .word("q")?):
          // 2023q2, or 2q23.
          if case .number(let other, _)? = third, digits >= 2 { (year, quarter) = (number, other) } else { quarter = number }
          i += digits >= 2 ? 2 : 1
        case (.number(let number, _), .word("년")?): (year, i) = (number, i + 1)
        case (.number(let number, _), .word("월")?): (month, i) = (number, i + 1)
        case (.number(let number, _), .word("일")?): (dayOfMonth, i) = (number, i + 1)
        case (.number(let number, _), .word("분기")?): (quarter, i) = (number, i + 1)
        case (.number(let number, let digits), _): plain.append((number, digits))
        case (.word("q"), .number(let number, 1)?): (quarter, i) = (number, i + 1)
        case (.word(let word), _) where ["pm", "오후", "am", "오전"].contains(word): isAfternoon = word == "pm" || word == "오후"
        case (.word(let word), _):
          if let zone = WrittenMoment.zones[word] {
            self.zone = zone
          } else if let place = WrittenMoment.months.firstIndex(where: { word.hasPrefix($0) }), month == nil {
            month = place + 1
          } else if !WrittenMoment.fillers.contains(word) {
            return nil
          }
        case (.colon, _): return nil
        }
        i += 1
      }
      guard let isAfternoon else { return }
      guard let hour = time?.hour, (1...12).contains(hour) else { return nil }
      time?.hour = hour % 12 + (isAfternoon ? 12 : 0)
    }

    /// The day that the numbers name.
    mutating func day(_ now: Instant) -> Day? {
      if month != nil {
        // What the month does not name: a year has more digits than a day can have, or comes after it.
        if dayOfMonth == nil {
          guard let place = plain.firstIndex(where: { $0.digits <= 2 }) else { return nil }
          dayOfMonth = plain.remove(at: place).value
        }
        if year == nil, !plain.isEmpty { year = plain.removeFirst().value }
      } else if plain.count == 3, plain[0].digits == 4 {
        (year, month, dayOfMonth) = (plain[0].value, plain[1].value, plain[2].value)
        plain = []
      } else if plain.count == 3 || plain.count == 2 {
        (month, dayOfMonth) = plain[0].value > 12 ? (plain[1].value, plain[0].value) : (plain[0].value, plain[1].value)
        year = plain.count == 3 ? plain[2].value : nil
        plain = []
      }
      guard plain.isEmpty, let month, let dayOfMonth else { return nil }
      if let year { return Day(WrittenMoment.full(year), month, dayOfMonth) }
      let today = now.newYorkDay
      return [today.year, today.year - 1].lazy.compactMap { Day($0, month, dayOfMonth) }.first { $0 <= today }
    }
  }
}
