import Foundation
import GitHubSandbox
import ProviderSQL
import Testing

@Suite("Outputs that end, and disks that are full")
struct OutputEndingTests {
  static let table = InterruptTests.table
  static let web = InterruptTests.web
  static let list = InterruptTests.list
  static let delete = "DELETE FROM \(table) WHERE \(web) AND id <= 1005"

  /// Runs the program in a shell's script, with its status behind what it writes to standard error.
  private static func run(
    _ stage: JournalStage, _ words: [String], _ script: String
  ) throws -> (output: String, error: String) {
    let result = try Program.run(words, throughShell: script, environment: stage.environment)
    return (result.output, result.error)
  }

  /// The program, whose reader goes away after a line.
  private static let head = #"{ "$0" "$@"; echo "status $?" >&2; } | head -n 1"#
  /// The program, whose reader is gone before the first byte: lines are written until that is an error.
  private static let gone =
    #"{ trap '' PIPE; while echo; do :; done 2>/dev/null; trap - PIPE; "$0" "$@"; echo "status $?" >&2; } | true"#

  @Test("A reader that has seen enough ends a query without a word, and without reading on")
  func head() throws {
    let stage = try JournalStage(versions: 30_000)
    for format in ["jsonl", "csv", "table"] {
      stage.sandbox.resetRequests()
      let words = ["query", "SELECT * FROM \(Self.table) WHERE \(Self.web)", "--format", format]
      let result = try Self.run(stage, words, Self.head)
      #expect(result.error == "status 0\n")
      #expect(result.output.split(separator: "\n").count == 1)
      #expect(stage.sandbox.requests.count < 300)
    }
  }

  @Test("What stands behind it in the script is told, where a reader that goes away keeps it from being run")
  func rest() throws {
    let stage = try JournalStage(versions: 30_000)
    let result = try Self.run(
      stage, ["query", "\(Self.list); \(Self.delete)", "--yes", "--format", "csv"], Self.head)
    #expect(result.error == "the reader of the output went away\nnot run: \(Self.delete)\nstatus 1\n")
    #expect(stage.sent.isEmpty)
  }

  @Test("A plan is applied in full, whoever reads of it or not, and its status stays")
  func plan() throws {
    let stage = try JournalStage()
    let result = try Self.run(stage, ["query", Self.delete, "--yes"], Self.gone)
    #expect(result.error == "5 done; take it back with: bindery journal undo 1\nstatus 0\n")
    #expect(try Journal(path: stage.path).summary(of: 1).done == 5)
    // All but the last tagged version.
    let partly = try Self.run(
      stage, ["query", "DELETE FROM \(Self.table) WHERE \(Self.web) AND id > 0", "--yes"], Self.gone)
    #expect(partly.error.hasSuffix("status 4\n"), "\(partly.error)")
    #expect(try Journal(path: stage.path).summary(of: 2).pending == 0)
  }

  #if os(Linux)
    @Test("A full disk under the output is an error; what a plan did is told by the journal")
    func full() throws {
      let stage = try JournalStage()
      let full = #""$0" "$@" > /dev/full; echo "status $?" >&2"#
      let message = "bindery: cannot write standard output: No space left on device\n"
      #expect(try Self.run(stage, ["query", Self.list], full).error == message + "status 1\n")
      #expect(try Self.run(stage, ["query", "--help"], full).error == message + "status 1\n")
      let file = try Program.run(["query", "SELECT 1", "--output", "/dev/full"])
      expectRefusal(file, "cannot write /dev/full: No space left on device")
      let plan = try Self.run(stage, ["query", Self.delete, "--yes", "--quiet"], full)
      #expect(plan.error == message + "what was sent is told by: bindery journal show 1\nstatus 1\n")
      #expect(stage.sent.filter(\.hasActed).count == 5)
      #expect(try stage.run("show", "1", "--format", "csv").output.components(separatedBy: ",done,204,").count == 6)
    }
  #endif

