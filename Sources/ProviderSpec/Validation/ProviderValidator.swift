/// Checks what provider.json says about its services.
enum ProviderValidator {
  /// Reports parameters of the pagination that no service has.
  static func checkPagination(_ draft: ProviderDraft, services: [ServiceDraft], report: inout SourceReport) {
    for (key, name, isInteger) in draft.pagination?.parameters ?? [] {
      let definitions = services.flatMap { $0.parameters + $0.methods.flatMap(\.parameters) }
      guard let parameter = definitions.first(where: { $0.name.value == name.value }) else {
        report.error(
          at: name,
          "'\(key)' names '\(name.value)', which is no parameter of any service."
            + Suggestion.text(for: name.value, among: definitions.map(\.name.value)))
        continue
      }
      let type = parameter.type.type.value
      if isInteger, !type.isEmpty, type != "integer" {
        report.error(
          at: name, "'\(key)' names '\(name.value)', which is of type '\(type)'; it has to be an integer.")
      }
      if key == "page_size_parameter", let maximum = draft.pagination?.maximumPageSize,
        let limit = parameter.maximum, maximum.value > limit.value
      {
        report.error(
          at: maximum,
          "'maximum_page_size' is \(maximum.value), more than the maximum of '\(name.value)', \(limit.value); lower it."
        )
      }
    }
  }

  /// Reports services of one Swift name: they become types nested in the provider's.
  static func checkNames(_ draft: ProviderDraft, report: inout SourceReport) {
    var collisions = NameCollisions()
    for (name, _) in draft.services where !name.value.isEmpty {
      collisions.add(name, as: SwiftNames.typeName(name.value, suffix: ""), what: "service", report: &report)
    }
  }
}
