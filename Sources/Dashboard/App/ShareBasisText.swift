import Analysis
package import Finance
import Format
package import Model

/// The counts of shares on other bases than the program's, with their dates.
package enum ShareBasisText {
  /// `diluted 3,540 M (26Q2)`, one for each basis, the most important first; those that are not on record are left out.
  package static func others(_ context: DrawContext) -> [String] {
    [ShareBasis.diluted, .total, .basic].compactMap { text($0, context) }
  }

  /// A count with the name of its basis and its date.
  package static func text(_ basis: ShareBasis, _ context: DrawContext) -> String? {
    guard let count = context.analysis.shares(basis).figure else { return nil }
    let number = context.format.shareCount(count) + context.mark(count)
    let date =
      if case .day(let day) = count.period { context.format.nearDate(day, context.snapshot.asOf) } else {
        count.period.shortLabel
      }
    return basis == .earned
      ? "\(context.format.outstanding(count))\(context.mark(count)) (\(date))"
      : "\(context.words(basis.shortName)) \(number) (\(date))"
  }

  /// The other bases in a sentence, for a market value that counts the program's; nil for any other figure.
  package static func sentence(_ figure: Figure, _ context: DrawContext) -> String? {
    guard figure.basis == .market, let count = context.analysis.shares.figure, counts(figure, count, depth: 3) else {
      return nil
    }
    let list = others(context).joined(separator: " · ")
    return list.isEmpty ? nil : context.words("other counts: \(list)", "다른 기준: \(list)")
  }

  private static func counts(_ figure: Figure, _ count: Figure, depth: Int) -> Bool {
    guard depth > 0, case .derived(_, let inputs) = figure.provenance else { return false }
    return inputs.contains { input in
      input.unit == .millionShares && input.value == count.value && input.period == count.period
        || counts(input, count, depth: depth - 1)
    }
  }
}
