/// A group of resources that share models, the second part of a table name.
public struct ServiceDescriptor: Sendable, Hashable {
  /// The service's name, for example `packages`.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the service is, in a sentence or two.
  public var summary: String
  /// Every model that a resource's fields refer to, by name.
  public var models: [ModelDescriptor] {
    get { laterModels.value }
    set { laterModels = Later { newValue } }
  }
  /// The resources, in the order of the spec.
  public var resources: [ResourceDescriptor]
  /// Most programs ask for few services' models, which are most of a service.
  private var laterModels: Later<[ModelDescriptor]>

  /// Creates a service from its parts.
  public init(
    name: String, title: String, summary: String, models: [ModelDescriptor], resources: [ResourceDescriptor]
  ) {
    self.init(name: name, title: title, summary: summary, models: Later { models }, resources: resources)
  }

  /// Creates a service whose models are made when somebody asks for them.
  init(
    name: String, title: String, summary: String, models: Later<[ModelDescriptor]>, resources: [ResourceDescriptor]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.resources = resources
    laterModels = models
  }

  /// Whether all parts are equal.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    (lhs.name, lhs.title, lhs.summary) == (rhs.name, rhs.title, rhs.summary) && lhs.resources == rhs.resources
      && lhs.models == rhs.models
  }

  /// Adds the name, which tells services apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

/// A thing that can be listed, read or changed: one SQL table.
public struct ResourceDescriptor: Sendable, Hashable {
  /// The resource's name, the third part of its table's name, for example `package_versions`.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the resource is, in a sentence or two.
  public var summary: String
  /// The name of the model whose fields are the first columns; nil where no select method returns a model.
  public var model: String?
  /// Which field of a row carries which path parameter.
  public var identity: [IdentityDescriptor]
  /// The methods, in the order of the spec.
  public var methods: [MethodDescriptor]
  /// The methods that each SQL verb may choose from, by name, in selection order. A method that stands under no verb
  /// but `exec` is reached by `EXEC` only; `EXEC` reaches every method.
  public var verbs: [VerbDescriptor]

  /// Creates a resource from its parts.
  public init(
    name: String, title: String, summary: String, model: String? = nil, identity: [IdentityDescriptor] = [],
    methods: [MethodDescriptor], verbs: [VerbDescriptor]
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

/// A field of a row that carries the value of a path parameter.
public struct IdentityDescriptor: Sendable, Hashable {
  /// The parameter's name, for example `package_version_id`.
  public var parameter: String
  /// The field's name, for example `id`.
  public var field: String

  /// Creates a tie between a parameter and a field.
  public init(parameter: String, field: String) {
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
  /// Anything else: lifecycle methods, such as restore.
  case exec
}

/// The methods that one SQL verb may choose from.
public struct VerbDescriptor: Sendable, Hashable {
  /// The verb.
  public var verb: Verb
  /// Names of methods of the resource, in selection order.
  public var methods: [String]

  /// Creates a verb's list of methods.
  public init(verb: Verb, methods: [String]) {
    self.verb = verb
    self.methods = methods
  }
}
