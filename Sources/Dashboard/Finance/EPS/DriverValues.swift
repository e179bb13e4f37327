package import Model

/// A number for each driver, in the driver's unit.
///
/// Named numbers and not a table: the income statement of a grid's cell is then some thirty operations and nothing else.
package struct DriverValues: Equatable, Sendable {
  var units = 0.0
  var price = 0.0
  var unitCost = 0.0
  var fsdDeferred = 0.0
  var credits = 0.0
  var leasingRevenue = 0.0
  var leasingCost = 0.0
  var energyRevenue = 0.0
  var energyMargin = 0.0
  var storage = 0.0
  var iraCredit = 0.0
  var iraShare = 0.0
  var servicesRevenue = 0.0
  var servicesMargin = 0.0
  var researchAndDevelopment = 0.0
  var sga = 0.0
  var restructuring = 0.0
  var interestOther = 0.0
  var taxRate = 0.0
  var nonControllingInterests = 0.0
  var stockCompensation = 0.0
  var otherNonGAAP = 0.0
  var epsNumeratorAdjustment = 0.0
  var dilutedShares = 0.0

  /// All 0, which is no quarter yet: diluted shares divide.
  package init() {}

  /// R&D, SG&A and restructuring; setting it moves the first two in proportion.
  var operatingExpenses: Double {
    get { researchAndDevelopment + sga + restructuring }
    set {
      let wanted = newValue - restructuring
      let share = researchAndDevelopment + sga == 0 ? 0 : researchAndDevelopment / (researchAndDevelopment + sga)
      researchAndDevelopment = wanted * share
      sga = wanted - wanted * share
    }
  }

  /// A driver's value; operating expenses are the sum of three, and setting them moves two of those in proportion.
  package subscript(driver: EPSDriver) -> Double {
    get {
      switch driver {
      case .units: return units
      case .price: return price
      case .unitCost: return unitCost
      case .fsdDeferred: return fsdDeferred
      case .credits: return credits
      case .leasingRevenue: return leasingRevenue
      case .leasingCost: return leasingCost
      case .energyRevenue: return energyRevenue
      case .energyMargin: return energyMargin
      case .storage: return storage
      case .iraCredit: return iraCredit
      case .iraShare: return iraShare
      case .servicesRevenue: return servicesRevenue
      case .servicesMargin: return servicesMargin
      case .researchAndDevelopment: return researchAndDevelopment
      case .sga: return sga
      case .restructuring: return restructuring
      case .interestOther: return interestOther
      case .taxRate: return taxRate
      case .nonControllingInterests: return nonControllingInterests
      case .stockCompensation: return stockCompensation
      case .otherNonGAAP: return otherNonGAAP
      case .epsNumeratorAdjustment: return epsNumeratorAdjustment
      case .dilutedShares: return dilutedShares
      case .operatingExpenses: return operatingExpenses
      }
    }
    set {
      switch driver {
      case .units: units = newValue
      case .price: price = newValue
      case .unitCost: unitCost = newValue
      case .fsdDeferred: fsdDeferred = newValue
      case .credits: credits = newValue
      case .leasingRevenue: leasingRevenue = newValue
      case .leasingCost: leasingCost = newValue
      case .energyRevenue: energyRevenue = newValue
      case .energyMargin: energyMargin = newValue
      case .storage: storage = newValue
      case .iraCredit: iraCredit = newValue
      case .iraShare: iraShare = newValue
      case .servicesRevenue: servicesRevenue = newValue
      case .servicesMargin: servicesMargin = newValue
      case .researchAndDevelopment: researchAndDevelopment = newValue
      case .sga: sga = newValue
      case .restructuring: restructuring = newValue
      case .interestOther: interestOther = newValue
      case .taxRate: taxRate = newValue
      case .nonControllingInterests: nonControllingInterests = newValue
      case .stockCompensation: stockCompensation = newValue
      case .otherNonGAAP: otherNonGAAP = newValue
      case .epsNumeratorAdjustment: epsNumeratorAdjustment = newValue
      case .dilutedShares: dilutedShares = newValue
      case .operatingExpenses: operatingExpenses = newValue
      }
    }
  }

  /// The same cars with those under operating lease counted among them: more units, each with less revenue and cost.
  func countingAll(leaseShare: Double) -> DriverValues {
    var all = self
    all.units = units / (1 - leaseShare)
    all.price = price * (1 - leaseShare)
    all.unitCost = unitCost * (1 - leaseShare)
    return all
  }
}
