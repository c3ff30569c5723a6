import ChildProcess
import Foundation

/// Programs that nobody here wrote, which ask the sandbox as they would ask GitHub.
enum Program {
  // The version of each, or nil where it is not installed.
  static let gh = version("gh", ["--version"])
  static let pyGithub = pythonPackage("PyGithub")
  static let githubkit = pythonPackage("githubkit")
  static let schemathesis = pythonPackage("schemathesis")

  struct Result: Sendable {
    var status: Int32
    var output: Data
    var error: String
    var lines: [String] { String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init) }
  }

  /// A file beside this one.
  static func file(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path
  }

  /// Runs a program of the path's, with these variables besides the path and without any other. Waiting for its end takes
  /// a thread of its own: the few that tests share are for those that run.
  static func run(
    _ name: String, _ arguments: [String], _ environment: [String: String] = [:]
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Swift.Result { try runHere(name, arguments, environment) })
      }
    }
  }

  private static func runHere(
    _ name: String, _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-client-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let own = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path]
    process.environment = own.merging(environment) { $1 }
    let outcome = try process.outcome()
    return Result(status: outcome.status, output: outcome.output, error: outcome.errorText)
  }

  private static func pythonPackage(_ name: String) -> String? {
    version("python3", ["-c", "import importlib.metadata as m; print(m.version('\(name)'))"])
  }

  private static func version(_ name: String, _ arguments: [String]) -> String? {
    guard let result = try? runHere(name, arguments), result.status == 0 else { return nil }
    return result.lines.first
  }
}
