@testable import ProviderRuntime

extension FuzzTarget {
  private static let words = [
    "HTTP 200\n", "HTTP 429\n", "HTTP 302\nLocation: ", "Link: ", "<?page=2>; rel=\"next\"", "<?page=9>; rel=\"last\"",
    "Retry-After: 3\n", "x-remaining: 0\n", "x-reset: 1700000100\n", "\n====\n", "\n\n[{},{}]", "[{},{}]", "[]",
    "9223372036854775807", "https://api.example.com/events?page=", "https://elsewhere.example/", "&per_page=2", ", ",
    "{\"items\":[{},{}],\"next\":{\"cursor\":\"a\",\"more\":true}}", "\"next\":{\"cursor\":7}", "\"more\":false",
    "{\"items\":[{},{}],\"next\":{\"url\":\"?after=1\"}}", "\"url\":\"https://elsewhere.example/\"",
    "{\"items\":[{},{}],\"total\":5}", "\"total\":9223372036854775807", "\"total\":null", "\"items\":[]", "\\u006eext",
    "{\"errors\":[{\"message\":\"secret-token\"}]}",
  ]

  /// The answers of a server, through which a list is read to its end in each way of paging.
  static let paging = FuzzTarget("paging", maximumLength: 4_096, mutations: 1_500, dictionary: words) { bytes in
    let answers = parts(of: bytes)
    for method in [Depot.pages, Depot.list] + Depot.styles {
      let server = ScriptedServer(answers)
      let maximum = 20
      let client = ProviderClient.scripted(Depot.provider, server, requests: maximum)
      do {
        _ = try waiting {
          var items = 0
          for try await _ in client.list(method, method.name == "list_boxes" ? ["site": "a"] : [:])
            as PagedSequence<JSONValue>
          {
            items += 1
            if items == 2_000 { break }
          }
          return items
        }
      } catch {
        try require(error is ProviderError, "not a ProviderError: \(error)")
        try require(!"\(error)".contains("secret-token"), "the token is shown: \(error)")
      }
      let requests = server.requests
      try require(requests.count <= maximum, "\(requests.count) requests")
      for request in requests {
        // The token goes to the server and nowhere else.
        try require(request.url.hasPrefix("https://api.example.com/"), "a request goes elsewhere: \(request.url)")
      }
    }
  }
}
