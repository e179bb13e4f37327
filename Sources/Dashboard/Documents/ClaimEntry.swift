package import Model

/// What may stand in an entry of the user's file of claims; the raw value is the key there.
package enum ClaimField: String, Sendable, CaseIterable {
  case text, who, made, topic, kind, by
  case metric
  case of
  case period
  case match
  case atLeast = "at least"
  case atMost = "at most"
  case between
  case equals
  case partly
  case unit
  case verdict, judged, outcome, source, note

  /// The bounds of a test, of which an entry has one.
  package static let bounds: [ClaimField] = [.atLeast, .atMost, .between, .equals]

  /// Its position among all fields.
  fileprivate var order: Int { Int(withUnsafeBytes(of: self) { $0[0] }) }
  fileprivate var bit: UInt32 { 1 << UInt32(order) }

  /// What means nothing without a metric.
  package static let ofTest: [ClaimField] = bounds + [.of, .period, .match, .partly, .unit]
}

/// Something wrong with an entry, and with which of its fields.
package struct ClaimFault: Equatable, Sendable {
  package var field: ClaimField
  package var reason: Phrase
  /// Whether it is wrong that the field is not there.
  package var isMissing: Bool

  package init(field: ClaimField, reason: Phrase, isMissing: Bool = false) {
    self.field = field
    self.reason = reason
    self.isMissing = isMissing
  }
}

/// An entry of the user's file of claims, as it is written.
package struct ClaimEntry: Equatable, Sendable {
  /// A line of it.
  private struct Line: Equatable {
    var field: ClaimField
    var value: String
  }

  /// In the order of the fields.
  ///
  /// A few lines are found faster one after the other than by a hash.
  private var lines: [Line] = []
  /// A bit for each field that is written: most are not, and are looked up all the same.
  private var written: UInt32 = 0

  package init(_ values: [ClaimField: String] = [:]) { for (field, value) in values { self[field] = value } }

  package subscript(field: ClaimField) -> String? {
    get { has(field) ? lines.first { $0.field == field }?.value : nil }
    set {
      if has(field) { lines.removeAll { $0.field == field } }
      written &= ~field.bit
      guard let newValue else { return }
      written |= field.bit
      let isLast = lines.last.map { $0.field.order < field.order } ?? true
      let place = isLast ? lines.count : lines.firstIndex { $0.field.order > field.order } ?? lines.count
      lines.insert(Line(field: field, value: newValue), at: place)
    }
  }

  /// Whether a field is written, be it empty.
  func has(_ field: ClaimField) -> Bool { written & field.bit != 0 }

  /// Calls a function with the fields that are written but empty.
  fileprivate func forEachEmptyField(_ body: (ClaimField) -> Void) {
    for line in lines where line.value.isEmpty { body(line.field) }
  }

  /// The text of the entry under a key, as it stands in the file.
  package func text(key: String) -> String {
    var out = key.composed + ":\n"
    for field in ClaimField.allCases {
      guard let value = self[field] else { continue }
      let isList = field == .between || field == .partly
      out += "  \(field.rawValue): \(isList ? value : ClaimsFile.quoted(value))\n"
    }
    return out
  }

  /// The claim, and what is wrong with the entry; with any fault there is no claim.
  ///
  /// `day` stands for the day on which it was made, or judged, where the entry does not say it.
  package func claim(key: String, line: Int, day: Day) -> (claim: Claim?, faults: [ClaimFault]) {
    claim(key: key, line: line, dawn: Instant(day, 0, 0))
  }

  /// The same, for many claims of one day: `dawn` is its beginning in New York.
  ///
  /// Where nobody would read them, the faults have no words.
  func claim(key: String, line: Int, dawn: Instant, withWords: Bool = true) -> (claim: Claim?, faults: [ClaimFault]) {
    var reader = ClaimEntryReader(self, withWords: withWords)
    let claim = reader.claim(key: key, line: line, dawn: dawn)
    return reader.faults.isEmpty ? (claim, []) : (nil, reader.faults)
  }
}

/// Makes a claim of an entry and collects what is wrong with it.
private struct ClaimEntryReader {
  private let entry: ClaimEntry
  private let withWords: Bool
  private(set) var faults: [ClaimFault] = []

  init(_ entry: ClaimEntry, withWords: Bool) {
    self.entry = entry
    self.withWords = withWords
  }

  private mutating func add(
    _ field: ClaimField, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String, isMissing: Bool = false
  ) {
    let reason = withWords ? Phrase(en(), ko()) : Phrase("")
    faults.append(ClaimFault(field: field, reason: reason, isMissing: isMissing))
  }

