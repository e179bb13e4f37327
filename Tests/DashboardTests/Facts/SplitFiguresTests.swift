import Facts
import Finance
import Model
import Testing

/// Per-share figures over the share splits of 2020 and 2022.
@Suite struct SplitFiguresTests {
  private static let metrics: [Metric] = [.epsGAAP, .epsNonGAAP, .dilutedShares]

  @Test(arguments: ["2022-08-24", "2022-08-25"]) func growthDoesNotChangeAtASplit(moment: String) throws {
    let s = try Bundled.snapshot(moment)
    let quarter = Period.quarter(year: 2022, 2)
    func change(from base: Period) throws -> Double {
      try #require(Growth.change(from: s.reading(.epsNonGAAP, base), to: s.reading(.epsNonGAAP, quarter)).value)
    }
    // 2.27 against 3.22 and 1.45 as reported.
    #expect(abs(try change(from: .quarter(year: 2022, 1)) - (2.27 / 3.22 - 1) * 100) < 1e-9)
    #expect(abs(try change(from: .quarter(year: 2021, 2)) - (2.27 / 1.45 - 1) * 100) < 1e-9)
  }

  @Test func aVersionIsKnownFromItsReleaseOrItsSplit() throws {
    let s = Snapshot(of: Bundled.book, asOf: Bundled.now)
    let splits = s.splits
    for metric in Self.metrics {
      for (quarter, _) in s.quarters(metric) {
        let versions = s.versions(metric, quarter)
        let release = try #require(versions.first).knownAt
        for version in versions {
          let figure = try #require(version.reading.figure)
          #expect(figure.provenance.knownAt == version.knownAt, "\(metric) \(quarter.label)")
        }
        for split in splits where split.effective > release {
          let before = try #require(s.reading(metric, quarter, at: Instant(seconds: split.effective.seconds - 1)).value)
          let after = try #require(s.reading(metric, quarter, at: split.effective).figure)
          let ratio = metric == .dilutedShares ? split.ratio : 1 / split.ratio
          #expect(abs(after.value / before - ratio) < 1e-12, "\(metric) \(quarter.label)")
          #expect(after.provenance.knownAt == split.effective)
        }
      }
    }
  }

  /// The columns ending in `_adj` are the reported ones over the splits, rounded.
  @Test func theAdjustedColumnsAgree() throws {
    var lines: [[Substring]] = []
    FactsReader.forEachBundledFact { name, bytes in
      guard name == FactFile.quarters.rawValue else { return }
      lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    }
    let head = try #require(lines.first)
    func column(_ name: String) throws -> Int { try #require(head.firstIndex { $0 == name }) }
    let factor = try column("split_factor")
    for (name, splitsUp) in [("eps_gaap", false), ("eps_nongaap", false), ("diluted_shares_m", true)] {
      let (adjusted, reported) = (try column(name + "_adj"), try column(name + "_reported"))
      var compared = 0
      for line in lines.dropFirst() {
        guard let a = Double(line[adjusted]), let r = Double(line[reported]), let f = Double(line[factor]) else { continue }
        compared += 1
        let half = splitsUp ? 0.5 : 0.005
        #expect(abs(a - (splitsUp ? r * f : r / f)) <= half + 1e-9, "\(line[0]) \(name)")
      }
      #expect(compared >= 30)
    }
  }
}
