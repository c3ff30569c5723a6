import Foundation
import GitHubSandbox
import Testing

/// Where libedit is: `scripts/bootstrap --tests` installs it.
private let hasLibedit: Bool = {
  for name in ["libedit.so.2", "libedit.so.0", "libedit.3.dylib"] {
    guard let library = dlopen(name, RTLD_LAZY) else { continue }
    dlclose(library)
    return true
  }
  return false
}()

@Suite("The shell on a terminal")
struct ShellTests {
  private static let ctrlC = "\u{3}"
  private static let ctrlD = "\u{4}"
  private static let up = "\u{1B}[A"
  private static let web = InterruptTests.web

  @Test("runs a statement at its semicolon, over several lines, and ends well with Ctrl-D")
  func lines() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellOnTerminal(["--sandbox"], in: folder.url)
    shell.type("SELECT package_type, count(*) AS packages\n")
    shell.wait(for: "...> ")
    shell.type("FROM github.packages.packages -- ; not here\n")
    shell.wait(for: "...> ")
    let shown = shell.run("WHERE org = 'acme' AND package_type IN ('npm', 'nuget') GROUP BY 1;")
    #expect(shown.contains("npm                  2\n"))
    #expect(shell.run("/* a comment\n of two lines */ SELECT 6 * 7 AS answer;").contains("answer\n──────\n    42\n"))
    #expect(shell.run("").hasSuffix("\nbindery> "))
    #expect(shell.run("help").contains("Ctrl-D, exit or quit leave"))
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  @Test("ends well with a word, too", arguments: ["exit\n", "QUIT;\n"])
  func words(word: String) throws {
    let folder = try TemporaryFolder()
    let shell = try ShellOnTerminal(["--sandbox"], in: folder.url)
    shell.type(word)
    #expect(shell.finish().status == 0)
  }

  @Test("goes on after an error, of SQL and of the server, and keeps its tables and transactions")
  func session() throws {
    let stage = try JournalStage()
    let shell = try ShellOnTerminal(at: stage.sandbox, in: stage.folder)
    #expect(shell.run("SELEC 1;").contains("near \"SELEC\": syntax error"))
    stage.sandbox.addRule(Rule(occurrences: .only([1]), action: .respond(status: 403, headers: [:], body: "{}")))
    #expect(shell.run("SELECT id FROM github.packages.package_versions WHERE \(Self.web);").contains("403"))
    _ = shell.run("CREATE TABLE kept AS SELECT id FROM github.packages.package_versions WHERE \(Self.web);")
    #expect(shell.run("SELECT count(*) AS n FROM kept;").contains("\n10\n"))
    _ = shell.run("BEGIN;")
    _ = shell.run("\(InterruptTests.delete) AND package_version_id = 1001;")
    #expect(shell.run("SELECT count(*) AS planned FROM bindery_plan;").contains("\n      1\n"))
    #expect(stage.sent.isEmpty)
    #expect(shell.run("COMMIT;").contains("done"))
    #expect(stage.sent.count == 1)
    _ = shell.run("BEGIN; DELETE FROM github.packages.package_versions WHERE \(Self.web) AND id = 1002;")
    shell.type("exit\n")
    let end = shell.finish()
    #expect(end.status == 0)
    #expect(end.shown.contains("the session ended within a transaction, which is undone: COMMIT is missing"))
    #expect(stage.sent.count == 1)
  }

