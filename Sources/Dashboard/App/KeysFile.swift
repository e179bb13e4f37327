package import Documents
import Model

/// The user's keys, as they stand in `keys.yaml`: a line for each command, `eps.undo: u, Ctrl-U`.
///
/// They are merged over the usual ones. A line that cannot be used is reported and the usual keys hold for its command.
package struct KeysFile: Sendable {
  /// The longest file that is read, in bytes.
  package static let longest = 1 << 16

  /// The keys of every command that does not have its usual ones: the user's, and what is left to those that lost a key to them.
  package private(set) var keys: [CommandID: [Chord]] = [:]
  /// The line on which each command of the user's stands.
  package private(set) var lines: [CommandID: Int] = [:]
  /// What is wrong, by line.
  package private(set) var problems = Problems()

  /// No keys but the usual ones.
  package init() {}

  /// Reads a text for the commands of a program.
  package init(_ text: String, for commands: [Command]) {
    let known = Dictionary(commands.map { ($0.id, $0) }) { first, _ in first }
    DocumentBlock.forEach(in: text.composed) { block in
      for fault in block.faults {
        problems.add(fault.line, column: fault.column, fault.reason.words(example: "time.back: p, Ctrl-P"))
      }
      guard let head = block.head else {
        if block.faults.isEmpty, let first = block.below.first { problems.add(first.number, Self.indented) }
        return
      }
      if let below = block.below.first { problems.add(below.number, Self.indented) }
      take(head, known)
    }
    giveUp(commands, known)
    findKeyless(commands)
    findHidden(commands)
  }

  private static let indented = Phrase(
    "indented; a command with its keys begins at the margin, such as time.back: p", "들여씀; time.back: p처럼 줄 처음부터 쓸 것")

  /// Takes a line; one with any key that cannot be used has no effect.
  private mutating func take(_ line: DocumentLine, _ known: [CommandID: Command]) {
    let id = CommandID(line.key)
    guard let command = known[id] else {
      let near = Self.similar(line.key, among: known.keys.map(\.name))
      return problems.add(
        line.number, "there is no command '\(line.key)'; \(near.map { "did you mean \($0)? " } ?? "")tsla-tui keys lists them",
        "'\(line.key)' 명령은 없음; \(near.map { "\($0)인가요? " } ?? "")목록: tsla-tui keys")
    }
    guard lines[id] == nil else {
      return problems.add(line.number, "\(line.key) stands twice; remove one", "\(line.key)이(가) 두 번 있음; 하나를 지울 것")
    }
    var chords: [Chord] = []
    for word in line.value.split(whereSeparator: { $0 == " " || $0 == "," }) where word != "[]" {
      // A comma is a key as well: written alone, it is no separator.
      guard let chord = Chord(parsing: word) else {
        return problems.add(
          line.number, "'\(word)' is not a key; write q, Ctrl-R, Alt-Left, F5, PgUp, Space or Comma",
          "'\(word)'은(는) 키가 아님; q, Ctrl-R, Alt-Left, F5, PgUp, Space, Comma처럼 쓸 것")
      }
      if let why = Self.reserved(chord) { return problems.add(line.number, why) }
      if !chords.contains(chord) { chords.append(chord) }
    }
    for chord in chords {
      // Two lines that want the same key in the same place: the first one has it.
      let other = lines.keys.first { known[$0]?.place == command.place && keys[$0]?.contains(chord) == true }
      if let other {
        return problems.add(
          line.number, "\(chord.label) is the key of \(other.name) already (line \(lines[other] ?? 0)); choose another",
          "\(chord.label)은(는) 이미 \(other.name)의 키임 (\(lines[other] ?? 0)번째 줄); 다른 키를 쓸 것")
      }
    }
    (keys[id], lines[id]) = (chords, line.number)
  }

  /// What always means the same, so that nobody can lock themselves in.
  private static func reserved(_ chord: Chord) -> Phrase? {
    switch chord {
    case .control("c"): Phrase("Ctrl-C always quits; choose another key", "Ctrl-C는 항상 종료임; 다른 키를 쓸 것")
    case .escape: Phrase("Esc always closes; choose another key", "Esc는 항상 닫기임; 다른 키를 쓸 것")
    default: nil
    }
  }

  /// Takes the user's keys from the commands that had them in the same place; reserved ones stay.
  private mutating func giveUp(_ commands: [Command], _ known: [CommandID: Command]) {
    for command in commands where lines[command.id] == nil {
      let taken = command.keys.filter { chord in
        lines.keys.contains { known[$0]?.place == command.place && keys[$0]?.contains(chord) == true }
      }
      if !taken.isEmpty { keys[command.id] = command.keys.filter { !taken.contains($0) } }
    }
    // What always works keeps its key, whatever else the user gives it.
    for (id, chord) in [(CommandID.quit, Chord.control("c")), (.close, .escape)] {
      if let own = keys[id], !own.contains(chord) { keys[id] = own + [chord] }
    }
  }

  /// Reports the commands that are left without any key, by the line that did it.
  private mutating func findKeyless(_ commands: [Command]) {
    for command in commands where keys[command.id]?.isEmpty == true {
      let name = command.id.name
      if let line = lines[command.id] {
        problems.add(line, "\(name) has no key now; the palette still finds it", "\(name)에 키가 없음; 명령 찾기로만 쓸 수 있음")
        continue
      }
      let thieves = lines.filter { id, _ in keys[id]?.contains(where: command.keys.contains) == true }
      guard let line = thieves.values.min() else { continue }
      problems.add(
        line, "this takes the only key of \(name); give it another, such as \(name): F2",
        "\(name)의 유일한 키를 가져감; \(name): F2처럼 다른 키를 줄 것")
    }
  }

  /// Reports the commands for every panel that have no key left on one of them, because the panel's own commands have all of theirs.
  private mutating func findHidden(_ commands: [Command]) {
    func chords(_ command: Command, usual: Bool) -> [Chord] { usual ? command.keys : keys[command.id] ?? command.keys }
    let panels = Set(commands.compactMap(\.place.panel))
    for panel in panels.sorted(by: { $0.rawValue < $1.rawValue }) {
      let own = commands.filter { $0.place == .panel(panel) }
      for general in commands where general.place == .everywhere {
        func hidden(usual: Bool) -> [Command]? {
          let wanted = chords(general, usual: usual)
          let hiding = wanted.compactMap { chord in own.first { chords($0, usual: usual).contains(chord) } }
          return hiding.count == wanted.count ? hiding : nil
        }
        // Where a panel has a command of its own in place of a general one, that is meant.
        guard let hiding = hidden(usual: false), let other = hiding.first, hidden(usual: true) == nil else { continue }
        guard let line = lines[general.id] ?? hiding.compactMap({ lines[$0.id] }).first else { continue }
        let key = chords(general, usual: false)[0].label
        problems.add(
          line, "on \(panel.rawValue) \(key) is \(other.id.name), so \(general.id.name) has no key there; give it one more",
          "\(panel.rawValue) 패널에서 \(key) 키는 \(other.id.name)이라 \(general.id.name)에 키가 없음; 키를 하나 더 줄 것")
      }
    }
  }

  /// The name that begins or ends alike; nil where none does.
  private static func similar(_ name: String, among names: [String]) -> String? {
    let parts = Set(name.split(separator: "."))
    let scored = names.map { (name: $0, shared: Set($0.split(separator: ".")).intersection(parts).count) }
    return scored.filter { $0.shared > 0 }.max { ($0.shared, $1.name) < ($1.shared, $0.name) }?.name
  }
}
