/// One operation of the API: a request line, what it needs, and what it answers.
public struct MethodDescriptor: Sendable, Hashable {
  /// The method's name in the spec, unique within its service, for example `delete_package_version_for_org`.
  public var name: String
  /// What the method does, in the field's terms: `list`, `get`, `delete`, `restore`, `list_for_authenticated_user`, ….
  public var action: String
  /// The HTTP method in capitals.
  public var httpMethod: String
  /// The path with parameters in braces, for example `/orgs/{org}/packages`.
  public var path: String
  /// Path parameters in path order, then required query parameters, then optional ones, each in the spec's order.
  public var parameters: [ParameterDescriptor]
  /// The request's body; nil where it has none.
  public var body: BodyDescriptor?
  /// The GraphQL document that the request sends, with the parameters outside the path as its variables; nil where it
  /// sends none.
  public var graphQL: String? { didSet { asksGraphQL = graphQL.map(GraphQLRequest.isRead) ?? false } }
  /// How the method's list is paged, where that is not the provider's way.
  public var pagination: PaginationDescriptor?
  /// What a success looks like.
  public var response: ResponseDescriptor
  /// The scopes that a token needs.
  public var scopes: [String]
  /// The method that undoes this one, with the same path parameters; nil where there is none.
  public var inverse: String?
  /// What the method does, in a sentence or two.
  public var summary: String
  /// The provider's own page about the method.
  public var documentation: String?
  /// Whether the GraphQL document only asks: found out once, since it may be long.
  private(set) var asksGraphQL: Bool

  /// Creates a method from its parts.
  public init(
    name: String, action: String, httpMethod: String, path: String, parameters: [ParameterDescriptor],
    body: BodyDescriptor? = nil, graphQL: String? = nil, pagination: PaginationDescriptor? = nil,
    response: ResponseDescriptor, scopes: [String] = [], inverse: String? = nil,
    summary: String, documentation: String? = nil
  ) {
    self.name = name
    self.action = action
    self.httpMethod = httpMethod
    self.path = path
    self.parameters = parameters
    self.body = body
    self.graphQL = graphQL
    self.pagination = pagination
    self.response = response
    self.scopes = scopes
    self.inverse = inverse
    self.summary = summary
    self.documentation = documentation
    asksGraphQL = graphQL.map(GraphQLRequest.isRead) ?? false
  }
}

extension MethodDescriptor {
  /// Whether the method says that the token's own account is meant, by its action or by its path.
  var namesCaller: Bool {
    (action + " " + name).holds("authenticated_user") || PathTemplate(path).namesCaller
  }
}

/// The body of a request.
public enum BodyDescriptor: Sendable, Hashable {
  /// A JSON object of the named model of the same service.
  case model(String)
  /// One value, given by the argument `body`: JSON, or text where the media type is another.
  case value(TypeDescriptor, mediaType: String = "application/json")
}

/// What a method answers when it succeeds.
public struct ResponseDescriptor: Sendable, Hashable {
  /// The arrangement of the body.
  public enum Shape: String, Sendable, Hashable {
    /// No body.
    case none
    /// One object.
    case object
    /// An array of objects.
    case list
  }

  /// The status of a success.
  public var status: Int
  /// The arrangement of the body.
  public var shape: Shape
  /// The type of the object, or of each item of the list; nil where the shape is `none`.
  public var type: TypeDescriptor?
  /// Where in the body the object or list is: names of members, the outermost first; empty where it is the body.
  public var member: [String]
  /// The media type of a body that is no JSON and is taken as text; nil where it is JSON.
  public var mediaType: String?

  /// The name of the model of each object; nil where there is no body, or where it holds values of another type.
  public var model: String? {
    if case .model(let name) = type { name } else { nil }
  }

  /// Creates a response from its parts.
  public init(
    status: Int, shape: Shape, type: TypeDescriptor? = nil, member: [String] = [], mediaType: String? = nil
  ) {
    self.status = status
    self.shape = shape
    self.type = type
    self.member = member
    self.mediaType = mediaType
  }
}

/// A parameter of one method.
public struct ParameterDescriptor: Sendable, Hashable {
  /// Where a parameter travels.
  public enum Location: String, Sendable, Hashable {
    /// A segment of the path.
    case path
    /// The query string.
    case query
    /// A header.
    case header
    /// A variable of a GraphQL document.
    case variable
  }

  /// The parameter's name, in the request as in SQL.
  public var name: String
  /// Where it travels.
  public var location: Location
  /// Whether the request makes no sense without it. Path parameters always are.
  public var isRequired: Bool
  /// Type, format and allowed values.
  public var type: TypeDescriptor
  /// The value that the server assumes, as it is written in a request; nil where it assumes none.
  public var defaultValue: String?
  /// The value that asks for every value of the field of the same name, as `all` does for a state; nil where there is none.
  public var wildcard: String?
  /// The smallest value of a number.
  public var minimum: Int?
  /// The largest value of a number.
  public var maximum: Int?
  /// A value to show, as it is written in a request.
  public var example: String?
  /// What the parameter means, in a sentence or two.
  public var summary: String
  /// Whether an array in the query repeats the parameter's name for each value; else the values are joined by commas.
  public var isExploded: Bool

  /// Whether its value must be neither shown nor kept.
  package var isSecret: Bool { type.isSecret(named: name) }

  /// Creates a parameter from its parts.
  public init(
    name: String, location: Location, isRequired: Bool, type: TypeDescriptor, defaultValue: String? = nil,
    wildcard: String? = nil, minimum: Int? = nil, maximum: Int? = nil, example: String? = nil, summary: String,
    isExploded: Bool = true
  ) {
    self.name = name
    self.isExploded = isExploded
    self.location = location
    self.isRequired = isRequired
    self.type = type
    self.defaultValue = defaultValue
    self.wildcard = wildcard
    self.minimum = minimum
    self.maximum = maximum
    self.example = example
    self.summary = summary
  }
}
