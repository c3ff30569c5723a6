import ProviderSpec

/// A text of the spec taken apart: sentences for people, with names in backticks set off as code.
///
/// Renderers write each run through the escaping of their format, so that nothing in a text is markup but its code.
public struct Prose: Sendable, Hashable {
  /// A piece of the text.
  public enum Run: Sendable, Hashable {
    /// Words.
    case text(String)
    /// A name or value, without its backticks.
    case code(String)
    /// Words that lead to a place of the docs.
    case link(String, Target)
  }

  /// The pieces, in order; none is empty.
  public var runs: [Run]

  /// Creates a text from its pieces.
  public init(_ runs: Run...) {
    self.runs = runs
  }

  /// Reads a text of the spec, where backticks set off code. One that is not closed is a backtick.
  public init(spec text: String) {
    runs = []
    let line = SpecText.line(text)
    var rest = line[...]
    while let start = rest.firstIndex(of: "`"),
      let end = rest[rest.index(after: start)...].firstIndex(of: "`")
    {
      let code = rest[rest.index(after: start)..<end]
      add(rest[..<start])
      if !code.isEmpty { runs.append(.code(String(code))) }
      rest = rest[rest.index(after: end)...]
    }
    add(rest)
  }

  private mutating func add(_ text: Substring) {
    if !text.isEmpty { runs.append(.text(String(text))) }
  }

  /// Whether there is nothing to show.
  public var isEmpty: Bool {
    runs.allSatisfy { if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } }
  }

  /// The text without markup, as search and descriptions take it.
  public var plain: String {
    runs.map { run in
      switch run {
      case .text(let text), .code(let text), .link(let text, _): text
      }
    }.joined()
  }

  /// Both texts, one behind the other.
  static func + (left: Prose, right: Prose) -> Prose {
    var result = left
    result.runs += right.runs
    return result
  }

  /// Texts in a row with words between them.
  static func list(_ items: [Prose], separator: String = ", ") -> Prose {
    var result = Prose()
    for (index, item) in items.enumerated() {
      if index > 0 { result.runs.append(.text(separator)) }
      result.runs += item.runs
    }
    return result
  }
}

/// A place of the docs that a text leads to.
public struct Target: Sendable, Hashable {
  /// The page's resource; nil for the page that the text is on.
  public var resource: ResourceName?
  /// The place on the page; nil for its beginning.
  public var anchor: String?

  /// Names a place.
  public init(_ resource: ResourceName? = nil, anchor: String? = nil) {
    self.resource = resource
    self.anchor = anchor
  }
}

/// The name of a resource within its provider.
public struct ResourceName: Sendable, Hashable {
  /// The service's name.
  public var service: String
  /// The resource's name.
  public var resource: String
}
