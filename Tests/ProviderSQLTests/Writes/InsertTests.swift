import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("What an INSERT created")
struct CreatedTests {
  @Test("is named in its row and in the journal")
  func identity() async throws {
    try await Bench.runDepot { run in
      let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-created-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let journal = try Journal(path: folder.appending(path: "journal.db").path)
      run.journal = journal
      let inserted = try run.run("INSERT INTO depot.code.marks(text) VALUES ('x')")
      #expect(inserted.result.texts("outcome") == ["done"])
      #expect(inserted.result.texts("message") == ["id = 9"])
      #expect(try journal.entries(of: 1).map(\.message) == ["id = 9"])
    }
  }
}

@Suite("INSERT and REPLACE")
struct InsertTests {
  @Test("sends parameters in the path and fields in the body, in their own types")
  func types() async throws {
    try await Bench.run { run in
      let (result, reads, writes) = try run.run(
        """
        INSERT INTO shop.work.tasks (project, title, note, done, priority, weight, labels, settings, extra, assignee)
        VALUES ('a b', 5, NULL, 'true', '7', 2, json_array('x'), '{"color": "red"}', 1.5, 'me')
        """)
      #expect(reads.isEmpty)
      #expect(writes.map(\.line) == ["POST /projects/a%20b/tasks"])
      #expect(
        writes.first?.body == #"{"title":"5","note":null,"done":true,"priority":7,"weight":2.0,"labels":["x"],"#
          + #""settings":{"color": "red"},"extra":1.5,"assignee":"me"}"#)
      #expect(result.names.prefix(5) == ["method", "request", "outcome", "status", "message"])
      #expect(result.texts("outcome") == ["done"])
      #expect(result.texts("project") == ["a b"])
      #expect(run.plans.map(\.width) == [.oneObject])
    }
  }

