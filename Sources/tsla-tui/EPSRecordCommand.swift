import ArgumentParser
import Dashboard
import Finance
import Format
import Model
import Reports

/// Prints how right estimates were.
struct EPSRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Print how right estimates were: two simple methods over all quarters, and your own.",
    discussion: """
      carried    everything as in the quarter before
      published  the same, with the deliveries that were published before the results

      Each is made from what was known the second before the results and held against them as first reported. Your saved \
      estimates are made from what was known when you made them. Non-GAAP, USD a share; an error above 0 is an estimate \
      that was too high.
      """)

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var facts: SnapshotOptions

  /// How often, and how far, a method was wrong.
  private struct Judged {
    var key: String
    var name: Phrase
    var record: EPSRecord
    /// Whether an estimate was saved after the results it is about: then it is none.
    var isTooLate = false
  }

  func run() throws {
    try facts.print { view in
      let all = methods(view) + saved(view)
      switch format {
      case .table: return table(all, view)
      case .csv: return csv(all)
      case .json: return json(all, view).document
      }
    }
  }

  private func methods(_ view: FactsView) -> [Judged] {
    EPSMethod.allCases.map { method in
      let name: Phrase
      switch method {
      case .carried: name = Phrase("everything as in the quarter before", "모두 직전 분기와 같음")
      case .published: name = Phrase("the same with published deliveries", "공개 인도량만 반영")
      }
      return Judged(key: method.rawValue, name: name, record: EPSRecord(method, view.snapshot))
    }
  }

  private func saved(_ view: FactsView) -> [Judged] {
    let s = view.snapshot
    let (estimates, problems) = EstimateFiles.load(presets: s.epsPresets, view.language)
    for problem in problems { complain(problem) }
    return estimates.filter { $0.madeAt <= s.asOf }.map { saved in
      let release = s.earnings.first { $0.quarter == saved.target }?.release
      let isTooLate = release.map { saved.madeAt >= $0 } ?? false
      let judged = EPSRecord.judge(saved.target, base: saved.base, saved.assumptions, madeAt: saved.madeAt, s)
      return Judged(
        key: "saved:" + saved.name, name: Phrase("your estimate of \(saved.target.label)", "\(saved.target.label) 저장된 추정"),
        record: EPSRecord(judged.map { [$0] } ?? []), isTooLate: isTooLate)
    }
  }

  private func table(_ all: [Judged], _ view: FactsView) -> String {
    func eps(_ value: Double?) -> String { value.map { Numbers.grouped($0, 2) } ?? "–" }
    func signed(_ value: Double?) -> String { value.map { Numbers.signed($0, 2) } ?? "–" }
    var summary = [
      [
        view.words("METHOD", "방법"), "", view.words("QUARTERS", "분기 수"), view.words("MEAN ABSOLUTE ERROR", "평균 절대 오차"),
        view.words("BIAS", "편향"),
      ]
    ]
    for one in all {
      let note = one.isTooLate ? view.words(", made after the results: not counted", ", 발표 뒤에 만들어 세지 않음") : ""
      summary.append([
        one.key, view.words(one.name) + note, String(one.record.entries.count), eps(one.record.meanAbsoluteError),
        signed(one.record.bias),
      ])
    }
    let targets = Set(all.flatMap { $0.record.entries.map(\.target) }).sorted()
    let shown = all.filter { !$0.record.entries.isEmpty }
    var rows = [
      [view.words("QUARTER", "분기"), view.words("REPORTED", "발표")] + shown.flatMap { [$0.key, view.words("ERROR", "오차")] }
    ]
    for target in targets {
      let entries = shown.map { $0.record.entries.first { $0.target == target } }
      rows.append(
        [target.label, eps(entries.compactMap { $0?.reported.value }.first)]
          + entries.flatMap { [$0.map { eps($0.estimate) } ?? "", $0.map { signed($0.error) } ?? ""] })
    }
    let head = view.words(
      "Estimates held against the results, EPS non-GAAP, USD/share\nAs of \(view.moment)\n"
        + "An error above 0: the estimate was too high.\n\n",
      "추정과 실적 비교, EPS non-GAAP, 달러/주\n시점: \(view.moment)\n오차가 0보다 크면 추정이 높았음.\n\n")
    return head + TextTable.aligned(summary, right: [2, 3, 4]) + "\n"
      + TextTable.aligned(rows, right: Set(1..<max(2, rows[0].count)))
  }

  private func csv(_ all: [Judged]) -> String {
    let rows = all.flatMap { one in
      one.record.entries.map { entry -> [TextTable.Value] in
        [
          .text(one.key), .text(entry.target.label), .number(entry.estimate), .number(entry.reported.value), .number(entry.error),
        ]
      }
    }
    return TextTable.printed(["method", "quarter", "estimate", "reported", "error"], rows, .csv)
  }

  private func json(_ all: [Judged], _ view: FactsView) -> JSON {
    .object([
      ("as_of", .text(view.snapshot.asOf.iso)), ("basis", .text(Basis.nonGAAP.rawValue)),
      ("eps_unit", .text(Unit.usdPerShare.rawValue)),
      (
        "methods",
        .array(
          all.map { one in
            .object([
              ("method", .text(one.key)), ("name", .text(view.words(one.name))), ("made_after_results", .bool(one.isTooLate)),
              ("quarters", .number(Double(one.record.entries.count))),
              ("mean_absolute_error", .optional(one.record.meanAbsoluteError)), ("bias", .optional(one.record.bias)),
              (
                "entries",
                .array(
                  one.record.entries.map {
                    .object([
                      ("quarter", .text($0.target.label)), ("estimate", .number($0.estimate)),
                      ("reported", .number($0.reported.value)), ("error", .number($0.error)),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }
}

/// Lists the estimates that there are.
struct EPSList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the estimates of the facts and your saved ones.")

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @OptionGroup var facts: SnapshotOptions

  private static let columns = ["kind", "name", "title", "base", "target", "eps_nongaap", "made"]

  func run() throws {
    try facts.print { view in
      let s = view.snapshot
      let (estimates, problems) = EstimateFiles.load(presets: s.epsPresets, view.language)
      for problem in problems { complain(problem) }
      var rows = s.epsPresets.map { preset in
        row(
          "preset", preset.id.printable, view.words(preset.name), preset.base, preset.target, preset.assumptions, preset.knownAt,
          view)
      }
      // Before it was made there was no such estimate.
      rows += estimates.filter { $0.madeAt <= s.asOf }.map {
        row("saved", $0.name, nil, $0.base, $0.target, $0.assumptions(s), $0.madeAt, view)
      }
      guard format == .table else { return TextTable.printed(Self.columns, rows, format) }
      return table(rows, view)
    }
  }

  private func row(
    _ kind: String, _ name: String, _ title: String?, _ base: Period, _ target: Period, _ assumptions: [EPSAssumption],
    _ made: Instant, _ view: FactsView
  ) -> [TextTable.Value] {
    let estimate = (try? EPSQuarter(base, view.snapshot)).flatMap {
      try? EPSCase(base: $0, target: target, assumptions: assumptions, view.snapshot)
    }
    return [
      .text(kind), .text(name), .optional(title), .text(base.label), .text(target.label),
      .optional(estimate?.statement.epsNonGAAP), .text(made.iso),
    ]
  }

  private func table(_ rows: [[TextTable.Value]], _ view: FactsView) -> String {
    let head = [
      view.words("KIND", "종류"), view.words("NAME", "이름"), view.words("TITLE", "제목"), view.words("BASE", "기준"),
      view.words("TARGET", "목표"), "EPS non-GAAP", view.words("MADE (UTC)", "작성 (UTC)"),
    ]
    let cells = rows.map { row in
      row.enumerated().map { i, value -> String in
        // An estimate that cannot be made at this moment.
        if i == 5, case .null = value { return "?" }
        if case .number(let eps) = value { return view.number(eps, .usdPerShare) }
        return value.text.printable
      }
    }
    let folder = EstimateFiles.folder.map {
      "\n" + view.words("Your own are in ", "저장된 추정의 폴더: ") + $0.printable + "\n"
    }
    return TextTable.aligned([head] + cells, right: [5]) + (folder ?? "")
  }
}