  @Test("asks about a plan, and only a yes sends it; Ctrl-C at the question is a no")
  func question() throws {
    let stage = try JournalStage()
    let shell = try ShellOnTerminal(at: stage.sandbox, in: stage.folder)
    let statement = "DELETE FROM github.packages.package_versions WHERE \(Self.web) AND id <= 1003;"
    for answer in ["n\n", Self.ctrlC] {
      shell.type(statement + "\n")
      shell.wait(for: "[y/N] ")
      shell.type(answer)
      #expect(shell.wait(for: ShellOnTerminal.prompt).contains("so nothing was sent"))
      #expect(stage.sent.isEmpty)
    }
    shell.type(statement + "\n")
    shell.wait(for: "Send 3 requests to \(stage.sandbox.url)? [y/N] ")
    shell.type("y\n")
    #expect(shell.wait(for: ShellOnTerminal.prompt).contains("3 done; take it back with: bindery journal undo 1"))
    #expect(stage.sent.filter(\.hasActed).count == 3)
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  @Test("ends a running statement at Ctrl-C, with what is behind it, and goes on")
  func interruption() throws {
    let stage = try JournalStage(versions: 20)
    let shell = try ShellOnTerminal(at: stage.sandbox, in: stage.folder, "--yes")
    stage.sandbox.addRule(Rule(method: "GET", action: .delay(.seconds(100))))
    for count in 1...2 {
      shell.type("\(InterruptTests.list); SELECT 2;\n")
      shell.wait { stage.sandbox.requests.count >= count }
      shell.type(Self.ctrlC)
      let shown = shell.wait(for: ShellOnTerminal.prompt)
      #expect(shown.contains("bindery: interrupted\nnot run: SELECT 2\n"), "\(shown)")
    }
    stage.sandbox.removeRules()
    // A request that changes something is finished, and nothing more is sent.
    stage.sandbox.addRule(Rule(method: "DELETE", occurrences: .only([3]), action: .delay(.milliseconds(400))))
    shell.type("\(InterruptTests.delete);\n")
    shell.wait { stage.sent.count >= 3 }
    shell.type(Self.ctrlC)
    #expect(
      shell.wait(for: ShellOnTerminal.prompt).contains("17 not sent, 3 done; go on with: bindery journal resume 1"))
    #expect(stage.sent.count == 3)
    #expect(shell.run("\(InterruptTests.delete) AND id = 1004;").contains("done"))
    #expect(stage.sent.count == 4)
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  @Test("drops what is being typed at Ctrl-C, all lines of it", arguments: [true, false])
  func cancellation(withLibedit: Bool) throws {
    try #require(hasLibedit || !withLibedit, "libedit is not there: scripts/bootstrap --tests installs it")
    let folder = try TemporaryFolder()
    let shell = try ShellOnTerminal(
      ["--sandbox"], in: folder.url, environment: withLibedit ? [:] : try Self.withoutLibedit(folder))
    shell.type("SELECT 'first',\n")
    shell.wait(for: "...> ")
    shell.type("'half")
    shell.wait(for: "'half")
    shell.type(Self.ctrlC)
    shell.wait(for: ShellOnTerminal.prompt)
    #expect(shell.run("SELECT 3 AS third;").contains("third\n─────\n    3\n"))
    shell.type("exi" + Self.ctrlC)
    shell.wait(for: ShellOnTerminal.prompt)
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  @Test("completes names with Tab, and lists what could be meant", .enabled(if: hasLibedit))
  func completion() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellOnTerminal(["--sandbox"], in: folder.url)
    shell.type("sel\tname\n")
    shell.wait(for: "select name\n")
    shell.type("from gith\t")
    shell.wait(for: "from github.packages.")
    shell.type("\t")
    let list = shell.wait(for: "from github.packages.")
    #expect(list.contains("github.packages.package_versions"))
    #expect(list.contains("github.packages.user_versions"))
    shell.type("packages \n")
    #expect(shell.run("where org = 'acme' and vers\t> 5000;").contains("version_count > 5000;\nname"))
    // The letters' case is the name's, and a tab that leads a line is one.
    #expect(shell.run("\tSHOW METHODS IN GITHUB.PACKAGES.USER\t;").contains("github.packages.user_versions ;\nname"))
    // Where nothing begins like it, nothing changes.
    #expect(shell.run("SELECT 1 AS nothing_like_it\t;").contains("nothing_like_it;\n"))
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  @Test("keeps statements for the next session, in a file that nobody else reads and that holds no token")
  func history() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "bindery/history")
    let variables = ["GH_TOKEN": "ghp_0123456789abcdef"]
    let first = try ShellOnTerminal(["--sandbox"], in: folder.url, environment: variables)
    first.type(#"SELECT 'ghp_0123456789ABCDEF', '\n' AS "# + "\n")
    first.wait(for: "...> ")
    _ = first.run("earlier;")
    _ = first.run("SELECT 'naïve' AS latest;")
    first.type("exit\n")
    #expect(first.finish().status == 0)
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(kept == #"SELECT '***', '\\n' AS \nearlier;"# + "\nSELECT 'naïve' AS latest;\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    guard hasLibedit else { return }

    let second = try ShellOnTerminal(["--sandbox"], in: folder.url, environment: variables)
    #expect(second.run(Self.up).contains("latest\n──────\nnaïve\n"))
    second.type(Self.up + Self.up)
    second.wait(for: "earlier;")
    #expect(second.run("").contains("─────  ───────\n" + #"***    \n"#))
    second.type(Self.ctrlD)
    #expect(second.finish().status == 0)
  }

  @Test("keeps a thousand statements, and goes on without where they can't be kept")
  func historyBounds() throws {
    let folder = try TemporaryFolder()
    let state = folder.url.appending(path: "bindery")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    let file = state.appending(path: "history")
    try Data((1...1_500).map { "SELECT \($0);\n" }.joined().utf8).write(to: file)
    let shell = try ShellOnTerminal(["--sandbox"], in: folder.url)
    #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count == 1_000)
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    #expect(shell.run("SELECT 1;").contains("statements are not kept for the next time: cannot write"))
    #expect(!shell.run("SELECT 1;").contains("not kept"))
    shell.type(Self.ctrlD)
    #expect(shell.finish().status == 0)
  }

  #if os(Linux)
    @Test("reads plain lines where libedit is not there, and says so")
    func plainLines() throws {
      let folder = try TemporaryFolder()
      let shell = try ShellOnTerminal(["--sandbox"], in: folder.url, environment: Self.withoutLibedit(folder))
      shell.type("SELECT\n")
      shell.wait(for: "...> ")
      #expect(shell.run("1 + 1 AS two;").contains("two\n───\n  2\n"))
      shell.type(Self.ctrlD)
      #expect(shell.finish().status == 0)
      let quiet = try ShellOnTerminal(["--sandbox"], in: folder.url)
      quiet.type("exit\n")
      #expect(quiet.finish().status == 0)
    }
  #endif

  @Test("ends by SIGTERM, and leaves the terminal as it was")
  func termination() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellOnTerminal(["--sandbox"], in: folder.url)
    #expect(shell.isEchoing != hasLibedit)
    shell.terminate()
    #expect(shell.finish().status == 143)
    #expect(shell.isEchoing)
  }

  @Test("is refused without a terminal, with what to run instead")
  func noTerminal() throws {
    let result = try Program.run(["shell", "--sandbox"], input: "SELECT 1;")
    expectRefusal(
      result, "shell needs a terminal to talk to; elsewhere statements are run by: bindery query --file FILE")
    expectRefusal(try Program.run(["shell", "SELECT 1"]), "shell takes options only, not 'SELECT 1'")
  }

  /// An environment in which the dynamic linker finds a file of libedit's names that is no library.
  private static func withoutLibedit(_ folder: TemporaryFolder) throws -> [String: String] {
    let libraries = folder.url.appending(path: "libraries")
    try FileManager.default.createDirectory(at: libraries, withIntermediateDirectories: true)
    for name in ["libedit.so.2", "libedit.so.0", "libedit.3.dylib"] {
      try Data("no library".utf8).write(to: libraries.appending(path: name))
    }
    return ["LD_LIBRARY_PATH": libraries.path, "DYLD_LIBRARY_PATH": libraries.path]
  }
}
