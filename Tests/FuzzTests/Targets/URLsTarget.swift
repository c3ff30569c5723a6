@testable import ProviderRuntime

extension FuzzTarget {
  private static let words = [
    "..", ".", "/", "%2F", "%2f", "%", "?", "#", "\\", ";", "\n", "é", "\u{0}", "+", " ", "//", "%2E%2E", "@", ":",
  ]

  /// Arguments of a request, one a line: none leaves its place.
  static let urls = FuzzTarget("urls", maximumLength: 512, mutations: 5_000, dictionary: words) { bytes in
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { text($0) }
    let (org, name, state) = (lines[0], lines.count > 1 ? lines[1] : "web", lines.count > 2 ? lines[2] : "")
    for value in lines {
      let encoded = PercentEncoding.encode(value)
      try require(PercentEncoding.decode(encoded) == value, "\(value) is decoded as another")
      try require(!encoded.utf8.contains { "/?#& +;:@\\".utf8.contains($0) }, "\(encoded) is not one segment")
    }
    let builder = RequestBuilder(
      pagination: Depot.provider.pagination, base: try WebAddress("https://api.example.com/v3"), token: nil)
    let request: PreparedRequest
    do {
      request = try builder.request(method, ["org": .string(org), "name": .string(name), "state": .string(state)])
    } catch {
      let isHard = [org, name].contains { ["", ".", ".."].contains($0) }
      try require(isHard, "refused without need: \(error)")
      return
    }
    let address = request.address
    try require(try WebAddress(address.text) == address, "\(address.text) is read as another address")
    let segments = address.path.split(separator: "/", omittingEmptySubsequences: false)
    try require(segments.count == 9, "another path: \(address.path)")
    try require(segments[3] == PercentEncoding.encode(org)[...], "org is elsewhere in \(address.path)")
    try require(segments[6] == PercentEncoding.encode(name)[...], "name is elsewhere in \(address.path)")
    try require(
      (try? address.resolving(address.target)) == address, "\(address.path) holds what takes segments away")
    try require(
      address.query.map { $0.split(separator: "&").count } == 2, "another query: \(address.query ?? "none")")
    // The sandbox, which shares no code with this side, finds the same values.
    try require(
      SandboxReading.names(path: String(address.path.dropFirst(3)), query: address.query ?? "") == [org, name, state],
      "the sandbox reads \(address.path) otherwise")
  }

  private static let method = Depot.method(
    "versions", "GET",
    "/orgs/{org}/packages/npm/{name}/versions/restore".replacing("/versions/restore", with: "/versions/42"),
    [Depot.path("org"), Depot.path("name"), Depot.query("state", .string()), Depot.query("per_page", .integer())],
    ResponseDescriptor(status: 200, shape: .list, type: .model("box")))
}
