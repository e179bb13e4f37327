import Finance
import Format
import Model

/// Names as CSV and JSON have them: programs may know them, so they stay what they were where people read newer words.
extension Names {
  /// A driver of the EPS estimate.
  static func inFiles(_ driver: EPSDriver) -> Phrase {
    var name = of(driver: driver)
    switch driver {
    case .iraShare: name.en = "Storage that earns it"
    case .nonControllingInterests: name.en = "Minorities"
    default: break
    }
    return name
  }

  /// A line of the income statement.
  static func inFiles(_ line: EPSLine) -> Phrase {
    var name = of(line: line)
    switch line {
    case .netIncomeTotal: name.en = "Net income with minorities"
    case .nonControllingInterests: name.en = "Minorities"
    default: break
    }
    return name
  }

  /// A number of a scenario.
  static func inFiles(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    var name = of(entry, in: scenario)
    switch entry.key {
    case .driver(.price): name.en = "ASP without FSD"
    case .driver(.storageProfit): name.en = "Gross profit, kWh"
    case .driver(.fsdMargin): name.en = "FSD margin, gross"
    case .driver(.services): name.en = "Services, gross"
    case .driver(.otherProfit): name.en = "Other, gross"
    default: break
    }
    return name
  }
}
