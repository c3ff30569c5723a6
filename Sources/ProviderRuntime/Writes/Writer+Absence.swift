/// What a plan's deletions found out about what holds their objects: each is asked for once.
final class Holders: Sendable {
  fileprivate let known = Locked<[String: Absence]>([:])
}

/// Whether an object that the server does not find is gone. A wrong name, a wrong base URL and a missing right are
/// answered in the same way.
enum Absence: Sendable {
  /// It is: what holds it is there, and may be seen.
  case proven
  /// Nobody can tell, or it is there; why.
  case unproven(String)
  /// Looking failed, and may succeed another time.
  case unseen(ProviderError)
}

extension Writer {
  /// Whether the object of a deletion that was answered with 404 is gone.
  func absence() async -> Absence {
    guard let reading = reading(at: write.method.path, .removes) else {
      if write.row != nil {
        return .unproven("its row was read before, so it is gone since then, or the token may not delete it")
      }
      // That the list is there does not say that the object is not in it.
      if let holder, holder.method.response.shape == .list, isOfSameResource(holder.method) {
        return .unproven(
          "it may be gone, or the token may not delete it: no method reads one by its key; look for it in \(holder.line)"
        )
      }
      return await holding()
    }
    do {
      _ = try await session.exchange(reading)
      return .unproven("it is there, as \(reading.line) shows: the token may not delete it")
    } catch let error as ProviderError where error.isAbsence {
      return await holding()
    } catch {
      return Self.failed(error, reading)
    }
  }

  /// Whether an object that is not found is gone because what holds it is there. Sends a request for each holder of a plan.
  func holding() async -> Absence {
    guard let reading = holder else {
      // What was read before and is not there any more needs no holder to be gone.
      if write.row != nil { return .proven }
      return .unproven(
        "no method reads what would hold it, so it may be gone, or a name or the base URL is wrong, or the token may not "
          + "see it")
    }
    if let known = holders.known.withLock({ $0[reading.address.text] }) { return known }
    let found: Absence
    do {
      _ = try await session.exchange(reading)
      found = .proven
    } catch let error as ProviderError where error.isAbsence {
      found = .unproven(
        "\(reading.line) is not found either, so a name or the base URL is wrong, or the token may not see it")
    } catch {
      return Self.failed(error, reading)
    }
    holders.known.withLock { $0[reading.address.text] = found }
    return found
  }

  private static func failed(_ error: any Error, _ reading: PreparedRequest) -> Absence {
    guard let error = error as? ProviderError else { return .unproven("\(reading.line) failed: \(error)") }
    if endsPlan(error) || error.kind == .server { return .unseen(error) }
    return .unproven("it may be gone or not: \(reading.line) failed: \(text(error))")
  }

  /// The request for what holds the object, a list or another object: of a method whose path the write's begins with, the
  /// longest one, else of one of the same resource, that takes all that names the object but its own key. Nil where
  /// there is none.
  private var holder: PreparedRequest? {
    guard let service = session.provider.service(of: write.method) else { return nil }
    let path = PathTemplate(write.method.path)
    let names = path.segments.compactMap(\.parameter)
    let owners = Set(path.segments.last?.parameter == nil ? names[...] : names.dropLast())
    let methods = service.methods.filter { $0.httpMethod == "GET" }.map { ($0, PathTemplate($0.path)) }
    let above = methods.filter { !$1.segments.isEmpty && $1.segments.count < path.segments.count }
      .sorted { $0.1.segments.count > $1.1.segments.count }
    for (method, template) in above {
      guard let shared = template.parameters(atBeginningOf: path) else { continue }
      if let request = request(of: method, with: shared, naming: owners) { return request }
    }
    for (method, template) in methods where method.response.shape == .list && template.parameters(in: path) == nil {
      guard isOfSameResource(method) else { continue }
      if let request = request(of: method, with: [], naming: owners) { return request }
    }
    return nil
  }

  private func isOfSameResource(_ method: MethodDescriptor) -> Bool {
    let resources = session.provider.service(of: write.method)?.resources ?? []
    return resources.contains { $0.holds(method) && $0.holds(write.method) }
  }

  /// The request that takes the write's values: those that the paths share, and what else it needs by name. Nil where
  /// something is missing, or an owner is not named.
  private func request(
    of method: MethodDescriptor, with shared: [(own: String, other: String)], naming owners: Set<String>
  ) -> PreparedRequest? {
    var arguments = Arguments()
    var used = Set(shared.map(\.other))
    for (own, other) in shared { arguments[own] = write.arguments[other] }
    for parameter in method.parameters where parameter.isRequired && arguments[parameter.name] == nil {
      arguments[parameter.name] = write.arguments[parameter.name]
      used.insert(parameter.name)
    }
    return owners.isSubset(of: used) ? try? session.builder.request(method, arguments) : nil
  }
}

extension ResourceDescriptor {
  fileprivate func holds(_ method: MethodDescriptor) -> Bool { methods.contains { $0.isSame(as: method) } }
}

extension ProviderError {
  /// Whether the server said that what was asked for is not there.
  var isAbsence: Bool { kind == .notFound || status == 410 }
}
