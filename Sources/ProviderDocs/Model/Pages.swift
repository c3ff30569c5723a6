import ProviderSpec

/// The docs of a provider as values: what its pages show, without a word about how. Renderers write them in a format.
public struct ProviderPage: Sendable, Hashable {
  /// The spec files, without directories.
  public var sources: [String]
  /// The first part of every table name.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the provider is.
  public var summary: Prose
  /// How requests are made: what to say, and the value.
  public var facts: [Fact]
  /// The words of a shell that ask the provider, before their options: `bindery query --spec spec/acme`.
  public var command: String
  /// The services, in the order of the spec.
  public var services: [ServicePage]
}

extension ProviderPage {
  /// The pages of a spec, for readers who ask the provider by a command.
  public init(_ provider: Provider, command: String = "bindery query") {
    self = PageBuilder(provider).page(command: command)
  }
}

/// A line of an overview.
public struct Fact: Sendable, Hashable {
  /// What it is about.
  public var label: String
  /// What there is to say.
  public var value: Prose
}

/// The index of a service's resources.
public struct ServicePage: Sendable, Hashable {
  /// The service's name.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the service is.
  public var summary: Prose
  /// The full name, for example `github.packages`.
  public var id: String
  /// The lines of the overview.
  public var facts: [Fact]
  /// The resources, in the order of the spec.
  public var resources: [ResourcePage]
}

/// Everything about a resource.
public struct ResourcePage: Sendable, Hashable {
  /// The resource's name and its service's.
  public var name: ResourceName
  /// The name for people.
  public var title: String
  /// What the resource is.
  public var summary: Prose
  /// What can be done with it.
  public var abilities: Prose
  /// The table's name, for example `github.packages.package_versions`.
  public var id: String
  /// The lines of the overview.
  public var facts: [Fact]
  /// The members of a row, then those of the objects within it.
  public var fields: [FieldGroup]
  /// The methods, by the first verb that may choose them.
  public var verbs: [VerbEntry]
  /// The parameters of the methods, each once.
  public var parameters: [ParameterEntry]
  /// The errors that the provider is known to answer.
  public var errors: [ErrorEntry]
  /// Resources that have to do with this one.
  public var related: [RelatedEntry]

  /// The methods, in the order of the page.
  public var methods: [MethodEntry] { verbs.flatMap(\.methods) }

  /// Whether INSERT, UPDATE or REPLACE do something.
  var writesRows: Bool { methods.contains { !Set($0.verbs).isDisjoint(with: [.insert, .update, .replace]) } }
}

/// The members of one object.
public struct FieldGroup: Sendable, Hashable {
  /// Where the object is, from the row; empty for the row.
  public var path: [String]
  /// The name of the place where the members are listed.
  public var anchor: String
  /// The object's name for people.
  public var title: String
  /// What the object is.
  public var summary: Prose
  /// The members, in the order of the spec.
  public var fields: [FieldEntry]
}

/// A member of an object.
public struct FieldEntry: Sendable, Hashable {
  /// The path from the row, the member's own name last; `[]` stands for the elements of an array.
  public var path: [String]
  /// The name of the place.
  public var anchor: String
  /// The type, with its format.
  public var datatype: String
  /// What the field means.
  public var summary: Prose
  /// The name for people.
  public var title: String?
  /// A value to show.
  public var example: String?
  /// The known values of a string.
  public var values: [ValueEntry]
  /// Whether it is always there and never null.
  public var isAlwaysThere: Bool
  /// The expression that reads it in SQL; nil where it takes more than one.
  public var sql: String?
  /// The property that holds it in Swift.
  public var swift: String
  /// Where the members of the object are listed.
  public var members: String?
}

/// A known value of a string.
public struct ValueEntry: Sendable, Hashable {
  /// The value.
  public var name: String
  /// What it means.
  public var summary: Prose
}

/// A parameter of a resource's methods.
public struct ParameterEntry: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The name of the place.
  public var anchor: String
  /// The type, with its format.
  public var datatype: String
  /// What the parameter means.
  public var summary: Prose
  /// The known values.
  public var values: [ValueEntry]
  /// What the server assumes.
  public var defaultValue: String?
  /// The value that asks for every value of the field.
  public var wildcard: String?
  /// The smallest value.
  public var minimum: Int?
  /// The largest value.
  public var maximum: Int?
  /// A value to show.
  public var example: String?
  /// What else there is to know.
  public var notes: [Prose]
}

/// The methods that one verb may choose from.
public struct VerbEntry: Sendable, Hashable {
  /// The verb.
  public var verb: Verb
  /// The methods, in selection order.
  public var methods: [MethodEntry]
}

/// A method of a resource.
public struct MethodEntry: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The name of the place.
  public var anchor: String
  /// The verbs that may choose it.
  public var verbs: [Verb]
  /// What the method does.
  public var summary: Prose
  /// The HTTP method in capitals.
  public var httpMethod: String
  /// The path with parameters in braces.
  public var path: String
  /// Names of the parameters that must be given.
  public var required: [String]
  /// Names of those that may be left out.
  public var optional: [String]
  /// The scopes that a token needs.
  public var scopes: [String]
  /// What a success looks like.
  public var response: Prose
  /// The provider's own page.
  public var documentation: String?
  /// The name of the method that undoes this one.
  public var inverse: String?
  /// The statement; nil where SQL does not reach the method.
  public var sql: SQLExample?
  /// The call.
  public var swift: String
  /// What else there is to know: errors to expect first.
  public var notes: [Prose]
}

/// A statement that calls a method.
public struct SQLExample: Sendable, Hashable {
  /// The statement with placeholders, `'{{ org }}'`, and a word on each whether it is required.
  public var template: String
  /// The statement with values.
  public var statement: String
  /// Whether it changes something.
  public var isWrite: Bool
}

/// An error that the provider is known to answer.
public struct ErrorEntry: Sendable, Hashable {
  /// The status.
  public var status: String
  /// The name by which it is told apart.
  public var reason: String
  /// When it is answered.
  public var when: Prose
  /// What the error's kind is in Swift.
  public var swift: String
}

/// A resource that has to do with another.
public struct RelatedEntry: Sendable, Hashable {
  /// The other resource.
  public var name: ResourceName
  /// Its name for people.
  public var title: String
  /// What they have in common.
  public var reason: Prose
}
