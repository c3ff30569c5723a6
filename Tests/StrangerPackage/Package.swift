// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "stranger",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "bindery", path: "../..")],
  targets: [
    .target(
      name: "Weather",
      dependencies: [.product(name: "ProviderRuntime", package: "bindery")],
      plugins: [.plugin(name: "ProviderPlugin", package: "bindery")]),
    .executableTarget(
      name: "forecast",
      dependencies: [
        "Weather", .product(name: "CurlTransport", package: "bindery"),
        .product(name: "ProviderRuntime", package: "bindery"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
