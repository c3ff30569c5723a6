/// A thing that can be listed, read or changed.
public struct Resource: Sendable, Hashable {
  /// The name, unique within the service.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the resource is, in a sentence or two.
  public var summary: String
  /// The name of the model whose fields are the first columns; nil where no select method returns a model.
  public var model: String?
  /// Which field carries which path parameter.
  public var identity: [Identity]
  /// Names of the service's methods that belong to the resource, in order.
  public var methods: [String]
  /// The methods that each SQL verb may choose from.
  public var verbs: [VerbMethods]

  /// Creates a value from its parts.
  package init(
    name: String, title: String, summary: String, model: String? = nil, identity: [Identity], methods: [String],
    verbs: [VerbMethods]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.model = model
    self.identity = identity
    self.methods = methods
    self.verbs = verbs
  }
}

/// A field that carries the value of a path parameter.
public struct Identity: Sendable, Hashable {
  /// The parameter's name.
  public var parameter: String
  /// The field's name.
  public var field: String

  /// Creates a value from its parts.
  package init(parameter: String, field: String) {
    self.parameter = parameter
    self.field = field
  }
}

/// What a statement does with a resource.
public enum Verb: String, Sendable, Hashable, CaseIterable {
  /// Reads rows.
  case select
  /// Creates an object.
  case insert
  /// Changes members of an object.
  case update
  /// Replaces an object.
  case replace
  /// Removes an object.
  case delete
  /// Anything else.
  case exec
}

/// The methods that one SQL verb may choose from.
public struct VerbMethods: Sendable, Hashable {
  /// The verb.
  public var verb: Verb
  /// Names of methods, in selection order.
  public var methods: [String]

  /// Creates a value from its parts.
  package init(verb: Verb, methods: [String]) {
    self.verb = verb
    self.methods = methods
  }
}

/// One operation of the API.
public struct Method: Sendable, Hashable {
  /// The name, unique within the service.
  public var name: String
  /// What names the Swift function: `list`, `get`, `delete`, `restore`, ….
  public var action: String
  /// The HTTP method in capitals.
  public var httpMethod: String
  /// The path with parameters in braces.
  public var path: String
  /// The parameters: those of the path in path order, then required ones of the query, then optional ones.
  public var parameters: [MethodParameter]
  /// The request's body.
  public var body: Body?
  /// The GraphQL document that the request sends, parameters outside the path as its variables.
  public var graphQL: String?
  /// How its list is paged, where that is not the provider's way.
  public var pagination: Pagination?
  /// What a success looks like.
  public var response: Response
  /// The scopes that a token needs.
  public var scopes: [String]
  /// The name of the method that undoes this one.
  public var inverse: String?
  /// What the method does, in a sentence or two.
  public var summary: String
  /// The provider's own page about the method.
  public var documentation: String?
  /// Values to show in examples of the method, in place of the parameters' own.
  public var examples: [ParameterExample] = []

  /// Creates a value from its parts.
  package init(
    name: String, action: String, httpMethod: String, path: String, parameters: [MethodParameter], body: Body? = nil,
    graphQL: String? = nil, pagination: Pagination? = nil, response: Response, scopes: [String], inverse: String? = nil,
    summary: String, documentation: String? = nil, examples: [ParameterExample] = []
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
    self.examples = examples
  }
}

/// The body of a request.
public enum Body: Sendable, Hashable {
  /// A JSON object of the named model.
  case model(String)
  /// One value, given by the argument `body`: JSON, or text of another media type.
  case value(ValueType, mediaType: String)

  /// What the body holds.
  public var type: ValueType {
    switch self {
    case .model(let name): .model(name)
    case .value(let type, _): type
    }
  }
}

/// A value of a parameter to show in examples of one method.
public struct ParameterExample: Sendable, Hashable {
  /// The parameter's name.
  public var parameter: String
  /// The value.
  public var value: Literal

  /// Creates a value from its parts.
  package init(parameter: String, value: Literal) {
    self.parameter = parameter
    self.value = value
  }
}

/// A method's use of a parameter of its service.
public struct MethodParameter: Sendable, Hashable {
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

  /// The definition.
  public var parameter: Parameter
  /// Where it travels.
  public var location: Location
  /// Whether the request makes no sense without it.
  public var isRequired: Bool

  /// Creates a value from its parts.
  package init(parameter: Parameter, location: Location, isRequired: Bool) {
    self.parameter = parameter
    self.location = location
    self.isRequired = isRequired
  }
}

/// What a method answers when it succeeds.
public struct Response: Sendable, Hashable {
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
  /// The type of the object or of each item of the list; nil where there is no body.
  public var type: ValueType?
  /// Where in the body the object or list is: names of members, the outermost first; empty where it is the body.
  public var member: [String] = []
  /// The media type of a body that is no JSON.
  public var mediaType: String?

  /// The name of the model of each object; nil where there is no body, or where it holds other values.
  public var model: String? {
    if case .model(let name) = type { name } else { nil }
  }

  /// Creates a value from its parts.
  package init(status: Int, shape: Shape, type: ValueType? = nil, member: [String] = [], mediaType: String? = nil) {
    self.status = status
    self.shape = shape
    self.type = type
    self.member = member
    self.mediaType = mediaType
  }
}
