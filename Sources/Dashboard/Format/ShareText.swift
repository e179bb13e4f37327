import Finance
package import Model

/// Counts of shares in words, the same on every panel.
extension Formatter {
  /// A count without its basis: `3,525.8 M`, `35.26억 주`.
  package func shareCount(_ count: Figure) -> String {
    // A quarter's mean is published in whole millions.
    let decimals = count.value == count.value.rounded() ? 0 : 1
    return language == .ko ? "\(Numbers.grouped(count.value / 100, 2))억 주" : "\(Numbers.grouped(count.value, decimals)) M"
  }

  /// A count on the program's basis: `3,525.8 M shares outstanding`, `발행주식 35.26억 주`; the long form also says what it leaves out.
  package func outstanding(_ count: Figure, isLong: Bool = false) -> String {
    language == .ko
      ? "발행주식 \(shareCount(count))" + (isLong ? ", 미취득 보상주 제외" : "")
      : "\(shareCount(count)) shares outstanding" + (isLong ? ", excl. unearned awards" : "")
  }
}
