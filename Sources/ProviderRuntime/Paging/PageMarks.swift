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

  /// A body that says nothing.
  init() {}

  /// Reads the members that a rule of paging names.
  ///
  /// A cursor or URL that is missing ends the list, also where what it would be in is missing: there are servers that
  /// leave it all out on the last page. One of another type is an error, as is a count that is missing.
  init(_ body: [UInt8], _ rule: PaginationDescriptor) throws {
    if let path = rule.cursorMember { cursor = try Self.cursor(Self.member(path, of: body), path) }
    if let path = rule.moreMember { hasMore = try Self.truth(Self.member(path, of: body), path) }
    if let path = rule.nextURLMember { nextURL = try Self.text(Self.member(path, of: body), path) }
    if let path = rule.totalMember { total = try Self.count(Self.member(path, of: body), path) }
  }

  private static func member(_ path: [String], of body: [UInt8]) throws -> JSONMember {
    do throws(JSONMember.Problem) {
      return try JSONMember(path, of: body)
    } catch .noObject(let names, let kind) {
      let place = names.isEmpty ? "the whole" : "the member '\(names.joined(separator: "."))'"
      throw problem(
        "\(place) of the answer is not an object but \(kind), and can't hold '\(path.joined(separator: "."))'")
    } catch {
      throw problem("the answer is not valid JSON")
    }
  }

  private static func cursor(_ member: JSONMember, _ path: [String]) throws -> ArgumentValue? {
    if case .integer(let number) = member { return .integer(number) }
    return try text(member, path).map { .string($0) }
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

  private static func count(_ member: JSONMember, _ path: [String]) throws -> Int? {
    switch member {
    case .null: return nil
    case .integer(let number) where number >= 0: return Int(exactly: number)
    default: throw wrong(member, path, "the count of the items of the list")
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
