package import Model

/// A line that an entry of the user's claims may have, in their order.
package enum ClaimField: Int, Sendable, CaseIterable {
  case text, who, made, topic, kind, by, metric, of, period, match, atLeast, atMost, between, equals, partly, unit
  case verdict, judged, outcome, source, note

  /// What it is called in the file.
  package var key: String { ClaimEntry.fields[rawValue].key }

  /// The bounds of a test, of which an entry has one.
  package static let bounds: [ClaimField] = [.atLeast, .atMost, .between, .equals]

  /// Those that mean nothing without a metric.
  package static let ofTest: [ClaimField] = bounds + [.of, .period, .match, .partly, .unit]
}

/// The user's own claims.
package typealias ClaimsFile = EntryFile<ClaimEntry>

/// An entry of the user's file of claims, as it is written.
///
/// ```
/// megapack-2027:
///   text: Storage above 80 GWh in 2027
///   by: 2028-01-31
///   metric: storage
///   period: 2027
///   at least: 80
/// ```
package struct ClaimEntry: Entry {
  /// The file's name in the user's folder.
  package static let fileName = Claim.userFile
  /// Says what the file is, in its first line.
  package static let title = "Your own claims for tsla-tui, an entry each:"
  /// The key of the example that a new file shows in comments.
  package static let exampleKey = "megapack-2027"
  /// The key of an entry whose text gives none; `my-claim:` in messages.
  package static let name = "claim"
  /// What stands before the key in the id of a claim, so that no claim of the facts has the same id.
  package static let idPrefix = "own:"

  /// One for each case of `ClaimField`; those with an example are listed in a new file.
  package static let fields: [Field<ClaimEntry>] = [
    field(.text, "text", "Storage above 80 GWh in 2027"), field(.who, "who", "me"), field(.made, "made"),
    field(.topic, "topic", "energy"), field(.kind, "kind"), field(.by, "by", "2028-01-31"),
    field(.metric, "metric", "storage        # without a metric you judge it yourself: verdict, judged, outcome"),
    field(.of, "of"), field(.period, "period", "2027"), field(.match, "match"), field(.atLeast, "at least", "80"),
    field(.atMost, "at most"), field(.between, "between"), field(.equals, "equals"), field(.partly, "partly"),
    field(.unit, "unit"),
    field(.verdict, "verdict"), field(.judged, "judged"), field(.outcome, "outcome"), field(.source, "source"),
    field(.note, "note"),
  ]

  private static func field(_ field: ClaimField, _ key: String, _ example: String = "") -> Field<ClaimEntry> {
    // Two numbers are a plain value.
    let isList = field == .between || field == .partly
    let form = Form(example, read: { $0 }, refusal: { Phrase($0) }, write: { isList ? $0 : DocumentLine.quoted($0) })
    return Field(key, form, set: { $0[field] = $1 }, get: { $0[field] })
  }

  /// In the order of the fields.
  private var values = [String?](repeating: nil, count: ClaimField.allCases.count)

  /// An entry without lines.
  package init() {}

  /// An entry with these lines, written in the order of the fields.
  package init(_ values: [ClaimField: String]) { for (field, value) in values { self[field] = value } }

  /// A text as it is written, which may be empty; nil where there is none.
  package subscript(field: ClaimField) -> String? {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }

  /// The claim, or what is wrong with the entry: with any fault there is no claim.
  ///
  /// `day` stands for the day on which it was made, or judged, where the entry does not say it.
  package func claim(key: String, line: Int, day: Day) -> (value: Claim?, faults: [EntryFault]) {
    value(key: key, line: line, dawn: Instant(day, 0, 0), withWords: true)
  }

  /// The claim that the entry makes; its id is the key after `idPrefix`.
  package func value(key: String, line: Int, dawn: Instant, withWords: Bool) -> (value: Claim?, faults: [EntryFault]) {
    var reader = ClaimEntryReader(self, withWords: withWords)
    let claim = reader.claim(key: key, line: line, dawn: dawn)
    return reader.faults.isEmpty ? (claim, []) : (nil, reader.faults)
  }
}

