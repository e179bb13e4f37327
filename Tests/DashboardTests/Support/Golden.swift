import Foundation
import Testing

/// Compares a text with a recorded one.
///
/// With RECORD_SNAPSHOTS set, or where nothing was recorded yet, it writes the text and fails, so that a run that records can
/// never pass.
func expectGolden(_ name: String, _ text: String, _ location: SourceLocation = #_sourceLocation) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Snapshots")
  let file = folder.appending(path: name + ".txt")
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil || recorded == nil {
    guard recorded != text else { return }
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name).txt; look at it and run again", sourceLocation: location)
    return
  }
  guard let recorded, recorded != text else { return }
  let (old, new) = (
    recorded.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false)
  )
  var report = "\(name).txt differs:"
  for i in 0..<max(old.count, new.count) {
    let (a, b) = (i < old.count ? String(old[i]) : "", i < new.count ? String(new[i]) : "")
    if a != b { report += "\n\(i + 1) − \(a)\n\(i + 1) + \(b)" }
  }
  Issue.record(Comment(rawValue: report), sourceLocation: location)
}
