import Foundation

/// The API without its transport: takes a request, gives the answer. Everything in it happens at once, so whoever calls it
/// holds a lock.
struct Service: Sendable {
  /// Versions of the API that GitHub serves.
  static let apiVersions = ["2022-11-28", "2026-03-10"]

  let token: String?
  let scopes: [String]
  let numericLinks: Bool
  private(set) var store: Store
  private var quota: Quota
  private var requestCount: UInt64 = 0

  init(_ dataset: Dataset, token: String?, scopes: [String], numericLinks: Bool, now: Int) {
    self.token = token
    self.scopes = scopes
    self.numericLinks = numericLinks
    store = Store(dataset, now: now)
    quota = Quota(now: now)
  }

  /// Answers a request that arrives at the given second.
  mutating func answer(_ request: Request, now: Int) -> Response {
    let route = Route(path: request.path)
    let operation = route.flatMap { Operation(method: request.method, $0.resource) }
    var response: Response
    do throws(Refusal) {
      try admit(request)
      // GitHub answers 404, not 405, to a method that a path does not have.
      guard let route, let operation else { throw .notFound }
      for scope in operation.scopes where !holds(scope) { throw .missingScope(scope) }
      response = try perform(operation, of: route.owner, for: request, now: now)
    } catch {
      response = Self.refusal(error, documentation: zip(operation, route))
    }
    finish(&response, request, operation, now: now)
    return response
  }

  /// Changes the state as no request can; what can't be changed stays as it is.
  mutating func change(_ body: (inout Store) throws(Refusal) -> Void) {
    try? body(&store)
  }

  // MARK: Admission

  private func admit(_ request: Request) throws(Refusal) {
    if request.headers["user-agent", default: ""].isEmpty { throw .noUserAgent }
    if let version = request.headers["x-github-api-version"], !Self.apiVersions.contains(version) {
      throw .unsupportedVersion(version)
    }
    guard let token else { return }
    guard let authorization = request.headers["authorization"] else { throw .authenticationRequired }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, ["bearer", "token"].contains(parts[0].lowercased()), parts[1] == token else {
      throw .badCredentials
    }
  }

  /// Writing packages includes reading them, as with GitHub's own scopes.
  private func holds(_ scope: String) -> Bool {
    scopes.contains(scope) || scope == "read:packages" && scopes.contains("write:packages")
  }

  // MARK: Operations

  private mutating func perform(
    _ operation: Operation, of owner: Owner, for request: Request, now: Int
  ) throws(Refusal) -> Response {
    let renderer = Renderer(api: request.origin)
    switch operation {
    case .getAccount: return Response(status: 200, body: renderer.account(try store.account(owner)))
    case .listPackages: return try listPackages(owner, request, renderer)
    case .listConflicts:
      return Response(
        status: 200, body: renderer.packages(try store.packages(owner) { $0.type == .docker && $0.hasDockerConflict }))
    case .getPackage(let key): return Response(status: 200, body: renderer.package(try store.package(owner, key)))
    case .listVersions(let key): return try listVersions(owner, key, request, renderer)
    case .getVersion(let key, let id):
      let (package, version) = try store.version(owner, key, id: id)
      return Response(status: 200, body: renderer.version(version, of: package))
    case .deletePackage(let key):
      guard request.bodyLength == 0 else { throw .bodyNotAllowed }
      try store.deletePackage(owner, key, now: now)
    case .deleteVersion(let key, let id):
      guard request.bodyLength == 0 else { throw .bodyNotAllowed }
      try store.deleteVersion(owner, key, id: id, now: now)
    case .restorePackage(let key): try store.restorePackage(owner, key, now: now)
    case .restoreVersion(let key, let id): try store.restoreVersion(owner, key, id: id, now: now)
    }
    return Response(status: 204)
  }

  private func listPackages(_ owner: Owner, _ request: Request, _ renderer: Renderer) throws(Refusal) -> Response {
    let query = Query(request.query)
    let pagination = Pagination(query)
    guard let type = query["package_type"].flatMap(Dataset.PackageType.init) else { throw .invalidArgument }
    let visibility: Dataset.Visibility? = try Self.value(query["visibility"])
    guard pagination.page * pagination.size <= 10_000 else { throw .pageTooDeep }
    let packages = try store.packages(owner) { facts in
      facts.type == type && (visibility == nil || facts.visibility == visibility)
    }
    let page = packages.dropFirst(pagination.offset).prefix(pagination.size)
    return try self.page(renderer.packages(page), pagination, total: packages.count, owner, query, request)
  }

  private func listVersions(
    _ owner: Owner, _ key: PackageKey, _ request: Request, _ renderer: Renderer
  ) throws(Refusal) -> Response {
    let query = Query(request.query)
    let pagination = Pagination(query)
    let state: State = try Self.value(query["state"]) ?? .active
    let (package, versions, total) = try store.versions(
      owner, key, deleted: state == .deleted, offset: pagination.offset, limit: pagination.size)
    return try page(renderer.versions(versions, of: package), pagination, total: total, owner, query, request)
  }