  private mutating func miss(_ field: ClaimField, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
    add(field, en(), ko(), isMissing: true)
  }

  mutating func claim(key: String, line: Int, dawn: Instant) -> Claim? {
    entry.forEachEmptyField { field in
      add(field, "\(field.rawValue) is empty; write something or remove the line", "\(field.rawValue)이(가) 비어 있음; 쓰거나 줄을 지울 것")
    }
    guard let text = entry[.text] else {
      miss(
        .text, "text is missing; say what is claimed in a line such as   text: Storage above 80 GWh in 2027",
        "text가 없음;   text: 2027년 ESS 80GWh 이상처럼 주장을 쓸 것")
      return nil
    }
    let judgedAt = moment(.judged)
    let made = moment(.made) ?? min(dawn, judgedAt ?? .distantFuture)
    let due = self.day(.by)
    let who = entry[.who].map { Phrase($0) } ?? Self.me
    let citation = Citation(sources: entry[.source].map { [$0] } ?? Self.ownFile, knownAt: made, confidence: .single)
    let test = test(due: due)
    let kind = kind()
    let (verdict, judged) = verdict(made: made, judged: judgedAt, dawn: dawn)
    let figures = figures(test, due, made, .claimed(by: who, citation))
    return Claim(
      id: ClaimsFile.idPrefix + key, topic: entry[.topic] ?? "own", text: Phrase(text), who: who, figure: figures.low,
      figureHigh: figures.high, due: due, verdict: verdict, outcome: entry[.outcome].map { Phrase($0) }, outcomeKnownAt: judged,
      outcomeSources: [], note: entry[.note].map { Phrase($0) }, later: [], citation: citation, test: test, line: line, kind: kind
    )
  }

  // Made once: a file may hold tens of thousands of entries.
  private static let ownFile = [ClaimsFile.name]
  private static let me = Phrase("me", "나")

  private func figures(
    _ test: ClaimTest?, _ due: Day?, _ made: Instant, _ provenance: Provenance
  ) -> (low: Figure?, high: Figure?) {
    guard let test, test.metric.kind != .dated else { return (nil, nil) }
    var period = due.map { Period.day($0) } ?? .day(made.newYorkDay)
    if case .period(let one) = test.span { period = one }
    func figure(_ value: Double) -> Figure { Figure(value, test.unit, period, .operational, provenance) }
    let bounds = test.bounds
    guard let first = bounds.low ?? bounds.high else { return (nil, nil) }
    let isRange = bounds.low != nil && bounds.high != nil && bounds.low != bounds.high
    return (figure(first), isRange ? bounds.high.map(figure) : nil)
  }

  private mutating func kind() -> ClaimKind {
    guard let word = entry[.kind], !word.isEmpty else { return .forecast }
    if let kind = ClaimKind(rawValue: word) { return kind }
    let all = ClaimKind.allCases.map(\.rawValue).joined(separator: ", ")
    add(.kind, "'\(word)' is not a kind; there are \(all)", "'\(word)'은(는) 종류가 아님; 가능: \(all)")
    return .forecast
  }

  // MARK: days

  private mutating func day(_ field: ClaimField) -> Day? {
    guard let text = entry[field], !text.isEmpty else { return nil }
    if let day = Day(iso: text) { return day }
    add(field, "'\(text)' is not a date; write it as 2027-01-31", "'\(text)'은(는) 날짜가 아님; 2027-01-31처럼 쓸 것")
    return nil
  }

  /// A day, from its beginning in New York on, or a moment.
  private mutating func moment(_ field: ClaimField) -> Instant? {
    guard let text = entry[field], !text.isEmpty else { return nil }
    if let day = Day(iso: text) { return Instant(day, 0, 0) }
    do {
      let instant = try Instant(parsing: text)
      if (try? Instant(parsing: instant.iso)) == instant { return instant }
    } catch {}
    add(
      field, "'\(text)' is neither a date nor a moment; write 2026-11-26 or 2026-11-26T09:00KST",
      "'\(text)'은(는) 날짜도 시점도 아님; 2026-11-26 또는 2026-11-26T09:00KST처럼 쓸 것")
    return nil
  }

