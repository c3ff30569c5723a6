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
}

/// The server that requests go to.
public struct Server: Sendable, Hashable {
  /// Scheme, host and base path without a trailing slash.
  public var url: String
  /// The environment variable that overrides `url`.
  public var environment: String?
}

/// A header sent with every request.
public struct Header: Sendable, Hashable {
  /// The header's name.
  public var name: String
  /// The header's value.
  public var value: String
}

/// How a request shows who sends it.
public struct Authentication: Sendable, Hashable {
  /// The `Authorization` scheme, for example `Bearer`.
  public var scheme: String
  /// Environment variables that may hold the token, the first first.
  public var environment: [String]
  /// The response header that lists the scopes of the token.
  public var scopesHeader: String?
}

/// How a list is read page by page.
public struct Pagination: Sendable, Hashable {
  /// A way to find the next page.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// `Link` headers (RFC 8288).
    case link
  }

  /// How the next page is found.
  public var style: Style
  /// The query parameter that numbers a page, from 1.
  public var pageParameter: String?
  /// The query parameter that sets how many items a page holds.
  public var pageSizeParameter: String?
  /// The largest page, in items.
  public var maximumPageSize: Int?
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
}

/// Where an error's body keeps its facts, and how refusals are told apart.
public struct ErrorRules: Sendable, Hashable {
  /// The member of the error's object that holds the message.
  public var messageField: String?
  /// The member that holds the URL of the documentation.
  public var documentationField: String?
  /// Known refusals, the first that matches first.
  public var refusals: [Refusal]
}

/// One refusal that the provider is known to answer.
public struct Refusal: Sendable, Hashable {
  /// The response's status.
  public var status: Int
  /// Text that the message contains, compared without case; nil matches any message.
  public var messageContains: String?
  /// The reason by which callers tell refusals apart.
  public var reason: String
}