  private enum State: String {
    case active, deleted
  }

  /// The value of an optional parameter. [assumed] One that is none of its values is refused like a wrong package type.
  private static func value<Value: RawRepresentable<String>>(_ text: String?) throws(Refusal) -> Value? {
    guard let text else { return nil }
    guard let value = Value(rawValue: text) else { throw .invalidArgument }
    return value
  }

  private func page(
    _ body: [UInt8], _ pagination: Pagination, total: Int, _ owner: Owner, _ query: Query, _ request: Request
  ) throws(Refusal) -> Response {
    let path = numericLinks ? Route.numericPath(request.path, owner, try store.account(owner)) : request.path
    let link = pagination.link(total: total, base: request.origin + path, query: query)
    return Response(status: 200, headers: link.map { [("Link", $0)] } ?? [], body: body)
  }

  // MARK: Answers

  private static func refusal(_ refusal: Refusal, documentation: (Operation, Route)?) -> Response {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("message", refusal.message)
      writer.member(
        "documentation_url",
        documentation.map { Documentation.url($0, $1.owner) } ?? Documentation.root)
      writer.member("status", String(refusal.status))
    }
    return Response(status: refusal.status, body: writer.bytes)
  }

  /// Adds the headers that every answer carries, and turns one that the client already has into a 304.
  private mutating func finish(_ response: inout Response, _ request: Request, _ operation: Operation?, now: Int) {
    requestCount += 1
    if response.status == 200 {
      let tag = Self.entityTag(response.body)
      response.headers += [
        ("ETag", tag), ("Cache-Control", "private, max-age=60, s-maxage=60"),
        ("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP"),
      ]
      if let known = request.headers["if-none-match"], Self.matches(known, tag) {
        response.status = 304
        response.body = []
      }
    }
    if !response.body.isEmpty { response.headers.append(("Content-Type", "application/json; charset=utf-8")) }
    if response.status != 304 { quota.spend(now: now) }
    response.headers += quota.headers
    if response.status != 401 {
      response.headers += [
        ("X-OAuth-Scopes", scopes.joined(separator: ", ")),
        ("X-Accepted-OAuth-Scopes", (operation?.scopes ?? []).joined(separator: ", ")),
      ]
    }
    response.headers += [
      ("X-GitHub-Media-Type", "github.v3; format=json"),
      ("X-GitHub-Api-Version-Selected", request.headers["x-github-api-version"] ?? Self.apiVersions[0]),
      ("X-GitHub-Request-Id", Self.requestID(requestCount)),
    ]
  }

  private static func entityTag(_ body: [UInt8]) -> String {
    "W/\"" + String(Hash.fnv1a(body), radix: 16) + "-" + String(body.count, radix: 16) + "\""
  }

  /// Whether one of the tags in an If-None-Match header is that one, compared weakly (RFC 9110, section 13.1.2).
  private static func matches(_ header: String, _ tag: String) -> Bool {
    func opaque(_ text: Substring) -> Substring { text.hasPrefix("W/") ? text.dropFirst(2) : text }
    return header.split(separator: ",").contains { candidate in
      let candidate = candidate.drop { $0 == " " }.prefix { $0 != " " }
      return candidate == "*" || opaque(candidate) == opaque(tag[...])
    }
  }

  private static func requestID(_ number: UInt64) -> String {
    let digits = String(Hash.mixed(number), radix: 16, uppercase: true)
    return "\(digits.prefix(4)):\(digits.dropFirst(4).prefix(6)):\(String(number, radix: 16, uppercase: true))"
  }
}

private func zip(_ operation: Operation?, _ route: Route?) -> (Operation, Route)? {
  guard let operation, let route else { return nil }
  return (operation, route)
}

/// The hourly quota, as the headers report it. The sandbox counts but does not refuse: when the quota is used up, a new hour
/// begins. Who needs a refusal adds a ``Rule`` with an ``Allowance``.
struct Quota: Sendable {
  static let limit = 5000

  private var used = 0
  private var reset: Int

  init(now: Int) { reset = now + 3600 }

  mutating func spend(now: Int) {
    if now >= reset || used + 1 >= Self.limit {
      used = 0
      reset = now + 3600
    }
    used += 1
  }

  var headers: [(name: String, value: String)] { Self.headers(limit: Self.limit, used: used, reset: reset) }

  static func headers(limit: Int, used: Int, reset: Int) -> [(name: String, value: String)] {
    [
      ("X-RateLimit-Limit", String(limit)), ("X-RateLimit-Remaining", String(limit - used)),
      ("X-RateLimit-Used", String(used)), ("X-RateLimit-Reset", String(reset)), ("X-RateLimit-Resource", "core"),
    ]
  }
}
