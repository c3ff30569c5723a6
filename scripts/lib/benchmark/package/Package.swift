// swift-tools-version: 6.1
import PackageDescription

// What scripts/bench builds as a user's package would: it is copied to .build/bench, beside a copy of the bundled spec.
let package = Package(
  name: "benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "bindery", path: "../../..")],
  targets: [
    .target(
      name: "Bundled",
      dependencies: [.product(name: "ProviderRuntime", package: "bindery")],
      exclude: ["bindery.json"],
      plugins: [.plugin(name: "ProviderPlugin", package: "bindery")]),
    // The same sources, put here by scripts/bench: what a build without the plugin takes.
    .target(name: "Plain", dependencies: [.product(name: "ProviderRuntime", package: "bindery")]),
    .executableTarget(
      name: "typed-list",
      dependencies: ["Bundled", .product(name: "CurlTransport", package: "bindery")]),
    .executableTarget(
      name: "virtual-table",
      dependencies: [
        "Bundled", .product(name: "ProviderRuntime", package: "bindery"),
        .product(name: "ProviderSQL", package: "bindery"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
