import ProviderRuntime

/// A list of numbered things whose pages are found in any way but by `Link` headers.
struct StyledServer: Sendable {
  enum Style: String, Sendable, CaseIterable {
    /// Numbered from 0, with the count of all items.
    case counted
    /// Numbered from 1, without it.
    case numbered
    /// By offset, with the count of all items.
    case totalled
    /// By offset, without it.
    case offset
    case cursor
    /// Numbered from 1, with the count of all pages, in members whose names hold dots.
    case paged
    /// Behind the item that was last.
    case tail
    case nextURL
    /// A cursor that is a variable of a GraphQL document.
    case graphQL

    /// Whether the pages behind the first are known from it.
    var isCounted: Bool { self == .counted || self == .totalled || self == .paged }
    /// Whether a page does not say that there is another one.
    var isUnsaid: Bool { self == .numbered || self == .offset }
  }

  var style: Style
  var items: Int
  /// The largest page that the server gives, whatever it is asked for.
  var maximum = 100
  /// Changes an answer before it goes out, by the index of its first item.
  var change: @Sendable (Int, HTTPResponse) -> HTTPResponse = { $1 }

  var transport: FakeTransport { FakeTransport { self.answer($0) } }

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    let size = min(Self.number("size", request) ?? 30, maximum)
    let start: Int =
      switch style {
      case .counted: (Self.number("number", request) ?? 0) * size
      case .numbered, .paged: ((Self.number("number", request) ?? 1) - 1) * size
      case .totalled, .offset: Self.number("offset", request) ?? 0
      case .tail: Self.number("after", request).map { $0 + 1 } ?? 0
      case .cursor, .nextURL, .graphQL: Self.number("after", request) ?? 0
      }
    let end = max(start, min(start + size, items))
    let things = "[" + (start..<end).map { "{\"id\":\($0)}" }.joined(separator: ",") + "]"
    return change(start, .json(body(things, end: end, size: size)))
  }

  private func body(_ things: String, end: Int, size: Int) -> String {
    let isLast = end >= items
    switch style {
    case .counted, .totalled: return "{\"meta\":{\"total\":\(items)},\"data\":{\"things\":\(things)}}"
    case .numbered, .offset: return things
    case .paged:
      return "{\"page.info\":{\"of\":\((items + size - 1) / size)},\"@odata.value\":\(things)}"
    case .tail: return "{\"data\":\(things),\"has_more\":\(!isLast)}"
    case .cursor:
      return "{\"things\":\(things),\"next\":{\"cursor\":\(isLast ? "null" : "\"\(end)\""),\"more\":\(!isLast)}}"
    case .nextURL:
      let next = isLast ? "" : ",\"links\":{\"next\":\"/things?size=\(size)&after=\(end)\"}"
      return "{\"things\":\(things)\(next)}"
    case .graphQL:
      return "{\"data\":{\"things\":{\"nodes\":\(things),\"page\":{\"end\":\"\(end)\",\"more\":\(!isLast)}}}}"
    }
  }

  /// A number of the query, or of a GraphQL document's variables.
  static func number(_ name: String, _ request: HTTPRequest) -> Int? {
    if let number = PagedServer.number(name, request.url) { return number }
    let body = String(decoding: request.body ?? [], as: UTF8.self)
    guard let variable = body.firstRange(of: "\"\(name)\":") else { return nil }
    return Int(body[variable.upperBound...].drop { $0 == "\"" }.prefix { $0.isNumber })
  }

  var method: MethodDescriptor { Self.method(style) }

  static func method(_ style: Style) -> MethodDescriptor {
    let size = Fixture.query("size", .integer(), maximum: 10)
    func list(
      _ parameters: [ParameterDescriptor], _ pagination: PaginationDescriptor, _ member: [String]
    ) -> MethodDescriptor {
      MethodDescriptor(
        name: "list_\(style.rawValue)", action: "list", httpMethod: "GET", path: "/things",
        parameters: parameters + [size], pagination: pagination,
        response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing"), member: member), summary: "")
    }
    switch style {
    case .counted:
      return list(
        [Fixture.query("number", .integer())],
        PaginationDescriptor(
          style: .pageNumber, pageParameter: "number", firstPage: 0, pageSizeParameter: "size",
          totalMember: ["meta", "total"]), ["data", "things"])
    case .numbered:
      return list(
        [Fixture.query("number", .integer())],
        PaginationDescriptor(style: .pageNumber, pageParameter: "number", pageSizeParameter: "size"), [])
    case .totalled:
      return list(
        [Fixture.query("offset", .integer())],
        PaginationDescriptor(
          style: .offset, offsetParameter: "offset", pageSizeParameter: "size", totalMember: ["meta", "total"]),
        ["data", "things"])
    case .offset:
      return list(
        [Fixture.query("offset", .integer())],
        PaginationDescriptor(style: .offset, offsetParameter: "offset", pageSizeParameter: "size"), [])
    case .paged:
      return list(
        [Fixture.query("number", .integer())],
        PaginationDescriptor(
          style: .pageNumber, pageParameter: "number", pageSizeParameter: "size",
          pageCountMember: ["page.info", "of"]), ["@odata.value"])
    case .tail:
      return list(
        [Fixture.query("after")],
        PaginationDescriptor(
          style: .cursor, cursorParameter: "after", pageSizeParameter: "size", cursorItemMember: ["id"],
          moreMember: ["has_more"]), ["data"])
    case .cursor:
      return list(
        [Fixture.query("after")],
        PaginationDescriptor(
          style: .cursor, cursorParameter: "after", pageSizeParameter: "size", cursorMember: ["next", "cursor"],
          moreMember: ["next", "more"]), ["things"])
    case .nextURL:
      return list(
        [], PaginationDescriptor(style: .nextURL, pageSizeParameter: "size", nextURLMember: ["links", "next"]),
        ["things"])
    case .graphQL:
      var method = list(
        [Fixture.query("after")],
        PaginationDescriptor(
          style: .cursor, cursorParameter: "after", pageSizeParameter: "size",
          cursorMember: ["data", "things", "page", "end"], moreMember: ["data", "things", "page", "more"]),
        ["data", "things", "nodes"])
      method.httpMethod = "POST"
      method.path = "/graphql"
      method.graphQL = "query ($after: String, $size: Int) { things(after: $after, first: $size) { nodes { id } } }"
      for index in method.parameters.indices { method.parameters[index].location = .variable }
      return method
    }
  }
}
