import ProviderSpec

/// Finds the fields that carry path parameters, and methods that undo each other, where paths leave no doubt.
enum IdentityFinder {
  /// The field that carries a parameter, by the last word of the parameter's name.
  private static let words: Set<String> = [
    "id", "name", "number", "slug", "key", "sha", "uuid", "guid", "code", "login",
  ]
  /// Parameters whose value is an account's name.
  private static let accounts: Set<String> = ["org", "organization", "username", "user", "account", "login", "owner"]

  /// The identity of a resource.
  ///
  /// - Parameters:
  ///   - selects: The methods that read it.
  ///   - methods: All of its methods.
  ///   - columns: The fields of the rows, by name.
  static func identity(selects: [Method], methods: [Method], columns: [String: Field]) -> [Identity] {
    let lists = Set(selects.filter { $0.response.shape == .list && $0.graphQL == nil }.map { shape($0.path) })
    let reads = Set(selects.filter { $0.response.shape == .object && $0.response.model != nil }.map(\.name))
    var result: [Identity] = []
    var seen: Set<String> = []
    for method in methods {
      guard let last = PathTemplate.segments(of: method.path).last, last.isParameter,
        let use = method.parameters.first(where: { "{\($0.parameter.name)}" == last.text })
      else { continue }
      let name = use.parameter.name
      guard columns[name] == nil, !seen.contains(name) else { continue }
      // Either the method reads the object that the path ends in, or the path is one of a list's items.
      guard reads.contains(method.name) || lists.contains(Array(shape(method.path).dropLast())) else { continue }
      for candidate in candidates(name) {
        guard let field = column(candidate, in: columns), isSame(field.type, use.parameter.type) else { continue }
        result.append(Identity(parameter: name, field: field.name))
        seen.insert(name)
        break
      }
    }
    // One field is the value of one parameter.
    let uses = Dictionary(result.map { ($0.field, 1) }, uniquingKeysWith: +)
    return result.filter { uses[$0.field] == 1 }
  }

  private static func candidates(_ parameter: String) -> [String] {
    let name = ImportNames.name(parameter) ?? parameter
    var result = [parameter]
    if let word = name.split(separator: "_").last.map(String.init), words.contains(word), word != name {
      result.append(word)
    }
    if accounts.contains(name) { result.append("login") }
    return result
  }

  /// The field of a name, else the only one that is written another way: `Id`, `petId`.
  private static func column(_ name: String, in columns: [String: Field]) -> Field? {
    if let field = columns[name] { return field }
    let found = columns.values.filter { ListWrapper.plain($0.name) == ListWrapper.plain(name) }
    return found.count == 1 ? found[0] : nil
  }

  private static func shape(_ path: String) -> [String] {
    PathTemplate.segments(of: path).map { $0.isParameter ? "{}" : $0.text }
  }

  /// Whether both are written as the same type of a spec; a type's format does not count.
  private static func isSame(_ left: ValueType, _ right: ValueType) -> Bool {
    switch (left, right) {
    case (.integer, .integer), (.number, .number), (.boolean, .boolean): true
    case (.string, .string), (.string, .enumeration), (.enumeration, .string), (.enumeration, .enumeration): true
    default: false
    }
  }

  /// Ties `DELETE …/{id}` and `POST …/{id}/restore` to each other.
  static func tieInverses(_ methods: inout [Method]) {
    var deletes: [String: Int] = [:]
    for (index, method) in methods.enumerated() where method.httpMethod == "DELETE" && method.body == nil {
      deletes[method.path] = deletes[method.path] == nil ? index : -1
    }
    for index in methods.indices where methods[index].httpMethod == "POST" && methods[index].body == nil {
      let path = methods[index].path
      guard path.hasSuffix("}/restore"), let delete = deletes[String(path.dropLast("/restore".count))], delete >= 0,
        methods[delete].inverse == nil
      else { continue }
      let known = Set(methods[delete].parameters.map(\.parameter.name))
      let back = Set(methods[index].parameters.map(\.parameter.name))
      let needs = methods[index].parameters.filter(\.isRequired).map(\.parameter.name)
      let backNeeds = methods[delete].parameters.filter(\.isRequired).map(\.parameter.name)
      guard needs.allSatisfy(known.contains), backNeeds.allSatisfy(back.contains) else { continue }
      methods[delete].inverse = methods[index].name
      methods[index].inverse = methods[delete].name
    }
  }
}
