import Canvas
package import Documents
import Model

extension Scheme {
  /// Reads a base16 or base24 scheme in the flat or the `palette:` form.
  ///
  /// What cannot be used is left out and told; a text without any colour is no scheme. Names and texts are such as a terminal may have.
  package static func read(_ text: String, id: String) -> (scheme: Scheme?, problems: Problems) {
    var (problems, flat): (Problems, [DocumentLine]) = (Problems(), [])
    var palette: [DocumentLine]?
    var isInPalette = false
    DocumentBlock.forEach(in: text) { block in
      // What steers a terminal is taken out of names, and no colour has it.
      for fault in block.faults where fault.reason != .control {
        let words = fault.reason.words(example: "base00: \"#1d2021\"")
        problems.add(fault.line, column: fault.column, Phrase("\(words.en); left out", "\(words.ko); 제외함"))
      }
      if let head = block.head {
        flat.append(head)
        isInPalette = head.key == "palette" && head.value.isEmpty
        if isInPalette { palette = palette ?? [] }
      }
      if isInPalette { palette? += block.below }
    }
    flat.removeAll(where: \.value.isEmpty)
    let lines = palette ?? flat
    var colors: [String: Color] = [:]
    var named: Set<String> = []
    for line in lines where line.key.lowercased().hasPrefix("base") && line.key.utf8.count == 6 {
      let name = "base" + line.key.dropFirst(4).uppercased()
      named.insert(name)
      if let color = color(line.value) {
        colors[name] = color
      } else {
        let key = clean(line.key)
        problems.add(
          line.number, "\(key): not a color; write it as \"#rrggbb\". Another one takes its place.",
          "\(key): 색이 아님; \"#rrggbb\"처럼 쓸 것. 다른 색으로 대신함")
      }
    }
    guard !colors.isEmpty else {
      problems.add(0, "has no colors; see themes/README.md", "색이 없음; themes/README.md 참고")
      return (nil, problems)
    }
    for name in required where !named.contains(name) {
      problems.add(0, "\(name) is missing; another color takes its place.", "\(name)이(가) 없어 다른 색으로 대신함")
    }
    func word(_ key: String) -> String? { flat.first { $0.key == key }?.value }
    var variant = word("variant")
    if let word = variant, word != "dark", word != "light" {
      problems.add(0, "variant is '\(clean(word))'; write dark or light", "variant가 '\(clean(word))'임; dark나 light로 쓸 것")
      variant = nil
    }
    let scheme = Scheme(
      name: clean(word("name") ?? word("scheme") ?? id), author: clean(word("author") ?? ""), variant: variant, colors: colors)
    if scheme.hasNoText {
      problems.add(
        lines.first { $0.key.lowercased() == "base05" }?.number ?? 0,
        "base05, the text, can hardly be told from base00, the background; it is drawn in a color that can",
        "글자색 base05가 배경 base00과 거의 구별되지 않아 구별되는 색으로 그림")
    }
    return (scheme, problems)
  }

  private static func clean(_ text: String) -> String {
    // By letters, so that none is cut in two, and by their marks.
    String(String.UnicodeScalarView(text.prefix(120).unicodeScalars.prefix(480))).safe
  }
}
