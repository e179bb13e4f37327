import Synchronization

/// The clusters of several scalars that cells hold: a cell has 8 bytes, so a cluster is a number above those of scalars.
///
/// The same scalars have the same number as long as the process runs, so that cells still compare as memory does. Of the clusters that
/// this many others came before, the letters are drawn without marks and side by side.
package enum Clusters {
  static let capacity = 0x8000
  private static let base: UInt32 = 0x110000

  private struct Table {
    var numbers: [[UInt32]: UInt32] = [:]
    var clusters: [[UInt32]] = []
  }

  private static let table = Mutex(Table())

  /// The number of a cluster, the next one for a new one; nil where there is no more room.
  static func number(of scalars: [UInt32]) -> UInt32? {
    table.withLock { table in
      if let known = table.numbers[scalars] { return known }
      guard table.clusters.count < capacity else { return nil }
      let number = base + UInt32(table.clusters.count)
      table.clusters.append(scalars)
      table.numbers[scalars] = number
      return number
    }
  }

  /// The scalars of a number, of which there are none for a number that was not given out.
  package static func scalars(_ number: UInt32) -> [UInt32] {
    table.withLock { table in
      number >= base && number - base < table.clusters.count ? table.clusters[Int(number - base)] : []
    }
  }
}
