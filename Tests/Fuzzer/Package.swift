// swift-tools-version: 6.1
import PackageDescription

// The targets of Tests/FuzzTests as a program of libFuzzer. It is a package of its own, so that an ordinary build never
// sees it: scripts/fuzz builds it with the flags that it needs.
let package = Package(
  name: "fuzzer",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "bindery", path: "../..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "GitHubProvider", "GitHubSandbox", "ProviderGenerator", "ProviderRuntime", "ProviderSQL", "ProviderSpec",
        "SpecImport",
      ]
      .map { .product(name: $0, package: "bindery") }),
    .executableTarget(
      name: "fuzzer", dependencies: ["CLibFuzzer", "FuzzTargets"],
      linkerSettings: [.unsafeFlags([Context.environment["BINDERY_FUZZER_RUNTIME"] ?? "", "-lstdc++"])]),
  ],
  swiftLanguageModes: [.v6]
)
