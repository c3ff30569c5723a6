import ProviderSpec

/// Finds the values that ask for every value of a field: of `state`, `all`.
enum Wildcards {
  /// The values that mean it by their name, the plainest first.
  private static let names = ["all", "any"]

  /// What a use of a parameter says about its definition.
  private enum Sign {
    /// The row has the field, and no row's field is the value.
    case wildcard(String)
    /// The value is one of the field's own.
    case ownValue
  }

  /// Sets the wildcards of parameters. A definition that several methods share has one only where it is right for all of
  /// them; else each method has what is right for it.
  static func settle(_ methods: inout [Method], _ types: TypeTable) {
    var signs: [Parameter: (wildcard: String?, isOwnValue: Bool)] = [:]
    for method in methods {
      for use in method.parameters {
        switch sign(use, method, types) {
        case .wildcard(let value)?: signs[use.parameter, default: (nil, false)].wildcard = value
        case .ownValue?: signs[use.parameter, default: (nil, false)].isOwnValue = true
        case nil: break
        }
      }
    }
    for method in methods.indices {
      for index in methods[method].parameters.indices {
        let use = methods[method].parameters[index]
        guard let known = signs[use.parameter], let wildcard = known.wildcard, use.location != .path else { continue }
        if known.isOwnValue {
          guard case .wildcard? = sign(use, methods[method], types) else { continue }
        }
        methods[method].parameters[index].parameter.wildcard = wildcard
      }
    }
  }

  private static func sign(_ use: MethodParameter, _ method: Method, _ types: TypeTable) -> Sign? {
    guard use.location == .query || use.location == .variable, case .enumeration(let number) = use.parameter.type,
      let values = values(number, types), let value = names.first(where: values.contains),
      let model = method.response.model.flatMap(Int.init),
      let field = types.models[model].fields.first(where: { $0.name == use.parameter.name })
    else { return nil }
    guard case .enumeration(let own) = field.type else {
      // 'any' may be a value of a text like others, unless the parameter has the field's values beside it.
      guard value == "any" else { return .wildcard(value) }
      guard case .string(let example)? = field.example, example != value, values.contains(example) else { return nil }
      return .wildcard(value)
    }
    return self.values(own, types)?.contains(value) == true ? .ownValue : .wildcard(value)
  }

  private static func values(_ number: String, _ types: TypeTable) -> [String]? {
    Int(number).map { types.enums[$0].values }
  }
}
