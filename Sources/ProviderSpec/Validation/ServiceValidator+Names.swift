/// What becomes the same name in Swift, and what nothing refers to.
extension ServiceValidator {
  /// Reports names that are different in the spec and equal in Swift. Fields, parameters and enum values are the provider's, so the
  /// generator tells those apart itself.
  mutating func checkSwiftNames() {
    // Enums, models and resources are types nested in the service's.
    var types = NameCollisions()
    for name in draft.enums.map(\.name) where !name.value.isEmpty {
      types.add(name, as: SwiftNames.typeName(name.value), what: "enum", report: &report)
    }
    for name in draft.models.map(\.name) where !name.value.isEmpty {
      types.add(name, as: SwiftNames.typeName(name.value), what: "model", report: &report)
    }
    for name in draft.resources.map(\.name) where !name.value.isEmpty {
      types.add(name, as: SwiftNames.typeName(name.value + "_resource"), what: "resource", report: &report)
    }
    var methodNames = NameCollisions()
    for name in draft.methods.map(\.name) where !name.value.isEmpty {
      methodNames.add(name, as: SwiftNames.memberName(name.value), what: "method", report: &report)
    }
  }

  /// Reports definitions that nothing uses: most are left from a rename, and their users mean something else now.
  mutating func checkUse() {
    markModels()
    report(draft.enums.map(\.name), "enum", usedEnums, "refer to it or remove it")
    report(draft.parameters.map(\.name), "parameter", usedParameters, "refer to it or remove it")
    report(draft.models.map(\.name), "model", usedModels, "refer to it or remove it")
    report(draft.methods.map(\.name), "method", usedMethods, "add it to the 'methods' of a resource")
  }

  private mutating func report(_ names: [Located<String>], _ what: String, _ used: Set<String>, _ advice: String) {
    var seen: Set<String> = []
    for name in names where !name.value.isEmpty && !used.contains(name.value) && seen.insert(name.value).inserted {
      report.error(at: name, "nothing uses the \(what) '\(name.value)'; \(advice).")
    }
  }

  /// Marks the models that resources and methods lead to, through any number of fields.
  private mutating func markModels() {
    var waiting = meantModels + draft.resources.compactMap(\.model?.value)
    for type in draft.methods.flatMap({ [$0.body?.type, $0.response.type] }) {
      waiting += type?.models.map(\.value) ?? []
    }
    while let name = waiting.popLast() {
      guard let model = models[name], usedModels.insert(name).inserted else { continue }
      waiting += model.fields.flatMap(\.type.models).map(\.value)
    }
  }
}
