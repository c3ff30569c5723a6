/// Changes that others make to a list while a client reads it.
extension Service {
  /// Deletes the newest versions of the package whose versions are asked for, and adds new ones. Does nothing for other
  /// requests.
  mutating func shift(_ request: Request, added: Int, removed: Int, now: Int) {
    guard let (owner, key) = listed(request) else { return }
    change { store throws(Refusal) in
      try store.forgetVersions(owner, key, offset: 0, count: removed, now: now)
      try store.addVersions(owner, key, count: added)
    }
  }

  /// Deletes the first versions of the page that a request for a list shows.
  mutating func forgetListed(_ request: Request, count: Int, now: Int) {
    guard let (owner, key) = listed(request) else { return }
    let pagination = Pagination(Query(request.query))
    change { store throws(Refusal) in
      try store.forgetVersions(
        owner, key, offset: pagination.offset, count: min(count, pagination.size), now: now)
    }
  }

  private func listed(_ request: Request) -> (Owner, PackageKey)? {
    guard let route = Route(path: request.path),
      case .listVersions(let key)? = Operation(method: request.method, route.resource)
    else { return nil }
    return (route.owner, key)
  }
}

extension Store {
  /// Deletes a stretch of the versions that exist, whatever may stand against that.
  mutating func forgetVersions(
    _ owner: Owner, _ key: PackageKey, offset: Int, count: Int, now: Int
  ) throws(Refusal) {
    let versions = try versions(owner, key, deleted: false, offset: offset, limit: count).versions
    try changeVersions(owner, key) { table in
      for version in versions {
        if let position = table.position(ofID: version.id) { table.delete(position, Deletion(at: now)) }
      }
    }
  }

  /// Adds made-up versions that are newer than all others.
  mutating func addVersions(_ owner: Owner, _ key: PackageKey, count: Int) throws(Refusal) {
    try changeVersions(owner, key) { $0.add(count) }
  }
}