  /// What the user judged, and since when.
  private mutating func verdict(made: Instant, judged: Instant?, dawn: Instant) -> (Verdict, Instant?) {
    guard let word = entry[.verdict], !word.isEmpty else {
      for field in [ClaimField.judged, .outcome] where entry.has(field) {
        add(
          field, "\(field.rawValue) without a verdict; add verdict: met, partly, missed or unknown",
          "verdict 없이 \(field.rawValue)만 있음; verdict: met, partly, missed, unknown 중 하나를 더할 것")
      }
      return (.open, nil)
    }
    guard let verdict = Verdict(rawValue: word) else {
      let all = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
      add(.verdict, "'\(word)' is not a verdict; there are \(all)", "'\(word)'은(는) 판정이 아님; 가능: \(all)")
      return (.open, nil)
    }
    if let judged, judged < made {
      add(.judged, "judged before it was made", "주장보다 먼저 판정됨")
    }
    return (verdict, verdict == .open ? judged : max(judged ?? dawn, made))
  }

  // MARK: the test

  private mutating func test(due: Day?) -> ClaimTest? {
    guard let name = entry[.metric], !name.isEmpty else {
      for field in ClaimField.ofTest where entry.has(field) {
        add(
          field, "\(field.rawValue) without a metric; add a line such as   metric: storage",
          "metric 없이 \(field.rawValue)만 있음;   metric: storage 같은 줄을 더할 것")
      }
      return nil
    }
    guard let metric = ClaimMetric(name: name) else {
      let all = ClaimMetric.named.map(\.name).joined(separator: ", ")
      add(.metric, "'\(name)' is not a metric; there are \(all)", "'\(name)'은(는) 지표가 아님; 가능: \(all)")
      return nil
    }
    let subject = subject(metric)
    let span = span(metric)
    let unit = unit(metric)
    let bounds = bounds(metric, unit ?? metric.unit)
    var partly: ClaimBounds?
    if let bounds { partly = self.partly(bounds, metric, unit ?? metric.unit) }
    if span == .untilDue, due == nil {
      miss(.by, "by is missing; say until when, in a line such as   by: 2027-12-31", "by가 없음;   by: 2027-12-31처럼 기한을 쓸 것")
    }
    guard let span, let bounds else { return nil }
    return ClaimTest(metric, subject: subject, span, bounds, partly: partly, unit: unit)
  }

  private mutating func subject(_ metric: ClaimMetric) -> String {
    let subject = entry[.of]
    if metric.needsSubject, subject == nil {
      miss(
        .of, "of is missing; \(metric.name) needs a plant, such as   of: shanghai",
        "of가 없음; \(metric.name)에는   of: shanghai 같은 공장이 필요")
    }
    if !metric.needsSubject, subject != nil {
      add(.of, "\(metric.name) needs no of; remove the line", "\(metric.name)에는 of가 필요 없음; 줄을 지울 것")
    }
    return subject ?? ""
  }

  private mutating func span(_ metric: ClaimMetric) -> ClaimSpan? {
    let match = entry[.match]
    if let match, match != "any", match != "each" {
      add(.match, "'\(match)' is neither any nor each", "'\(match)'은(는) any나 each가 아님")
    }
    let text = entry[.period] ?? ""
    if let span = ClaimTest.span(text, each: match == "each", for: metric) { return span }
    let example: String
    switch metric.kind {
    case .periodic:
      example = metric.change == .quarterOnQuarter || metric.measure == .averagePrice ? "2027Q1" : "2027, 2027Q1, 2026..2028"
    case .daily: example = "2027-12-31, 2027-01-01..2027-12-31"
    case .dated: example = metric.needsSubject ? "" : "2027Q1"
    }
    if !entry.has(.period) {
      miss(.period, "period is missing; add a line such as   period: \(example)", "period가 없음;   period: \(example) 같은 줄을 더할 것")
    } else if example.isEmpty {
      add(.period, "\(metric.name) needs no period; remove the line", "\(metric.name)에는 period가 필요 없음; 줄을 지울 것")
    } else {
      add(
        .period, "'\(text)' is no period that \(metric.name) has values for; write \(example)",
        "'\(text)'은(는) \(metric.name)의 값이 있는 기간이 아님; 예: \(example)")
    }
    return nil
  }

  private mutating func unit(_ metric: ClaimMetric) -> Unit? {
    guard let text = entry[.unit], !text.isEmpty else { return nil }
    if let unit = metric.units.first(where: { $0.rawValue == text }) { return unit }
    let all = metric.units.map(\.rawValue).joined(separator: ", ")
    add(.unit, "'\(text)' is not a unit of \(metric.name); there are \(all)", "'\(text)'은(는) \(metric.name)의 단위가 아님; 가능: \(all)")
    return nil
  }

