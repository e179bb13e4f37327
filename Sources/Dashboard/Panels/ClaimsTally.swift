import Canvas
import Model

/// How many claims came true: a mark a claim, in groups.
enum ClaimsTally {
  /// The order of the groups.
  private static let order: [Verdict] = [.met, .partly, .missed, .open, .unknown]

  /// A strip with a mark for each claim, the selected one marked, and the counts in words below it.
  static func draw(_ scene: Scene, selected: Int, boxed: Bool, in rect: Rect, on canvas: inout Canvas) {
    scene.part("tally", in: rect, on: &canvas) { drawBox(scene, boxed: boxed, in: rect, on: &$0) }
    let inside = boxed ? rect.inset(2, 1) : rect.inset(1, 0)
    let strip = scene.keep("strip", .claims) { marks(of: scene.snapshot.claims, in: inside) }
    if let mark = strip.first(where: { $0.claims.contains(selected) }) {
      canvas.emphasise(Rect(mark.x, inside.y, 1, 1), [.bold, .reverse])
    }
  }

  private static func drawBox(_ scene: Scene, boxed: Bool, in rect: Rect, on canvas: inout Canvas) {
    let claims = scene.snapshot.claims
    let inside: Rect
    if boxed {
      let asOf = scene.format.date(scene.snapshot.asOf.newYorkDay)
      inside = canvas.box(
        rect, title: scene.words("Tally of \(claims.count) claims", "주장 \(claims.count)건 집계"),
        note: scene.words("as of \(asOf)", "\(asOf) 기준")
      ).inset(1, 0)
    } else {
      inside = rect.inset(1, 0)
    }
    guard inside.height > 0 else { return }
    for mark in marks(of: claims, in: inside) { canvas.put(mark.verdict.mark, mark.x, inside.y, mark.verdict.role) }
    guard inside.height > 1 else { return }
    var x = inside.x
    for verdict in order {
      let count = claims.indices.reduce(0) { claims[$1].verdict == verdict ? $0 + 1 : $0 }
      let text = scene.words(inside.width < 90 ? verdict.word : Names.of(verdict)) + " \(count)"
      guard x + 2 + TextWidth.columns(text) <= inside.maxX else { break }
      canvas.put(verdict.mark, x, inside.y + 1, verdict.role, .bold)
      x += 2 + canvas.text(text, x + 2, inside.y + 1, verdict.role) + 3
    }
    let legend = scene.words("+ new", "+ 신규")
    let hasNew = claims.indices.contains { ClaimText.isNew(claims[$0], scene.snapshot) }
    if hasNew, x + TextWidth.columns(legend) <= inside.maxX { canvas.right(legend, inside.maxX, inside.y + 1, .new) }
  }

  /// Marks in groups, each with its column and its claims: more claims than columns share marks.
  private static func marks(of claims: [Claim], in rect: Rect) -> [(verdict: Verdict, x: Int, claims: ArraySlice<Int>)] {
    var marks: [(verdict: Verdict, x: Int, claims: ArraySlice<Int>)] = []
    let room = rect.width - order.count + 1
    guard room > 0, rect.height > 0 else { return [] }
    let share = max(1, (claims.count + room - 1) / room)
    let step = share == 1 && claims.count * 2 + order.count <= rect.width ? 2 : 1
    var x = rect.x
    for verdict in order {
      let group = claims.indices.filter { claims[$0].verdict == verdict }
      for first in stride(from: 0, to: group.count, by: share) where x < rect.maxX {
        marks.append((verdict, x, group[first..<min(group.count, first + share)]))
        x += step
      }
      if !group.isEmpty { x += 1 }
    }
    return marks
  }

  /// The tally by topic and by who said it, most claims first.
  static func drawGroups(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let claims = scene.snapshot.claims
    let topics = ClaimsOrder.topics(claims)
    let (upper, lower) = rect.top(min(rect.height, max(rect.height / 2, topics.count + 3)))
    let byTopic = topics.map { topic in (scene.words(Names.topic(topic)), claims.filter { $0.topic == topic }) }
    drawGroup(scene.words("By topic", "주제별"), byTopic, in: upper, on: &canvas)
    var people: [Phrase] = []
    for claim in claims where !people.contains(claim.who) { people.append(claim.who) }
    let byWho = people.map { who in (scene.words(who), claims.filter { $0.who == who }) }
    drawGroup(scene.words("By who said it", "말한 이별"), byWho, in: lower, on: &canvas)
  }

  private static func drawGroup(
    _ title: String, _ groups: [(name: String, claims: [Claim])], in rect: Rect, on canvas: inout Canvas
  ) {
    let inside = canvas.box(rect, title: title).inset(1, 0)
    let sorted = groups.enumerated().sorted {
      ($1.element.claims.count, $0.offset) < ($0.element.claims.count, $1.offset)
    }.map(\.element)
    // A long name takes a line of its own, so that the marks need not be squeezed.
    let nameWidth = min(inside.width / 3, sorted.reduce(0) { max($0, TextWidth.columns($1.name)) })
    var y = inside.y
    for group in sorted {
      let isLong = TextWidth.columns(group.name) > nameWidth
      guard y + (isLong ? 1 : 0) < inside.maxY else { return }
      canvas.text(group.name, inside.x, y, .text, max: isLong ? inside.width : nameWidth)
      if isLong { y += 1 }
      let marks = Rect(inside.x + nameWidth + 1, y, inside.width - nameWidth - 4, inside.maxY - y)
      canvas.right("\(group.claims.count)", inside.maxX, y, .muted)
      y += drawMarks(group.claims, marks, on: &canvas)
    }
  }

  /// A mark a claim, in as many lines as they need; returns the lines taken.
  private static func drawMarks(_ claims: [Claim], _ rect: Rect, on canvas: inout Canvas) -> Int {
    guard rect.width > 0 else { return 1 }
    let sorted = order.flatMap { verdict in claims.filter { $0.verdict == verdict } }
    for (i, claim) in sorted.enumerated() where i / rect.width < rect.height {
      canvas.put(claim.verdict.mark, rect.x + i % rect.width, rect.y + i / rect.width, claim.verdict.role)
    }
    return max(1, (claims.count + rect.width - 1) / rect.width)
  }
}
