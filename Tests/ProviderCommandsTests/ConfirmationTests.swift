import ChildProcess
import Foundation
import GitHubSandbox
import Testing

private let python = "/usr/bin/python3"

@Suite(
  "The question on a terminal", .enabled(if: FileManager.default.isExecutableFile(atPath: python)))
struct ConfirmationTests {
  /// Runs its words on a terminal of their own, types once when asked, and ends with their exit status.
  private static let typist = """
    import os, pty, sys
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    seen, typed = b"", False
    while True:
        try:
            text = os.read(terminal, 4096)
        except OSError:
            break
        if not text:
            break
        seen += text
        if b"[y/N]" in seen and not typed:
            os.write(terminal, sys.argv[1].encode())
            typed = True
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """

  @Test(
    "is answered by y alone; anything else, the input's end and Ctrl-C send nothing",
    arguments: [("y\n", true), ("n\n", false), ("\n", false), ("yess\n", false), ("\u{4}", false), ("\u{3}", false)],
    [QueryWriteTests.untagged, "BEGIN; \(QueryWriteTests.untagged); COMMIT; SELECT 1"])
  func answers(answer: (text: String, isYes: Bool), statement: String) throws {
    let isYes = answer.isYes
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let process = ChildProcess()
    process.executableURL = URL(filePath: python)
    process.arguments = [
      "-c", Self.typist, answer.text, Program.url.path, "query", "--base-url", sandbox.url, statement,
    ]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm", "GITHUB_TOKEN": "secret-token",
      "XDG_STATE_HOME": folder.url.path,
    ]
    process.standardInput = try FileHandle(forReadingFrom: folder.file("input", ""))
    let output = try FileHandle(forWritingTo: folder.file("output", ""))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == (isYes ? 0 : 3))
    #expect(sandbox.requests.contains { $0.method == "DELETE" } == isYes)
  }
}
