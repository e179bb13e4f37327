// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users never resolve what only benchmarks need. `Sources` is a link to the program's, because
// `package` access ends at the package: the targets are compiled here once more.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatWarning("DeprecatedDeclaration", as: .error),
  // As the program is compiled.
  .unsafeFlags(["-num-threads", "4"], .when(configuration: .release)),
]

let package = Package(
  name: "tsla-tui-benchmarks",
  dependencies: [.package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: [])],
  targets: [
    .target(name: "FactsBundle", path: "Sources/Dashboard/Facts/Bundle"),
    .target(name: "WholeNumbers", path: "Sources/Dashboard/WholeNumbers", swiftSettings: settings),
    .target(name: "Model", dependencies: ["WholeNumbers"], path: "Sources/Dashboard/Model", swiftSettings: settings),
    .target(name: "SimulationKernel", path: "Sources/Dashboard/Finance/Kernel"),
    .target(
      name: "Finance", dependencies: ["Model", "WholeNumbers", "SimulationKernel"], path: "Sources/Dashboard/Finance",
      exclude: ["Kernel"], swiftSettings: settings),
    .target(
      name: "Facts", dependencies: ["Model", "WholeNumbers", "FactsBundle"], path: "Sources/Dashboard/Facts",
      exclude: ["Bundle", "Data"], swiftSettings: settings),
    .target(name: "Canvas", dependencies: ["WholeNumbers"], path: "Sources/Dashboard/Canvas", swiftSettings: settings),
    .target(
      name: "Format", dependencies: ["Model", "WholeNumbers", "Finance"], path: "Sources/Dashboard/Format",
      swiftSettings: settings),
    .target(
      name: "Analysis", dependencies: ["Model", "WholeNumbers", "Finance"], path: "Sources/Dashboard/Analysis",
      swiftSettings: settings),
    .target(
      name: "Documents", dependencies: ["Model", "WholeNumbers", "Finance", "Format"], path: "Sources/Dashboard/Documents",
      swiftSettings: settings),
    .target(
      name: "App", dependencies: ["Model", "WholeNumbers", "Finance", "Analysis", "Canvas", "Format", "Documents"],
      path: "Sources/Dashboard/App", swiftSettings: settings),
    .target(
      name: "Panels", dependencies: ["Model", "WholeNumbers", "Finance", "Analysis", "Canvas", "Format", "Documents", "App"],
      path: "Sources/Dashboard/Panels", swiftSettings: settings),
    .executableTarget(
      name: "DashboardBenchmarks",
      dependencies: [
        "Model", "WholeNumbers", "Finance", "Facts", "Canvas", "App", "Panels",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/DashboardBenchmarks", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
