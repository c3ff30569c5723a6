import ProviderSpec

extension Method {
  /// The members of the request's body; of a body that is one value, that value under the name `body`.
  func bodyFields(models: [String: Model]) -> [Field] {
    switch body {
    case nil: []
    case .model(let name): models[name]?.fields ?? []
    case .value(let type, _): [Field(name: "body", type: type, isRequired: true, isNullable: false, summary: "")]
    }
  }

  /// Those of them that are no parameters of the method.
  func ownBodyFields(models: [String: Model]) -> [Field] {
    bodyFields(models: models).filter { field in !parameters.contains { $0.parameter.name == field.name } }
  }
}
