import Dashboard
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
      let store = try UserFiles.claims()
      let place = try store.add(entry, today: clockNow().newYorkDay, waiting: { waits($0) })
      takeClaims(store)
      desk.showClaim(id: ClaimsFile.idPrefix + place.key)
      let path = store.file.printable
      let isReplay = desk.state.moment != .now
      desk.tell(
        Notice(
          Phrase(
            "saved: \(path):\(place.line)" + (isReplay ? "; L shows it, at this moment it was not made yet" : ""),
            "저장함: \(path):\(place.line)" + (isReplay ? "; 이 시점 뒤의 주장이라 L(현재)에서 보임" : ""))))
      return place
    } catch {
      refuse(error)
      return nil
    }
  }

  /// Reads the file again.
  @discardableResult
  private mutating func takeClaims(_ store: ClaimsStore) -> ClaimsStore.Loaded {
    let loaded = store.load()
    desk.take(claims: loaded.claims, problems: UserFiles.short(loaded.problems, desk.state.language))
    return loaded
  }

  /// Opens the file of claims in the user's editor and reads it again.
  mutating func editClaims(id: String?, adding entry: ClaimEntry?) {
    let store: ClaimsStore
    do throws(Problem) { store = try UserFiles.claims() } catch { return desk.tell(Notice(error.message, isFault: true)) }
    var key = id.map { String($0.dropFirst(ClaimsFile.idPrefix.count)) }
    if let entry {
      guard let added = add(entry) else { return }
      key = added.key
    }
    do throws(Problem) { try store.prepare(waiting: { waits($0) }) } catch {
      return desk.tell(Notice(error.message, isFault: true))
    }
    // Where the entry stands now: the file may have changed since it was read.
    let before = store.load()
    let line = key.flatMap { key in before.keys.first { $0.key == key }?.line } ?? store.lines
    let command: [String]
    do throws(EditorFault) { command = try Editor.command(store.file, line: line) } catch {
      return desk.tell(Notice(error.message, isFault: true))
    }
    let ending = screen.run(command)
    let selected = id ?? entry.flatMap { _ in key.map { ClaimsFile.idPrefix + $0 } }
    let known = Set(before.keys.map(\.key))
    let after = takeClaims(store)
    // The one that was edited, or the first one that was not there before.
    let new = after.keys.first { !known.contains($0.key) }.map { ClaimsFile.idPrefix + $0.key }
    if let show = selected.flatMap({ id in after.claims.contains { $0.id == id } ? id : nil }) ?? new { desk.showClaim(id: show) }
    desk.tell(Self.notice(ending, command[0], after, desk.state.language))
  }

  private static func notice(_ ending: ProgramEnding, _ editor: String, _ loaded: ClaimsStore.Loaded, _ language: Language)
    -> Notice
  {
    let name = editor.printable
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
    guard let problem = UserFiles.short(loaded.problems, language).first else {
      return Notice(Phrase("read: \(loaded.claims.count) claims of your own", "읽음: 내 주장 \(loaded.claims.count)건"))
    }
    let more = loaded.problems.count - 1
    return Notice(
      Phrase(problem + (more > 0 ? " (and \(more) more)" : ""), problem + (more > 0 ? " (외 \(more)건)" : "")), isFault: true)
  }
}
