import ChildProcess
import Foundation
import Testing

/// SQL over the stranger's provider, from its spec and over real HTTP, before anything of it was compiled.
@Suite struct WeatherQueryTests {
  private static var program: URL {
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
    func file(_ name: String) throws -> (URL, FileHandle) {
      let url = folder.appending(path: name)
      try Data().write(to: url)
      return (url, try FileHandle(forWritingTo: url))
    }
    let (output, errors) = (try file("output"), try file("errors"))
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
    process.standardOutput = output.1
    process.standardError = errors.1
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output.0, encoding: .utf8)
    return Outcome(
      status: process.terminationStatus, lines: text.split(separator: "\n").map(String.init),
      errors: try String(contentsOf: errors.0, encoding: .utf8))
  }

  @Test(arguments: ["readings", "archive", "stream", "log", "feed", "found"])
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
      (WeatherServer.Fault.loop, ["archive", "stream", "log", "feed"]), (.foreign, ["log", "feed"]),
      (.shorter, ["archive"]),
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
}