  private mutating func bounds(_ metric: ClaimMetric, _ unit: Unit) -> ClaimBounds? {
    let given = ClaimField.bounds.filter { entry.has($0) }
    guard let field = given.first, let text = entry[field] else {
      miss(
        .atLeast, "what it must be is missing; add at least, at most, between or equals, such as   at least: 80",
        "값의 조건이 없음; at least, at most, between, equals 중 하나를 더할 것. 예:   at least: 80")
      return nil
    }
    guard given.count == 1 else {
      add(
        given[1], "only one of at least, at most, between and equals can stand here",
        "at least, at most, between, equals 중 하나만 쓸 수 있음")
      return nil
    }
    let numbers = numbers(text, field, metric, unit, count: field == .between ? 2 : 1)
    guard let numbers else { return nil }
    switch field {
    case .atLeast: return .atLeast(numbers[0])
    case .atMost: return .atMost(numbers[0])
    case .equals:
      // The digits alone: a sign for per cent may stand behind them.
      let decimals = text.drop { $0 != "." }.dropFirst().utf8.prefix { (48...57).contains($0) }.count
      // A Double has no more of them.
      return .equal(numbers[0], decimals: metric.kind == .dated ? 0 : min(15, decimals))
    default: return .between(numbers[0], numbers[1])
    }
  }

  /// Where it would still have come true in part: of the end that the bounds have, or of both.
  private mutating func partly(_ bounds: ClaimBounds, _ metric: ClaimMetric, _ unit: Unit) -> ClaimBounds? {
    guard let text = entry[.partly], !text.isEmpty else { return nil }
    let isRange = bounds.low != nil && bounds.high != nil
    guard let numbers = numbers(text, .partly, metric, unit, count: isRange ? 2 : 1) else { return nil }
    let partly: ClaimBounds
    if isRange {
      partly = .between(numbers[0], numbers[1])
    } else {
      partly = bounds.low != nil ? .atLeast(numbers[0]) : .atMost(numbers[0])
    }
    let isWider =
      (bounds.low.map { (partly.low ?? $0) <= $0 } ?? true) && (bounds.high.map { (partly.high ?? $0) >= $0 } ?? true)
    if !isWider {
      add(.partly, "partly must leave more room than the claim itself", "partly의 범위는 주장보다 넓어야 함")
    }
    return partly
  }

  /// The numbers, or days, of a value; two of them with a blank or two points between.
  private mutating func numbers(
    _ text: String, _ field: ClaimField, _ metric: ClaimMetric, _ unit: Unit, count: Int
  ) -> [Double]? {
    let parts = (text.utf8.contains(UInt8(ascii: ".")) ? text.replacing("..", with: " ") : text).split(separator: " ")
    let numbers = parts.compactMap { metric.kind == .dated ? Day(iso: String($0)).map { Double($0.number) } : Self.number($0) }
    if numbers.count == count, parts.count == count {
      if metric.kind != .dated, numbers.contains(where: { abs($0) > unit.largest }) {
        let limit = DecimalText.text(unit.largest) + (unit.rawValue.isEmpty ? "" : " ") + unit.rawValue
        add(
          field, "'\(text)' is more than any figure can be (\(limit)); check the digits",
          "'\(text)'은(는) 있을 수 없이 큰 수(한도 \(limit)); 자릿수를 확인할 것")
        return nil
      }
      if count == 1 || numbers[0] <= numbers[1] { return numbers }
      add(field, "the first value is above the second", "첫 값이 둘째 값보다 큼")
      return nil
    }
    let one = metric.kind == .dated ? "2027-06-30" : "80"
    let example = count == 1 ? one : metric.kind == .dated ? "2027-04-01 2027-06-30" : "60 80"
    let what = metric.kind == .dated ? Phrase("a date", "날짜") : Phrase("a number", "숫자")
    add(
      field, "'\(text)' is not \(count == 1 ? what.en : "two of them, the lower one first"); write \(field.rawValue): \(example)",
      "'\(text)'은(는) \(what.ko)\(count == 1 ? "" : " 둘")이(가) 아님; \(field.rawValue): \(example)처럼 쓸 것")
    return nil
  }

  /// A decimal number with a sign, and per cent or thousands separators as people write them.
  private static func number(_ text: Substring) -> Double? {
    var digits = text
    if text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 > 127 }) {
      digits = text.replacing(",", with: "").replacing("\u{2212}", with: "-")
    }
    if digits.hasSuffix("%") { digits.removeLast() }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 43 }), let value = Double(digits),
      value.isFinite
    else { return nil }
    return value
  }
}
