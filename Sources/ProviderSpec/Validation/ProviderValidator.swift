/// Checks what provider.json says about its services.
enum ProviderValidator {
  /// Reports parameters of the pagination that no service has.
  static func checkPagination(_ draft: ProviderDraft, services: [ServiceDraft], report: inout SourceReport) {
    if let name = draft.pageParameter { checkParameter(name, "page_parameter", services, report: &report) }
    if let name = draft.pageSizeParameter {
      let parameter = checkParameter(name, "page_size_parameter", services, report: &report)
      if let maximum = draft.maximumPageSize, let limit = parameter?.maximum, maximum.value > limit.value {
        report.error(
          at: maximum,
          "'maximum_page_size' is \(maximum.value), more than the maximum of '\(name.value)', \(limit.value); lower it."
        )
      }
    }
  }

  @discardableResult
  private static func checkParameter(
    _ name: Located<String>, _ key: String, _ services: [ServiceDraft], report: inout SourceReport
  ) -> ParameterDraft? {
    for service in services {
      guard let parameter = service.parameters.first(where: { $0.name.value == name.value }) else { continue }
      if !parameter.type.type.value.isEmpty, parameter.type.type.value != "integer" {
        report.error(
          at: name,
          "'\(key)' names '\(name.value)', which is of type '\(parameter.type.type.value)'; it has to be an integer.")
      }
      return parameter
    }
    let known = services.flatMap { $0.parameters.map(\.name.value) }
    report.error(
      at: name,
      "'\(key)' names '\(name.value)', which is no parameter of any service.\(Suggestion.text(for: name.value, among: known))"
    )
    return nil
  }

  /// Reports services of one Swift name: they become types nested in the provider's.
  static func checkNames(_ draft: ProviderDraft, report: inout SourceReport) {
    var collisions = NameCollisions()
    for (name, _) in draft.services where !name.value.isEmpty {
      collisions.add(name, as: SwiftNames.typeName(name.value, suffix: ""), what: "service", report: &report)
    }
  }
}
