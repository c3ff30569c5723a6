/// A provider as plain data: everything that the runtime, the SQL tables and the command line know about an API.
///
/// Generated from `provider.json`. Adding a provider adds a value of this type and no code.
public struct ProviderDescriptor: Sendable, Hashable {
  /// The first part of every table name, for example `github`.
  public var name: String
  /// The name for people, for example `GitHub`.
  public var title: String
  /// What the provider is, in a sentence or two.
  public var summary: String
  /// Where requests go.
  public var server: ServerDescriptor
  /// Headers sent with each request, in order, names as written in the spec.
  public var headers: [HeaderDescriptor]
  /// How requests are authenticated; nil where the API is open.
  public var authentication: AuthenticationDescriptor?
  /// How lists are paged; nil where no list is.
  public var pagination: PaginationDescriptor?
  /// What the provider allows; nil where it sets no limits.
  public var rateLimit: RateLimitDescriptor?
  /// Where an error's body keeps its message, and how refusals are told apart.
  public var errors: ErrorDescriptor
  /// The services, in the order of the spec.
  public var services: [ServiceDescriptor]

  /// Creates a provider from its parts.
  public init(
    name: String, title: String, summary: String, server: ServerDescriptor, headers: [HeaderDescriptor] = [],
    authentication: AuthenticationDescriptor? = nil, pagination: PaginationDescriptor? = nil,
    rateLimit: RateLimitDescriptor? = nil, errors: ErrorDescriptor = ErrorDescriptor(),
    services: [ServiceDescriptor]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.server = server
    self.headers = headers
    self.authentication = authentication
    self.pagination = pagination
    self.rateLimit = rateLimit
    self.errors = errors
    self.services = services
  }
}

/// The server that requests go to.
public struct ServerDescriptor: Sendable, Hashable {
  /// Scheme, host and base path without a trailing slash, for example `https://api.github.com`.
  public var url: String
  /// The environment variable that overrides `url`; nil where there is none.
  public var environment: String?

  /// Creates a server from its parts.
  public init(url: String, environment: String? = nil) {
    self.url = url
    self.environment = environment
  }
}

/// A header sent with every request.
public struct HeaderDescriptor: Sendable, Hashable {
  /// The header's name.
  public var name: String
  /// The header's value.
  public var value: String

  /// Creates a header from its parts.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// How a request shows who sends it.
public struct AuthenticationDescriptor: Sendable, Hashable {
  /// The `Authorization` scheme, for example `Bearer`.
  public var scheme: String
  /// Environment variables that may hold the token; the first that is set and not empty is taken.
  public var environment: [String]
  /// The response header that lists the scopes of the token, for example `x-oauth-scopes`.
  public var scopesHeader: String?

  /// Creates a rule of authentication from its parts.
  public init(scheme: String, environment: [String], scopesHeader: String? = nil) {
    self.scheme = scheme
    self.environment = environment
    self.scopesHeader = scopesHeader
  }
}

/// How a list is read page by page.
public struct PaginationDescriptor: Sendable, Hashable {
  /// A way to find the next page.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// `Link` headers with `rel="next"` and `rel="last"` (RFC 8288).
    case link
    /// Pages are numbered, from `firstPage` on.
    case pageNumber
    /// A page begins behind the number of items that `offsetParameter` says.
    case offset
    /// The body of a page names where the next begins: `cursorMember` is given to `cursorParameter`.
    case cursor
    /// The body of a page holds the URL of the next in `nextURLMember`.
    case nextURL
  }

  /// How the next page is found.
  public var style: Style
  /// The parameter that numbers a page; nil where pages are not numbered.
  public var pageParameter: String?
  /// The number of the first page, where pages are numbered.
  public var firstPage: Int
  /// The parameter that says how many items to leave out before the page.
  public var offsetParameter: String?
  /// The parameter that takes the cursor that the page before named.
  public var cursorParameter: String?
  /// The parameter that sets how many items a page holds.
  public var pageSizeParameter: String?
  /// The largest page, in items.
  public var maximumPageSize: Int?
  /// Where in the body the next page's cursor is: names of members, the outermost first. Null, "" or nothing there ends
  /// the list.
  public var cursorMember: [String]?
  /// Where in the last item of a page the next page's cursor is, in place of `cursorMember`. A page without items ends the
  /// list.
  public var cursorItemMember: [String]?
  /// Where in the body it says whether there are more pages; nil where the cursor alone says it.
  public var moreMember: [String]?
  /// Where in the body the URL of the next page is. Null, "" or nothing there ends the list.
  public var nextURLMember: [String]?
  /// Where in the body the count of all items of the list is; nil where a page that is not full ends it.
  public var totalMember: [String]?
  /// Where in the body the count of all pages of the list is, where pages are numbered.
  public var pageCountMember: [String]?

