import ChildProcess
import Foundation
import GitHubSandbox
import Testing

/// `bindery shell` on a terminal, and somebody who types and reads.
final class ShellOnTerminal {
  static let prompt = "bindery> "

  private let process = ChildProcess()
  private let terminal: PseudoTerminal
  /// What was shown and not waited for yet, without what steers the cursor.
  private(set) var screen = ""
  /// What was read and may end within what steers the cursor.
  private var unread = ""

  /// Starts the shell and waits for its first prompt. Its state is kept in the folder.
  init(_ words: [String] = [], in folder: URL, environment: [String: String] = [:]) throws {
    terminal = try PseudoTerminal()
    process.executableURL = Program.url
    process.arguments = ["shell"] + words
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm", "XDG_STATE_HOME": folder.path,
    ].merging(environment) { $1 }
    process.terminal = terminal.path
    try process.run()
    wait(for: Self.prompt)
  }

  /// The same, asking a sandbox.
  convenience init(at sandbox: GitHubSandbox, in folder: URL, _ words: String...) throws {
    try self.init(words, in: folder, environment: ["GITHUB_API_URL": sandbox.url, "GITHUB_TOKEN": "secret-token"])
  }

  /// Types a text.
  func type(_ text: String) { terminal.type(text) }

  /// Waits until a text is shown; what stands before it and itself are done with, and returned.
  @discardableResult
  func wait(for text: String, location: SourceLocation = #_sourceLocation) -> String {
    let deadline = ContinuousClock.now.advanced(by: .seconds(60))
    while true {
      if let range = screen.range(of: text) {
        let seen = String(screen[..<range.upperBound])
        screen = String(screen[range.upperBound...])
        return seen
      }
      guard ContinuousClock.now < deadline, readOn() else {
        Issue.record("never shown: \(text)\nshown instead: \(screen)", sourceLocation: location)
        return ""
      }
    }
  }

  /// Waits until a condition holds that others see to.
  func wait(until condition: () -> Bool, location: SourceLocation = #_sourceLocation) {
    let deadline = ContinuousClock.now.advanced(by: .seconds(60))
    while !condition() {
      guard ContinuousClock.now < deadline else {
        Issue.record("what was waited for did not happen", sourceLocation: location)
        return
      }
      usleep(500)
    }
  }

  /// Types a statement, with Enter, and returns what is shown up to the next prompt.
  func run(_ statement: String, location: SourceLocation = #_sourceLocation) -> String {
    type(statement + "\n")
    return wait(for: Self.prompt, location: location)
  }

  /// Waits for the end, and returns the exit status and what was shown until then; what takes longer than a minute is
  /// ended.
  func finish() -> (status: Int32, shown: String) {
    let deadline = ContinuousClock.now.advanced(by: .seconds(60))
    while ContinuousClock.now < deadline, readOn() {}
    if process.isRunning, ContinuousClock.now >= deadline { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return (process.terminationStatus, screen)
  }

  /// Whether the terminal itself shows what is typed, as it does while nobody edits lines.
  var isEchoing: Bool { terminal.isEchoing }

  /// Sends SIGTERM.
  func terminate() { process.terminate() }

  /// Reads what is shown; false once nothing will be shown any more.
  private func readOn() -> Bool {
    guard let text = terminal.read() else { return false }
    // Of scalars, because a line's end is one character.
    unread.unicodeScalars += text.unicodeScalars.filter { $0 != "\r" && $0 != "\u{7}" }
    unread = unread.replacing(#/\u{1B}(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])/#, with: "")
    let end = unread.firstIndex(of: "\u{1B}") ?? unread.endIndex
    screen += unread[..<end]
    unread = String(unread[end...])
    return true
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}
