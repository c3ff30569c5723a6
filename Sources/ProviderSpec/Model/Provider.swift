/// A provider as its spec describes it: the values that generator, docs and diff work on.
public struct Provider: Sendable, Hashable {
  /// The spec file that it was read from, as it was named to the loader.
  public var file: String
  /// The first part of every table name.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the provider is, in a sentence or two.
  public var summary: String
  /// The version of the API that the spec describes; nil where the provider has none.
  public var apiVersion: String?
  /// Where requests go.
  public var server: Server
  /// Headers sent with each request.
  public var headers: [Header]
  /// How requests are authenticated; nil where the API is open.
  public var authentication: Authentication?
  /// How lists are paged; nil where no list is.
  public var pagination: Pagination?
  /// What the provider allows; nil where it sets no limits.
  public var rateLimit: RateLimit?
  /// Where an error's body keeps its facts, and how refusals are told apart.
  public var errors: ErrorRules
  /// The services, in order.
  public var services: [Service]

  /// Creates a value from its parts.
  package init(
    file: String, name: String, title: String, summary: String, apiVersion: String? = nil, server: Server,
    headers: [Header], authentication: Authentication? = nil, pagination: Pagination? = nil,
    rateLimit: RateLimit? = nil, errors: ErrorRules, services: [Service]
  ) {
    self.file = file
    self.name = name
    self.title = title
    self.summary = summary
    self.apiVersion = apiVersion
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
public struct Server: Sendable, Hashable {
  /// Scheme, host and base path without a trailing slash.
  public var url: String
  /// The environment variable that overrides `url`.
  public var environment: String?

  /// Creates a value from its parts.
  package init(url: String, environment: String? = nil) {
    self.url = url
    self.environment = environment
  }
}

/// A header sent with every request.
public struct Header: Sendable, Hashable {
  /// The header's name.
  public var name: String
  /// The header's value.
  public var value: String

  /// Creates a value from its parts.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// How a request shows who sends it.
public struct Authentication: Sendable, Hashable {
  /// The `Authorization` scheme, for example `Bearer`.
  public var scheme: String
  /// Environment variables that may hold the token, the first first.
  public var environment: [String]
  /// The response header that lists the scopes of the token.
  public var scopesHeader: String?

  /// Creates a value from its parts.
  package init(scheme: String, environment: [String], scopesHeader: String? = nil) {
    self.scheme = scheme
    self.environment = environment
    self.scopesHeader = scopesHeader
  }
}

/// How a list is read page by page.
public struct Pagination: Sendable, Hashable {
  /// A way to find the next page.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// `Link` headers (RFC 8288).
    case link
    /// Pages are numbered.
    case pageNumber = "page_number"
    /// A page begins behind a number of items.
    case offset
    /// The body of a page names where the next begins.
    case cursor
    /// The body of a page holds the URL of the next.
    case nextURL = "next_url"
  }

  /// How the next page is found.
  public var style: Style
  /// The parameter that numbers a page.
  public var pageParameter: String?
  /// The number of the first page, where pages are numbered.
  public var firstPage: Int = 1
  /// The parameter that says how many items to leave out before the page.
  public var offsetParameter: String?
  /// The parameter that takes what the page before named.
  public var cursorParameter: String?
  /// The query parameter that sets how many items a page holds.
  public var pageSizeParameter: String?
  /// The largest page, in items.
  public var maximumPageSize: Int?
  /// Where in the body the next page's cursor is: names of members, the outermost first.
  public var cursorMember: [String]?
  /// Where in the last item of a page the next page's cursor is, in place of `cursorMember`.
  public var cursorItemMember: [String]?
  /// Where in the body it says whether there are more pages.
  public var moreMember: [String]?
  /// Where in the body the URL of the next page is.
  public var nextURLMember: [String]?
  /// Where in the body the count of all items of the list is.
  public var totalMember: [String]?
  /// Where in the body the count of all pages of the list is.
  public var pageCountMember: [String]?

  /// A rule of a style, of which nothing else is said yet.
  package init(style: Style) {
    self.style = style
  }
}

/// What the provider allows within a time.
public struct RateLimit: Sendable, Hashable {
  /// The response header with the requests allowed in a window.
  public var limitHeader: String?
  /// The response header with the requests left in the window.
  public var remainingHeader: String?
  /// The response header with the end of the window, in seconds since 1970.
  public var resetHeader: String?
  /// The points that may be spent in a minute.
  public var pointsPerMinute: Int?
  /// What a read costs, in points.
  public var readCost: Int
  /// What any other request costs, in points.
  public var writeCost: Int
  /// The most requests that the provider serves at once.
  public var maximumConcurrency: Int
  /// How many requests are sent at once unless the user says otherwise.
  public var defaultConcurrency: Int

  /// Creates a value from its parts.
  package init(
    limitHeader: String? = nil, remainingHeader: String? = nil, resetHeader: String? = nil, pointsPerMinute: Int? = nil,
    readCost: Int, writeCost: Int, maximumConcurrency: Int, defaultConcurrency: Int
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
public struct ErrorRules: Sendable, Hashable {
  /// Where in the error's object the message is: names of members, the outermost first.
  public var messageMember: [String]?
  /// Where the URL of the documentation is.
  public var documentationMember: [String]?
  /// Known refusals, the first that matches first.
  public var refusals: [Refusal]

  /// Creates a value from its parts.
  package init(messageMember: [String]? = nil, documentationMember: [String]? = nil, refusals: [Refusal]) {
    self.messageMember = messageMember
    self.documentationMember = documentationMember
    self.refusals = refusals
  }
}

/// One refusal that the provider is known to answer.
public struct Refusal: Sendable, Hashable {
  /// The response's status.
  public var status: Int
  /// Text that the message contains, compared without case; nil matches any message.
  public var messageContains: String?
  /// The reason by which callers tell refusals apart.
  public var reason: String

  /// Creates a value from its parts.
  package init(status: Int, messageContains: String? = nil, reason: String) {
    self.status = status
    self.messageContains = messageContains
    self.reason = reason
  }
}
