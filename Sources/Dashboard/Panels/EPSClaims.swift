import Canvas
import Format
import Model

/// What was claimed about earnings and what came of it.
enum EPSClaims {
  /// A claim for the cursor: its figure with who said it, and the story in words.
  static func item(_ claim: Claim, _ scene: Scene) -> Item {
    var text = [claim.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }, claim.note].compactMap { $0 }
    text += claim.later.map { Phrase("\($0.knownAt.newYorkDay.iso) \($0.text.en)", "\($0.knownAt.newYorkDay.iso) \($0.text.ko)") }
    guard let figure = claim.figure else { return Item(claim.text, on: claim.due, citation: claim.citation, text: text) }
    return Item(claim.text, .known(figure), upTo: claim.figureHigh, text: text)
  }

  /// The claimed number or range with its unit.
  static func figureText(_ claim: Claim, _ scene: Scene) -> String {
    guard let figure = claim.figure else { return "" }
    if figure.unit == .percent { return Numbers.signed(figure.value) + "%" }
    return scene.format.text(figure, to: claim.figureHigh)
  }

  /// `✓ met`.
  static func verdictText(_ verdict: Verdict, _ scene: Scene) -> String { "\(verdict.mark) " + scene.words(Names.of(verdict)) }
}
