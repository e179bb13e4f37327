import ArgumentParser
import Documents
import Finance
import Model
import Themes

/// What can come after an option: known words, or what the program finds when somebody presses Tab.
extension CompletionKind {
  static var metrics: CompletionKind { .list(Metric.allCases.map(\.name)) }
  static var drivers: CompletionKind { .list(EPSDriver.allCases.map(\.name)) }
  static var claimMetrics: CompletionKind { .list(ClaimMetric.named.map(\.name)) }
  static var scenarioKeys: CompletionKind { .list(ScenarioDriver.allCases.map(\.name)) }
  static var scenarioSettings: CompletionKind { .list(ScenarioDriver.allCases.map { $0.name + "=" }) }
  static var agendaKinds: CompletionKind { .list(AgendaEntry.Kind.allCases.map(\.rawValue)) }
  /// `asp=`: the value is the user's to write.
  static var driverSettings: CompletionKind { .list(EPSDriver.allCases.map { $0.name + "=" }) }

  static var themes: CompletionKind {
    .custom { _, _, _ in
      ["auto", ThemeFiles.terminal] + ThemeFiles.all(in: UserFiles.themes).filter { $0.scheme != nil }.map(\.id)
    }
  }

  static var scenarios: CompletionKind { .custom { words, _, _ in Completions.scenarios(words) } }

  /// Ids of scenarios, and files of one.
  static var scenariosOrFiles: CompletionKind {
    .custom { words, _, prefix in
      Completions.scenarios(words) + Completions.files(prefix, ending: DocumentFolder<Scenario>.ending)
    }
  }

  static var presets: CompletionKind { .custom { words, _, _ in Completions.snapshot(words).epsPresets.map(\.id) } }

  static var savedEstimates: CompletionKind {
    .custom { words, _, _ in
      (try? UserFiles.estimates())?.load(among: Completions.snapshot(words).epsPresets).all.map(\.name) ?? []
    }
  }

  static var plants: CompletionKind { .custom { words, _, _ in Completions.snapshot(words).factories.map(\.id) } }

  static var rebalances: CompletionKind {
    .custom { words, _, _ in Completions.snapshot(words).rebalancesOnRecord.map(\.id) }
  }

  static var topics: CompletionKind {
    .custom { words, _, _ in Array(Set(Completions.snapshot(words).claims.map(\.topic))).sorted() }
  }
}

/// What the program finds for a command line that is being written.
enum Completions {
  /// The facts of the folder that the words name, or the bundled ones, as of now.
  static func snapshot(_ words: [String]) -> Snapshot {
    var folder: String?
    for (i, word) in words.enumerated() {
      if word == "--facts", i + 1 < words.count { folder = words[i + 1] }
      if word.hasPrefix("--facts=") { folder = String(word.dropFirst(8)) }
    }
    // A folder that is still being written, or quoted, is no reason to offer nothing.
    let book = folder.flatMap { isFolder($0) ? try? FactsFolder.load($0).book : nil } ?? (try? FactsFolder.load(nil).book)
    return Snapshot(of: book ?? Book(BookDraft()), asOf: clockNow())
  }

  static func scenarios(_ words: [String]) -> [String] {
    let known = snapshot(words).scenarios
    let own = (try? UserFiles.scenarios())?.load(among: known).all ?? []
    return (known + own).map(\.id) + [Scenarios.record]
  }

  /// The files with an extension, and the folders, that begin with a prefix; none for an empty one, so that they do not hide the names.
  static func files(_ prefix: String, ending: String) -> [String] {
    guard let slash = prefix.lastIndex(of: "/") else { return [] }
    let folder = String(prefix[...slash])
    return ((try? namesInFolder(folder)) ?? []).map { folder + $0 }.compactMap { path in
      isFolder(path) ? path + "/" : path.hasSuffix(ending) ? path : nil
    }
  }
}
