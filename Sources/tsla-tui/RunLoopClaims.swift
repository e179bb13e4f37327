import App
import Canvas
import Documents
import Glibc
import Model
import Terminal

extension RunLoop {
  /// Writes a claim and says where; what goes wrong is said in the prompt that asked last.
  ///
  /// Returns the key and the line of the entry.
  mutating func add(_ entry: ClaimEntry) -> (key: String, line: Int)? {
    var entry = entry
    entry[.made] = entry[.made] ?? clockNow().newYorkDay.iso
    do throws(Problem) {
      let file = try UserFiles.claims()
      let place = try file.add(entry, for: entry[.text] ?? "", today: clockNow().newYorkDay, waiting: { waits($0) })
      readClaims(file)
      app.show(.claim(ClaimEntry.idPrefix + place.key))
      let path = file.path.sanitized
      let (isReplay, now) = (app.state.moment != .now, app.registry.key(.now))
      app.show(
        Notice(
          Phrase(
            "saved: \(path):\(place.line)" + (isReplay ? "; \(now) shows it, at this moment it was not made yet" : ""),
            "저장함: \(path):\(place.line)" + (isReplay ? "; 이 시점 뒤의 주장이라 현재(\(now))에서 보임" : ""))))
      return place
    } catch {
      reject(error)
      return nil
    }
  }

  /// Reads the file again.
  @discardableResult
  private mutating func readClaims(_ file: ClaimsFile) -> (claims: DocumentEntries<Claim>, problems: [String]) {
    let (claims, problems) = file.load()
    let short = UserFiles.short(problems, app.state.language)
    app.set(claims: claims.values, problems: short)
    return (claims, short)
  }

  /// Opens the file of claims in the user's editor and reads it again.
  mutating func editClaims(id: String?, adding entry: ClaimEntry?) {
    var key = id.map { String($0.dropFirst(ClaimEntry.idPrefix.count)) }
    if let entry {
      guard let added = add(entry) else { return }
      key = added.key
    }
    do throws(Problem) {
      let file = try UserFiles.claims()
      try file.prepare(waiting: { waits($0) })
      // Where the entry stands now: the file may have changed since it was read.
      let before = file.load().entries
      let line = key.flatMap { key in before.keys.first { $0.key == key }?.line } ?? file.lineCount
      let command = try Editor.command(file.path, line: line)
      let ending = screen.run(command)
      let (after, problems) = readClaims(file)
      // The one that was edited, or the first one that was not there before.
      let known = Set(before.keys.map(\.key))
      let edited = key.map { ClaimEntry.idPrefix + $0 }.flatMap { id in after.values.contains { $0.id == id } ? id : nil }
      let new = after.keys.first { !known.contains($0.key) }.map { ClaimEntry.idPrefix + $0.key }
      if let show = edited ?? new { app.show(.claim(show)) }
      app.show(Self.notice(ending, command[0], claims: after.values.count, problems))
    } catch { app.show(Notice(error.message, isFault: true)) }
  }

  private static func notice(_ ending: ProgramEnding, _ editor: String, claims: Int, _ problems: [String]) -> Notice {
    let name = editor.sanitized
    switch ending {
    case .notStarted(let code):
      let why = String(cString: strerror(code))
      return Notice(
        Phrase("\(name): \(why); set VISUAL or EDITOR to your editor", "\(name): \(why); VISUAL이나 EDITOR에 편집기를 정할 것"),
        isFault: true)
    case .signalled(let signal):
      return Notice(Phrase("\(name) was ended by signal \(signal)", "\(name)이(가) 신호 \(signal)로 끝남"), isFault: true)
    case .exited(let status) where status != 0:
      return Notice(Phrase("\(name) ended with status \(status)", "\(name)이(가) 상태 \(status)(으)로 끝남"), isFault: true)
    case .exited: break
    }
    guard let problem = problems.first else {
      return Notice(Phrase("read: \(claims) claims of your own", "읽음: 내 주장 \(claims)건"))
    }
    let more = problems.count - 1
    return Notice(
      Phrase(problem + (more > 0 ? " (and \(more) more)" : ""), problem + (more > 0 ? " (외 \(more)건)" : "")), isFault: true)
  }
}