  @Test(
    "A closed standard output is an error, a closed standard error is none, a closed input is an error where it is read"
  )
  func closed() throws {
    let stage = try JournalStage()
    let words = ["query", Self.list + " AND id < 1003", "--verbose", "--format", "csv"]
    let rows = "id\r\n1002\r\n1001\r\n"
    let output = try Self.run(stage, words, #""$0" "$@" >&-; echo "status $?" >&2"#)
    #expect(output.error.hasSuffix("cannot write standard output: Bad file descriptor\nstatus 1\n"), "\(output.error)")
    let error = try Self.run(stage, words, #""$0" "$@" 2>&-; echo "status $?""#)
    #expect(error.output == rows + "status 0\n")
    let failing = try Self.run(stage, ["query", "SELECT"], #""$0" "$@" 2>&-; echo "status $?""#)
    #expect(failing.output == "status 1\n")
    // No file gets the number of a stream that was closed, and what is written to it.
    let file = stage.folder.appending(path: "rows")
    let database = stage.folder.appending(path: "local.db")
    let all = try Self.run(
      stage, words + ["--output", file.path, "--database", database.path], #""$0" "$@" <&- >&- 2>&-; echo "status $?""#)
    #expect(all.output == "status 0\n")
    #expect(try String(contentsOf: file, encoding: .utf8) == rows)
    let plan = try Self.run(stage, ["query", Self.delete, "--yes", "--verbose"], #""$0" "$@" <&- >&- 2>&-"#)
    #expect(plan.error.isEmpty)
    #expect(try Journal(path: stage.path).summary(of: 1).done == 5)
    let input = try Self.run(stage, ["query"], #""$0" "$@" <&-; echo "status $?" >&2"#)
    #expect(input.error == "bindery: cannot read standard input: Bad file descriptor\nstatus 1\n")
  }

  @Test("A file of rows that gets too large is an error, and what was there before stays")
  func fileTooLarge() throws {
    let stage = try JournalStage(versions: 3_000)
    let file = stage.folder.appending(path: "rows")
    try Data("before".utf8).write(to: file)
    let script = #"ulimit -f 8; "$0" "$@"; echo "status $?" >&2"#
    let result = try Self.run(
      stage, ["query", "SELECT * FROM \(Self.table) WHERE \(Self.web)", "--output", file.path], script)
    #expect(result.error == "bindery: cannot write \(file.path): File too large\nstatus 1\n")
    #expect(try String(contentsOf: file, encoding: .utf8) == "before")
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path) == ["rows"])
  }

  @Test("A database that gets too large is an error, and holds what it held")
  func databaseTooLarge() throws {
    let stage = try JournalStage(versions: 3_000)
    let path = stage.folder.appending(path: "local.db").path
    #expect(try Program.run(["query", "CREATE TABLE a AS SELECT 1 AS x", "--database", path]).status == 0)
    let copy = "CREATE TABLE b AS SELECT * FROM \(Self.table) WHERE \(Self.web); SELECT 1"
    let result = try Self.run(
      stage, ["query", copy, "--database", path], #"ulimit -f 64; "$0" "$@"; echo "status $?" >&2"#)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("bindery: ") && lines[1] == "status 1", "\(result.error)")
    #expect(result.output.isEmpty)
    let after = try Program.run([
      "query", "SELECT name FROM sqlite_schema; PRAGMA integrity_check", "--database", path, "--format", "csv",
    ])
    #expect(after.output == "name\r\na\r\n\nintegrity_check\r\nok\r\n", "\(after.output)")
  }

  @Test(
    "A journal that can't be begun sends nothing; one that ends in the middle ends the plan, and what was sent is told")
  func journalTooLarge() throws {
    let stage = try JournalStage(versions: 1_200)
    let delete = "DELETE FROM \(Self.table) WHERE \(Self.web) AND id <= 2000"
    let words = ["query", delete, "--yes", "--max-writes", "2000", "--max-wait", "1"]
    let none = try Self.run(stage, words, #"ulimit -f 64; "$0" "$@"; echo "status $?" >&2"#)
    #expect(none.error.hasPrefix("bindery: the journal \(stage.path) can't be used: "), "\(none.error)")
    #expect(none.error.hasSuffix("\nstatus 1\n"))
    #expect(stage.sent.isEmpty)

    // Enough for the run's plan, not for all of its outcomes.
    let few = ["query", "DELETE FROM \(Self.table) WHERE \(Self.web) AND id <= 1120", "--yes"]
    let partly = try Self.run(stage, few, #"ulimit -f 1000; "$0" "$@"; echo "status $?" >&2"#)
    let acted = stage.sent.filter(\.hasActed).map(\.line)
    #expect((1..<120).contains(acted.count), "\(acted.count)")
    #expect(partly.error.hasSuffix("\nstatus 4\n"))
    #expect(partly.error.contains("bindery: the journal \(stage.path) can't be used: "))
    for line in acted { #expect(partly.error.contains("\(line): done\n")) }
    #expect(try stage.run("resume", "1", "--quiet").status == 0)
    let afterwards = stage.sent.filter(\.hasActed).map(\.line)
    #expect(afterwards.count == 120)
    #expect(Set(afterwards).count == 120)
  }
}
