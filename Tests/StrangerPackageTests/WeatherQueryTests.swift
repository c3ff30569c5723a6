import ChildProcess
import Foundation
import Testing

/// SQL over the stranger's provider, from its spec and over real HTTP, before anything of it was compiled.
@Suite struct WeatherQueryTests {
  static var program: URL {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "bindery")
    #else
      let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      return tests.deletingLastPathComponent().appending(path: "bindery")
    #endif
  }

  private struct Outcome {
    var status: Int32
    var lines: [String]
    var errors: String
  }

  /// Runs a script against a server; rows come as lines of JSON.
  private func query(_ sql: String, _ words: String..., at server: WeatherServer) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-weather-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = ChildProcess()
    process.executableURL = Self.program
    process.arguments =
      [
        "query", "--spec", StrangerPackage.root.appending(path: "Tests/StrangerPackage/spec/weather").path, "--format",
        "jsonl", "--quiet", "--journal", folder.appending(path: "journal.db").path,
      ] + words + [sql]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "WEATHER_URL": server.url, "WEATHER_TOKEN": "let-me-in",
    ]
    let outcome = try process.outcome()
    return Outcome(status: outcome.status, lines: outcome.lines, errors: outcome.errorText)
  }

  @Test(arguments: ["readings", "archive", "stream", "log", "feed", "found", "tail", "almanac"])
  func `a table has every row, whatever its way of paging`(table: String) throws {
    let server = try WeatherServer(readings: 23)
    defer { server.stop() }
    let name = "weather.readings.\(table)"
    let whole = try query(
      "SELECT count(*) AS n, min(id) AS low, max(id) AS high, count(note) AS notes FROM \(name)", at: server)
    #expect(whole.lines == [#"{"n":23,"low":1,"high":23,"notes":0}"#], "\(whole.errors)")
    #expect(server.takeRequests().count == 5)
    // A LIMIT makes the one page as small as it may be.
    let few = try query("SELECT id FROM \(name) LIMIT 2", at: server)
    #expect(few.lines == [#"{"id":1}"#, #"{"id":2}"#], "\(few.errors)")
    let requests = server.takeRequests()
    #expect(requests.map { $0.value("size") } == ["2"])
    // What the rows are joined with is asked for once.
    let lost = try query(
      "SELECT count(*) AS n FROM \(name) a WHERE a.id > (SELECT min(b.id) FROM \(name) b)", at: server)
    #expect(lost.lines == [#"{"n":22}"#], "\(lost.errors)")
  }

  @Test func `a page that is asked for comes alone, and a wrong list is an error`() throws {
    let server = try WeatherServer(readings: 23)
    defer { server.stop() }
    for (condition, table) in [("skip = 20", "archive"), ("after = '20'", "stream"), ("page = 5", "feed")] {
      let outcome = try query("SELECT id FROM weather.readings.\(table) WHERE \(condition)", at: server)
      #expect(outcome.lines == [#"{"id":21}"#, #"{"id":22}"#, #"{"id":23}"#], "\(outcome.errors)")
      #expect(server.takeRequests().count == 1)
    }
    for (fault, tables) in [
      (WeatherServer.Fault.loop, ["archive", "stream", "log", "feed", "tail", "almanac"]), (.foreign, ["log", "feed"]),
      (.shorter, ["archive", "almanac"]),
    ] {
      server.set(fault)
      for table in tables {
        let outcome = try query("SELECT sum(celsius) FROM weather.readings.\(table)", at: server)
        #expect(outcome.status == 2, "\(table)")
        #expect(outcome.lines == [])
        #expect(
          outcome.errors.contains(
            fault == .shorter ? "became shorter" : fault == .loop ? "has no end" : "at another server"))
      }
    }
  }

  @Test func `a list of which nobody knows the pages ends with an error where the server says that there are more`()
    throws
  {
    let server = try WeatherServer(readings: 4)
    defer { server.stop() }
    let cut = try query("SELECT id FROM weather.readings.bare", at: server)
    #expect(cut.status == 2)
    #expect(cut.errors.contains("the server says that the list has more pages"), "\(cut.errors)")
    #expect(try query("SELECT count(*) FROM weather.readings.bare", at: server).lines == [])
    let first = try query("SELECT id FROM weather.readings.bare LIMIT 3", at: server)
    #expect(first.lines == [#"{"id":1}"#, #"{"id":2}"#, #"{"id":3}"#], "\(first.errors)")
    let few = try WeatherServer(readings: 3)
    defer { few.stop() }
    #expect(try query("SELECT count(*) AS n FROM weather.readings.bare", at: few).lines == [#"{"n":3}"#])
  }

  @Test func `an answer without a body is a row of what its path names, and a 404 is none`() throws {
    let server = try WeatherServer(readings: 5)
    defer { server.stop() }
    func rows(_ sql: String) throws -> [String] {
      let outcome = try query(sql, at: server)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.lines
    }
    let stars = "weather.readings.stars"
    #expect(
      try rows("SELECT * FROM \(stars) WHERE reading_id = 4 AND star = 'gold'") == [#"{"reading_id":4,"star":"gold"}"#])
    #expect(server.takeRequests().map(\.line) == ["GET /readings/4/stars/gold"])
    #expect(try rows("SELECT * FROM \(stars) WHERE reading_id = 3 AND star = 'gold'") == [])
    #expect(
      try rows(
        "SELECT reading_id FROM \(stars) WHERE (star = 'gold' AND reading_id = 2) OR (star = 'gold' AND reading_id IN (4, 5))"
      )
        == [#"{"reading_id":2}"#, #"{"reading_id":4}"#])
    #expect(
      try rows(
        "SELECT r.id FROM weather.readings.readings r JOIN \(stars) s ON s.reading_id = r.id AND s.star = 'gold'")
        == [#"{"id":2}"#, #"{"id":4}"#])
    #expect(
      try rows("EXPLAIN SELECT * FROM \(stars) WHERE reading_id = 4 AND star = 'gold'").first?.contains(
        #""requests_at_most":1"#) == true)
    let wrong = try query("SELECT * FROM \(stars) WHERE reading_id = 4", at: server)
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("star"))
  }

  @Test func `every verb of SQL sends what it is given, as a plan`() throws {
    let server = try WeatherServer(readings: 5)
    defer { server.stop() }
    let statements: [(String, [String])] = [
      (
        #"INSERT INTO weather.readings.readings (celsius, sky, note, place, tags, "X-Tags") "#
          + #"VALUES (21.5, 'clear', 'it''s', '{"lat":47.5,"lon":8.5}', '["x","é"]', '[1,2]')"#,
        [
          #"POST /readings {"celsius":21.5,"sky":"clear","note":"it's","place":{"lat":47.5,"lon":8.5},"tags":["x","é"]}"#
        ]
      ),
      ("UPDATE weather.readings.readings SET note = NULL WHERE id = 6", [#"PATCH /readings/6 {"note":null}"#]),
      (
        "REPLACE INTO weather.readings.readings (reading_id, celsius, sky) VALUES (6, -1, 'cloudy')",
        [#"PUT /readings/6 {"celsius":-1,"sky":"cloudy"}"#]
      ),
      (
        "EXEC weather.readings.readings.remark_on_reading @reading_id = 6, @body = 'as {is}'",
        ["POST /readings/6/remarks as {is}"]
      ),
      (
        "DELETE FROM weather.readings.readings WHERE celsius > 3 AND id < 5",
        ["DELETE /readings/3 ", "DELETE /readings/4 "]
      ),
    ]
    for (sql, sent) in statements {
      let planned = try query(sql, "--dry-run", at: server)
      #expect(planned.lines.count == sent.count, "\(planned.errors)")
      #expect(server.takeRequests().allSatisfy { $0.method == "GET" })
      let done = try query(sql, "--yes", at: server)
      #expect(done.status == 0, "\(done.errors)")
      #expect(done.lines.allSatisfy { $0.contains(#""outcome":"done""#) }, "\(done.lines)")
      let writes = server.takeRequests().filter { $0.method != "GET" }
      let numbers = writes.map { request in
        "\(request.line) \(request.body)".replacing(#""celsius":-1.0"#, with: #""celsius":-1"#)
      }
      #expect(numbers == sent)
      if sql.hasPrefix("INSERT") { #expect(writes.first?.headers["x-tags"] == "1,2") }
    }
    let left = try query("SELECT id, celsius, sky FROM weather.readings.readings ORDER BY id", at: server)
    #expect(left.lines.count == 4)
    #expect(left.lines.last?.contains(#""sky":"cloudy""#) == true)
    let text = try query("SELECT value FROM weather.readings.bulletins WHERE reading_id = 5", at: server)
    #expect(text.lines == [#"{"value":"Reading 5: 5.5 degrees"}"#], "\(text.errors)")
  }
}
