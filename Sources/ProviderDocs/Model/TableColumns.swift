import ProviderSpec

/// The columns of a resource's table: the fields, then the parameters and the members of requests' bodies that are no
/// fields, hidden.
struct TableColumns {
  /// The column of each field, in the order of the model.
  private(set) var fields: [(field: Field, column: String)] = []
  private var parameters: [String: String] = [:]
  /// The fields, but for those that hold JSON where a parameter of their name is a text.
  private let names: Set<String>
  private let identity: [Identity]

  /// - Parameters:
  ///   - methods: The methods that a verb other than EXEC may choose: what only EXEC takes has no place in a WHERE.
  ///   - sent: The members of the bodies that INSERT, UPDATE, REPLACE and DELETE send, method by method.
  init(_ resource: Resource, model: Model, methods: [Method], sent: [Field]) {
    let texts = Set(methods.flatMap(\.parameters).filter { !Self.isJSON($0.parameter.type) }.map(\.parameter.name))
    names = Set(model.fields.filter { !Self.isJSON($0.type) || !texts.contains($0.name) }.map(\.name))
    identity = resource.identity
    // SQLite compares names of columns without case; JSON does not.
    var taken: Set<String> = []
    func unique(_ name: String) -> String {
      var candidate = name
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
    for field in model.fields {
      let column = unique(field.name)
      fields.append((field, column))
      parameters[field.name] = column
    }
    for parameter in methods.flatMap(\.parameters) where parameters[parameter.parameter.name] == nil {
      parameters[parameter.parameter.name] = unique(parameter.parameter.name)
    }
    for field in sent where parameters[field.name] == nil { parameters[field.name] = unique(field.name) }
  }

  private static func isJSON(_ type: ValueType) -> Bool {
    switch type {
    case .model, .object, .array: true
    default: false
    }
  }

  /// The column that gives a parameter or a member of a body.
  func column(ofParameter name: String) -> String { parameters[name] ?? name }

  /// Whether a row holds the parameter's value, so that a comparison with it can be a mere filter.
  func holds(_ parameter: String) -> Bool {
    names.contains(parameter) || identity.contains { $0.parameter == parameter && names.contains($0.field) }
  }
}
