import ProviderSpec

/// The resources of a document that names none: they follow from tags and paths, their verbs from HTTP methods and the
/// shape of the path.
struct PathResources {
  /// What a path is to its resource.
  private enum Role {
    /// `/pets`, of which there are many, or `/settings`, of which there is one.
    case collection
    /// `/pets/{id}`
    case item
    /// `/pets/{id}/feed`, which does something to the item.
    case action
  }

  /// An operation's place among the resources.
  private struct Place {
    var noun: String
    /// The last fixed name before the noun's.
    var parent: String?
    var role: Role
  }

  private let operations: [Operation]
  /// The paths, parameters without names, that are read.
  private var read: Set<[String]> = []
  /// The paths, without names, behind which a parameter follows.
  private var withItems: Set<[String]> = []

  /// The plan of a service of the name.
  static func plan(operations: [Operation], service: String, document: SourceDocument) -> ServicePlan {
    PathResources(operations).plan(service: service, tags: tags(of: document))
  }

  private init(_ operations: [Operation]) {
    self.operations = operations
    for operation in operations {
      let shape = Self.shape(operation.path)
      if operation.httpMethod == "GET" { read.insert(shape) }
      for index in shape.indices where shape[index] == "{}" { withItems.insert(Array(shape[..<index])) }
    }
  }

  private static func shape(_ path: String) -> [String] {
    PathTemplate.segments(of: path).map { $0.isParameter ? "{}" : $0.text }
  }

  private static func tags(of document: SourceDocument) -> [String: String] {
    var result: [String: String] = [:]
    for tag in document.root["tags"]?.elements ?? [] {
      if let name = tag["name"]?.scalar, let text = tag["description"]?.scalar { result[name] = text }
    }
    return result
  }

  // MARK: Places

  private func place(of operation: Operation, service: String) -> Place {
    var shape = Self.shape(operation.path)
    var role = Role.collection
    if shape.last == "{}" {
      role = .item
    } else if shape.count > 1, operation.httpMethod != "GET", !read.contains(shape), !withItems.contains(shape) {
      // Nothing is ever read there: it is a thing to do, not a thing to have.
      role = .action
      if shape[shape.count - 2] == "{}" { shape.removeLast() }
    }
    while shape.last == "{}" { shape.removeLast() }
    var nouns = shape.filter { !$0.contains("{") && !Self.isVersion($0) }.compactMap(ImportNames.name)
    let tag = operation.tags.first.flatMap(ImportNames.name)
    let noun = nouns.popLast() ?? tag ?? service
    return Place(noun: noun, parent: nouns.last, role: role)
  }

  /// Whether a segment is a version of the API: `v1`, `v2.1`.
  private static func isVersion(_ segment: String) -> Bool {
    guard segment.first == "v" || segment.first == "V" else { return false }
    return segment.count > 1 && segment.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
  }

  private func verb(_ operation: Operation, _ role: Role) -> Verb {
    let shape = Self.shape(operation.path)
    let isThing = read.contains(shape) || withItems.contains(shape)
    switch (operation.httpMethod, role) {
    case ("GET", _): return .select
    case (_, .action): return .exec
    case ("POST", .collection): return isThing ? .insert : .exec
    case ("PUT", .item): return .replace
    case ("PUT", .collection): return isThing ? .replace : .exec
    case ("PATCH", _): return .update
    case ("DELETE", _): return .delete
    default: return .exec
    }
  }

  // MARK: The plan

  private func plan(service: String, tags: [String: String]) -> ServicePlan {
    /// Operations of one noun and one tag are one resource, wherever in the paths the noun is; without tags those of one parent.
    struct Key: Hashable {
      var noun: String
      var group: String
      var isTag: Bool
    }
    var plan = ServicePlan()
    var order: [Key] = []
    var verbs: [Key: [Verb: [Int]]] = [:]
    for operation in operations {
      let place = place(of: operation, service: service)
      let tag = operation.tags.first.flatMap(ImportNames.name)
      let key = Key(noun: place.noun, group: tag ?? place.parent ?? "", isTag: tag != nil)
      if verbs[key] == nil { order.append(key) }
      verbs[key, default: [:]][verb(operation, place.role), default: []].append(plan.methods.count)
      plan.methods.append(MethodPlan(operation: operation, name: Self.name(of: operation)))
    }
    let texts = Dictionary(
      tags.compactMap { tag in ImportNames.name(tag.key).map { ($0, tag.value) } }, uniquingKeysWith: { min($0, $1) })
    var uses: [String: Int] = [:]
    for key in order { uses[key.noun, default: 0] += 1 }
    for key in order {
      let isShared = uses[key.noun, default: 0] > 1 && !key.group.isEmpty && key.group != key.noun
      let name = isShared ? ImportNames.joined(key.group, key.noun) : key.noun
      plan.resources.append(
        ResourcePlan(
          name: name, summary: key.isTag && key.group == key.noun ? texts[key.noun] : nil,
          verbs: Verb.allCases.compactMap { verb in
            guard let methods = verbs[key]?[verb] else { return nil }
            // Those that need more come first.
            let sorted = methods.enumerated().sorted { left, right in
              let counts = [left, right].map { PathTemplate(plan.methods[$0.element].operation.path).parameters.count }
              return counts[0] == counts[1] ? left.offset < right.offset : counts[0] > counts[1]
            }
            return (verb, verb == .select ? sorted.map(\.element) : methods)
          }))
    }
    return plan
  }

  /// The operation's own name without its group (`pets/list`), else one of method and path.
  private static func name(of operation: Operation) -> String {
    if let id = operation.id {
      return id.split(separator: "/").last.map(String.init) ?? id
    }
    let names = PathTemplate.segments(of: operation.path).map { segment in
      segment.isParameter ? "by_" + segment.text.dropFirst().dropLast() : segment.text
    }
    return ([operation.httpMethod.lowercased()] + names).joined(separator: "_")
  }
}
