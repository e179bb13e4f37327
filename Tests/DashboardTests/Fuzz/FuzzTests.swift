import FuzzDrivers
import Testing

/// The drivers of `make fuzz` on what they begin with, on every find, and on some random inputs, the same in every run.
@Suite struct FuzzTests {
  @Test(arguments: Driver.all.map(\.name)) func noInputBreaksARule(name: String) throws {
    let driver = try #require(Driver.all.first { $0.name == name })
    var inputs = Inputs(of: driver, seed: 20_231)
    for bytes in driver.seeds() + driver.finds + (0..<driver.trials).map({ _ in inputs.next() }) {
      do {
        try driver.run(bytes)
      } catch {
        // One is enough: the others may have the same cause.
        Issue.record("\(name): \(error), for \(bytes)")
        return
      }
    }
  }
}