  @Test("sends members of objects that the spec does not name as they are")
  func unnamedMembers() async throws {
    try await Bench.run { run in
      let (_, _, writes) = try run.run(
        #"INSERT INTO shop.work.tasks (project, title, settings) VALUES ('a', 'x', '{"shape":[1],"color":"red"}')"#)
      #expect(writes.map(\.body) == [#"{"title":"x","settings":{"shape":[1],"color":"red"}}"#])
    }
  }

  @Test("sends one request for each row, equal ones too, and several are wide")
  func severalRows() async throws {
    try await Bench.run { run in
      let (_, _, writes) = try run.run(
        "INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x'), ('b', 'y'), ('a', 'x')")
      #expect(writes.map(\.line) == ["POST /projects/a/tasks", "POST /projects/b/tasks", "POST /projects/a/tasks"])
      #expect(writes.map(\.body) == [#"{"title":"x"}"#, #"{"title":"y"}"#, #"{"title":"x"}"#])
      #expect(run.plans.map(\.width) == [.wide])
    }
  }

  @Test("of a query sends a request for each of its rows, and asks first")
  func query() async throws {
    try await Bench.run { run in
      let (_, reads, writes) = try run.run(
        """
        INSERT INTO shop.work.tasks (project, title, note)
        SELECT 'b', upper(title), note FROM shop.work.tasks WHERE project = 'a' AND id < 3 ORDER BY id DESC
        """)
      #expect(reads == ["GET /projects/a/tasks"])
      #expect(writes.map(\.line) == ["POST /projects/b/tasks", "POST /projects/b/tasks"])
      #expect(writes.map(\.body) == [#"{"title":"TWO","note":"n"}"#, #"{"title":"ONE","note":null}"#])
      _ = try run.run("INSERT INTO shop.work.tasks (project, title) SELECT 'a', 'one'")
      #expect(run.plans.map(\.width) == [.wide, .wide])
    }
  }

  @Test("without an owner acts on the own account, and asks first")
  func ownAccount() async throws {
    try await Bench.run { run in
      let (_, _, writes) = try run.run("INSERT INTO shop.work.tasks (title) VALUES ('x')")
      #expect(writes.map(\.line) == ["POST /me/tasks"])
      #expect(run.plans.map(\.width) == [.ownAccount])
    }
  }

  @Test("REPLACE INTO and INSERT OR REPLACE use the methods that replace, and send a name in path and body")
  func replace() async throws {
    try await Bench.run { run in
      for verb in ["REPLACE INTO", "INSERT OR REPLACE INTO"] {
        let (_, _, writes) = try run.run(
          "\(verb) shop.work.variables (project, name, value) VALUES ('a', 'PATH/1', 'x')")
        #expect(writes.map(\.line) == ["PUT /projects/a/variables/PATH%2F1"])
        #expect(writes.map(\.body) == [#"{"name":"PATH/1","value":"x"}"#])
      }
      let (_, _, writes) = try run.run("INSERT INTO shop.work.variables (project, name, value) VALUES ('a', 'N', 1)")
      #expect(writes.map(\.line) == ["POST /projects/a/variables"])
      #expect(writes.map(\.body) == [#"{"name":"N","value":"1"}"#])
      let whole = try run.run(#"REPLACE INTO shop.work.papers (paper, body) VALUES ('p', '["a","b"]')"#).writes
      #expect(whole.map(\.line) == ["PUT /papers/p/tags"])
      #expect(whole.map(\.body) == [#"["a","b"]"#])
    }
  }

  @Test("NULL is null where a field can be null, and nothing elsewhere")
  func null() async throws {
    try await Bench.run { run in
      let sent = try run.run(
        "INSERT INTO shop.work.tasks (project, title, note, done, id) VALUES ('a', 'x', NULL, NULL, NULL)")
      #expect(sent.writes.map(\.body) == [#"{"title":"x","note":null}"#])
      let message = run.database.message("REPLACE INTO shop.work.secrets (project, name, value) VALUES ('a', 'n', 'v')")
      #expect(message.contains("set_secret needs policy"))
      let named = try run.run(
        "REPLACE INTO shop.work.secrets (project, name, value, policy) VALUES ('a', 'n', 'v', NULL)")
      #expect(named.writes.map(\.body) == [#"{"value":"v","policy":null}"#])
    }
  }

  @Test("says what is missing, what is not taken and what has another type, and sends nothing")
  func mistakes() async throws {
    try await Bench.run { run in
      func message(_ columns: String, _ values: String) -> String {
        run.database.message("INSERT INTO shop.work.tasks (\(columns)) VALUES (\(values))")
      }
      #expect(message("project", "'a'").contains("create_task needs title"))
      #expect(message("project, title", "'a', NULL").contains("create_task needs title"))
      #expect(message("note", "'n'").contains("create_own_task needs title"))
      #expect(message("project, title, url", "'a', 'x', 'u'").contains("takes url, which is only read"))
      #expect(message("project, title, state", "'a', 'x', 'open'").contains("takes state"))
      #expect(message("project, title, done", "'a', 'x', 2").contains("done = 2 is not true or false"))
      #expect(
        message("project, title, priority", "'a', 'x', 'high'").contains("priority = 'high' is not a whole number"))
      #expect(message("project, title, labels", "'a', 'x', 'bug'").contains("labels = 'bug' is not a JSON array"))
      #expect(message("project, title, labels", "'a', 'x', '{}'").contains("labels = '{}' is not a JSON array"))
      #expect(message("project, title, settings", "'a', 'x', '[]'").contains("settings = '[]' is not a JSON object"))
      #expect(message("project, title, extra", "'a', 'x', 'text'").contains("extra = 'text' is not JSON"))
      func settings(_ text: String) -> String { message("project, title, settings", "'a', 'x', '\(text)'") }
      #expect(settings(#"{"color": 1}"#).contains("settings.color is a number, and not a text"))
      #expect(settings(#"{"color": null}"#).contains("settings.color can't be null"))
      #expect(settings(#"{"colour": "red"}"#).contains("settings has no member colour. Did you mean 'color'?"))
      #expect(message("project, title, labels", #"'a', 'x', '["y", 2]'"#).contains("labels[1] is a number"))
      #expect(message("project, title", "'', 'x'").contains("project is empty"))
      #expect(message("project, title, rowid", "'a', 'x', 4").contains("rowid"))
      #expect(message("project, titel", "'a', 'x'").contains("Did you mean 'title'?"))
      let third = run.database.message("INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x'), ('a', NULL)")
      #expect(third.contains("needs title"))
      #expect(run.sent.isEmpty)
      #expect(run.plans.isEmpty)
    }
  }

  @Test("refuses what only a database can promise, and says what to write instead")
  func promises() async throws {
    try await Bench.run { run in
      let columns = "shop.work.tasks (project, title) VALUES ('a', 'x')"
      #expect(run.database.message("INSERT OR IGNORE INTO \(columns)").contains("write INSERT alone, or REPLACE INTO"))
      #expect(run.database.message("INSERT OR FAIL INTO \(columns)").contains("INSERT OR FAIL does not work"))
      #expect(run.database.message("INSERT INTO \(columns) RETURNING title").contains("leave RETURNING out"))
      let upsert = "INSERT INTO \(columns) ON CONFLICT DO UPDATE SET title = 'y'"
      #expect(run.database.message(upsert).contains("write REPLACE INTO"))
      #expect(run.database.message("INSERT INTO shop.work.secrets (name) VALUES ('n')").contains("by REPLACE, DELETE"))
      #expect(run.database.message("REPLACE INTO shop.work.task (name) VALUES ('n')").contains("no such table"))
      let aborting = try run.run("INSERT OR ABORT INTO \(columns)")
      #expect(aborting.writes.count == 1)
    }
  }

  @Test("in a transaction is shown by bindery_plan, goes with its savepoint, and is sent by COMMIT")
  func transaction() async throws {
    try await Bench.run { run in
      let plan = try run.database.query(
        """
        BEGIN;
        INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x');
        SAVEPOINT s;
        INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'y');
        ROLLBACK TO s;
        UPDATE shop.work.tasks SET title = 'z' WHERE project = 'a' AND id = 1;
        DELETE FROM shop.work.tasks WHERE project = 'a' AND task_id = 2;
        SELECT request, message FROM bindery_plan;
        """)
      #expect(
        plan.texts("request") == [
          "POST /projects/a/tasks", "PATCH /projects/a/tasks/1", "DELETE /projects/a/tasks/2",
        ])
      #expect(
        plan.texts("message") == [
          #"values given, sends {"title":"x"}"#, #"full key, sends {"title":"z"}"#, "full key",
        ])
      #expect(run.sent.isEmpty)
      let sent = try run.run("COMMIT").writes
      #expect(sent.map(\.body) == [#"{"title":"x"}"#, #"{"title":"z"}"#, nil])
    }
  }

  @Test("in a trigger of a local table goes with the change that fires it, and is wide")
  func trigger() async throws {
    try await Bench.run { run in
      _ = try run.run(
        """
        CREATE TABLE notes(task INTEGER, text TEXT);
        CREATE TEMP TRIGGER made AFTER INSERT ON notes BEGIN
          INSERT INTO "shop.work.tasks"(project, title, note) VALUES ('b', new.text, NULL);
          UPDATE "shop.work.tasks" SET note = new.text WHERE project = 'a' AND id = new.task;
        END
        """)
      let sent = try run.run("INSERT INTO notes VALUES (1, 'x')")
      #expect(sent.writes.map(\.line) == ["POST /projects/b/tasks", "PATCH /projects/a/tasks/1"])
      #expect(sent.writes.map(\.body) == [#"{"title":"x"}"#, #"{"note":"x"}"#])
      #expect(run.plans.map(\.width) == [.wide])
      #expect(run.database.message("INSERT INTO notes VALUES (1, NULL)").contains("needs title"))
      let kept = try run.run("SELECT count(*) AS count FROM notes")
      #expect(kept.result.texts("count") == ["1"])
    }
  }

  @Test("EXPLAIN prints the requests of values, and the request of each row of a query, and sends none")
  func explain() async throws {
    try await Bench.run { run in
      func explain(_ sql: String) throws -> [[String]] {
        try run.database.query("EXPLAIN \(sql)").rows.map { $0.map(\.shown) }
      }
      let values = try explain("INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x'), ('b', 'y')")
      #expect(
        values == [
          ["shop.work.tasks", "create_task", "POST /projects/a/tasks", "1"],
          ["shop.work.tasks", "create_task", "POST /projects/b/tasks", "1"],
        ])
      let query = try explain(
        "INSERT INTO shop.work.tasks (project, title) SELECT 'b', title FROM shop.work.tasks WHERE project = 'a'")
      #expect(
        query == [
          ["shop.work.tasks", "list_tasks", "GET /projects/a/tasks", "1"],
          ["shop.work.tasks", "create_task", "POST /projects/{project}/tasks", "NULL"],
        ])
      #expect(
        run.database.message("EXPLAIN INSERT INTO shop.work.tasks (project) VALUES ('a')").contains("needs title"))
      #expect(run.sent.isEmpty && run.plans.isEmpty)
      let sent = try run.run("INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x')")
      #expect(sent.writes.count == 1)
    }
  }
}