  /// Creates a paging rule from its parts.
  public init(
    style: Style, pageParameter: String? = nil, firstPage: Int = 1, offsetParameter: String? = nil,
    cursorParameter: String? = nil, pageSizeParameter: String? = nil, maximumPageSize: Int? = nil,
    cursorMember: [String]? = nil, cursorItemMember: [String]? = nil, moreMember: [String]? = nil,
    nextURLMember: [String]? = nil, totalMember: [String]? = nil, pageCountMember: [String]? = nil
  ) {
    self.style = style
    self.pageParameter = pageParameter
    self.firstPage = firstPage
    self.offsetParameter = offsetParameter
    self.cursorParameter = cursorParameter
    self.pageSizeParameter = pageSizeParameter
    self.maximumPageSize = maximumPageSize
    self.cursorMember = cursorMember
    self.cursorItemMember = cursorItemMember
    self.moreMember = moreMember
    self.nextURLMember = nextURLMember
    self.totalMember = totalMember
    self.pageCountMember = pageCountMember
  }
}

/// What the provider allows within a time, and the headers that tell what is left.
public struct RateLimitDescriptor: Sendable, Hashable {
  /// The response header with the requests allowed in a window.
  public var limitHeader: String?
  /// The response header with the requests left in the window.
  public var remainingHeader: String?
  /// The response header with the end of the window, in seconds since 1970.
  public var resetHeader: String?
  /// The points that may be spent in a minute.
  public var pointsPerMinute: Int?
  /// What a read (GET, HEAD) costs, in points.
  public var readCost: Int
  /// What any other request costs, in points.
  public var writeCost: Int
  /// The most requests that the provider serves at once.
  public var maximumConcurrency: Int
  /// How many requests are sent at once unless the user says otherwise.
  public var defaultConcurrency: Int

  /// Creates a set of limits from its parts.
  public init(
    limitHeader: String? = nil, remainingHeader: String? = nil, resetHeader: String? = nil,
    pointsPerMinute: Int? = nil, readCost: Int = 1, writeCost: Int = 1, maximumConcurrency: Int = 8,
    defaultConcurrency: Int = 8
  ) {
    self.limitHeader = limitHeader
    self.remainingHeader = remainingHeader
    self.resetHeader = resetHeader
    self.pointsPerMinute = pointsPerMinute
    self.readCost = readCost
    self.writeCost = writeCost
    self.maximumConcurrency = maximumConcurrency
    self.defaultConcurrency = defaultConcurrency
  }
}

/// Where an error's body keeps its facts, and how refusals are told apart.
public struct ErrorDescriptor: Sendable, Hashable {
  /// Where in the error's JSON object the message is: names of members, the outermost first.
  public var messageMember: [String]?
  /// Where the URL of the documentation is.
  public var documentationMember: [String]?
  /// Known refusals; the first that matches names the reason.
  public var refusals: [RefusalDescriptor]

  /// Creates the rules of a provider's errors from their parts.
  public init(
    messageMember: [String]? = nil, documentationMember: [String]? = nil, refusals: [RefusalDescriptor] = []
  ) {
    self.messageMember = messageMember
    self.documentationMember = documentationMember
    self.refusals = refusals
  }
}

/// One refusal that the provider is known to answer: the only place where a message's text is looked at.
public struct RefusalDescriptor: Sendable, Hashable {
  /// The response's status.
  public var status: Int
  /// Text that the message contains, compared without case; nil matches any message.
  public var messageContains: String?
  /// The reason by which callers tell refusals apart, for example `last_tagged_version`.
  public var reason: String

  /// Creates a refusal from its parts.
  public init(status: Int, messageContains: String? = nil, reason: String) {
    self.status = status
    self.messageContains = messageContains
    self.reason = reason
  }
}
