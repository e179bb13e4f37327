import ArgumentParser
import Reports

extension Report.Form: ExpressibleByArgument {}

extension Report {
  /// Prints the report to standard output.
  func print(_ form: Form) { write(form) { Output.write($0) } }
}
