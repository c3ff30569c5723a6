import ProviderRuntime
import ProviderSQL
import Testing

@Suite("UPDATE")
struct UpdateTests {
  @Test("by the full key sends one request with what is set, and reads nothing")
  func fullKey() async throws {
    try await Bench.run { run in
      let (result, reads, writes) = try run.run(
        "UPDATE shop.work.tasks SET title = 'x', note = NULL, done = 1 WHERE project = 'a' AND id = '1'")
      #expect(reads.isEmpty)
      #expect(writes.map(\.line) == ["PATCH /projects/a/tasks/1"])
      #expect(writes.map(\.body) == [#"{"title":"x","note":null,"done":true}"#])
      #expect(run.plans.map(\.width) == [.oneObject])
      #expect(result.texts("task_id") == ["1"])
      let key = try run.run("UPDATE shop.work.tasks SET title = task_id || '!' WHERE project = 'a' AND task_id = 1")
      #expect(key.reads.isEmpty)
      #expect(key.writes.map(\.body) == [#"{"title":"1!"}"#])
    }
  }

  @Test("that looks at a field reads the row first, and every condition counts")
  func conditions() async throws {
    try await Bench.run { run in
      let one = try run.run(
        "UPDATE shop.work.tasks SET title = title || '!' WHERE project = 'a' AND task_id = 1")
      #expect(one.reads == ["GET /projects/a/tasks/1"])
      #expect(one.writes.map(\.body) == [#"{"title":"one!"}"#])
      let none = try run.run(
        "UPDATE shop.work.tasks SET title = 'x' WHERE project = 'a' AND task_id = 1 AND state = 'closed'")
      #expect(none.writes.isEmpty)
      let some = try run.run(
        "UPDATE shop.work.tasks SET priority = priority * 10 WHERE project = 'a' AND note = 'n' AND NOT done")
      #expect(some.reads == ["GET /projects/a/tasks"])
      #expect(some.writes.map(\.line) == ["PATCH /projects/a/tasks/3"])
      #expect(some.writes.map(\.body) == [#"{"priority":30}"#])
      #expect(run.plans.last?.width == .wide)
      #expect(run.plans.last?.writes.first?.row?.contains("\"title\":\"three\"") == true)
    }
  }

  @Test("takes a name that is key and content from the old row for the path, and from SET for the body")
  func renaming() async throws {
    try await Bench.run { run in
      let keyed = try run.run("UPDATE shop.work.variables SET name = 'NEW' WHERE project = 'a' AND name = 'OLD'")
      #expect(keyed.writes.map(\.line) == ["PATCH /projects/a/variables/OLD"])
      #expect(keyed.writes.map(\.body) == [#"{"name":"NEW"}"#])
      let read = try run.run("UPDATE shop.work.variables SET name = name || '2' WHERE project = 'a' AND value = '2'")
      #expect(read.writes.map(\.line) == ["PATCH /projects/a/variables/B"])
      #expect(read.writes.map(\.body) == [#"{"name":"B2"}"#])
    }
  }

  @Test("gives parameters of the request in WHERE, whether they are read by or not")
  func parameters() async throws {
    try await Bench.run { run in
      let keyed = try run.run(
        """
        UPDATE shop.work.tasks SET title = 'x'
        WHERE project = 'a' AND task_id = 1 AND notify = 'true' AND "If-Match" = '"v1"'
        """)
      #expect(keyed.reads.isEmpty)
      #expect(keyed.writes.map(\.line) == ["PATCH /projects/a/tasks/1?notify=true"])
      #expect(keyed.writes.first?.headers["if-match"] == "\"v1\"")
      let read = try run.run(
        "UPDATE shop.work.tasks SET title = 'x' WHERE project = 'a' AND notify = 1 AND note IS NULL")
      #expect(read.reads == ["GET /projects/a/tasks"])
      #expect(read.writes.map(\.line) == ["PATCH /projects/a/tasks/1?notify=true"])
    }
  }

  @Test("of the rows of another table, and FROM one, sends what is set and no more")
  func join() async throws {
    try await Bench.run { run in
      _ = try run.run("CREATE TABLE plan(task, label); INSERT INTO plan VALUES (1, 'p'), (3, 'q')")
      let list = try run.run(
        "UPDATE shop.work.tasks SET note = 'x' WHERE project = 'a' AND id IN (SELECT task FROM plan)")
      #expect(list.writes.map(\.line).sorted() == ["PATCH /projects/a/tasks/1", "PATCH /projects/a/tasks/3"])
      let from = try run.run(
        "UPDATE shop.work.tasks SET note = label FROM plan WHERE project = 'a' AND id = task")
      #expect(from.writes.map(\.line).sorted() == ["PATCH /projects/a/tasks/1", "PATCH /projects/a/tasks/3"])
      #expect(from.writes.compactMap(\.body).sorted() == [#"{"note":"p"}"#, #"{"note":"q"}"#])
    }
  }

