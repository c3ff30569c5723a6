/// Whose packages a path is about.
enum Owner: Sendable, Equatable {
  case organization(String)
  case user(String)
  case authenticatedUser
  /// The numeric forms of a path, which GitHub uses in links: `/organizations/9/…` and `/user/9/…`.
  case organizationID(Int64)
  case userID(Int64)
}

/// What a path stands for.
enum Resource: Sendable, Equatable {
  case account
  case conflicts
  case packages
  case package(PackageKey)
  case packageRestore(PackageKey)
  case versions(PackageKey)
  case version(PackageKey, id: Int64)
  case versionRestore(PackageKey, id: Int64)
}

/// What a method does to a resource: the nine operations that each kind of owner has, and the account itself, which clients
/// such as PyGithub read before they ask for its packages.
enum Operation: Sendable, Equatable {
  case getAccount
  case listConflicts
  case listPackages
  case getPackage(PackageKey)
  case deletePackage(PackageKey)
  case restorePackage(PackageKey)
  case listVersions(PackageKey)
  case getVersion(PackageKey, id: Int64)
  case deleteVersion(PackageKey, id: Int64)
  case restoreVersion(PackageKey, id: Int64)

  /// Nil where the resource has no such method. HEAD is GET without a body.
  init?(method: String, _ resource: Resource) {
    switch (method, resource) {
    case ("GET", .account), ("HEAD", .account): self = .getAccount
    case ("GET", .conflicts), ("HEAD", .conflicts): self = .listConflicts
    case ("GET", .packages), ("HEAD", .packages): self = .listPackages
    case ("GET", .package(let key)), ("HEAD", .package(let key)): self = .getPackage(key)
    case ("DELETE", .package(let key)): self = .deletePackage(key)
    case ("POST", .packageRestore(let key)): self = .restorePackage(key)
    case ("GET", .versions(let key)), ("HEAD", .versions(let key)): self = .listVersions(key)
    case ("GET", .version(let key, let id)), ("HEAD", .version(let key, let id)): self = .getVersion(key, id: id)
    case ("DELETE", .version(let key, let id)): self = .deleteVersion(key, id: id)
    case ("POST", .versionRestore(let key, let id)): self = .restoreVersion(key, id: id)
    default: return nil
    }
  }

  /// The scopes that a token needs, all of them.
  var scopes: [String] {
    switch self {
    case .getAccount: []
    case .deletePackage, .deleteVersion: ["delete:packages", "read:packages"]
    case .restorePackage, .restoreVersion: ["read:packages", "write:packages"]
    default: ["read:packages"]
    }
  }
}

/// A path taken apart.
struct Route: Sendable, Equatable {
  var owner: Owner
  var resource: Resource

  /// Nil for a path that the API does not have. The path is split before anything is decoded, so that a name's "%2F" stays
  /// inside its segment, and segments count by their place, so that a package may be called "versions" or "restore".
  init?(path: String) {
    guard path.hasPrefix("/") else { return nil }
    var segments: [String] = []
    for raw in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard !raw.isEmpty, let segment = PercentEncoding.decode(String(raw)) else { return nil }
      segments.append(segment)
    }
    guard let (owner, length) = Self.owner(segments), let resource = Self.resource(segments.dropFirst(length)) else {
      return nil
    }
    self.owner = owner
    self.resource = resource
  }

  /// The path with its owner named by number, where it names one.
  static func numericPath(_ path: String, _ owner: Owner, _ account: AccountFacts) -> String {
    guard owner != .authenticatedUser else { return path }
    let below = path.dropFirst().split(separator: "/").dropFirst(2).joined(separator: "/")
    return "/\(account.isOrganization ? "organizations" : "user")/\(account.id)/\(below)"
  }

  private static func owner(_ segments: [String]) -> (Owner, length: Int)? {
    switch segments.first {
    case "orgs" where segments.count > 1: return (.organization(segments[1]), 2)
    case "users" where segments.count > 1: return (.user(segments[1]), 2)
    case "organizations" where segments.count > 1: return number(segments[1]).map { (.organizationID($0), 2) }
    case "user":
      if segments.count > 1, let id = number(segments[1]) { return (.userID(id), 2) }
      return (.authenticatedUser, 1)
    default: return nil
    }
  }

  private static func resource(_ segments: ArraySlice<String>) -> Resource? {
    let segments = Array(segments)
    switch segments.count {
    case 0: return .account
    case 1: return segments == ["packages"] ? .packages : nil
    case 2: return segments == ["docker", "conflicts"] ? .conflicts : nil
    default:
      guard segments[0] == "packages", let type = Dataset.PackageType(rawValue: segments[1]) else { return nil }
      return resource(PackageKey(type: type, name: segments[2]), Array(segments.dropFirst(3)))
    }
  }

  private static func resource(_ key: PackageKey, _ rest: [String]) -> Resource? {
    switch rest.count {
    case 0: return .package(key)
    case 1 where rest[0] == "restore": return .packageRestore(key)
    case 1 where rest[0] == "versions": return .versions(key)
    case 2 where rest[0] == "versions": return number(rest[1]).map { .version(key, id: $0) }
    case 3 where rest[0] == "versions" && rest[2] == "restore":
      return number(rest[1]).map { .versionRestore(key, id: $0) }
    default: return nil
    }
  }

  /// An id: digits only.
  private static func number(_ segment: String) -> Int64? {
    segment.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int64(segment) : nil
  }
}
