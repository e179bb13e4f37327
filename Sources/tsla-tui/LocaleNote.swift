import Canvas
import Model
import Terminal

extension TerminalLocale {
  /// What the user should know about the locale: that another one had to be used, or that it rules out Korean; nil where everything
  /// is as asked for.
  func note(isKorean: Bool) -> Phrase? {
    let named = setting.map { "\($0.variable)=\($0.value.sanitized)" }
    let variable = setting?.variable == "LC_ALL" ? "LC_ALL" : "LC_CTYPE"
    switch origin {
    case .replaced(let other):
      let named = named ?? ""
      return Phrase(
        "locale: \(named) is not installed here, \(other) stands in for it; install it or set \(variable)=\(other)",
        "로캘: \(named)이(가) 설치되어 있지 않아 \(other)로 표시함; 설치하거나 \(variable)=\(other)로 둘 것")
    case .terminal(let other):
      let named = named ?? "LANG"
      return Phrase(
        "locale: \(named) names no UTF-8, but the terminal takes it, so \(other) was used; set \(variable)=\(other)",
        "로캘: \(named)에 UTF-8이 없으나 터미널이 UTF-8을 받아 \(other)로 표시함; \(variable)=\(other)로 둘 것")
    case .noneInstalled:
      return Phrase(
        "locale: \(named ?? "") is not installed here, nor is C.UTF-8: everything is in ASCII and English; install a UTF-8 locale"
      )
    case .environment:
      guard isKorean, !usesUTF8 else { return nil }
      let why = named.map { "\($0) is not UTF-8" } ?? "LC_ALL, LC_CTYPE and LANG are not set"
      return Phrase("locale: \(why), so there is no Korean; on a terminal that takes UTF-8 set LC_ALL=C.UTF-8")
    }
  }
}
