package import Analysis
import Canvas
package import Finance
package import Format
import Model

extension Report {
  /// How right estimates were: two methods over all quarters, and the user's own.
  package static func trackRecord(_ saved: [SavedEstimate], _ a: Analysis, _ format: Formatter) -> Report {
    let all =
      EPSMethod.allCases.map { TrackRecord($0, a) } + saved.filter { $0.madeAt <= a.snapshot.asOf }.map { TrackRecord($0, a) }
    return Report(format, csv: "method quarter estimate reported error") {
      lines(
        format.words(
          "Estimates compared with the results, EPS non-GAAP, USD/share", "추정과 실적 비교, EPS non-GAAP, 달러/주"),
        asOfLine(a.snapshot, format),
        format.words("An error above 0: the estimate was too high.", "오차가 0보다 크면 추정이 높았음."), "")
      members([
        "as_of": .instant(a.snapshot.asOf), "basis": .text(Basis.nonGAAP.rawValue), "eps_unit": .text(Unit.usdPerShare.rawValue),
      ])
      table(all, in: .text) {
        Column("method", Phrase("METHOD", "방법")) { .text($0.key) }
        Column("name", Phrase("")) { one in
          .text(
            format.words(one.name)
              + (one.isTooLate ? format.words(", made after the results: not counted", ", 발표 뒤에 만들어 세지 않음") : ""))
        }
        Column("quarters", Phrase("QUARTERS", "분기 수")) { .count($0.record.entries.count) }
        Column("error", Phrase("MEAN ABSOLUTE ERROR", "평균 절대 오차"), missing: "–") { .number($0.record.meanAbsoluteError, 2) }
        Column("bias", Phrase("BIAS", "편향"), missing: "–") { .signed($0.record.bias, 2) }
      }
      lines("")
      quarters(all.filter { !$0.record.entries.isEmpty })
      list("methods", all) { $0.sections }
    }
  }

  /// How often, and how far, a method was wrong.
  private struct TrackRecord {
    let key: String
    let name: Phrase
    let record: EPSTrackRecord
    /// Whether an estimate was saved after the results it is about: then it is no forecast.
    var isTooLate = false

    init(_ method: EPSMethod, _ a: Analysis) {
      (key, record) = (method.rawValue, a.trackRecord(of: method))
      switch method {
      case .carried: name = Phrase("everything as in the quarter before", "모두 직전 분기와 같음")
      case .published: name = Phrase("the same with published deliveries", "공개 인도량만 반영")
      }
    }

    init(_ saved: SavedEstimate, _ a: Analysis) {
      let (s, target) = (a.snapshot, saved.target)
      (key, name) = ("saved:" + saved.name, Phrase("your estimate of \(target.label)", "\(target.label) 저장된 추정"))
      let judged = EPSTrackRecord.judge(target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, s)
      record = EPSTrackRecord(judged.map { [$0] } ?? [])
      isTooLate = s.earnings.first { $0.quarter == target }.map { saved.madeAt >= $0.release } ?? false
    }

    @Parts<Section> var sections: [Section] {
      member("method", .text(key), in: .machines)
      members([
        "name": .phrase(name), "made_after_results": .flag(isTooLate),
        "quarters": .count(record.entries.count), "mean_absolute_error": .number(record.meanAbsoluteError),
        "bias": .number(record.bias),
      ])
      table(record.entries, key: "entries", in: .machines) {
        Column("quarter") { .text($0.target.label) }
        Column("estimate") { .number($0.estimate) }
        Column("reported") { .number($0.reported.value) }
        Column("error") { .number($0.error) }
      }
    }

    func entry(_ target: Period) -> EPSJudged? { record.entries.first { $0.target == target } }
  }

  /// Estimate and error of each method, quarter by quarter.
  private static func quarters(_ methods: [TrackRecord]) -> Section {
    let targets = Set(methods.flatMap { $0.record.entries.map(\.target) }).sorted()
    return table(targets, in: .text) {
      Column("quarter", Phrase("QUARTER", "분기")) { .text($0.label) }
      Column("reported", Phrase("REPORTED", "발표"), .right) { target in
        .number(methods.lazy.compactMap { $0.entry(target)?.reported.value }.first, 2)
      }
      for method in methods {
        Column(method.key, Phrase(method.key), .right) { .number(method.entry($0)?.estimate, 2) }
        Column("error", Phrase("ERROR", "오차"), .right) { .signed(method.entry($0)?.error, 2) }
      }
    }
  }

  /// The estimates of the facts and the user's own, with what they come to at this moment.
  package static func estimates(_ saved: [SavedEstimate], in folder: String?, _ a: Analysis, _ format: Formatter) -> Report {
    let s = a.snapshot
    let presets = s.epsPresets.map { preset in
      NamedEstimate("preset", preset.id, preset.name, preset.base, preset.target, preset.assumptions, preset.knownAt, a)
    }
    // Before it was made there was no such estimate.
    let known = saved.filter { $0.madeAt <= s.asOf }.map {
      NamedEstimate("saved", $0.name, nil, $0.base, $0.target, $0.assumptions(s), $0.madeAt, a)
    }
    return Report(format) {
      table(presets + known) {
        Column("kind", Phrase("KIND", "종류")) { .text($0.kind) }
        Column("name", Phrase("NAME", "이름")) { .text($0.name.sanitized) }
        Column("title", Phrase("TITLE", "제목")) { .text($0.title.map { format.words($0).sanitized }) }
        Column("base", Phrase("BASE", "기준")) { .text($0.base.label) }
        Column("target", Phrase("TARGET", "목표")) { .text($0.target.label) }
        Column("eps_nongaap", Phrase("EPS non-GAAP"), missing: "?") { .amount($0.epsNonGAAP, .usdPerShare) }
        Column("made", Phrase("MADE (UTC)", "작성 (UTC)")) { .instant($0.made) }
      }
      if let folder { lines("", format.words("Your own are in ", "저장된 추정의 폴더: ") + folder.sanitized) }
    }
  }

  private struct NamedEstimate {
    let kind: String
    let name: String
    let title: Phrase?
    let base: Period
    let target: Period
    /// Nil where it cannot be made at this moment.
    let epsNonGAAP: Double?
    let made: Instant

    init(
      _ kind: String, _ name: String, _ title: Phrase?, _ base: Period, _ target: Period, _ assumptions: [EPSAssumption],
      _ made: Instant, _ a: Analysis
    ) {
      (self.kind, self.name, self.title, self.base, self.target, self.made) = (kind, name, title, base, target, made)
      let estimate = (try? a.quarter(base)).flatMap {
        try? EPSEstimate(base: $0, target: target, assumptions: assumptions, a.snapshot)
      }
      epsNonGAAP = estimate?.statement.epsNonGAAP
    }
  }
}
