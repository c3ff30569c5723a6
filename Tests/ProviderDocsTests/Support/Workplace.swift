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
    let folder = try TemporaryFolder()
    func file(_ name: String, _ text: String) throws -> URL {
      try Data(text.utf8).write(to: folder.url.appending(path: name))
      return folder.url.appending(path: name)
    }
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    var variables = ProcessInfo.processInfo.environment.filter {
      !$0.key.contains("TOKEN") && $0.key != "GITHUB_API_URL"
    }
    variables["PATH"] = directory.path + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    let output = try file("output", "")
    let error = try file("error", "")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    let deadline = ContinuousClock.now.advanced(by: .seconds(300))
    while process.isRunning, ContinuousClock.now < deadline { usleep(1_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }

  /// Writes the docs of a spec.
  static func docs(_ spec: String, _ format: DocumentationFormat, to folder: TemporaryFolder) throws -> Result {
    let directory = spec.hasPrefix("/") ? spec : packageDirectory.appending(path: spec).path
    return try run(["bindery", "docs", "--spec", directory, "--format", format.rawValue, "--output", folder.path])
  }
}
