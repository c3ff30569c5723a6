import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Bodies in EXEC, SHOW and DESCRIBE")
struct BodyExecTests {
  @Test("EXEC gives parameters and members of the body by their names")
  func arguments() async throws {
    try await Bench.run { run in
      let (_, _, writes) = try run.run(
        """
        EXEC shop.work.tasks.create_task @project = 'a', @title = 'x', @note = NULL, @settings = '{"color":"red"}',
          @done = true
        """)
      #expect(writes.map(\.line) == ["POST /projects/a/tasks"])
      #expect(writes.map(\.body) == [#"{"title":"x","note":null,"done":true,"settings":{"color":"red"}}"#])
      #expect(run.plans.map(\.width) == [.oneObject])
      let text = try run.run("EXEC shop.work.papers.print_paper @paper = 'p', @body = 'Two\nlines \"quoted\"'")
      #expect(text.writes.map(\.body) == ["Two\nlines \"quoted\""])
      #expect(text.writes.first?.headers["content-type"] == "text/plain")
    }
  }

  @Test("A name of path and body goes to the path, and to the body where that needs it")
  func bothPlaces() async throws {
    try await Bench.run { run in
      let change = try run.run("EXEC shop.work.variables.update_variable @project = 'a', @name = 'N', @value = 'v'")
      #expect(change.writes.map(\.line) == ["PATCH /projects/a/variables/N"])
      #expect(change.writes.map(\.body) == [#"{"value":"v"}"#])
      let whole = try run.run("EXEC shop.work.variables.replace_variable @project = 'a', @name = 'N', @value = 'v'")
      #expect(whole.writes.map(\.body) == [#"{"name":"N","value":"v"}"#])
    }
  }

  @Test("FOR EACH gives members by columns; what creates is called for equal rows, too")
  func forEach() async throws {
    try await Bench.run { run in
      let query =
        "FOR EACH (SELECT column1 AS title, column2 AS note FROM (VALUES ('x', 'n'), ('x', 'n'), ('y', NULL)))"
      let create = try run.run("EXEC shop.work.tasks.create_task @project = 'a' \(query)")
      #expect(
        create.writes.map(\.body) == [
          #"{"title":"x","note":"n"}"#, #"{"title":"x","note":"n"}"#, #"{"title":"y","note":null}"#,
        ])
      let update = try run.run("EXEC shop.work.tasks.update_task @project = 'a', @task_id = 1 \(query)")
      #expect(update.writes.count == 2)
    }
  }

  @Test("A DELETE whose request has members is EXEC's as well, and sends none where it needs none")
  func deletion() async throws {
    try await Bench.run { run in
      let message = run.database.message("DELETE FROM shop.work.papers WHERE paper = 'p'")
      #expect(message.contains("delete_paper needs message"))
      let exec = try run.run("EXEC shop.work.papers.delete_paper @paper = 'p', @message = 'bye'")
      #expect(exec.writes.map(\.body) == [#"{"message":"bye"}"#])
      let shred = try run.run("DELETE FROM shop.work.papers WHERE shelf = 's' AND paper = 'p'")
      #expect(shred.writes.map(\.line) == ["DELETE /shelves/s/p"])
    }
  }

  @Test("EXEC says what is missing, unknown or of another type")
  func mistakes() async throws {
    try await Bench.run { run in
      func message(_ arguments: String) -> String {
        run.database.message("EXEC shop.work.tasks.create_task \(arguments)")
      }
      #expect(message("@project = 'a'") == "create_task needs @title")
      #expect(message("@project = 'a', @titel = 'x'").contains("Did you mean 'title'?"))
      #expect(message("@project = 'a', @title = 'x', @labels = 'l'").contains("is not a JSON array"))
      #expect(message("@project = 'a', @title = NULL").contains("@title = NULL is no value"))
      #expect(run.sent.isEmpty)
    }
  }

  @Test("SHOW METHODS and DESCRIBE name the members of bodies")
  func listings() async throws {
    try await Bench.run { run in
      let methods = try run.database.query("SHOW METHODS IN shop.work.tasks")
      let create = try #require(methods.rows.first { $0[0] == .text("create_task") })
      #expect(create[2] == .text("project, title"))
      #expect(create[3] == .text("note, done, priority, weight, labels, settings, extra, assignee"))
      let variables = try run.database.query("SHOW METHODS IN shop.work.variables")
      #expect(
        variables.texts("required") == ["project", "project, name, value", "project, name", "project, name, value"])
      let columns = try run.database.query("DESCRIBE shop.work.tasks")
      let kinds = Dictionary(zip(columns.texts("name"), columns.texts("kind")), uniquingKeysWith: { one, _ in one })
      #expect(kinds["title"] == "field" && kinds["extra"] == "parameter" && kinds["assignee"] == "parameter")
      let method = try run.database.query("DESCRIBE METHOD shop.work.papers.print_paper")
      #expect(method.texts("name") == ["paper", "body"])
      #expect(method.texts("required") == ["true", "true"])
      let none = try run.database.query("DESCRIBE shop.work.secrets")
      #expect(none.texts("name") == ["project", "name", "value", "config", "policy"])
      #expect(Set(none.texts("kind")) == ["parameter"])
    }
  }
}
