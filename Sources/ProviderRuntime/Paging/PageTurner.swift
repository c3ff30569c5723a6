/// One way of finding the next page of a list: a value that is shown each page as it is taken, and says what is behind it.
///
/// It sends nothing. `PageReader` fetches what it names, in order, and whatever the way, gives the same guarantees.
protocol PageTurner: Sendable {
  /// Takes in the page that was asked for last.
  ///
  /// - Returns: Whether it is a page of the list; false for one behind the end.
  /// - Throws: `PageProblem` where it can't belong to the list.
  mutating func take(_ page: PageView) throws -> Bool

  /// The request of the page behind the one taken last; nil at the end.
  ///
  /// - Throws: `PageProblem` where that page can't be asked for.
  mutating func next() throws -> PreparedRequest?

  /// The request of a page that is surely there behind the one that `next` gave last, counted from 1; nil where that is
  /// not known.
  func following(_ distance: Int) -> PreparedRequest?

  /// Whether nothing can be behind the page taken last.
  var isAtEnd: Bool { get }

  /// How many pages the server has said to be behind the one taken last.
  var pagesBehind: Int { get }
}

/// What a way of paging looks at in a page.
struct PageView: Sendable {
  /// The request that the page answers, after redirections.
  let request: PreparedRequest
  /// How many items it holds.
  let count: Int
  /// What its headers say about the pages around it.
  let links: PageLinks
  /// What its body says about the pages around it.
  let marks: PageMarks
  /// What tells the body from another one.
  let fingerprint: Int
}

/// Why a list can't be read to its end.
struct PageProblem: Error {
  var kind = ProviderError.Kind.invalidLink
  /// A clause without a full stop.
  var reason: String
  /// What to do, as a sentence.
  var advice: String?
}

/// What answers one page, or of which one page is asked for.
struct SinglePage: PageTurner {
  let isAtEnd = true
  let pagesBehind = 0

  mutating func take(_ page: PageView) -> Bool { true }
  mutating func next() -> PreparedRequest? { nil }
  func following(_ distance: Int) -> PreparedRequest? { nil }
}

/// How to ask for another page of a list by an argument.
struct PageRequests: Sendable {
  /// The request of the first page.
  let first: PreparedRequest
  let builder: RequestBuilder

  /// The request with another value of one parameter.
  func setting(_ parameter: String, to value: ArgumentValue) throws -> PreparedRequest {
    var arguments = first.arguments
    arguments[parameter] = value
    return try builder.request(first.method, arguments, body: first.method.body == nil ? nil : first.body)
  }

  /// The request at another address of the same server.
  func moved(to address: WebAddress) -> PreparedRequest { first.moved(to: address) }
}

extension ProviderDescriptor {
  /// How a method's list is paged: in its own way, else in the provider's; nil where it has one page.
  package func pagination(of method: MethodDescriptor) -> PaginationDescriptor? {
    // What changes something is sent once.
    guard method.response.shape == .list, method.isRead, let rule = method.pagination ?? pagination else { return nil }
    switch rule.style {
    case .link: return rule
    // A body that is the list itself has no member beside it.
    case .nextURL: return method.response.member.isEmpty ? nil : rule
    case .pageNumber, .offset, .cursor: return rule.position(of: method) == nil ? nil : rule
    }
  }

  /// Whether arguments ask for one page of a method's list, and for no other. Where nobody has said how the list is paged,
  /// the names of what was given tell.
  func areOfOnePage(_ arguments: Arguments, _ method: MethodDescriptor) -> Bool {
    if let rule = pagination(of: method) { return rule.position(of: method).map { arguments[$0] != nil } ?? false }
    return method.parameters.contains { parameter in
      arguments[parameter.name] != nil && Self.positions.contains(parameter.name.lowercased().filter(\.isLetter))
    }
  }

  /// The names of parameters that can mean nothing but where a page begins, without what is between their words.
  private static let positions: Set<String> = [
    "page", "pagenumber", "pagenum", "pageno", "pageindex", "offset", "skip", "startindex", "cursor", "pagecursor",
    "pagetoken", "nexttoken", "continuationtoken", "startingafter", "marker",
  ]
}

extension PaginationDescriptor {
  /// The method's parameter that says which page is meant; nil where it takes none. Where it is given, that page is read
  /// and no other.
  package func position(of method: MethodDescriptor) -> String? {
    let name: String? =
      switch style {
      case .link, .pageNumber: pageParameter
      case .offset: offsetParameter
      case .cursor: cursorParameter
      case .nextURL: nil
      }
    return name.flatMap { name in method.parameters.contains { $0.name == name } ? name : nil }
  }

  /// The way to the pages of a list whose first page is asked for by a request.
  func turner(_ pages: PageRequests) -> any PageTurner {
    let (method, arguments) = (pages.first.method, pages.first.arguments)
    let position = position(of: method)
    if let position, arguments[position] != nil { return SinglePage() }
    let size = pages.builder.pageSize(method, arguments)
    // A size that the server may have reduced without a word does not tell whether a page is full.
    let sureSize = pages.builder.largestPage(method) == nil ? nil : size
    switch (style, position) {
    case (.link, _): return LinkPages(pages, pageSize: size, pageParameter: position)
    case (.nextURL, _): return NextURLPages(pages)
    case (.pageNumber, let parameter?): return NumberedPages(pages, parameter, firstPage: firstPage, pageSize: sureSize)
    case (.offset, let parameter?): return OffsetPages(pages, parameter, pageSize: sureSize)
    case (.cursor, let parameter?): return CursorPages(pages, parameter)
    case (.pageNumber, nil), (.offset, nil), (.cursor, nil): return SinglePage()
    }
  }
}
