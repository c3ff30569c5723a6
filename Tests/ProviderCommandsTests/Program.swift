import ChildProcess
import Foundation
import GitHubSandbox

/// The built program, run as a user runs it.
enum Program {
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  /// The program beside the test bundle.
  static var url: URL {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "bindery")
    #else
      let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      return tests.deletingLastPathComponent().appending(path: "bindery")
    #endif
  }

  /// Runs it with the words, in an environment that holds no token but the given variables, and waits for its end: two
  /// minutes, in case that it serves or waits where it should not.
  ///
  /// A script for the shell, in which the program is `$0` and the words are `$@`, can start it in ways of its own.
  static func run(
    _ words: [String], throughShell script: String? = nil, environment: [String: String] = [:], input: String = ""
  ) throws -> Result {
    let process = ChildProcess()
    process.executableURL = script == nil ? url : URL(filePath: "/bin/sh")
    process.arguments = (script.map { ["-c", $0, url.path] } ?? []) + words
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(environment) { $1 }
    let outcome = try process.outcome(input: input, within: .seconds(120))
    return Result(status: outcome.status, output: outcome.text, error: outcome.errorText)
  }

  /// Runs a query against a sandbox.
  static func query(_ words: String..., at sandbox: GitHubSandbox, token: String = "secret-token") throws -> Result {
    try run(["query", "--base-url", sandbox.url] + words, environment: ["GITHUB_TOKEN": token])
  }
}

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bindery-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes a file and returns its place.
  func file(_ name: String, _ text: String) throws -> URL {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
