/// Which key does what, and where: the keys of the commands, with those that the user has chosen.
package struct KeyMap: Sendable {
  /// The places of commands in the program's list, by key; the commands of some views, of a panel and of every panel.
  private var byPlace: [Command.Place: [Chord: Int]] = [:]
  /// The keys of each command, by its place in the list; the first one is shown in the footer.
  private let keys: [[Chord]]
  /// The views of a panel that have keys of their own.
  private var views: [PanelID: [[Int]]] = [:]

  /// The keys of commands: those of the user where there are some, otherwise the usual ones.
  ///
  /// Where two commands of one place have the same key the first one keeps it.
  package init(_ commands: [Command], user: [CommandID: [Chord]] = [:]) {
    keys = commands.map { user[$0.id] ?? $0.keys }
    for (i, command) in commands.enumerated() {
      for chord in keys[i] where byPlace[command.place]?[chord] == nil { byPlace[command.place, default: [:]][chord] = i }
      if case .views(let panel, let raw) = command.place, views[panel]?.contains(raw) != true {
        views[panel, default: []].append(raw)
      }
    }
  }

  /// The keys of the command at a place of the program's list.
  func chords(at index: Int) -> [Chord] { keys[index] }

  /// The place of the command that a key has on a view of a panel; with the Korean input method on, of the Latin letter on the same
  /// physical key.
  func index(of chord: Chord, on panel: PanelID, view: Int) -> Int? {
    place(of: chord, on: panel, view: view) ?? Self.latin(chord).flatMap { place(of: $0, on: panel, view: view) }
  }

  /// The same of the commands that apply everywhere alone.
  func index(ofGeneral chord: Chord) -> Int? {
    byPlace[.everywhere]?[chord] ?? Self.latin(chord).flatMap { byPlace[.everywhere]?[$0] }
  }

  /// The Latin letter on the physical key of a jamo.
  private static func latin(_ chord: Chord) -> Chord? {
    if case .character(let c) = chord, let latin = jamo[c] { return .character(latin) }
    return nil
  }

  private func place(of chord: Chord, on panel: PanelID, view: Int) -> Int? {
    for own in views[panel] ?? [] where own.contains(view) {
      if let found = byPlace[.views(panel, own)]?[chord] { return found }
    }
    return byPlace[.panel(panel)]?[chord] ?? byPlace[.everywhere]?[chord]
  }

  /// The places of the commands that a key has on any panel, in the order of the program's list.
  func indices(of chord: Chord) -> [Int] {
    let latin = Self.latin(chord)
    return byPlace.values.compactMap { keys in keys[chord] ?? latin.flatMap { keys[$0] } }.sorted()
  }

  /// The keys that were pressed for what an input method made of them: a syllable or a compound jamo of the two-set layout taken apart,
  /// anything else as it is.
  ///
  /// Shift changes only seven jamo, so `L` with the input method on arrives as `l`: what only a shifted letter does has another key
  /// beside it.
  package static func strokes(_ chord: Chord) -> [Chord] {
    guard case .character(let c) = chord, let jamo = Hangul.strokes(c) else { return [chord] }
    return jamo.map { .character($0) }
  }

  /// The two-set (dubeolsik) layout: the Latin letter on the key of each jamo.
  ///
  /// Shift changes only seven of them, so a shifted key without a jamo of its own arrives as its unshifted letter.
  package static let jamo: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(String, String)] = [
      ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "qwertyuiop"), ("ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "asdfghjkl"), ("ㅋㅌㅊㅍㅠㅜㅡ", "zxcvbnm"),
      ("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP"),
    ]
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (korean, latin) in rows {
      for (k, l) in zip(korean.unicodeScalars, latin.unicodeScalars) { map[k] = l }
    }
    return map
  }()
}
