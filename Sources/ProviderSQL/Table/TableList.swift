import ProviderRuntime

/// The tables of some providers. A statement uses a few of hundreds, so each is made when it is first asked for.
final class TableList: Sendable {
  private struct Place {
    var name: String
    var provider: Int
    var service: Int
    var resource: Int
  }

  private let providers: [ProviderDescriptor]
  private let places: [String: Place]
  /// The tables' names in the order of the registries.
  let names: [String]
  private let made = Locked<[String: ResourceTable]>([:])

  /// Of two tables with one name the first counts.
  init(_ providers: [ProviderDescriptor]) {
    self.providers = providers
    var places: [String: Place] = [:]
    var names: [String] = []
    for (provider, descriptor) in providers.enumerated() {
      for (service, group) in descriptor.services.enumerated() {
        for (resource, one) in group.resources.enumerated() {
          let name = "\(descriptor.name).\(group.name).\(one.name)"
          let place = Place(name: name, provider: provider, service: service, resource: resource)
          guard places[name.lowercased()] == nil else { continue }
          places[name.lowercased()] = place
          names.append(name)
        }
      }
    }
    self.places = places
    self.names = names
  }

  /// The name as it is known, compared as SQLite compares names; nil for one that is no table's.
  func name(_ name: String) -> String? { places[name.lowercased()]?.name }

  /// The table of a name, compared as SQLite compares names.
  func table(named name: String) -> ResourceTable? {
    let key = name.lowercased()
    guard let place = places[key] else { return nil }
    return made.withLock { made in
      if let table = made[key] { return table }
      let provider = providers[place.provider]
      let service = provider.services[place.service]
      let table = ResourceTable(provider: provider, service: service, resource: service.resources[place.resource])
      made[key] = table
      return table
    }
  }
}