/// Makes a claim from an entry and collects what is wrong with it.
private struct ClaimEntryReader {
  private let entry: ClaimEntry
  private let withWords: Bool
  private(set) var faults: [EntryFault] = []

  init(_ entry: ClaimEntry, withWords: Bool) {
    self.entry = entry
    self.withWords = withWords
  }

  private mutating func add(_ field: ClaimField, _ reason: @autoclosure () -> Phrase, isMissing: Bool = false) {
    faults.append(EntryFault(key: field.key, reason: withWords ? reason() : Phrase(""), isMissing: isMissing))
  }

  private mutating func add(_ field: ClaimField, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
    add(field, Phrase(en(), ko()))
  }

  private mutating func miss(_ field: ClaimField, _ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) {
    add(field, Phrase(en(), ko()), isMissing: true)
  }

  mutating func claim(key: String, line: Int, dawn: Instant) -> Claim? {
    for field in ClaimField.allCases where entry[field] == "" {
      add(field, "\(field.key) is empty; write something or remove the line", "\(field.key)이(가) 비어 있음; 쓰거나 줄을 지울 것")
    }
    guard let text = entry[.text] else {
      add(.text, DocumentReader<ClaimEntry>.missing("text", indent: "  "), isMissing: true)
      return nil
    }
    let judgedAt = read(.judged, Self.moments)
    let made = read(.made, Self.moments) ?? min(dawn, judgedAt ?? .distantFuture)
    let due = read(.by, Self.days)
    let who = entry[.who].map { Phrase($0) } ?? Self.me
    let citation = Citation(sources: entry[.source].map { [$0] } ?? Self.ownFile, knownAt: made, confidence: .single)
    let test = test(due: due)
    let kind = read(.kind, Self.kinds) ?? .forecast
    let (verdict, judged) = verdict(made: made, judged: judgedAt, dawn: dawn)
    let figures = figures(test, due, made, .claimed(by: who, citation))
    return Claim(
      id: ClaimEntry.idPrefix + key, topic: entry[.topic] ?? "own", text: Phrase(text), who: who, figure: figures.low,
      figureHigh: figures.high, due: due, verdict: verdict, outcome: entry[.outcome].map { Phrase($0) }, outcomeKnownAt: judged,
      outcomeSources: [], note: entry[.note].map { Phrase($0) }, later: [], citation: citation, test: test, line: line, kind: kind
    )
  }

  // Made only once: a file may hold tens of thousands of entries.
  private static let ownFile = [ClaimEntry.fileName]
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

  // MARK: words and days

  private static let kinds = Form<ClaimKind>.choice(Phrase("a kind", "종류가"))
  private static let verdicts = Form<Verdict>.choice(Phrase("a verdict", "판정이"))
  private static let metrics = Form<ClaimMetric>(
    "storage", read: { ClaimMetric(name: $0) },
    refusal: { .notOne($0, of: Phrase("a metric", "지표가"), among: ClaimMetric.named.map(\.name)) }, write: \.name)
  private static let days = Form.day("2027-01-31")
  private static let moments = Form.dayOrMoment

  /// What a field says; nil where it says nothing, or nothing that can be read.
  private mutating func read<Value>(_ field: ClaimField, _ form: Form<Value>) -> Value? {
    guard let text = entry[field], !text.isEmpty else { return nil }
    let value = form.read(text)
    if value == nil { add(field, form.refusal(text)) }
    return value
  }

  /// What the user judged, and since when.
  private mutating func verdict(made: Instant, judged: Instant?, dawn: Instant) -> (Verdict, Instant?) {
    guard entry[.verdict]?.isEmpty == false else {
      for field in [ClaimField.judged, .outcome] where entry[field] != nil {
        add(
          field, "\(field.key) without a verdict; add verdict: met, partly, missed or unknown",
          "verdict 없이 \(field.key)만 있음; verdict: met, partly, missed, unknown 중 하나를 더할 것")
      }
      return (.open, nil)
    }
    guard let verdict = read(.verdict, Self.verdicts) else { return (.open, nil) }
    if let judged, judged < made { add(.judged, "judged before it was made", "주장보다 먼저 판정됨") }
    return (verdict, verdict == .open ? judged : max(judged ?? dawn, made))
  }

