import ChildProcess
import Foundation
import Synchronization
import Testing

/// A copy of `Tests/StrangerPackage` in a temporary directory, whose builds share a scratch directory.
struct StrangerPackage: Sendable {
  /// The copy that the running suite works on.
  @TaskLocal static var current: StrangerPackage?

  /// The copy's directory.
  let directory: URL
  /// Where its builds are kept.
  let scratch: URL

  /// The directory of the package under test.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What a command has printed, and how it has ended.
  struct Outcome {
    let status: Int32
    let output: String
  }

  /// Makes the files of the copy what they are in the repository. A file that is right already is not touched.
  func restore() throws {
    waitForNewTimestamps()
    let manager = FileManager.default
    let original = Self.root.appending(path: "Tests/StrangerPackage")
    let files = try paths(below: original)
    for file in try paths(below: directory) where !files.contains(file) {
      try manager.removeItem(at: directory.appending(path: file))
    }
    for file in files {
      var data = try Data(contentsOf: original.appending(path: file))
      if file == "Package.swift" {
        let text = String(decoding: data, as: UTF8.self).replacing("\"../..\"", with: "\"\(Self.root.path)\"")
        data = Data(text.utf8)
      }
      let copy = directory.appending(path: file)
      if manager.contents(atPath: copy.path) != data {
        try manager.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: copy)
      }
    }
  }

  /// Waits until a file that is written now is newer than the last build by whole seconds: where an edit follows a build
  /// within the same one, the compiler (Swift 6.3) takes modules that import the changed one for current.
  private func waitForNewTimestamps() {
    while Int(Date().timeIntervalSince1970) <= Int(Self.lastBuild.withLock { $0 }.timeIntervalSince1970) + 1 {
      usleep(20_000)
    }
  }

  /// When the last build ended.
  private static let lastBuild = Mutex(Date.distantPast)

  /// Replaces a text in a file of the copy.
  func edit(_ file: String, _ text: String, with replacement: String) throws {
    waitForNewTimestamps()
    let url = directory.appending(path: file)
    let before = try String(contentsOf: url, encoding: .utf8)
    try #require(before.contains(text))
    try Data(before.replacing(text, with: replacement).utf8).write(to: url)
  }

  /// Writes a file of the copy; nil removes it.
  func write(_ file: String, _ text: String?) throws {
    waitForNewTimestamps()
    let url = directory.appending(path: file)
    if let text {
      try Data(text.utf8).write(to: url)
    } else {
      try FileManager.default.removeItem(at: url)
    }
  }

  /// Builds a program of the copy. Its scratch directory is its own: that of the tests is locked while they run.
  func build(_ product: String = "forecast") throws -> Outcome {
    defer { Self.lastBuild.withLock { $0 = Date() } }
    return try run(
      "swift", "build", "--product", product, "--package-path", directory.path, "--scratch-path", scratch.path)
  }

  /// Builds and runs the program; what it prints.
  func forecast(_ words: String..., environment: [String: String] = [:]) throws -> String {
    let build = try build()
    try #require(build.status == 0, "\(build.output)")
    let outcome = try run([scratch.appending(path: "debug/forecast").path] + words, environment: environment)
    try #require(outcome.status == 0, "\(outcome.output)")
    return outcome.output
  }

  /// The generated files of Weather: name, and number and time of change, which tell whether a file was written.
  func generated() throws -> [String: String] {
    let manager = FileManager.default
    var result: [String: String] = [:]
    for path in try paths(below: scratch.appending(path: "plugins/outputs"))
    where path.contains("/Weather/") && path.hasSuffix(".generated.swift") {
      let attributes = try manager.attributesOfItem(atPath: scratch.appending(path: "plugins/outputs/" + path).path)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      result[name] = "\(attributes[.systemFileNumber] ?? "") \(attributes[.modificationDate] ?? "")"
    }
    return result
  }

  /// Runs a program and waits for it.
  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Runs a program and waits for it.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    // SwiftPM leaves its locks among the temporary files; these go with the copy.
    let temporary = scratch.deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary]) { $1 }.merging(environment)
    { $1 }
    let outcome = try process.outcome()
    return Outcome(status: outcome.status, output: outcome.text + outcome.errorText)
  }

  private func paths(below directory: URL) throws -> [String] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: directory.path).filter { path in
      var isDirectory: ObjCBool = false
      return manager.fileExists(atPath: directory.appending(path: path).path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }
  }
}

/// Gives a suite a copy of the stranger's package, which is removed when the suite has ended.
struct StrangerPackageTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let manager = FileManager.default
    let directory = manager.temporaryDirectory.appending(path: "bindery-stranger-\(UUID().uuidString)")
    let package = StrangerPackage(
      directory: directory.appending(path: "package"), scratch: directory.appending(path: "scratch"))
    for directory in [package.directory, package.scratch] {
      try manager.createDirectory(at: directory, withIntermediateDirectories: true)
    }
    defer { try? manager.removeItem(at: directory) }
    try await StrangerPackage.$current.withValue(package) { try await function() }
  }
}
