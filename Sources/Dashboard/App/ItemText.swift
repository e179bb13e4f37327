import Canvas
import Format
import Model

/// An item in words: what it is, how much, who says so and when.
package enum ItemText {
  /// Name, number, source and, in the detail, the paragraphs of an item.
  package static func lines(_ item: Item, _ context: DrawContext, detail: Bool) -> [OverlayLine] {
    var lines = [OverlayLine(text: context.words(item.label), role: .heading, emphasis: .bold)]
    // What no document says, such as a date by rule, says itself where it comes from.
    if detail || item.reading == nil && item.citation == nil {
      for paragraph in item.text {
        lines.append(OverlayLine(text: ""))
        lines.append(OverlayLine(text: context.words(paragraph)))
      }
    }
    switch item.reading {
    case .known(let figure):
      lines += figureLines(figure, context, depth: 0)
      if let upTo = item.upTo {
        let range = context.format.text(figure, to: upTo)
        lines.insert(
          OverlayLine(text: context.words("the whole range: \(range)", "전체 범위: \(range)"), role: context.role(figure)), at: 1)
      }
      if let counts = ShareBasisText.sentence(figure, context) { lines.append(OverlayLine(text: counts, role: .muted)) }
    case .absent(let why):
      lines.append(OverlayLine(text: context.format.words(why), role: .muted))
    case nil: break
    }
    if let citation = item.citation { lines += [OverlayLine(text: "")] + citationLines(citation, context, indent: 0) }
    return lines
  }

  private static func figureLines(_ figure: Figure, _ context: DrawContext, depth: Int) -> [OverlayLine] {
    let format = context.format
    let indent = depth * 2
    let basis = figure.basis == .gaap || figure.basis == .nonGAAP ? " · \(figure.basis.rawValue)" : ""
    var lines = [
      OverlayLine(text: "\(format.text(figure)) · \(figure.period.label)\(basis)", role: context.role(figure), indent: indent)
    ]
    if let rate = format.rateNote(for: figure) {
      let dollars = Formatter(language: context.language).text(figure)
      lines.append(
        OverlayLine(text: context.words("\(dollars) at \(rate)", "\(dollars), \(rate)"), role: .muted, indent: indent))
    }
    switch figure.provenance {
    case .reported(let citation):
      lines += citationLines(citation, context, indent: indent)
    case .consensus(let citation):
      lines.append(OverlayLine(text: context.words("analysts' consensus", "애널리스트 컨센서스"), role: .estimate, indent: indent))
      lines += citationLines(citation, context, indent: indent)
    case .claimed(let who, let citation):
      let text = context.words("claimed by \(who.en)", "주장: \(who.ko)")
      lines.append(OverlayLine(text: text, role: .claim, indent: indent))
      lines += citationLines(citation, context, indent: indent)
    case .derived(let rule, let inputs):
      let text = context.words("derived: \(rule.en)", "계산: \(rule.ko)")
      lines.append(OverlayLine(text: text, role: .accent, indent: indent))
      if depth < 2 { for input in inputs.prefix(8) { lines += figureLines(input, context, depth: depth + 1) } }
    case .assumed(let reason):
      let text = context.words("assumed: \(reason.en)", "가정: \(reason.ko)")
      lines.append(OverlayLine(text: text, role: .assumed, indent: indent))
    }
    return lines
  }

  private static func citationLines(_ citation: Citation, _ context: DrawContext, indent: Int) -> [OverlayLine] {
    let format = context.format
    let known = format.known(citation.knownAt)
    let isUnverified = citation.confidence == .unverified
    var lines = [
      OverlayLine(text: context.words("known since \(known)", "알려진 시각 \(known)"), role: .muted, indent: indent),
      OverlayLine(
        text: (isUnverified ? "* " : "") + context.words(Names.of(citation.confidence)), role: isUnverified ? .warning : .muted,
        indent: indent),
    ]
    // A document of a later date is where the figure was seen, but at this moment it did not exist.
    let later = citation.sources.filter { context.snapshot.source($0)?.isLater(than: context.snapshot.asOf) == true }
    for key in citation.sources where !later.contains(key) {
      guard let source = context.snapshot.source(key) else {
        lines.append(OverlayLine(text: "· \(key)", role: .muted, indent: indent))
        continue
      }
      let parts = [context.words(source.title), source.publisher, source.date].filter { !$0.isEmpty }.joined(separator: ", ")
      lines.append(OverlayLine(text: "· \(parts)", indent: indent))
      let location = context.words(source.location)
      if !location.isEmpty {
        lines.append(OverlayLine(text: location, role: .muted, indent: indent + 2))
      }
    }
    if !later.isEmpty {
      let text = context.words(SourceNames.laterDocuments(later.count))
      lines.append(OverlayLine(text: "· " + text, role: .muted, indent: indent))
    }
    for remark in citation.remarks where remark.knownAt <= context.snapshot.asOf {
      lines.append(OverlayLine(text: "“\(context.words(remark.text))”", role: .muted, indent: indent))
    }
    return lines
  }
}
