import Foundation
import GitHubSandbox
import ProviderSQL
import Testing

/// Disks of a test's own: a user may mount them in a namespace of its own, where the system allows that.
enum OwnDisk {
  /// Why there are none; nil where there are.
  static let whyNot: String? = {
    let result = try? Program.run([], throughShell: "unshare -rm mount -t tmpfs -o size=64k tmpfs /mnt && echo yes")
    return result?.output == "yes\n" ? nil : "nothing can be mounted here: unshare -rm mount -t tmpfs failed"
  }()
}

@Suite("Disks that are full or read-only", .enabled(if: OwnDisk.whyNot == nil, Comment(rawValue: OwnDisk.whyNot ?? "")))
struct SmallDiskTests {
  static let delete = "DELETE FROM \(InterruptTests.table) WHERE \(InterruptTests.web) AND id <= 1120"

  /// Runs the program with a disk of its own mounted at the stage's folder `disk`.
  private static func run(
    _ stage: JournalStage, size: String, _ words: [String], then after: String = "true", before: String = "true"
  ) throws -> Program.Result {
    let disk = stage.folder.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    let script = """
      exec unshare -rm sh -c 'mount -t tmpfs -o size=\(size) tmpfs "\(disk.path)"; cd "\(disk.path)"; \(before)
      "$0" "$@"; status=$?; \(after); exit $status' "$0" "$@"
      """
    return try Program.run(words, throughShell: script, environment: stage.environment)
  }

  @Test("A file of rows on a full disk is an error, and nothing stays of it")
  func output() throws {
    let stage = try JournalStage(versions: 3_000)
    let result = try Self.run(
      stage, size: "64k",
      ["query", "SELECT * FROM \(InterruptTests.table) WHERE \(InterruptTests.web)", "--output", "rows"],
      then: "ls -A >&2")
    #expect(result.status == 1)
    #expect(result.error == "bindery: cannot write rows: No space left on device\n")
  }

  @Test("A journal on a full disk: nothing is sent without an intent in it, and what was sent is told")
  func journal() throws {
    let stage = try JournalStage(versions: 200)
    let words = ["query", Self.delete, "--yes", "--journal", "journal.db"]
    let none = try Self.run(stage, size: "32k", words)
    #expect(none.status == 1, "\(none.error)")
    #expect(none.error.hasPrefix("bindery: the journal journal.db can't be "), "\(none.error)")
    #expect(stage.sent.isEmpty)
    let partly = try Self.run(stage, size: "400k", words)
    #expect(partly.status == 4, "\(partly.error)")
    let acted = stage.sent.filter(\.hasActed).map(\.line)
    #expect((1..<120).contains(acted.count))
    for line in acted { #expect(partly.error.contains("\(line): done\n")) }
    #expect(partly.error.contains("bindery: the journal journal.db can't be used: database or disk is full\n"))
  }

  @Test("A database on a full disk is an error")
  func database() throws {
    let stage = try JournalStage(versions: 3_000)
    let copy = "CREATE TABLE t AS SELECT * FROM \(InterruptTests.table) WHERE \(InterruptTests.web)"
    let result = try Self.run(stage, size: "64k", ["query", copy, "--database", "local.db"])
    expectRefusal(result, "database or disk is full")
  }

  @Test("On a disk that can only be read nothing is sent, and a journal is not made")
  func readOnly() throws {
    let stage = try JournalStage(versions: 200)
    for words in [["--journal", "journal.db"], ["--journal", "folder/journal.db"]] {
      let result = try Self.run(
        stage, size: "1m", ["query", Self.delete, "--yes"] + words,
        before: "mount -o remount,ro \"$PWD\"")
      expectRefusal(result, "Read-only file system")
    }
    #expect(stage.sent.isEmpty)
    let output = try Self.run(
      stage, size: "1m", ["query", "SELECT 1", "--output", "rows"], before: "mount -o remount,ro \"$PWD\"")
    expectRefusal(output, "cannot write rows: Read-only file system")
    let database = try Self.run(
      stage, size: "1m", ["query", "CREATE TABLE t(a)", "--database", "local.db"],
      before: "mount -o remount,ro \"$PWD\"")
    expectRefusal(database, "local.db can't be opened: unable to open database file")
  }

  @Test("A journal that can only be read: its runs are told or refused in one line, never resumed")
  func readOnlyJournal() throws {
    let stage = try JournalStage()
    _ = try stage.begin(stage.deletion(of: 1001...1003))
    let path = stage.path
    for words in [["list"], ["show", "1"], ["resume", "1"], ["undo", "1", "--yes"]] {
      let result = try Self.run(
        stage, size: "1m", ["journal"] + words + ["--journal", "journal.db"],
        before: "cp \"\(path)\"* .; mount -o remount,ro \"$PWD\"")
      if result.status != 0 { expectRefusal(result, "journal.db") }
      #expect(stage.sandbox.requests.isEmpty)
    }
  }
}
