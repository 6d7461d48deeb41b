// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .strictMemorySafety(),
]

/// A library target of this package, with the house's language settings.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: settings)
}

/// The tests of one module; `Golden/` holds recorded inputs and outputs.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["StanceTestSupport"], resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "stance",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "stance", targets: ["StanceCommand"]),
    .library(name: "StanceKit", targets: ["StanceKit"]),
    .library(name: "StanceText", targets: ["StanceText"]),
    .library(name: "StanceLexicon", targets: ["StanceLexicon"]),
    .library(name: "StanceLinear", targets: ["StanceLinear"]),
    .library(name: "StanceModel", targets: ["StanceModel"]),
    .library(name: "StanceEvaluation", targets: ["StanceEvaluation"]),
    .library(name: "StanceTraining", targets: ["StanceTraining"]),
    .library(name: "StanceReport", targets: ["StanceReport"]),
    .library(name: "StanceC", type: .dynamic, targets: ["StanceC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CBLAS", pkgConfig: "blas",
      providers: [.apt(["libblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CStance"),
    .target(name: "CStanceAssets", exclude: ["README.md"]),
    library("StanceText", ["CPrefetch"]),
    library("StanceLexicon", ["StanceText"]),
    library("StanceLinear", ["CBLAS"]),
    library("StanceModel", ["StanceText", "StanceLexicon", "StanceLinear"]),
    library("StanceEvaluation"),
    library(
      "StanceTraining",
      [
        "StanceModel", "StanceEvaluation", "StanceLinear", "StanceText", "StanceLexicon", "CZlib",
      ]),
    library(
      "StanceKit",
      [
        "StanceText", "StanceLexicon", "StanceLinear", "StanceModel", "StanceEvaluation",
        "StanceTraining", "CStanceAssets",
      ]),
    library(
      "StanceReport",
      [
        "StanceKit", "StanceText", "StanceLexicon", "StanceModel", "StanceEvaluation",
        "StanceTraining",
      ]),
    library("StanceC", ["StanceKit", "StanceModel", "StanceText", "CStance"]),
    .executableTarget(
      name: "StanceCommand",
      dependencies: [
        "StanceKit", "StanceReport", "StanceText", "StanceLexicon", "StanceModel",
        "StanceTraining", "StanceEvaluation", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["README.md"], swiftSettings: settings),
    .executableTarget(
      name: "StanceBenchmarks",
      dependencies: [
        "StanceKit", "StanceText", "StanceLexicon", "StanceLinear", "StanceModel",
      ], exclude: ["README.md"], swiftSettings: settings),
    .target(
      name: "StanceTestSupport", path: "Tests/StanceTestSupport", exclude: ["README.md"],
      swiftSettings: settings),
    tests("StanceTextTests", ["StanceText"], resources: [.copy("Golden")]),
    tests("StanceLexiconTests", ["StanceLexicon", "StanceText"], resources: [.copy("Golden")]),
    tests("StanceLinearTests", ["StanceLinear"], resources: [.copy("Golden")]),
    tests(
      "StanceModelTests",
      ["StanceModel", "StanceKit", "StanceLexicon", "StanceText", "StanceLinear"]),
    tests("StanceEvaluationTests", ["StanceEvaluation"], resources: [.copy("Golden")]),
    tests(
      "StanceTrainingTests",
      [
        "StanceTraining", "StanceKit", "StanceModel", "StanceEvaluation", "StanceLinear",
        "StanceText", "StanceLexicon",
      ], resources: [.copy("Golden")]),
    tests(
      "StanceKitTests",
      ["StanceKit", "StanceModel", "StanceText", "StanceTraining", "StanceEvaluation"]),
    tests(
      "StanceReportTests",
      [
        "StanceReport", "StanceKit", "StanceText", "StanceLexicon", "StanceModel",
        "StanceEvaluation", "StanceTraining",
      ], resources: [.copy("Golden")]),
    tests(
      "StanceCommandTests", ["StanceCommand", "StanceKit", "StanceModel", "StanceText"],
      resources: [.copy("Golden")]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
