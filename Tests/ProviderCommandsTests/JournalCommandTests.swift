import Foundation
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The journal command")
struct JournalCommandTests {
  @Test("Without a journal there is no run to list, and none to show")
  func empty() throws {
    let stage = try JournalStage()
    let list = try stage.run("list", "--format", "csv")
    #expect(list.status == 0)
    #expect(list.output == "run,started,statement,done,refused,failed,pending\r\n")
    #expect(try stage.run("list", "--format", "json").output == "[]\n")
    for verb in ["show", "resume", "undo"] {
      let result = try stage.run(verb, "1")
      #expect(result.status == 1)
      #expect(result.error.contains(stage.path))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path).isEmpty)
  }

  @Test("Runs are listed, and their writes shown, in any format")
  func show() async throws {
    let stage = try JournalStage()
    stage.sandbox.addRule(
      Rule(
        method: "DELETE", pathSuffix: "/1002",
        action: .respond(status: 400, body: #"{"message":"You cannot delete the last tagged version of a package."}"#)))
    _ = try await stage.client.apply(stage.deletion(of: 1001...1003), journal: Journal(path: stage.path))
    let list = try stage.run("list", "--format", "json")
    let runs = try #require(try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(runs.count == 1)
    #expect(runs[0]["run"] as? Int == 1)
    #expect(runs[0]["done"] as? Int == 2)
    #expect(runs[0]["refused"] as? Int == 1)
    #expect(runs[0]["pending"] as? Int == 0)
    #expect(runs[0]["statement"] as? String == "DELETE FROM github.packages.package_versions")

    let show = try stage.run("show", "1", "--format", "jsonl")
    let lines = show.output.split(separator: "\n")
    #expect(show.status == 0)
    #expect(lines.count == 3)
    #expect(
      lines.first?.hasPrefix(
        #"{"method":"delete_package_version_for_org","request":"DELETE /orgs/acme/packages/container/web/versions/1001","#
          + #""outcome":"done","status":204,"message":null,"#) == true, "\(show.output)")
    #expect(lines[0].contains(#""org":"acme""#))
    #expect(lines[0].contains(#""package_version_id":1001"#))
    #expect(lines[1].contains(#""outcome":"refused","status":400,"message":"last_tagged_version: You cannot"#))
    let table = try stage.run("show", "1", "--journal", stage.path)
    #expect(table.output.contains("DELETE /orgs/acme/packages/container/web/versions/1003"))
    #expect(try stage.run("show", "2").status == 1)
  }

  @Test("A run is resumed: what is left is sent, and nothing twice")
  func resume() throws {
    let stage = try JournalStage()
    let run = try stage.begin(stage.deletion(of: 1001...1004))
    let dry = try stage.run("resume", "\(run)", "--dry-run", "--format", "csv")
    #expect(dry.status == 0)
    #expect(dry.output.components(separatedBy: ",planned,").count == 5)
    #expect(stage.sandbox.requests.isEmpty)
    let result = try stage.run("resume", "\(run)", "--format", "csv")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.components(separatedBy: ",done,204,").count == 5)
    #expect(stage.sent.count == 4)
    let again = try stage.run("resume", "\(run)")
    #expect(again.status == 0)
    #expect(again.error == "run 1 has nothing left to do\n")
    #expect(stage.sent.count == 4)
  }

  @Test("What is not all done is exit status 4")
  func partly() throws {
    let stage = try JournalStage()
    _ = try stage.begin(stage.deletion(of: 1001...1003))
    stage.sandbox.addRule(
      Rule(method: "DELETE", pathSuffix: "/1002", action: .respond(status: 403, body: #"{"message":"No."}"#)))
    let result = try stage.run("resume", "1", "--format", "json")
    #expect(result.status == 4)
    #expect(result.output.contains(#""outcome":"refused""#))
    #expect(result.error.contains("1 refused"), "\(result.error)")
  }

  @Test("Undoing shows what it would do, needs a yes, and is a run of its own")
  func undo() async throws {
    let stage = try JournalStage()
    _ = try await stage.client.apply(stage.deletion(of: 1001...1002), journal: Journal(path: stage.path))
    stage.sandbox.resetRequests()
    let dry = try stage.run("undo", "1", "--dry-run", "--format", "csv")
    #expect(dry.status == 0)
    let lines = dry.output.components(separatedBy: "\r\n")
    #expect(
      lines[1].hasPrefix(
        "restore_package_version_for_org,POST /orgs/acme/packages/container/web/versions/1002/restore,planned,,"))
    let asked = try stage.run("undo", "1")
    #expect(asked.status == 3)
    #expect(asked.error.contains("--yes"))
    #expect(asked.output.isEmpty)
    #expect(stage.sandbox.requests.isEmpty)
    #expect(try Journal(path: stage.path).runs().count == 1)
    let done = try stage.run("undo", "1", "--yes", "--format", "csv")
    #expect(done.status == 0, "\(done.error)")
    #expect(stage.sent.filter(\.hasActed).count == 2)
    #expect(try Journal(path: stage.path).runs().map(\.done) == [2, 2])
    let listed = try stage.run("list", "--format", "csv")
    #expect(
      listed.error == "github at \(stage.sandbox.url): runs 1-2\nrun 2 undid run 1: 2 of 2\n", "\(listed.error)")
    let again = try stage.run("undo", "1", "--yes")
    #expect(again.status == 0)
    #expect(again.error == "run 1 has nothing left to undo\n")
  }

  @Test("What provider and server a run went to is told before it is undone or resumed, and beside what is listed")
  func places() async throws {
    let stage = try JournalStage()
    let journal = try Journal(path: stage.path)
    _ = try await stage.client.apply(stage.deletion(of: 1001...1001), journal: journal)
    try journal.end(run: journal.begin(stage.deletion(of: 1002...1002), server: "https://api.example"))
    _ = try await stage.client.apply(stage.deletion(of: 1003...1003), journal: journal)
    let url = stage.sandbox.url
    #expect(try stage.run("list").error == "github at \(url): runs 1, 3\ngithub at https://api.example: run 2\n")
    let statement = "DELETE FROM github.packages.package_versions"
    let shown = try stage.run("show", "2").error
    #expect(shown.hasPrefix("run 2, begun 2") && shown.hasSuffix("of github at https://api.example: \(statement)\n"))
    let undo = try stage.run("undo", "3")
    #expect(undo.error.hasPrefix("undoing run 3, begun 2"), "\(undo.error)")
    #expect(undo.error.contains("of github at \(url): \(statement)\n"))
    #expect(undo.error.contains("1 request to \(url). Nothing was sent."))
    let resume = try stage.run("resume", "2", "--base-url", url)
    #expect(resume.error.hasPrefix("resuming run 2, begun 2"), "\(resume.error)")
  }

  @Test("What was gone already is done in the list, and undoing says that there is nothing to undo for it")
  func gone() async throws {
    let stage = try JournalStage()
    let journal = try Journal(path: stage.path)
    for _ in 1...2 { _ = try await stage.client.apply(stage.deletion(of: 1001...1002), journal: journal) }
    #expect(try journal.runs().map(\.done) == [2, 2])
    let result = try stage.run("undo", "2", "--yes")
    #expect(result.status == 0)
    #expect(
      result.error == """
        run 2 has nothing left to undo
        2 writes of run 2 had nothing to do, because the object was gone already

        """)
  }

  @Test("A single object is undone after a yes alone, too")
  func undoOne() async throws {
    let stage = try JournalStage()
    _ = try await stage.client.apply(stage.deletion(of: 1001...1001), journal: Journal(path: stage.path))
    #expect(try stage.run("undo", "1").status == 3)
    #expect(try stage.run("undo", "1", "--yes", "--quiet").error.isEmpty)
  }

  @Test("A run of another server is not sent to this one")
  func elsewhere() throws {
    let stage = try JournalStage()
    _ = try Journal(path: stage.path).begin(stage.deletion(of: 1001...1002), server: "https://api.example")
    let result = try stage.run("resume", "1")
    #expect(result.status == 1)
    #expect(result.error.contains("https://api.example"))
    #expect(stage.sandbox.requests.isEmpty)
    #expect(try stage.run("resume", "1", "--base-url", stage.sandbox.url).status == 0)
  }

  @Test("A server that is not there leaves the run to be resumed")
  func unreachable() throws {
    let stage = try JournalStage()
    _ = try stage.begin(stage.deletion(of: 1001...1003))
    stage.sandbox.stop()
    _ = try stage.begin(stage.deletion(of: 1004...1005))
    let result = try stage.run("resume", "1", "--format", "csv")
    #expect(result.status == 4)
    #expect(result.error.contains("bindery journal resume 1"), "\(result.error)")
    #expect(try Journal(path: stage.path).summary(of: 1).done == 0)
  }

  @Test(
    "A command line that cannot be carried out gets one clear line and exit status 1",
    arguments: [
      (["lst"], "unknown journal command 'lst'. Did you mean 'list'?"),
      (["show"], "journal show takes the number of one run: bindery journal show RUN"),
      (["show", "1", "2"], "journal show takes the number of one run: bindery journal show RUN"),
      (["show", "one"], "journal show takes the number of a run, not 'one'; journal list shows them"),
      (["list", "1"], "journal list takes no run"),
      (["list", "--yes"], "journal list sends nothing: it takes no --yes"),
      (["list", "--format", "jsn"], "unknown format 'jsn'. Did you mean 'json'?"),
      (["--format", "csv"], "journal needs one of list, show, resume, undo"),
    ])
  func usage(words: [String], message: String) throws {
    let result = try Program.run(["journal"] + words)
    #expect(result.status == 1)
    #expect(result.error == "bindery: \(message)\n")
    #expect(result.output.isEmpty)
  }
}
