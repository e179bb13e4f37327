// swift-tools-version: 6.2
import PackageDescription

// The targets are the walls of docs/ARCHITECTURE.md: who may import whom is what each target
// lists under `dependencies`, and CI builds with the explicit-import check on.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatWarning("DeprecatedDeclaration", as: .error),
]

// A module is optimized as a whole. With threads its files are compiled to code side by side, and the code of files that a change does not
// affect is reused: after a change of one panel a release build takes half a minute instead of more than one.
let settings = common + [.unsafeFlags(["-num-threads", "4"], .when(configuration: .release))]

// Tests are not optimized: that took four of the six minutes of their build. What they call is.
let testSettings =
  common + [
    .unsafeFlags(["-Onone", "-no-whole-module-optimization", "-enable-batch-mode"], .when(configuration: .release))
  ]

let package = Package(
  name: "tsla-tui",
  products: [.executable(name: "tsla-tui", targets: ["tsla-tui"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // No pkgConfig: SwiftPM refuses its flags with a warning on every build (docs/adr/0003).
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]),
    // The CSV files and theme schemes as bytes inside the binary, by #embed.
    .target(name: "FactsBundle", path: "Sources/Dashboard/Facts/Bundle"),

    // The only conversion from a Double to a whole number; a deprecated one is an error, so that there is no other.
    .target(name: "WholeNumbers", path: "Sources/Dashboard/WholeNumbers", swiftSettings: settings),
    .target(name: "Model", dependencies: ["WholeNumbers"], path: "Sources/Dashboard/Model", swiftSettings: settings),
    // The inner loops of the simulation, in C for what Swift cannot say: one source for several instruction sets (docs/adr/0011).
    .target(name: "SimulationKernel", path: "Sources/Dashboard/Finance/Kernel"),
    .target(
      name: "Finance", dependencies: ["Model", "WholeNumbers", "SimulationKernel"], path: "Sources/Dashboard/Finance",
      exclude: ["Kernel"], swiftSettings: settings),
    .target(
      name: "Facts", dependencies: ["Model", "WholeNumbers", "FactsBundle"], path: "Sources/Dashboard/Facts",
      exclude: ["Bundle", "Data"], swiftSettings: settings),
    .target(name: "Canvas", dependencies: ["WholeNumbers"], path: "Sources/Dashboard/Canvas", swiftSettings: settings),
    .target(
      name: "Terminal", dependencies: ["Canvas", "WholeNumbers", "CNcurses"], path: "Sources/Dashboard/Terminal",
      swiftSettings: settings),
    .target(
      name: "Format", dependencies: ["Model", "WholeNumbers", "Finance"], path: "Sources/Dashboard/Format",
      swiftSettings: settings),
    .target(
      name: "Analysis", dependencies: ["Model", "WholeNumbers", "Finance"], path: "Sources/Dashboard/Analysis",
      swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Model", "WholeNumbers", "Finance", "Facts", "Analysis", "Format", "Canvas"],
      path: "Sources/Dashboard/Reports", swiftSettings: settings),
    .target(
      name: "Documents", dependencies: ["Model", "WholeNumbers", "Finance", "Format"], path: "Sources/Dashboard/Documents",
      swiftSettings: settings),
    .target(
      name: "Themes", dependencies: ["WholeNumbers", "Model", "Facts", "Canvas", "Documents"], path: "Sources/Dashboard/Themes",
      swiftSettings: settings),
    .target(
      name: "App", dependencies: ["Model", "WholeNumbers", "Finance", "Analysis", "Canvas", "Format", "Documents"],
      path: "Sources/Dashboard/App", swiftSettings: settings),
    // What the app knows as a list only: it cannot import them.
    .target(
      name: "Panels", dependencies: ["Model", "WholeNumbers", "Finance", "Analysis", "Canvas", "Format", "Documents", "App"],
      path: "Sources/Dashboard/Panels", swiftSettings: settings),
    // The arguments as C has them.
    .target(name: "Start", path: "Sources/tsla-tui/Start"),
    .executableTarget(
      name: "tsla-tui",
      dependencies: [
        "Start", "Model", "WholeNumbers", "Finance", "Facts", "Analysis", "Canvas", "Themes", "Format", "Documents", "Reports",
        "Terminal", "App", "Panels",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/tsla-tui", exclude: ["Start"], swiftSettings: settings),
    // Parts of the program with the rules that hold for any input: the tests try some, `make fuzz` many (Fuzz/README.md).
    .target(
      name: "FuzzDrivers",
      dependencies: [
        "Model", "Finance", "Facts", "Canvas", "Themes", "Format", "Documents", "Reports", "Terminal", "App", "Panels",
      ],
      path: "Fuzz/Drivers", swiftSettings: settings),
    .executableTarget(name: "fuzz", dependencies: ["FuzzDrivers", "Canvas"], path: "Fuzz/Loop", swiftSettings: settings),
    // What tests compare with, and rules over all cells of a frame: optimized, as tests are not.
    .target(name: "References", dependencies: ["Model", "Finance", "Canvas"], path: "Tests/References", swiftSettings: settings),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Model", "WholeNumbers", "Finance", "Facts", "Analysis", "Canvas", "Themes", "Format", "Documents", "Reports", "Terminal",
        "App", "Panels",
        "FuzzDrivers", "References",
      ],
      exclude: ["Snapshots", "Fixtures"], swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)
