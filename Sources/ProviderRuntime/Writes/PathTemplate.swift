/// The path of a method, segment by segment.
struct PathTemplate: Hashable {
  /// A segment of a path.
  enum Segment: Hashable {
    /// Text that is always there.
    case literal(Substring)
    /// A place for the value of the parameter of this name.
    case parameter(String)

    /// The parameter's name; nil for text.
    var parameter: String? {
      if case .parameter(let name) = self { name } else { nil }
    }

    /// What stands in the path.
    var text: Substring {
      switch self {
      case .literal(let text): text
      case .parameter(let name): "{\(name)}"
      }
    }

    /// Whether both stand for the same kind of text; the names of parameters do not matter.
    func isLike(_ other: Segment) -> Bool {
      switch (self, other) {
      case (.literal(let one), .literal(let two)): one == two
      case (.parameter, .parameter): true
      default: false
      }
    }
  }

  /// The segments, in order.
  let segments: [Segment]

  /// Takes a path with parameters in braces apart.
  init(_ path: String) {
    segments = path.split(separator: "/").map { text in
      guard text.hasPrefix("{"), text.hasSuffix("}") else { return .literal(text) }
      return .parameter(String(text.dropFirst().dropLast()))
    }
  }

  /// Whether the path begins with the account that the token belongs to: `/user/keys`, `/v2/me`, `/users/@me/keys`. What has a
  /// parameter there names somebody: `/user/{username}`.
  var namesCaller: Bool {
    let texts = segments.map(\.text).prefix { !$0.contains("{") }.drop(while: Self.isVersion)
    guard let first = texts.first else { return false }
    let isFollowed = texts.dropFirst().first != nil || texts.endIndex == segments.count
    return Self.callers.contains(String(first)) && isFollowed
      || Self.selves.contains(texts.dropFirst().first.map(String.init) ?? "")
  }

  /// What the account of whoever asks is called where a path begins.
  private static let callers: Set<String> = ["user", "me", "self", "my", "account", "viewer"]
  /// What stands for whoever asks in the place of an account's name.
  private static let selves: Set<String> = ["me", "self", "@me"]

  /// Whether a segment says which API it is: `api`, `v1`, `v2.1`.
  private static func isVersion(_ text: Substring) -> Bool {
    if text == "api" || text == "rest" { return true }
    return text.first == "v" && text.count > 1 && text.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
  }

  /// Whether this is the other path without the owner at its beginning: what both end with names a collection and holds
  /// all of this one's parameters, and what the other one has before it holds one more. `/orgs/{org}` is not
  /// `/orgs/{org}/hooks/{hook_id}` without an owner.
  func lacksOwner(of other: PathTemplate) -> Bool {
    let shared = zip(segments.reversed(), other.segments.reversed()).prefix { $0.0.isLike($0.1) }.count
    return segments.suffix(shared).contains { $0.parameter == nil }
      && segments.dropLast(shared).allSatisfy { $0.parameter == nil }
      && other.segments.dropLast(shared).contains { $0.parameter != nil }
  }

  /// The names that this path's parameters have in another one that is the same; nil where it is another path.
  func parameters(in other: PathTemplate) -> [(own: String, other: String)]? {
    other.segments.count == segments.count ? parameters(atBeginningOf: other) : nil
  }

  /// The names that this path's parameters have in one that begins with it; nil where that begins in another way.
  func parameters(atBeginningOf other: PathTemplate) -> [(own: String, other: String)]? {
    guard other.segments.count >= segments.count, zip(segments, other.segments).allSatisfy({ $0.isLike($1) }) else {
      return nil
    }
    return zip(segments, other.segments).compactMap { own, other in
      guard let own = own.parameter, let other = other.parameter else { return nil }
      return (own, other)
    }
  }
}
