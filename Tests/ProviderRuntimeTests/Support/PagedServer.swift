import ProviderRuntime

/// A list of numbered things behind pages, with the ways in which servers name the pages around one.
struct PagedServer: Sendable {
  enum Links: Sendable { case all, nextOnly, none, relative, otherPath }

  var items: Int
  var links: Links = .all
  /// Pages whose answer has no `Link` at all.
  var pagesWithoutLinks: Set<Int> = []
  /// Changes an answer before it goes out.
  var change: @Sendable (Int, HTTPResponse) -> HTTPResponse = { $1 }

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    let size = Self.number("per_page", request.url) ?? 30
    let page = Self.number("page", request.url) ?? 1
    let last = max(1, (items + size - 1) / size)
    let range = ((page - 1) * size)..<max((page - 1) * size, min(page * size, items))
    let body = "[" + range.map { "{\"id\":\($0)}" }.joined(separator: ",") + "]"
    var headers = HTTPHeaders()
    if last > 1, links != .none, !pagesWithoutLinks.contains(page) {
      headers.add("Link", link(request.url, page: page, last: last))
    }
    return change(page, .json(body, headers: headers))
  }

  var transport: FakeTransport { FakeTransport { self.answer($0) } }

  private func link(_ url: String, page: Int, last: Int) -> String {
    let path = url.dropFirst("https://api.example.com".count).prefix { $0 != "?" }
    let query = url.drop { $0 != "?" }.dropFirst().split(separator: "&").filter { !$0.hasPrefix("page=") }
    func target(_ number: Int) -> String {
      let items = (query.map(String.init) + ["page=\(number)"]).joined(separator: "&")
      switch links {
      case .relative: return "?\(items)"
      case .otherPath: return "https://api.example.com/organizations/7/things?\(items)"
      default: return "https://api.example.com\(path)?\(items)"
      }
    }
    var named: [(String, Int)] = []
    if page > 1 { named.append(("prev", page - 1)) }
    if page < last { named.append(("next", page + 1)) }
    if links != .nextOnly {
      if page < last { named.append(("last", last)) }
      if page > 1 { named.append(("first", 1)) }
    }
    return named.map { "<\(target($0.1))>; rel=\"\($0.0)\"" }.joined(separator: ", ")
  }

  static func number(_ name: String, _ url: String) -> Int? {
    url.drop { $0 != "?" }.dropFirst().split(separator: "&").first { $0.hasPrefix(name + "=") }
      .flatMap { Int($0.dropFirst(name.count + 1)) }
  }
}
