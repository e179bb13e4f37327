import Analysis
import App
import Format
import Model

/// What the cursor of the chain can stand on: the stages, then the plants.
extension ChainContent {
  var items: [Item] { stages.indices.map(item(ofStage:)) + plants.map(item(ofPlant:)) }

  private func item(ofStage i: Int) -> Item {
    let stage = stages[i]
    var text: [Phrase] = stage.history.reversed().map(dated)
    if let note = stage.note { text.append(Phrase("Note: \(note.text.en)", "메모: \(note.text.ko)")) }
    let (feeds, fedBy) = (names(chain.feeds[i]), names(chain.fedBy[i]))
    text.append(Phrase("Feeds: \(feeds.en)", "다음 단계: \(feeds.ko)"))
    text.append(Phrase("Fed by: \(fedBy.en)", "이전 단계: \(fedBy.ko)"))
    for metric in stage.metrics {
      let (name, reading) = (Names.of(metric), latest(metric))
      let value = context.format.text(reading) + (reading.figure.map { " · \($0.period.label)" } ?? "")
      text.append(Phrase("\(name.en): \(value)", "\(name.ko): \(value)"))
    }
    return Item(stage.label, figures[i], citation: stage.citation, text: text)
  }

  private func item(ofPlant plant: Factory) -> Item {
    var text = [Phrase("\(plant.product.en) · \(plant.place.en)", "\(plant.product.ko) · \(plant.place.ko)")]
    text += plant.dates.map { Phrase("\($0.day.iso): \($0.name.en)", "\($0.day.iso): \($0.name.ko)") }
    text += ([plant.status].compactMap { $0 } + plant.milestones.reversed()).map(dated)
    if let capacity = plant.capacity {
      let kind = Names.of(capacity.kind)
      text.insert(Phrase("Capacity: \(kind.en)", "용량 기준: \(kind.ko)"), at: 1)
      return Item(plant.name, .known(capacity.figure), text: text)
    }
    let why = plant.capacityReading.absence ?? .notDisclosed
    let words = "\(context.format.mark(why)) \(context.format.words(why))"
    text.insert(Phrase("Capacity: \(words)", "용량: \(words)"), at: 1)
    // A plant is shown from its announcement on; what was written about it later must not be cited before.
    return Item(plant.name, citation: plant.citation.knownAt <= context.snapshot.asOf ? plant.citation : nil, text: text)
  }

  private func dated(_ remark: Remark) -> Phrase {
    let day = remark.knownAt.newYorkDay.iso
    return Phrase("\(day): \(remark.text.en)", "\(day): \(remark.text.ko)")
  }
}
