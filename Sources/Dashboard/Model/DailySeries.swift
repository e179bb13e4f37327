/// One number a day, in order of days: exchange rates.
package struct DailySeries: Sendable {
  /// In order, each once.
  package var days: ContiguousArray<Day>
  /// The value of each day.
  package var values: ContiguousArray<Double>
  /// For each day the position of its citation.
  package var citationOf: ContiguousArray<Int32>
  /// Sources and confidence, shared by days; their `knownAt` says nothing, the day does.
  package var citations: [Citation]

  /// Three columns of one length, with the citations that the last one points into.
  package init(
    days: ContiguousArray<Day> = [], values: ContiguousArray<Double> = [],
    citationOf: ContiguousArray<Int32> = [], citations: [Citation] = []
  ) {
    self.days = days
    self.values = values
    self.citationOf = citationOf
    self.citations = citations
  }

  /// How many values are known at an instant: a value is known at the end of its day in New York.
  func count(asOf: Instant) -> Int {
    days.partitioningIndex { Instant(endOf: $0) > asOf }
  }

  func prefix(_ n: Int) -> DailySeries {
    DailySeries(
      days: ContiguousArray(days.prefix(n)), values: ContiguousArray(values.prefix(n)),
      citationOf: ContiguousArray(citationOf.prefix(n)), citations: citations)
  }

  func figure(at i: Int, _ metric: Metric) -> Figure {
    let base = citations[Int(citationOf[i])]
    let citation = Citation(
      sources: base.sources, knownAt: Instant(endOf: days[i]), confidence: base.confidence, remarks: base.remarks)
    return Figure(values[i], metric.unit, .day(days[i]), metric.basis, .reported(citation))
  }
}
