import Foundation
import RawServer
import Testing

extension StrangerPackageTests {
  /// What the README has a reader write or run, in its order.
  private enum Step {
    case file(path: String, text: String)
    case commands(String)
  }

  private static func steps() throws -> [Step] {
    let text = try String(contentsOf: StrangerPackage.root.appending(path: "README.md"), encoding: .utf8)
    let block = #/(?:<!-- file: (\S+) -->\n(?:<!-- .* -->\n)?\n)?```(sh|swift|json)\n([\s\S]*?)```\n/#
    return try text.matches(of: block).map { match in
      if let path = match.1 { return .file(path: String(path), text: String(match.3)) }
      try #require(match.2 == "sh", "a block of Swift that says no place for it: \(match.3)")
      return .commands(String(match.3))
    }
  }

  @Test func `the README's packages build and its commands run, as they stand there`() throws {
    let manager = FileManager.default
    // A clone beside the package, which has one place for all builds of the tests.
    let clone = package.directory.deletingLastPathComponent().appending(path: "bindery")
    try manager.createSymbolicLink(at: clone, withDestinationURL: StrangerPackage.root)
    defer { try? manager.removeItem(at: clone) }
    for name in ["Sources", "spec"] { try manager.removeItem(at: package.directory.appending(path: name)) }

    let steps = try Self.steps()
    // What is written last, the package with a provider of its own, is what commands are run in.
    for case .file(let path, let text) in steps {
      if path == "Package.swift", manager.fileExists(atPath: package.directory.appending(path: "Sources").path) {
        let build = try package.build("versions")
        #expect(build.status == 0, "\(build.output)")
      }
      let file = package.directory.appending(path: path)
      try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try package.write(path, text.replacing("\"../bindery\"", with: "\"\(StrangerPackage.root.path)\""))
    }
    var commands = steps.compactMap { step in if case .commands(let text) = step { text } else { nil } }
    try #require(commands.count == 2)
    // The example before takes what the one behind it makes.
    commands.append(commands.removeFirst())
    let path = WeatherQueryTests.program.deletingLastPathComponent().path + ":/usr/bin:/bin"
    for text in commands {
      let outcome = try package.run(
        ["sh", "-ec", "cd '\(package.directory.path)'\n\(text)"], environment: ["PATH": path])
      #expect(outcome.status == 0, "\(text)\n\(outcome.output)")
    }
    let build = try package.build("close-waiting")
    #expect(build.status == 0, "\(build.output)")

    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      let ticket =
        #"{"id":7,"subject":"No light","state":"waiting","priority":"low","opened_at":"2025-01-01T00:00:00Z"}"#
      let body = request.hasPrefix("GET /tickets?state=waiting&limit=100 ") ? #"{"tickets":[\#(ticket)]}"# : ticket
      let isDue =
        request.hasPrefix("GET") || request.hasPrefix("PATCH /tickets/7 ") && request.hasSuffix(#"{"state":"closed"}"#)
      _ = connection.write(
        "HTTP/1.1 \(isDue ? 200 : 400) X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
          + "Connection: close\r\n\r\n\(body)")
    }
    defer { server.stop() }
    let run = try package.run(
      [package.scratch.appending(path: "debug/close-waiting").path],
      environment: ["DESK_API_URL": server.url, "DESK_TOKEN": "t"])
    #expect(run.output == "closed 7 No light\n")
    #expect(run.status == 0)
    // Leaves the plan as the other tests know it.
    try package.restore()
    _ = try package.forecast()
  }
}
