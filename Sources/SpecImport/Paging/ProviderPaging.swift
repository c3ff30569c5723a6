import ProviderSpec

/// Finds the way of paging that most lists of a provider have, and leaves the others theirs.
enum ProviderPaging {
  /// Sets the pagination of the methods that have another than the provider's, and returns that.
  static func settle(_ services: inout [ServiceImporter.Imported]) -> Pagination? {
    var order: [Pagination] = []
    var counts: [Pagination: Int] = [:]
    for imported in services {
      for method in imported.service.methods {
        guard let pagination = imported.paging[method.name] else { continue }
        if counts[pagination] == nil { order.append(pagination) }
        counts[pagination, default: 0] += 1
      }
    }
    let most = counts.values.max() ?? 0
    guard let usual = order.first(where: { counts[$0] == most }) else { return nil }
    for service in services.indices {
      for index in services[service].service.methods.indices {
        let method = services[service].service.methods[index]
        guard let own = services[service].paging[method.name], own != masked(usual, method) else { continue }
        services[service].service.methods[index].pagination = own
      }
    }
    return usual
  }

  /// What the provider's rule comes to for a method, which may not take all of its parameters.
  private static func masked(_ pagination: Pagination, _ method: Method) -> Pagination {
    let names = Set(method.parameters.map(\.parameter.name))
    func taken(_ name: String?) -> String? { name.flatMap { names.contains($0) ? $0 : nil } }
    var result = pagination
    result.pageParameter = taken(pagination.pageParameter)
    result.offsetParameter = taken(pagination.offsetParameter)
    result.cursorParameter = taken(pagination.cursorParameter)
    result.pageSizeParameter = taken(pagination.pageSizeParameter)
    if result.pageSizeParameter == nil { result.maximumPageSize = nil }
    return result
  }
}
