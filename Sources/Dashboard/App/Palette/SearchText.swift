/// Words prepared for matching: lower case, one unit for each character, several forms one after another.
package struct SearchText: Sendable {
  /// The units of all forms; 0 stands between them and before the first.
  fileprivate let units: [UInt16]
  /// What is added to its score: commands come before figures that match as well.
  fileprivate let weight: Int

  /// The forms under which it is found, such as its names in two languages.
  package init(_ forms: [String], weight: Int = 0) {
    var units: [UInt16] = []
    units.reserveCapacity(forms.reduce(1) { $0 + $1.utf8.count + 1 })
    SearchText.append(forms, to: &units)
    self.units = units
    self.weight = weight
  }

  fileprivate static func append(_ forms: [String], to units: inout [UInt16]) {
    units.append(0)
    for form in forms where !form.isEmpty {
      append(form, to: &units)
      units.append(0)
    }
  }

  /// The units of a text: lower case, what lies outside of the basic plane as one unit that nothing else has.
  fileprivate static func append(_ text: String, to units: inout [UInt16]) {
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        let isUpper = (65...90).contains(scalar.value)
        units.append(UInt16(scalar.value) | (isUpper ? 0x20 : 0))
      } else if (0xac00...0xd7a3).contains(scalar.value) {
        units.append(UInt16(scalar.value))
      } else {
        for lower in scalar.properties.lowercaseMapping.unicodeScalars { units.append(UInt16(exactly: lower.value) ?? 0xfffd) }
      }
    }
  }
}

/// Many texts in one piece of memory, each by its place: a search looks through all of them at every key.
struct SearchTexts: Sendable {
  private var units: [UInt16] = []
  private var ends: [Int] = []
  private var weights: [Int] = []

  mutating func append(_ forms: [String], weight: Int) {
    SearchText.append(forms, to: &units)
    ends.append(units.count)
    weights.append(weight)
  }

  /// The places of all texts.
  var indices: Range<Int> { ends.indices }

  /// Calls with the place and the score of each text that matches, of all or of those at some places, in their order.
  func forEachMatch(of pattern: SearchPattern, among places: [Int]?, _ body: (_ place: Int, _ score: Int) -> Void) {
    units.withUnsafeBufferPointer { units in
      func test(_ place: Int) {
        let text = UnsafeBufferPointer(rebasing: units[(place > 0 ? ends[place - 1] : 0)..<ends[place]])
        if let score = pattern.score(text, weight: weights[place]) { body(place, score) }
      }
      if let places { for place in places { test(place) } } else { for place in ends.indices { test(place) } }
    }
  }
}

