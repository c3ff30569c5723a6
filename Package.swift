// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "bindery",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "bindery", targets: ["bindery"]),
    .library(name: "GitHubProvider", targets: ["GitHubProvider"]),
    .library(name: "ProviderRuntime", targets: ["ProviderRuntime"]),
    .library(name: "CurlTransport", targets: ["CurlTransport"]),
    .library(name: "ProviderSQL", targets: ["ProviderSQL"]),
    .library(name: "ProviderCommands", targets: ["ProviderCommands"]),
    .library(name: "ProviderSpec", targets: ["ProviderSpec"]),
    .library(name: "ProviderDocs", targets: ["ProviderDocs"]),
    .library(name: "ProviderGenerator", targets: ["ProviderGenerator"]),
    .library(name: "SpecImport", targets: ["SpecImport"]),
    .library(name: "GitHubSandbox", targets: ["GitHubSandbox"]),
    // What SQLite loads: SELECT load_extension('…/libBinderyExtension').
    .library(name: "BinderyExtension", type: .dynamic, targets: ["BinderyExtension"]),
    .plugin(name: "ProviderPlugin", targets: ["ProviderPlugin"]),
    .plugin(name: "DocsPlugin", targets: ["DocsPlugin"]),
    .plugin(name: "SpecPlugin", targets: ["SpecPlugin"]),
    .plugin(name: "ImportPlugin", targets: ["ImportPlugin"]),
  ],
  targets: [
    // The spec and what is generated from it. Nothing here is linked at run time by a library user.
    .target(name: "ProviderSpec"),
    .target(name: "ProviderGenerator", dependencies: ["ProviderSpec"]),
    .target(name: "ProviderDocs", dependencies: ["ProviderSpec"]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "SpecImport", dependencies: ["ProviderSpec", "CYAML"]),
    .executableTarget(name: "provider-generator", dependencies: ["ProviderGenerator", "ProviderSpec"]),
    .plugin(name: "ProviderPlugin", capability: .buildTool(), dependencies: ["provider-generator"]),
    .executableTarget(name: "provider-docs", dependencies: ["ProviderDocs"]),
    .plugin(
      name: "DocsPlugin",
      capability: .command(
        intent: .custom(verb: "bindery-docs", description: "Writes the reference docs of the package's providers."),
        permissions: [
          .writeToPackageDirectory(reason: "The docs are written to docs/reference, or where --output says.")
        ]
      ),
      dependencies: ["provider-docs"]),
    .executableTarget(name: "provider-spec", dependencies: ["ProviderSpec"]),
    .plugin(
      name: "SpecPlugin",
      capability: .command(
        intent: .custom(verb: "bindery-spec", description: "Checks and compares the specs of the package's providers.")),
      dependencies: ["provider-spec"]),
    // A plugin of its own: it writes, and its tool needs libyaml.
    .executableTarget(name: "provider-import", dependencies: ["SpecImport"]),
    .plugin(
      name: "ImportPlugin",
      capability: .command(
        intent: .custom(verb: "bindery-import", description: "Makes a provider's spec of OpenAPI documents."),
        permissions: [.writeToPackageDirectory(reason: "The spec is written to its directory, or where --output says.")]
      ),
      dependencies: ["provider-import"]),

    // The runtime and the bundled provider.
    .target(name: "ProviderRuntime"),
    .target(
      name: "GitHubProvider", dependencies: ["ProviderRuntime"], exclude: ["bindery.json"],
      plugins: ["ProviderPlugin"]),
    // Loads libcurl with the first request.
    .target(name: "CCurl"),
    .target(name: "CurlTransport", dependencies: ["ProviderRuntime", "CCurl"]),

    // SQL over any registry.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "ProviderSQL", dependencies: ["ProviderRuntime", "CSQLite", "CSimdJSON"]),

    // The same tables as an extension that any program with SQLite can load.
    .target(
      name: "BinderyExtension",
      dependencies: ["ProviderSQL", "ProviderRuntime", "CurlTransport", "GitHubProvider", "CSQLite"]),

    // The imitation of the provider's server. It shares no code with the client's side.
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd",
      providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
    .target(name: "GitHubSandbox", dependencies: ["CMicrohttpd"]),

    // The command line. Its shell loads libedit when it starts.
    .target(name: "CEditline"),
    .target(
      name: "ProviderCommands",
      dependencies: [
        "ProviderSpec", "ProviderDocs", "SpecImport", "ProviderRuntime", "CurlTransport", "ProviderSQL", "CEditline",
      ]),
    .executableTarget(
      name: "bindery", dependencies: ["ProviderCommands", "ProviderRuntime", "GitHubProvider", "GitHubSandbox"]),
    .executableTarget(
      name: "typed-client", dependencies: ["GitHubProvider", "CurlTransport", "ProviderRuntime"], path: "docs/example",
      exclude: ["tickets.yaml"]),

    // Generated code that the tests compile and call: golden files that are committed, and what a hostile spec gives.
    .target(
      name: "GoldenProvider", dependencies: ["ProviderRuntime"], path: "Tests/GoldenProvider", exclude: ["spec"]),
    .target(
      name: "HostileProvider", dependencies: ["ProviderRuntime"], path: "Tests/HostileProvider",
      exclude: ["bindery.json", "spec"], plugins: ["ProviderPlugin"]),

    .testTarget(
      name: "ProviderGeneratorTests",
      dependencies: ["ProviderGenerator", "ProviderSpec", "ProviderRuntime", "GoldenProvider", "HostileProvider"]),
    .target(name: "ChildProcess", path: "Tests/ChildProcess"),
    .target(name: "RawServer", dependencies: ["ProviderRuntime"], path: "Tests/RawServer"),
    .testTarget(
      name: "StrangerPackageTests",
      dependencies: ["bindery", "ChildProcess", "ProviderGenerator", "ProviderRuntime", "ProviderSpec", "RawServer"]),
    .testTarget(
      name: "ProviderDocsTests",
      dependencies: [
        "bindery", "ChildProcess", "ProviderCommands", "ProviderDocs", "ProviderSpec", "ProviderSQL", "ProviderRuntime",
        "GitHubProvider", "GoldenProvider", "HostileProvider", "GitHubSandbox", "SpecImport",
      ],
      exclude: ["Tools"]),
    .testTarget(name: "GitHubProviderTests", dependencies: ["GitHubProvider", "ProviderRuntime"]),
    .testTarget(name: "SpecImportTests", dependencies: ["ChildProcess", "ProviderSpec", "SpecImport"]),
    .testTarget(name: "ProviderSpecTests", dependencies: ["ChildProcess", "ProviderSpec"]),
    .testTarget(
      name: "ProviderRuntimeTests",
      dependencies: ["ProviderRuntime", "CurlTransport", "GitHubProvider", "GitHubSandbox"]),
    .testTarget(
      name: "CurlTransportTests", dependencies: ["ChildProcess", "CurlTransport", "ProviderRuntime", "RawServer"]),
    .testTarget(
      name: "ProviderSQLTests",
      dependencies: [
        "CSQLite", "ProviderSQL", "ProviderRuntime", "CurlTransport", "GitHubProvider", "GitHubSandbox",
        "GoldenProvider",
      ]),
    .testTarget(
      name: "GitHubSandboxTests", dependencies: ["ChildProcess", "GitHubSandbox"],
      exclude: [
        "Clients/dataset.json", "Clients/githubkit_client.py", "Clients/pygithub_client.py",
        "Clients/schemathesis_check.py",
      ]),
    // The same files are a program of libFuzzer in Tests/Fuzzer, a package of its own.
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "CSQLite", "CSimdJSON", "GitHubProvider", "GitHubSandbox", "ProviderGenerator", "ProviderRuntime",
        "ProviderSQL", "ProviderSpec", "SpecImport",
      ],
      exclude: ["Seeds"]),
    .testTarget(name: "BinderyExtensionTests", dependencies: ["ChildProcess", "GitHubSandbox"]),
    .testTarget(
      name: "ProviderCommandsTests",
      dependencies: [
        "bindery", "ChildProcess", "CurlTransport", "GitHubProvider", "GitHubSandbox", "GoldenProvider",
        "HostileProvider", "ProviderCommands", "ProviderRuntime", "ProviderSpec", "ProviderSQL",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
