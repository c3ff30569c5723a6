/// A thing that can be listed, read or changed.
public struct Resource: Sendable, Hashable {
  /// The name, unique within the service.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the resource is, in a sentence or two.
  public var summary: String
  /// The name of the model that a row is made from.
  public var model: String
  /// Which field carries which path parameter.
  public var identity: [Identity]
  /// Names of the service's methods that belong to the resource, in order.
  public var methods: [String]
  /// The methods that each SQL verb may choose from.
  public var verbs: [VerbMethods]
}

/// A field that carries the value of a path parameter.
public struct Identity: Sendable, Hashable {
  /// The parameter's name.
  public var parameter: String
  /// The field's name.
  public var field: String
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
  /// The name of the model of the request's body.
  public var body: String?
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
}

/// A value of a parameter to show in examples of one method.
public struct ParameterExample: Sendable, Hashable {
  /// The parameter's name.
  public var parameter: String
  /// The value.
  public var value: Literal
}

/// A method's use of a parameter of its service.
public struct MethodParameter: Sendable, Hashable {
  /// Where a parameter travels.
  public enum Location: String, Sendable, Hashable {
    /// A segment of the path.
    case path
    /// The query string.
    case query
  }

  /// The definition.
  public var parameter: Parameter
  /// Where it travels.
  public var location: Location
  /// Whether the request makes no sense without it.
  public var isRequired: Bool
}

/// What a method answers when it succeeds.
public struct Response: Sendable, Hashable {
  /// The arrangement of the body.
  public enum Shape: Sendable, Hashable {
    /// No body.
    case none
    /// One object.
    case object
    /// An array of objects.
    case list
    /// An object whose member of this name is the array.
    case wrappedList(member: String)
  }

  /// The status of a success.
  public var status: Int
  /// The arrangement of the body.
  public var shape: Shape
  /// The name of the model of each object; nil where there is no body.
  public var model: String?
}