/// What was typed, prepared for matching.
///
/// Every word has to be found, one with digits without gaps: 2분기 is not the 2 of a year and another quarter. A Hangul consonant stands for any syllable that begins with it, `ㅅㄴㄹ` for 시나리오, and a syllable that
/// is still being composed for those that it may become: 신 finds 시나리오.
package struct SearchPattern: Sendable {
  private let words: [[UInt16]]
  /// Several words as they were typed, which are worth more in this order.
  private let whole: [UInt16]

  /// Whether nothing was typed: everything matches.
  package var isEmpty: Bool { words.isEmpty }

  /// A query as it was typed.
  package init(_ query: String) {
    words = query.split(separator: " ").map { word in
      var units: [UInt16] = []
      SearchText.append(String(word), to: &units)
      return units
    }
    whole = words.count > 1 ? Array(words.joined(separator: [32])) : []
  }

  /// How well a text matches, more is better; nil where a word is not in it.
  package func score(_ text: SearchText) -> Int? {
    text.units.withUnsafeBufferPointer { score($0, weight: text.weight) }
  }

  /// The same for the units of a text and what is added to its score.
  fileprivate func score(_ units: UnsafeBufferPointer<UInt16>, weight: Int) -> Int? {
    var total = weight
    for word in words {
      guard let score = word.withUnsafeBufferPointer({ Self.score(of: $0, in: units) }) else { return nil }
      total += score
    }
    if !whole.isEmpty, let score = whole.withUnsafeBufferPointer({ Self.score(of: $0, in: units) }) { total += score }
    return total
  }

  /// Where a word stands: at the beginning of a form, at that of a word, inside of one; or with gaps, where its letters begin words.
  private static func score(of word: UnsafeBufferPointer<UInt16>, in units: UnsafeBufferPointer<UInt16>) -> Int? {
    var best: Int?
    let last = word.count - 1
    let mayHaveGaps = last > 0 && !word.contains(where: isDigit)
    for start in 1..<max(1, units.count) {
      guard matches(word[0], units, start, isLast: last == 0) else { continue }
      let isAtWord = isBoundary(units, start)
      // What cannot be better than what was found is not looked at.
      if let best, best >= (units[start - 1] == 0 ? 100 : isAtWord ? 80 : 50) { continue }
      var (i, at) = (1, start + 1)
      while i <= last, at < units.count, matches(word[i], units, at, isLast: i == last) { (i, at) = (i + 1, at + 1) }
      if i > last {
        let isWhole = at >= units.count || isBoundary(units, at)
        best = max(best ?? 0, (units[start - 1] == 0 ? 100 : isAtWord ? 80 : 50) + (isWhole ? 8 : 0))
      } else if best == nil, isAtWord, mayHaveGaps, let gaps = scoreWithGaps(word, units, start) {
        best = gaps
      }
    }
    return best
  }

  /// The first letters of words, such as `gtm` in `go to a moment`: each unit follows the one before or begins another word.
  private static func scoreWithGaps(_ word: UnsafeBufferPointer<UInt16>, _ units: UnsafeBufferPointer<UInt16>, _ start: Int)
    -> Int?
  {
    var (i, at) = (1, start + 1)
    let last = word.count - 1
    while i <= last {
      if at < units.count, matches(word[i], units, at, isLast: i == last) {
        (i, at) = (i + 1, at + 1)
        continue
      }
      // On to the next word of the same form that begins with the unit.
      while at < units.count, units[at] != 0, !(isBoundary(units, at) && matches(word[i], units, at, isLast: i == last)) {
        at += 1
      }
      guard at < units.count, units[at] != 0 else { return nil }
      (i, at) = (i + 1, at + 1)
    }
    return 40
  }

  /// Whether a word begins at a unit.
  private static func isBoundary(_ units: UnsafeBufferPointer<UInt16>, _ at: Int) -> Bool {
    guard at > 0, at < units.count, units[at] != 0 else { return true }
    let before = units[at - 1]
    return !isLetter(before) || isDigit(units[at]) != isDigit(before)
  }

  private static func isDigit(_ unit: UInt16) -> Bool { (48...57).contains(unit) }
  private static func isLetter(_ unit: UInt16) -> Bool { (97...122).contains(unit) || isDigit(unit) || unit >= 0xaa }

  /// Whether a unit that was typed stands for one of a text.
  @inline(__always)
  private static func matches(_ typed: UInt16, _ units: UnsafeBufferPointer<UInt16>, _ at: Int, isLast: Bool) -> Bool {
    let unit = units[at]
    if typed == unit { return true }
    guard typed >= 0x3131, unit >= 0xac00, unit <= 0xd7a3 else { return false }
    let syllable = Int(unit - 0xac00)
    // A consonant: any syllable that begins with it.
    if typed <= 0x314e { return Hangul.initialUnits[syllable / 588] == typed }
    guard isLast, typed >= 0xac00, typed <= 0xd7a3 else { return false }
    let composed = Int(typed - 0xac00)
    // A syllable without a final consonant: whatever final follows.
    if composed / 28 == syllable / 28, composed % 28 == 0 { return true }
    // One whose final consonant may become the first of the next syllable.
    guard composed / 28 == syllable / 28, syllable % 28 == 0, at + 1 < units.count, units[at + 1] >= 0xac00,
      units[at + 1] <= 0xd7a3
    else { return false }
    return Hangul.finalUnits[composed % 28] == Hangul.initialUnits[Int(units[at + 1] - 0xac00) / 588]
  }
}
