internal import Canvas
import Format
internal import Model

/// The newest entries of the whole chain, newest first.
struct ChainNews {
  private let content: ChainContent

  init(_ content: ChainContent) { self.content = content }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    var entries: [(stage: Int, remark: Remark)] = []
    for (i, stage) in content.stages.enumerated() { entries += stage.changes.map { (i, $0) } }
    entries.sort { ($1.remark.knownAt, $0.stage) < ($0.remark.knownAt, $1.stage) }
    let note = entries.first.map { $0.remark.knownAt.newYorkDay.iso } ?? ""
    let title = scene.words("Newest in the whole chain", "체인 전체 최근 기록")
    let inside = canvas.box(rect, title: title, note: note).inset(1, 0)
    for (y, entry) in entries.prefix(inside.height).enumerated() {
      let (stage, row) = (content.stages[entry.stage], inside.y + y)
      let isNew = scene.snapshot.isNew(entry.remark.knownAt)
      let day = entry.remark.knownAt.newYorkDay.iso
      let tag = isNew ? scene.words("new ", "신규 ") + String(day.dropFirst(5)) : day
      canvas.text(tag, inside.x, row, isNew ? .new : .muted, max: inside.width)
      let role: Role = entry.stage == content.stage ? .key : .text
      canvas.text(scene.words(stage.shortLabel), inside.x + 12, row, role, max: min(12, inside.width - 12))
      let mark = stage.citation.confidence == .unverified ? "*" : ""
      canvas.text(scene.words(entry.remark.text) + mark, inside.x + 26, row, .muted, max: inside.width - 26)
    }
  }
}
