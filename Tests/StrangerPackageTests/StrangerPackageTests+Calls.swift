import Foundation
import Testing

/// The typed client of the stranger's provider, over real HTTP.
extension StrangerPackageTests {
  private func forecast(_ words: String, at server: WeatherServer) throws -> [String] {
    let environment = ["WEATHER_URL": server.url, "WEATHER_TOKEN": "let-me-in"]
    return try package.forecast(words, environment: environment).split(separator: "\n").map(String.init)
  }

  private static func ids(_ range: ClosedRange<Int>) -> String { range.map(String.init).joined(separator: ",") }

  @Test func `every way of paging reads the whole list with the requests that are due`() throws {
    let server = try WeatherServer(readings: 23)
    defer { server.stop() }
    let lines = try forecast("lists", at: server)
    let all = Self.ids(1...23)
    #expect(
      lines == [
        "page_number \(all)", "offset \(all)", "cursor \(all)", "next_url \(all)", "link \(all)", "graphql \(all)",
        "page \(Self.ids(6...10))", "skip 4,5", "after \(Self.ids(11...15))", "parameters \(Self.ids(1...5))",
      ])
    let requests = server.takeRequests()
    // Pages that are read ahead come in any order.
    func targets(_ path: String) -> [String] {
      requests.map(\.target).filter { $0.hasPrefix(path) }
    }
    #expect(targets("/readings").first == "/readings?size=5")
    #expect(Set(targets("/readings").dropFirst().prefix(4)) == Set((2...5).map { "/readings?page=\($0)&size=5" }))
    #expect(
      Set(targets("/archive").prefix(5))
        == Set(["/archive?size=5"] + [5, 10, 15, 20].map { "/archive?skip=\($0)&size=5" }))
    #expect(
      targets("/stream").prefix(5) == [
        "/stream?size=5", "/stream?after=5&size=5", "/stream?after=10&size=5",
        "/stream?after=15&size=5", "/stream?after=20&size=5",
      ])
    #expect(targets("/log").count == 5)
    #expect(targets("/feed").count == 5)
    #expect(targets("/graphql").count == 5)
    #expect(requests.count == 6 * 5 + 4)
    let variables = requests.filter { $0.target == "/graphql" }.map { WeatherServer.json($0.body)["variables"] }
    #expect(
      variables == [
        ["sky": "clear", "size": 5], ["sky": "clear", "size": 5, "after": "5"],
        ["sky": "clear", "size": 5, "after": "10"],
        ["sky": "clear", "size": 5, "after": "15"], ["sky": "clear", "size": 5, "after": "20"],
      ])
    let parameters = try #require(requests.last)
    #expect(parameters.target == "/readings?sky=clear&sky=cloudy&fields=id,celsius&page=1&size=5")
    #expect(parameters.headers["x-units"] == "a b")
  }

  @Test func `a list that leads back, leads elsewhere or becomes shorter is an error, never a shorter list`() throws {
    let server = try WeatherServer(readings: 23)
    defer { server.stop() }
    let (first, all) = (Self.ids(1...5), Self.ids(1...23))
    let expected: [(WeatherServer.Fault, [String])] = [
      (
        .loop,
        [
          "page_number \(first) invalidLink", "offset \(first) invalidLink", "cursor \(first),\(first) invalidLink",
          "next_url \(first),\(first) invalidLink", "link \(first) invalidLink",
          "graphql \(first),\(first) invalidLink",
        ]
      ),
      (
        .foreign,
        [
          "page_number \(all)", "offset \(all)", "cursor \(all)", "next_url \(first) invalidLink",
          "link \(first) invalidLink", "graphql \(all)",
        ]
      ),
      (
        .shorter,
        [
          "page_number \(first) listChanged", "offset \(first) listChanged",
          // Nothing in a page shows that others were to follow.
          "cursor \(Self.ids(1...15))", "next_url \(Self.ids(1...15))", "link \(first) listChanged",
          "graphql \(Self.ids(1...15))",
        ]
      ),
    ]
    for (fault, lines) in expected {
      server.set(fault)
      #expect(try Array(forecast("lists", at: server).prefix(6)) == lines, "\(fault)")
    }
  }

  @Test func `every verb sends its body and headers, and reads objects and texts`() throws {
    let server = try WeatherServer(readings: 23)
    defer { server.stop() }
    #expect(
      try forecast("changes", at: server) == [
        "created 24", "read a \"b\"", "changed 3.0", "cleared none 3.0", "replaced none",
        "bulletin Reading 24: -1 degrees",
        "gone notFound",
      ])
    let requests = server.takeRequests()
    #expect(
      requests.map(\.line) == [
        "POST /readings", "GET /readings/24", "PATCH /readings/24", "PATCH /readings/24", "PUT /readings/24",
        "POST /readings/24/remarks", "GET /readings/24/bulletin", "DELETE /readings/24", "GET /readings/24",
      ])
    #expect(
      requests.map(\.body) == [
        #"{"celsius":21.5,"note":"a \"b\"\n","place":{"lat":47.5,"lon":8.5},"sky":"clear","tags":["x","é"]}"#, "",
        #"{"celsius":3}"#, #"{"note":null}"#, #"{"celsius":-1}"#, "as {is}\n", "", "", "",
      ])
    #expect(requests[0].headers["x-tags"] == "1,2")
    #expect(
      requests.map { $0.headers["content-type"] ?? "" } == [
        "application/json", "", "application/json", "application/json", "application/json", "text/plain", "", "", "",
      ])
    #expect(
      requests.map { $0.headers["accept"] ?? "" } == Array(repeating: "application/json", count: 6) + ["text/plain"]
        + Array(repeating: "application/json", count: 2))
  }
}
