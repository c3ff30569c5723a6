import ChildProcess
import Foundation
import ProviderDocs
import ProviderSpec

/// The package's directory.
let packageDirectory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// The specs that the tests make docs of.
enum Specs {
  static func load(_ path: String) throws -> Provider {
    try SpecLoader.load(directory: packageDirectory.appending(path: path).path)
  }

  static let github = "spec/github"
  static let depot = "Tests/GoldenProvider/spec"
  static let hostile = "Tests/HostileProvider/spec"
}

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "bindery-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    url = place.resolvingSymlinksInPath()
  }

  var path: String { url.path }

  /// The paths of the files within, in order.
  func files() -> [String] {
    let walk = FileManager.default.enumerator(atPath: path)
    return (walk?.compactMap { $0 as? String } ?? []).filter { name in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// Programs that the tests run.
enum Program {
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  /// Where the build puts programs and modules: beside the test bundle.
  static var directory: URL {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent()
    #else
      return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    #endif
  }

  /// Runs a program of the build, or one found on the path, and waits for its end, at most five minutes.
  static func run(
    _ words: [String], environment: [String: String] = [:], input: String = ""
  ) throws -> Result {
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    var variables = ProcessInfo.processInfo.environment.filter {
      !$0.key.contains("TOKEN") && $0.key != "GITHUB_API_URL"
    }
    variables["PATH"] = directory.path + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    process.environment = variables.merging(environment) { $1 }
    let outcome = try process.outcome(input: input, within: .seconds(300))
    return Result(status: outcome.status, output: outcome.text, error: outcome.errorText)
  }

  /// Writes the docs of a spec.
  static func docs(_ spec: String, _ format: DocumentationFormat, to folder: TemporaryFolder) throws -> Result {
    let directory = spec.hasPrefix("/") ? spec : packageDirectory.appending(path: spec).path
    return try run(["bindery", "docs", "--spec", directory, "--format", format.rawValue, "--output", folder.path])
  }
}
