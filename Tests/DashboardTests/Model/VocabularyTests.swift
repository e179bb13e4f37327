import App
import Facts
import Model
import Panels
import Testing

/// Metrics and drivers: names that files and people write, positions that tables are indexed by.
@Suite struct VocabularyTests {
  private func expectWords<T: Vocabulary>(_ type: T.Type) {
    let names = T.allCases.map(\.name)
    #expect(Set(names).count == names.count, "\(type)")
    #expect(T.allCases.map(\.rawValue) == Array(0..<UInt8(names.count)), "\(type)")
    for member in T.allCases {
      #expect(T(name: member.name) == member, "\(type) \(member.name)")
      #expect(!member.name.isEmpty && !member.name.contains { $0.isWhitespace || $0 == "=" || $0 == ";" }, "\(member.name)")
    }
    #expect(T(name: "") == nil && T(name: "0") == nil)
  }

  @Test func eachMemberHasANameOfItsOwnAndAPosition() {
    expectWords(Metric.self)
    expectWords(EPSDriver.self)
    expectWords(ScenarioDriver.self)
  }

  @Test func panelsHaveTheDigitsOfTheirOrder() {
    #expect(PanelID.all.map(\.digit) == Array(1...PanelID.all.count))
  }

  @Test func metricsStandInTheFilesThatTheirLinesName() {
    var headers: [FactFile: Set<Substring>] = [:]
    FactsReader.forEachBundledFact { name, bytes in
      guard let file = FactFile(rawValue: name) else { return }
      let header = String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
      headers[file] = Set(header.split(separator: ","))
    }
    for metric in Metric.allCases {
      // Amounts a share and numbers of shares have a column for each share basis.
      let name = metric == .dilutedShares ? "diluted_shares_m_reported" : metric.splits ? metric.name + "_reported" : metric.name
      let isInQuarters = headers[.quarters]?.contains(name[...]) == true
      #expect(isInQuarters == (metric.place == .headline || metric.place == .line), "\(metric.name)")
      if metric.place == .bridge { #expect(headers[.bridge]?.contains(metric.name[...]) == true, "\(metric.name)") }
    }
  }

  @Test func figuresOfADayNeitherMakeAYearNorComeWithARelease() {
    for metric in Metric.allCases { #expect((metric.yearRule == .never) == (metric.release == .daily), "\(metric.name)") }
  }
}