  @Test("says what can be set, and sends nothing, whether a row matches or not")
  func mistakes() async throws {
    try await Bench.run { run in
      func message(_ set: String, _ condition: String = "project = 'z' AND title = 'nobody'") -> String {
        run.database.message("UPDATE shop.work.tasks SET \(set) WHERE \(condition)")
      }
      #expect(message("url = 'u'").contains("url can't be set by UPDATE. What can be set: title, note"))
      #expect(message("project = 'b'").contains("project can't be set by UPDATE: it says which object is meant"))
      #expect(message("id = 2").contains("id can't be set"))
      #expect(message("assignee = 'me'").contains("assignee can't be set"))
      #expect(message("rowid = 2").contains("rowid"))
      #expect(run.sent.isEmpty)
      let key = "project = 'a' AND task_id = 1"
      #expect(message("title = NULL", key).contains("title is never null"))
      #expect(message("state = 'opened'", key).contains("Did you mean 'open'?"))
      #expect(message("labels = 'x'", key).contains("is not a JSON array"))
      #expect(message("title = 'x'", "task_id = 1").contains("needs project"))
      #expect(message("title = 'x'", "project = 'a' AND assignee = 'me'").contains("no row can be found by it"))
      #expect(run.database.message("UPDATE shop.work.papers SET body = '[]'").contains("UPDATE does not work"))
      #expect(run.database.message("UPDATE OR IGNORE shop.work.tasks SET title = 'x'").contains("write UPDATE alone"))
      let limited = run.database.message(
        "UPDATE shop.work.tasks SET title = 'x' WHERE project = 'a' ORDER BY id LIMIT 1")
      #expect(limited.contains("task_id IN (SELECT id FROM shop.work.tasks"))
      #expect(run.sent.isEmpty && run.plans.isEmpty)
    }
  }

  @Test("and SELECT compare booleans with true and false, and with no text in silence")
  func booleans() async throws {
    try await Bench.run { run in
      for condition in ["done = 'true'", "done <> 'no'", "'false' = done", "done IS 'true'"] {
        for statement in ["SELECT id FROM shop.work.tasks", "DELETE FROM shop.work.tasks"] {
          let message = run.database.message("\(statement) WHERE project = 'a' AND \(condition)")
          #expect(message.contains("write done = true or done = false"), "\(statement) \(condition): \(message)")
        }
      }
      #expect(run.sent.isEmpty && run.plans.isEmpty)
      for condition in ["done", "done = true", "done = 1", "done = '1'", "done IS TRUE"] {
        let rows = try run.run("SELECT id FROM shop.work.tasks WHERE project = 'a' AND \(condition)")
        #expect(rows.result.texts("id") == ["2"], "\(condition)")
      }
    }
  }

  @Test("that is planned twice is sent once, unless another one came in between")
  func repetition() async throws {
    try await Bench.run { run in
      func update(_ title: String) -> String {
        "UPDATE shop.work.tasks SET title = '\(title)' WHERE project = 'a' AND task_id = 1;"
      }
      let sent = try run.run("BEGIN; \(update("x")) \(update("x")) \(update("y")) \(update("x")) COMMIT")
      #expect(sent.writes.map(\.body) == [#"{"title":"x"}"#, #"{"title":"y"}"#, #"{"title":"x"}"#])
    }
  }

  @Test("EXPLAIN prints what is read and what is sent")
  func explain() async throws {
    try await Bench.run { run in
      func explain(_ condition: String) throws -> [[String]] {
        try run.database.query("EXPLAIN UPDATE shop.work.tasks SET title = 'x' WHERE \(condition)").rows
          .map { $0.map(\.shown) }
      }
      let update = ["shop.work.tasks", "update_task"]
      let keyed = try explain("project = 'a' AND id = 1")
      #expect(keyed == [update + ["PATCH /projects/a/tasks/1", "1"]])
      let read = try explain("project = 'a' AND id = 1 AND done")
      #expect(
        read == [
          ["shop.work.tasks", "get_task", "GET /projects/a/tasks/1", "1"], update + ["PATCH /projects/a/tasks/1", "1"],
        ])
      let wide = try explain("project = 'a' AND done")
      #expect(
        wide == [
          ["shop.work.tasks", "list_tasks", "GET /projects/a/tasks", "1"],
          update + ["PATCH /projects/a/tasks/{task_id}", "NULL"],
        ])
      #expect(run.sent.isEmpty)
    }
  }
}
