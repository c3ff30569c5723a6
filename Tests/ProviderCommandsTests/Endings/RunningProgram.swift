import ChildProcess
import Foundation

/// The built program while it runs.
final class RunningProgram {
  private let process = ChildProcess()
  private let folder: TemporaryFolder

  /// Starts it with the words; no token but that of the environment.
  init(_ words: [String], environment: [String: String]) throws {
    folder = try TemporaryFolder()
    process.executableURL = Program.url
    process.arguments = words
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: folder.file("output", ""))
    process.standardError = try FileHandle(forWritingTo: folder.file("error", ""))
    try process.run()
  }

  /// What it has written to standard output so far.
  var output: String { text("output") }

  /// What it has written to standard error so far.
  var error: String { text("error") }

  /// Waits until the condition holds; returns at once where the program has ended, and after two minutes in any case.
  func wait(until condition: () -> Bool) {
    let deadline = ContinuousClock.now.advanced(by: .seconds(120))
    while process.isRunning, !condition(), ContinuousClock.now < deadline { usleep(500) }
  }

  /// Sends SIGINT, as Ctrl-C does.
  func interrupt() { process.interrupt() }

  /// Waits until the program has taken a SIGINT: two that are pending are one.
  func waitUntilInterruptIsTaken() {
    #if os(Linux)
      let status = URL(filePath: "/proc/\(process.processIdentifier)/status")
      wait {
        let lines = (try? String(contentsOf: status, encoding: .utf8)) ?? ""
        return lines.contains("ShdPnd:\t0000000000000000")
      }
    #else
      usleep(200_000)
    #endif
  }

  /// Waits for the end; what takes longer than two minutes is ended, with another status than any that is expected.
  func finish() -> Program.Result {
    let deadline = ContinuousClock.now.advanced(by: .seconds(120))
    while process.isRunning, ContinuousClock.now < deadline { usleep(500) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Program.Result(status: process.terminationStatus, output: text("output"), error: text("error"))
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.url.appending(path: name), encoding: .utf8)) ?? ""
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}
