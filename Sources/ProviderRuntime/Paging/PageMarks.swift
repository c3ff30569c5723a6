/// What the body of a page says about the pages around it.
struct PageMarks: Sendable, Hashable {
  /// Where the next page begins; nil where there is none.
  var cursor: ArgumentValue?
  /// Whether there are more pages; nil where it is not said.
  var hasMore: Bool?
  /// The URL of the next page; nil where there is none.
  var nextURL: String?
  /// The count of all items of the list; nil where it is not said.
  var total: Int?
  /// The count of all pages of the list; nil where it is not said.
  var pageCount: Int?

  /// A body that says nothing.
  init() {}

  /// Reads the members that a rule of paging names.
  ///
  /// A cursor or URL that is missing ends the list, also where what it would be in is missing: there are servers that
  /// leave it all out on the last page. One of another type is an error, as is a count that is missing.
  ///
  /// - Parameter list: Where in the body the list is.
  init(_ body: [UInt8], _ rule: PaginationDescriptor, list: [String]) throws {
    if let path = rule.cursorMember { cursor = try Self.cursor(Self.member(path, of: body), path) }
    if let path = rule.cursorItemMember { cursor = try Self.cursor(path, ofLastOf: list, in: body) }
    if let path = rule.moreMember { hasMore = try Self.truth(Self.member(path, of: body), path) }
    if let path = rule.nextURLMember { nextURL = try Self.text(Self.member(path, of: body), path) }
    if let path = rule.totalMember { total = try Self.count(Self.member(path, of: body), path, "items") }
    if let path = rule.pageCountMember { pageCount = try Self.count(Self.member(path, of: body), path, "pages") }
  }

  /// Whether a body says, whatever the way of paging, that there is more of its list.
  static func sayMore(_ body: [UInt8], list: [String]) -> Bool {
    guard let holder = list.isEmpty ? nil : list.dropLast(), mores.contains(where: { holds($0, body) }) else {
      return false
    }
    // Only what is right beside the list, or in GraphQL's place for it, is surely about it.
    let places = mores.map { holder + [$0] } + [holder + ["pageInfo", "hasNextPage"]]
    return places.contains { place in
      if case .boolean(true)? = try? JSONMember(Array(place), of: body) { true } else { false }
    }
  }

  /// The names under which servers say whether there is more of a list.
  private static let mores = ["has_more", "hasMore", "has_next_page", "hasNextPage"]

  /// Whether a name is anywhere in a text, in quotes: what is not there need not be looked for.
  private static func holds(_ name: String, _ text: [UInt8]) -> Bool {
    let wanted = Array("\"\(name)\"".utf8)
    return text.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        var index = 0
        while index <= text.count - wanted.count {
          if text[index] == wanted[0], text[index + 1] == wanted[1], text[index + 2] == wanted[2],
            text[index..<index + wanted.count].elementsEqual(wanted)
          {
            return true
          }
          index += 1
        }
        return false
      }
    }
  }

  private static func member(_ path: [String], of body: [UInt8]) throws -> JSONMember {
    do throws(JSONMember.Problem) {
      return try JSONMember(path, of: body)
    } catch {
      throw unreadable(error, path, "the answer")
    }
  }

  private static func unreadable(_ problem: JSONMember.Problem, _ path: [String], _ whole: String) -> PageProblem {
    guard case .noObject(let names, let kind) = problem else { return Self.problem("the answer is not valid JSON") }
    let place = names.isEmpty ? "the whole" : "the member '\(names.joined(separator: "."))'"
    return Self.problem(
      "\(place) of \(whole) is not an object but \(kind), and can't hold '\(path.joined(separator: "."))'")
  }

  private static func cursor(_ member: JSONMember, _ path: [String]) throws -> ArgumentValue? {
    if case .integer(let number) = member { return .integer(number) }
    return try text(member, path).map { .string($0) }
  }

  /// The cursor that the last item is or holds; nil where there are no items.
  private static func cursor(_ path: [String], ofLastOf list: [String], in body: [UInt8]) throws -> ArgumentValue? {
    let member: JSONMember?
    do throws(JSONMember.Problem) {
      member = try JSONMember.ofLastElement(path, of: list, in: body)
    } catch {
      throw unreadable(error, path, "the page's last item")
    }
    guard let member else { return nil }
    guard let cursor = try cursor(member, path) else {
      throw problem(
        "the last item of the page has no '\(path.joined(separator: "."))', with which the next page begins")
    }
    return cursor
  }

  private static func text(_ member: JSONMember, _ path: [String]) throws -> String? {
    switch member {
    case .missing, .null, .string(""): return nil
    case .string(let text): return text
    default: throw wrong(member, path, "what leads to the next page")
    }
  }

  private static func truth(_ member: JSONMember, _ path: [String]) throws -> Bool? {
    switch member {
    case .missing, .null: return nil
    case .boolean(let value): return value
    default: throw wrong(member, path, "true or false")
    }
  }

  private static func count(_ member: JSONMember, _ path: [String], _ what: String) throws -> Int? {
    switch member {
    case .null: return nil
    case .integer(let number) where number >= 0: return Int(exactly: number)
    default: throw wrong(member, path, "the count of the \(what) of the list")
    }
  }

  private static func wrong(_ member: JSONMember, _ path: [String], _ due: String) -> PageProblem {
    problem("the member '\(path.joined(separator: "."))' of the answer is \(member.kind), not \(due)")
  }

  private static func problem(_ reason: String) -> PageProblem {
    PageProblem(
      kind: .invalidResponse, reason: reason,
      advice: "Check the member's name under 'pagination' in the spec; the API may differ from it.")
  }
}
