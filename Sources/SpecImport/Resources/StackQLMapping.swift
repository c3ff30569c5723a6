import ProviderSpec

/// Reads what a document says about its resources in `components.x-stackQL-resources`.
struct StackQLMapping {
  let references: References
  let report: ImportReport
  private var operations: [Node.Identity: Operation] = [:]
  /// The numbers of the methods in the plan, by where the mapping has them.
  private var numbers: [Node.Identity: Int] = [:]
  private var plan = ServicePlan()

  /// The plan of a document's service; nil where the document has no such mapping.
  static func plan(
    of document: SourceDocument, operations: [Operation], references: References, report: ImportReport
  ) -> ServicePlan? {
    guard let resources = document.root["components"]?["x-stackQL-resources"] else { return nil }
    guard resources.isMapping else {
      report.add(
        .mapping, at: resources.place, "'x-stackQL-resources' is \(resources.what); it is an object of resources.")
      return nil
    }
    var mapping = StackQLMapping(references: references, report: report)
    for operation in operations { mapping.operations[operation.node.identity] = operation }
    if let config = document.root["x-stackQL-config"] {
      mapping.reportRest(of: config, known: ["pagination", "requestBodyTranslate"], what: "the service")
    }
    mapping.read(resources, pagination: document.root["x-stackQL-config"]?["pagination"])
    return mapping.plan
  }

  private init(references: References, report: ImportReport) {
    self.references = references
    self.report = report
  }

  private mutating func read(_ resources: Node, pagination: Node?) {
    var used: Set<Node.Identity> = []
    let members = resources.members.filter { member in
      if member.value.isMapping { return true }
      report.add(.mapping, at: member.place, "the resource '\(member.name)' is \(member.value.what); it is an object.")
      return false
    }
    // A verb may name a method of a resource that comes later.
    let own = members.map { member in
      methods(of: member, pagination: member.value["config"]?["pagination"] ?? pagination, used: &used)
    }
    for (member, methods) in zip(members, own) { readResource(member, methods: methods) }
    for operation in operations.values.sorted(by: {
      ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
    })
    where !used.contains(operation.node.identity) {
      report.add(.operation, at: operation.place, "\(operation.line) belongs to no resource of the mapping.")
    }
  }

  // MARK: Methods

  private mutating func methods(
    of resource: Node.Member, pagination: Node?, used: inout Set<Node.Identity>
  ) -> [Int] {
    reportRest(
      of: resource.value, known: ["id", "name", "title", "description", "methods", "sqlVerbs", "config"],
      what: "the resource '\(resource.name)'")
    guard let methods = resource.value["methods"] else {
      report.add(.mapping, at: resource.place, "the resource '\(resource.name)' without methods.")
      return []
    }
    var result: [Int] = []
    for member in methods.members {
      guard let place = member.value["operation"]?["$ref"], let reference = place.string else {
        report.add(.mapping, at: member.place, "the method '\(member.name)' without an operation.")
        continue
      }
      guard let target = references.find(reference, at: place) else { continue }
      guard let operation = operations[target.identity] else {
        report.add(.mapping, at: place.place, "'\(reference)' leads to no operation; '\(member.name)' is left out.")
        continue
      }
      used.insert(target.identity)
      let response = member.value["response"]
      reportRest(
        of: member.value, known: ["operation", "response", "config", "x-stackql-protocol"],
        what: "the method '\(member.name)'")
      if let response {
        reportRest(
          of: response, known: ["mediaType", "openAPIDocKey", "objectKey"], what: "the response of '\(member.name)'")
      }
      numbers[member.value.identity] = plan.methods.count
      result.append(plan.methods.count)
      plan.methods.append(
        MethodPlan(
          operation: operation, name: member.name, status: response?["openAPIDocKey"],
          mediaType: response?["mediaType"], objectKey: response?["objectKey"],
          pagination: member.value["config"]?["pagination"] ?? pagination))
    }
    return result
  }

  /// Lists what a mapping says and a spec has nothing for. How StackQL names a body's fields in SQL is StackQL's own.
  private func reportRest(of node: Node, known: Set<String>, what: String) {
    for member in node.members where !known.contains(member.name) {
      report.add(.mapping, at: member.place, "'\(member.name)' of \(what); a spec has nothing like it.")
    }
    guard let config = node["config"] else { return }
    for member in config.members where !["pagination", "requestBodyTranslate"].contains(member.name) {
      report.add(.mapping, at: member.place, "'\(member.name)' of \(what); a spec has nothing like it.")
    }
  }

  // MARK: Resources

  private mutating func readResource(_ resource: Node.Member, methods: [Int]) {
    var verbs: [(verb: Verb, methods: [Int])] = Verb.allCases.map { ($0, []) }
    var placed: Set<Int> = []
    if let map = resource.value["sqlVerbs"] {
      for member in map.members {
        guard let index = verbs.firstIndex(where: { $0.verb.rawValue == member.name }) else {
          report.add(.mapping, at: member.place, "unknown verb '\(member.name)'.")
          continue
        }
        var seen: Set<Int> = []
        for element in member.value.elements {
          guard let number = method(element), seen.insert(number).inserted else { continue }
          verbs[index].methods.append(number)
        }
        placed.formUnion(seen)
      }
    }
    let exec = verbs.firstIndex { $0.verb == .exec } ?? 0
    verbs[exec].methods += methods.filter { !placed.contains($0) }
    verbs.removeAll { $0.methods.isEmpty }
    plan.resources.append(
      ResourcePlan(
        isMapped: true, name: resource.value["name"]?.scalar ?? resource.name, title: resource.value["title"]?.scalar,
        summary: resource.value["description"]?.scalar, verbs: verbs))
  }

  /// The method that a verb names by a reference into the mapping.
  private func method(_ element: Node) -> Int? {
    guard let place = element["$ref"], let reference = place.string else {
      report.add(.mapping, at: element.place, "a verb's method without a '$ref' to it.")
      return nil
    }
    guard let target = references.find(reference, at: place) else { return nil }
    if let number = numbers[target.identity] { return number }
    report.add(.mapping, at: place.place, "'\(reference)' leads to no method that was read; the verb goes without it.")
    return nil
  }
}
