import Synchronization

/// The clusters of several scalars that cells hold: a cell has 8 bytes, so a cluster is a number above those of scalars.
///
/// The same scalars have the same number as long as the process runs, so that cells still compare as plain memory. The table does not
/// grow without end: once it is full, the letters of a new cluster are drawn side by side, without their marks.
package enum Clusters {
  private static let table = Mutex(ClusterTable(capacity: 0x8000))

  /// The number of a cluster; nil where there is no more room for it.
  static func number(of scalars: [UInt32]) -> UInt32? { table.withLock { $0.number(of: scalars) } }

  /// The scalars of a number; none for a number that was not given out.
  package static func scalars(_ number: UInt32) -> [UInt32] { table.withLock { $0.scalars(number) } }
}

/// Numbers for clusters, given out from U+110000 on.
package struct ClusterTable: Sendable {
  private static let base: UInt32 = 0x110000
  private let capacity: Int
  private var numbers: [[UInt32]: UInt32] = [:]
  private var clusters: [[UInt32]] = []

  /// An empty table with room for so many clusters.
  package init(capacity: Int) { self.capacity = capacity }

  /// The number of a cluster, a new one where it has none yet; nil once the table is full.
  package mutating func number(of scalars: [UInt32]) -> UInt32? {
    if let known = numbers[scalars] { return known }
    guard clusters.count < capacity else { return nil }
    let number = Self.base + UInt32(clusters.count)
    clusters.append(scalars)
    numbers[scalars] = number
    return number
  }

  /// The scalars of a number; empty for a number that was not given out.
  package func scalars(_ number: UInt32) -> [UInt32] {
    number >= Self.base && number - Self.base < clusters.count ? clusters[Int(number - Self.base)] : []
  }
}
