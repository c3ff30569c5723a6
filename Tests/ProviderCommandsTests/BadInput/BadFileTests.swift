import Foundation
import GitHubSandbox
import Testing

@Suite("Bad files of every command")
struct BadFileTests {
  /// A folder with one file of each kind that is not what an option wants.
  private final class Files {
    let folder: TemporaryFolder
    var root: String { folder.url.path }

    init() throws {
      folder = try TemporaryFolder()
      _ = try folder.file("text", "neither JSON nor a database, but longer than a header of SQLite's would be\n")
      try Data([0xFF, 0xFE, 0x00, 0x41]).write(to: folder.url.appending(path: "bytes"))
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "directory"), withIntermediateDirectories: false)
      _ = try folder.file("nul.sql", "SELECT 1;\0 SELECT 2")
      _ = try folder.file("unreadable", "SELECT 1")
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path("unreadable"))
      _ = try Program.run(["query", "CREATE TABLE t(a)", "--database", path("database")])
    }

    func path(_ name: String) -> String { "\(root)/\(name)" }

    /// Everything that lies there, to see that nothing was added.
    var names: [String] { get throws { try FileManager.default.subpathsOfDirectory(atPath: root).sorted() } }
  }

  /// Runs a command with each of the files, and fails unless it is refused with what the file's row says.
  private static func expectRefusals(
    _ files: Files, _ rows: [String: String], _ words: (String) -> [String],
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try files.names
    for (name, message) in rows {
      // Nobody keeps the superuser from reading.
      if name == "unreadable", geteuid() == 0 { continue }
      let result = try Program.run(words(files.path(name)))
      expectRefusal(result, message, files.path(name), location: location)
      #expect(try files.names == before, "\(name)", sourceLocation: location)
    }
  }

  @Test("--file")
  func statements() throws {
    try Self.expectRefusals(
      try Files(),
      [
        "missing": "No such file or directory", "directory": "Is a directory", "bytes": "is not UTF-8 text",
        "text/x": "Not a directory", "unreadable": "Permission denied",
      ]
    ) { ["query", "--file", $0] }
    let files = try Files()
    expectRefusal(try Program.run(["query", "--file", files.path("nul.sql")]), "NUL character")
  }

  @Test("--output, of query and of journal; what could not be written for is not done either")
  func output() throws {
    let stage = try JournalStage()
    _ = try stage.begin(stage.deletion(of: 1001...1003))
    let rows = [
      "directory": "Is a directory", "missing/x": "No such file or directory", "text/x": "Not a directory",
    ]
    let files = try Files()
    try Self.expectRefusals(files, rows) { ["query", "SELECT 1", "--output", $0] }
    for verb in [["list"], ["show", "1"], ["resume", "1"], ["undo", "1", "--yes"]] {
      try Self.expectRefusals(files, rows) { ["journal"] + verb + ["--journal", stage.path, "--output", $0] }
    }
    let delete =
      "DELETE FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
      + " AND package_name = 'web' AND package_version_id = 1001"
    try Self.expectRefusals(files, rows) {
      ["query", delete, "--base-url", stage.sandbox.url, "--journal", stage.path, "--output", $0]
    }
    #expect(stage.sandbox.requests.isEmpty)
  }

  @Test("--database, in a dry run too")
  func database() throws {
    let rows = [
      "text": "file is not a database", "directory": "unable to open database file",
      "missing/x": "unable to open database file", "text/x": "unable to open database file", "unreadable": "unable",
    ]
    try Self.expectRefusals(try Files(), rows) { ["query", "SELECT 1", "--database", $0] }
    // What is not there is not made by a dry run, and so never refused.
    try Self.expectRefusals(try Files(), rows.filter { $0.key != "missing/x" }) {
      ["query", "SELECT 1", "--database", $0, "--dry-run"]
    }
  }

  @Test("--journal, of query and of journal")
  func journal() throws {
    let rows = [
      "text": "is not a journal", "directory": "can't be opened", "database": "a database of something else",
      "unreadable": "can't be opened",
    ]
    let files = try Files()
    try Self.expectRefusals(files, rows) { ["query", "SELECT 1", "--journal", $0] }
    for verb in [["list"], ["show", "1"], ["resume", "1"], ["undo", "1"]] {
      try Self.expectRefusals(files, rows) { ["journal"] + verb + ["--journal", $0] }
      if verb == ["list"] { continue }
      try Self.expectRefusals(files, ["missing": "there is no journal", "text/x": "there is no journal"]) {
        ["journal"] + verb + ["--journal", $0]
      }
    }
  }

  @Test("--dataset and --log")
  func sandbox() throws {
    try Self.expectRefusals(
      try Files(),
      [
        "missing": "no such file", "directory": "it is no file", "text": "is not JSON", "bytes": "is not JSON",
        "unreadable": "no permission",
      ]
    ) { ["sandbox", "--dataset", $0] }
    try Self.expectRefusals(
      try Files(), ["directory": "Is a directory", "missing/x": "No such file", "text/x": "Not a directory"]
    ) { ["sandbox", "--log", $0] }
  }

  @Test("The directory of spec validate")
  func spec() throws {
    let files = try Files()
    for name in ["missing", "text", "directory"] {
      let result = try Program.run(["spec", "validate", files.path(name)])
      expectRefusal(result, "\(files.path(name))/provider.json:1:1: error: ", "a spec is a directory with")
    }
    for bytes in [[0xFF, 0xFE], [0x00], []] as [[UInt8]] {
      try Data(bytes).write(to: files.folder.url.appending(path: "directory/provider.json"))
      expectRefusal(try Program.run(["spec", "validate", files.path("directory")]), "provider.json:1:1: error: ")
    }
  }

  @Test("A journal in a folder that cannot be made ends the statement before anything is sent")
  func noPlace() throws {
    let stage = try JournalStage()
    let files = try Files()
    let delete =
      "DELETE FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
      + " AND package_name = 'web' AND package_version_id = 1001"
    for state in [files.path("text"), "/dev/null/state", "/proc/no/such"] {
      let result = try Program.run(
        ["query", delete], environment: ["GITHUB_API_URL": stage.sandbox.url, "XDG_STATE_HOME": state])
      expectRefusal(result, "of the journal can't be made")
    }
    expectRefusal(
      try Program.run(["query", delete], environment: ["GITHUB_API_URL": stage.sandbox.url, "HOME": ""]),
      "there is no home folder for the journal")
    #expect(stage.sandbox.requests.isEmpty)
  }
}
