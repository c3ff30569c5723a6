extension Writer {
  /// What a write does to its object, as far as reading can tell.
  enum Effect {
    /// Afterwards the object is not there.
    case removes
    /// Afterwards the object is there.
    case brings
    /// Afterwards the object has these members.
    case sets(JSONValue)
  }

  /// Reads the object of the write.
  func readBack() async -> (answer: ReadBack, endsPlan: Bool) {
    guard let (effect, path) = effect else {
      return (.unclear("nothing that can be read tells whether it was done"), false)
    }
    guard let reading = reading(at: path, effect) else { return (.unclear("no method reads it back"), false) }
    do {
      let exchange = try await session.exchange(reading)
      switch effect {
      case .removes: return (.notActed, false)
      case .brings: return (.acted, false)
      case .sets(let body): return (compare(body, with: exchange), false)
      }
    } catch let error as ProviderError where error.isAbsence {
      if case .removes = effect { return error.status == 410 ? (.acted, false) : await readBackHolder() }
      if case .sets(let body) = effect, renames(body) {
        return (.unclear("it is not where it was, and what was sent gives it another name"), false)
      }
      return (.notActed, false)
    } catch let error as ProviderError {
      return (.unclear("reading it back failed: \(Self.text(error))"), Self.endsPlan(error))
    } catch {
      return (.unclear("reading it back failed: \(error)"), false)
    }
  }

  /// The same of an object that is to be gone and is not found: only where what holds it is there, that says something.
  private func readBackHolder() async -> (answer: ReadBack, endsPlan: Bool) {
    switch await holding() {
    case .proven: (.acted, false)
    case .unproven(let reason): (.unclear("it is not found, but \(reason)"), false)
    case .unseen(let error): (.unclear("reading back what holds it failed: \(Self.text(error))"), Self.endsPlan(error))
    }
  }

  /// What the write does, and the path of the object that shows it; nil where nothing shows it.
  private var effect: (Effect, path: String)? {
    let method = write.method
    switch method.httpMethod {
    case "DELETE": return (.removes, method.path)
    case "PUT", "PATCH":
      if case .model = method.body, let members = write.body.flatMap(JSONValue.init(text:)) {
        return (.sets(members), method.path)
      }
    default: break
    }
    guard let inverse = session.provider.inverse(of: method), inverse.httpMethod == "DELETE" else { return nil }
    return (.brings, inverse.path)
  }

  /// The request of the method that answers the object at a path, and none above or below it; nil where the provider has
  /// none.
  func reading(at path: String, _ effect: Effect) -> PreparedRequest? {
    guard let service = session.provider.service(of: write.method) else { return nil }
    let path = PathTemplate(path)
    for method in service.methods where method.httpMethod == "GET" && isUsable(method.response, effect) {
      guard let names = PathTemplate(method.path).parameters(in: path) else { continue }
      var arguments = Arguments()
      for (own, other) in names { arguments[own] = write.arguments[other] }
      // One that needs more than the key does not answer for it.
      if let request = try? session.builder.request(method, arguments) { return request }
    }
    return nil
  }

  /// Whether a body gives the object another key than the one that the path names it by.
  private func renames(_ body: JSONValue) -> Bool {
    let resources = session.provider.service(of: write.method)?.resources ?? []
    let identity = resources.filter { $0.methods.contains { $0.isSame(as: write.method) } }.flatMap(\.identity)
    return write.method.parameters.filter { $0.location == .path }.contains { parameter in
      let names = [parameter.name] + identity.filter { $0.parameter == parameter.name }.map(\.field)
      guard let key = write.arguments[parameter.name]?.text else { return false }
      return names.contains { name in
        switch body[name] {
        case .string(let value): value != key
        case .integer(let value): String(value) != key
        default: false
        }
      }
    }
  }

  /// Whether an answer shows what the write does. Where only presence counts, one without a body is enough.
  private func isUsable(_ response: ResponseDescriptor, _ effect: Effect) -> Bool {
    switch (response.shape, effect) {
    case (.object, .sets): response.mediaType == nil
    case (.object, _), (.none, .removes), (.none, .brings): true
    case (.list, _), (.none, .sets): false
    }
  }

  /// Whether the object has the members that were sent. Those that it does not show, such as a password, say nothing.
  private func compare(_ body: JSONValue, with exchange: Session.Exchange) -> ReadBack {
    guard case .object(let sent) = body, case .object(let found)? = exchange.content else {
      return .unclear("reading it back did not answer an object")
    }
    let shown = sent.filter { found[$0.key] != nil }
    if shown.isEmpty { return .unclear("reading it back shows nothing of what was sent") }
    let others = shown.filter { !$0.value.isPart(of: found[$0.key]) }.keys.sorted()
    if others.isEmpty { return .acted }
    // What replaces the whole object may be sent again. What changes some of it may have been changed further, or the
    // server writes values in its own way.
    if write.method.httpMethod == "PUT" { return .notActed }
    return .unclear("reading it back shows another value of \(others.joined(separator: ", "))")
  }
}

extension JSONValue {
  /// Whether another value is this one, or an object with all members of this one and more.
  fileprivate func isPart(of other: JSONValue?) -> Bool {
    switch (self, other) {
    case (.object(let members), .object(let others)?):
      members.allSatisfy { name, value in
        value == .null ? value.isPart(of: others[name] ?? .null) : value.isPart(of: others[name])
      }
    case (.array(let elements), .array(let others)?):
      elements.count == others.count && zip(elements, others).allSatisfy { $0.isPart(of: $1) }
    case (.integer(let one), .number(let two)?), (.number(let two), .integer(let one)?): Double(one) == two
    default: self == other
    }
  }
}
