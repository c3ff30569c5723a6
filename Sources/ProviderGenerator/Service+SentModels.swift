import ProviderSpec

extension Service {
  /// The models that bodies of requests are made of, through any number of fields.
  var sentModels: Set<String> {
    let models = Dictionary(self.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var waiting = methods.compactMap { $0.body?.type.model }
    var result: Set<String> = []
    while let name = waiting.popLast() {
      guard let model = models[name], result.insert(name).inserted else { continue }
      waiting += model.fields.compactMap(\.type.model)
    }
    return result
  }
}

extension ValueType {
  /// The model of an object, or of what an array holds in the end.
  fileprivate var model: String? {
    switch self {
    case .model(let name): name
    case .array(let element): element.model
    default: nil
    }
  }
}
