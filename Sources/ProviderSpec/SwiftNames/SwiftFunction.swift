/// A method of the spec as a function of its resource's type.
public struct SwiftFunction: Sendable, Hashable {
  /// The method.
  public let method: Method
  /// The function's name, without backticks.
  public let name: String
  /// The arguments, in order.
  public let arguments: [Argument]

  /// An argument of a function.
  public struct Argument: Sendable, Hashable {
    /// What an argument carries.
    public enum Content: Sendable, Hashable {
      /// A parameter.
      case parameter(MethodParameter)
      /// The request's body.
      case body(Body)
    }

    /// The label, without backticks.
    public let label: String
    /// What it carries.
    public let content: Content

    /// Whether a call must give it.
    public var isRequired: Bool {
      switch content {
      case .parameter(let parameter): parameter.isRequired
      case .body: true
      }
    }
  }

  /// The functions of a resource, in its order.
  ///
  /// A function is named by the method's action and told from others of that name by the labels that a call must give.
  /// A method that would repeat an earlier one takes its own full name instead.
  public static func functions(of resource: Resource, in service: Service) -> [SwiftFunction] {
    let methods = Dictionary(service.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return functions(of: resource.methods.compactMap { methods[$0] })
  }

  /// The functions of methods that share a type, in order; see `functions(of:in:)`.
  public static func functions(of methods: [Method]) -> [SwiftFunction] {
    var taken: Set<[String]> = []
    return methods.map { method in
      let arguments = Self.arguments(of: method)
      let labels = arguments.filter(\.isRequired).map(\.label)
      var name = functionName(method.action)
      if taken.contains([name] + labels) { name = functionName(method.name) }
      let base = name
      var number = 2
      while !taken.insert([name] + labels).inserted {
        name = "\(base)\(number)"
        number += 1
      }
      return SwiftFunction(method: method, name: name, arguments: arguments)
    }
  }

  private static func functionName(_ name: String) -> String {
    SwiftNames.memberNames([name], suffix: "Method", reserved: ["client", "descriptor"])[0]
  }

  /// Path parameters in path order, other required ones, the body, then optional ones.
  private static func arguments(of method: Method) -> [Argument] {
    let required = method.parameters.filter(\.isRequired)
    let optional = method.parameters.filter { !$0.isRequired }
    let labels = SwiftNames.memberNames(
      (required + optional).map(\.parameter.name), reserved: method.body == nil ? [] : ["body"])
    let parameters = zip(labels, required + optional).map { Argument(label: $0, content: .parameter($1)) }
    guard let body = method.body else { return parameters }
    return parameters.prefix(required.count) + [Argument(label: "body", content: .body(body))]
      + parameters.dropFirst(required.count)
  }
}