  // MARK: the test

  private mutating func test(due: Day?) -> ClaimTest? {
    guard entry[.metric]?.isEmpty == false else {
      for field in ClaimField.ofTest where entry[field] != nil {
        add(
          field, "\(field.key) without a metric; add a line such as   metric: storage",
          "metric 없이 \(field.key)만 있음;   metric: storage 같은 줄을 더할 것")
      }
      return nil
    }
    guard let metric = read(.metric, Self.metrics) else { return nil }
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
    if entry[.period] == nil {
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
    let unit = metric.units.first { $0.rawValue == text }
    if unit == nil {
      let what = Phrase("a unit of \(metric.name)", "\(metric.name)의 단위가")
      add(.unit, .notOne(text, of: what, among: metric.units.map(\.rawValue)))
    }
    return unit
  }

  private mutating func bounds(_ metric: ClaimMetric, _ unit: Unit) -> ClaimBounds? {
    let given = ClaimField.bounds.filter { entry[$0] != nil }
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
    guard let numbers = numbers(text, field, metric, unit, count: field == .between ? 2 : 1) else { return nil }
    switch field {
    case .atLeast: return .atLeast(numbers[0])
    case .atMost: return .atMost(numbers[0])
    case .equals:
      // The digits alone: a percent sign may follow them.
      let decimals = text.drop { $0 != "." }.dropFirst().utf8.prefix { (48...57).contains($0) }.count
      // A Double has no more decimals than that.
      return .equal(numbers[0], decimals: metric.kind == .dated ? 0 : min(15, decimals))
    default: return .between(numbers[0], numbers[1])
    }
  }

  /// Where it would still have come true in part: for the one end that the bounds have, or for both.
  private mutating func partly(_ bounds: ClaimBounds, _ metric: ClaimMetric, _ unit: Unit) -> ClaimBounds? {
    guard let text = entry[.partly], !text.isEmpty else { return nil }
    let isRange = bounds.low != nil && bounds.high != nil
    guard let numbers = numbers(text, .partly, metric, unit, count: isRange ? 2 : 1) else { return nil }
    let partly: ClaimBounds =
      isRange ? .between(numbers[0], numbers[1]) : bounds.low != nil ? .atLeast(numbers[0]) : .atMost(numbers[0])
    let isWider =
      (bounds.low.map { (partly.low ?? $0) <= $0 } ?? true) && (bounds.high.map { (partly.high ?? $0) >= $0 } ?? true)
    if !isWider { add(.partly, "partly must leave more room than the claim itself", "partly의 범위는 주장보다 넓어야 함") }
    return partly
  }

  /// The numbers, or days, of a value; two of them with a blank, two points or a comma and a blank between them.
  private mutating func numbers(
    _ text: String, _ field: ClaimField, _ metric: ClaimMetric, _ unit: Unit, count: Int
  ) -> [Double]? {
    var parts = (text.utf8.contains(UInt8(ascii: ".")) ? text.replacing("..", with: " ") : text).split(separator: " ")
    if parts.count == 2, parts[0].last == "," { parts[0].removeLast() }
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
      field, "'\(text)' is not \(count == 1 ? what.en : "two of them, the lower one first"); write \(field.key): \(example)",
      "'\(text)'은(는) \(what.ko)\(count == 1 ? "" : " 둘")이(가) 아님; \(field.key): \(example)처럼 쓸 것")
    return nil
  }

  /// A decimal number with or without a sign, a percent sign and thousands separators, as people write it.
  private static func number(_ text: Substring) -> Double? {
    var digits = text.utf8.contains { $0 > 127 } ? text.replacing("\u{2212}", with: "-") : text
    if digits.hasSuffix("%") { digits.removeLast() }
    if digits.utf8.contains(UInt8(ascii: ",")) {
      // Before each three digits, or `1,5` would pass for 15.
      let isSigned = digits.first == "-" || digits.first == "+"
      return DecimalText.number(isSigned ? digits.dropFirst() : digits).map { digits.first == "-" ? -$0 : $0 }
    }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 43 }), let value = Double(digits),
      value.isFinite
    else { return nil }
    return value
  }
}
