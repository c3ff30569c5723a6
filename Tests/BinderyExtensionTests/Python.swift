import ChildProcess
import Foundation
import GitHubSandbox

/// The system's Python as the host of the extension: a program that knows nothing of this package.
enum Python {
  static let path = "/usr/bin/python3"

  /// Why there is nothing to test with; nil where there is. Some Pythons are built without loadable extensions.
  static let whyNot: String? = {
    guard FileManager.default.isExecutableFile(atPath: path) else { return "\(path) is missing" }
    let probe = """
      import sqlite3
      sqlite3.connect(":memory:").enable_load_extension(True)
      assert sqlite3.sqlite_version_info >= (3, 38), sqlite3.sqlite_version
      """
    guard let result = try? run(probe, environment: [:]), result.status == 0 else {
      return "the sqlite3 module of \(path) does not load extensions, or its SQLite is older than 3.38"
    }
    return nil
  }()

  struct Result {
    var status: Int32
    var lines: [String]
    var error: String
  }

  /// The extension beside the test bundle, without the ending, as SQLite takes it.
  private static var library: URL {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "libBinderyExtension")
    #else
      let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      return tests.deletingLastPathComponent().appending(path: "libBinderyExtension")
    #endif
  }

  /// What each script begins with: a connection in autocommit, and `do`, which prints a statement's rows, or its error.
  private static let beginning = """
    import os, sqlite3, sys, threading
    def connect():
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.enable_load_extension(True)
        connection.load_extension(os.environ["EXTENSION"])
        return connection
    connection = connect()
    def do(sql, *values):
        try:
            for row in connection.execute(sql, values):
                print(*row, sep="|")
        except sqlite3.Error as error:
            print("error:", " ".join(str(error).split()))
    versions = '"github.packages.package_versions"'
    web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"

    """

  /// Runs a script with the extension loaded and its server a sandbox, and a journal that goes away.
  static func run(_ script: String, at sandbox: GitHubSandbox) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-extension-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try run(
      beginning + script,
      environment: [
        "EXTENSION": library.path, "GITHUB_API_URL": sandbox.url, "GITHUB_TOKEN": "secret-token",
        "BINDERY_JOURNAL": folder.appending(path: "journal.db").path,
      ])
  }

  private static func run(_ script: String, environment: [String: String]) throws -> Result {
    let process = ChildProcess()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-u", "-c", script]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(environment) { $1 }
    let outcome = try process.outcome()
    return Result(status: outcome.status, lines: outcome.lines, error: outcome.errorText)
  }
}
