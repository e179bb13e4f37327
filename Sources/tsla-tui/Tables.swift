import ArgumentParser
import Reports

typealias TableFormat = Report.Form

extension Report.Form: ExpressibleByArgument {}

extension Report {
  /// Prints the report to standard output.
  func print(_ form: Form) { write(form) { Output.write($0) } }
}
