import ProviderRuntime

/// A query to show in help, made from the registry's own examples.
enum ExampleQuery {
  /// A query of the resource whose list needs most, with the examples of the parameters that it needs.
  static func text(for providers: [ProviderDescriptor]) -> String {
    let candidates = providers.flatMap { provider in
      provider.services.flatMap { service in
        service.resources.compactMap { candidate(provider, service, $0) }
      }
    }
    // The first of those that need most.
    let best = candidates.reduce(nil as Candidate?) { best, next in
      (best?.conditions.count ?? -1) < next.conditions.count ? next : best
    }
    guard let best else { return "SELECT 1" }
    let filter = best.conditions.isEmpty ? "" : " WHERE \(best.conditions.joined(separator: " AND "))"
    return "SELECT \(best.columns.joined(separator: ", ")) FROM \(best.table)\(filter)"
  }

  private struct Candidate {
    var table: String
    var columns: [String]
    var conditions: [String]
  }

  private static func candidate(
    _ provider: ProviderDescriptor, _ service: ServiceDescriptor, _ resource: ResourceDescriptor
  ) -> Candidate? {
    let names = resource.verbs.first { $0.verb == .select }?.methods ?? []
    let lists = names.compactMap { name in resource.methods.first { $0.name == name && $0.response.shape == .list } }
    guard let list = lists.first, let model = service.models.first(where: { $0.name == resource.model }) else {
      return nil
    }
    var conditions: [String] = []
    for parameter in list.parameters where parameter.isRequired {
      guard let value = parameter.example ?? known(parameter.type) else { return nil }
      let isText = if case .integer = parameter.type { false } else { true }
      conditions.append("\(parameter.name) = \(isText ? "'\(value)'" : value)")
    }
    return Candidate(
      table: "\(provider.name).\(service.name).\(resource.name)", columns: model.fields.prefix(3).map(\.name),
      conditions: conditions)
  }

  private static func known(_ type: TypeDescriptor) -> String? {
    if case .enumeration(let set) = type { set.values.first } else { nil }
  }
}
