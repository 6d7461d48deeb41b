// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else's that embeds the classifier: what breaks here breaks for them.
let package = Package(
  name: "embedding",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "stance", path: "../..")],
  targets: [
    .executableTarget(
      name: "Embedding",
      dependencies: ["StanceKit", "StanceLexicon", "StanceModel", "StanceText", "StanceTraining"]
        .map { .product(name: $0, package: "stance") })
  ],
  swiftLanguageModes: [.v6]
)
