import ChildProcess
import Foundation

/// A program of the system that a test starts.
enum Program {
  static let openssl = find("openssl")
  static let nginx = find("nginx")

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a program to its end.
  static func run(_ path: String, _ arguments: [String]) throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    // No pipe: a server that another test starts at this moment could inherit it and keep it open.
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw Failure(description: "\(path) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
  }

  private static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return (path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"])
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// A directory that is gone when the test is over.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/bindery-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A key and a certificate that nobody trusts, for the given names.
struct Certificate {
  let key: String
  let file: String

  init(names: String, in directory: TemporaryDirectory, openssl: String) throws {
    key = directory.path + "/key.pem"
    file = directory.path + "/certificate.pem"
    try Program.run(
      openssl,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=bindery tests", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out", file,
      ])
  }
}

/// A server of the system in the background.
final class BackgroundServer {
  private let process = ChildProcess()
  private let output = Pipe()

  init(_ path: String, _ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// The first line of its output that contains a text.
  func line(containing text: String) throws -> String {
    var read = ""
    while true {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw Program.Failure(description: "the server ended: \(read)") }
      read += String(decoding: data, as: UTF8.self)
      let lines = read.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let line = lines.first(where: { $0.contains(text) }) { return String(line) }
    }
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
