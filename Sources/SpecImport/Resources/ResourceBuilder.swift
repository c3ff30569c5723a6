import ProviderSpec

/// Makes resources of plans once the methods are there.
struct ResourceBuilder {
  let types: TypeTable
  let report: ImportReport
  private(set) var resources: [Resource] = []
  /// The methods of each resource, by their numbers among those that were made, in the resource's order.
  private(set) var uses: [[Actions.Use]] = []

  init(types: TypeTable, report: ImportReport) {
    self.types = types
    self.report = report
  }

  /// Adds a resource, unless none of its methods was made.
  ///
  /// - Parameter numbers: The numbers of the methods that were made, by their numbers in the plan.
  mutating func add(_ resource: ResourcePlan, plan: ServicePlan, numbers: [Int: Int], methods: [Method]) {
    /// A method and the verb that it is under already.
    struct Place: Hashable {
      var verb: Verb
      var method: Int
    }
    var verbs: [Verb: [Int]] = [:]
    var places: Set<Place> = []
    for (verb, planned) in resource.verbs {
      for number in planned {
        guard let made = numbers[number] else { continue }
        let fitting = fitting(verb, methods[made], plan.methods[number], isMapped: resource.isMapped)
        guard places.insert(Place(verb: fitting, method: made)).inserted else { continue }
        verbs[fitting, default: []].append(made)
      }
    }
    // A method that some verb has needs no EXEC.
    let placed = Set(verbs.filter { $0.key != .exec }.flatMap(\.value))
    verbs[.exec]?.removeAll { placed.contains($0) }
    let ordered = Verb.allCases.compactMap { verb in
      verbs[verb].flatMap { $0.isEmpty ? nil : (verb: verb, methods: $0) }
    }
    guard !ordered.isEmpty else { return }
    var own: [Actions.Use] = []
    var seen: Set<Int> = []
    for (verb, numbers) in ordered {
      for number in numbers where seen.insert(number).inserted {
        own.append(Actions.Use(number: number, verb: verb))
      }
    }
    let selects = (verbs[.select] ?? []).map { methods[$0] }
    let model = Self.model(of: selects)
    let all = own.map { methods[$0.number] }
    resources.append(
      Resource(
        name: resource.name, title: PlainText.title(resource.title) ?? ImportNames.title(resource.name),
        summary: PlainText.summary(resource.summary) ?? ImportNames.title(resource.name) + ".", model: model,
        identity: IdentityFinder.identity(selects: selects, methods: all, columns: columns(model, selects)),
        methods: all.map(\.name),
        verbs: ordered.map { VerbMethods(verb: $0.verb, methods: $0.methods.map { methods[$0].name }) }))
    uses.append(own)
  }

  /// The verb, or exec where a spec does not let the method be under it.
  private func fitting(_ verb: Verb, _ method: Method, _ plan: MethodPlan, isMapped: Bool) -> Verb {
    if !verb.httpMethods(hasGraphQL: method.graphQL != nil).contains(method.httpMethod) {
      report.add(
        .mapping, at: plan.operation.place,
        "'\(method.name)' is a \(method.httpMethod) under '\(verb.rawValue)'; it becomes one for EXEC.")
      return .exec
    }
    if verb == .select, method.response.shape == .none, !isPresence(method) {
      guard isMapped else { return .exec }
      report.add(
        .mapping, at: plan.operation.place,
        "'\(method.name)' is under 'select' and answers without a body, of which no row can be made; it becomes one for EXEC."
      )
      return .exec
    }
    return verb
  }

  /// Whether the answer says by its status that what the path names is there.
  private func isPresence(_ method: Method) -> Bool {
    (method.response.status == 204 || method.response.status == 205)
      && method.parameters.contains { $0.location == .path }
  }

  /// The model that most of the methods return, the first of several.
  private static func model(of selects: [Method]) -> String? {
    let models = selects.compactMap(\.response.model)
    let counts = Dictionary(models.map { ($0, 1) }, uniquingKeysWith: +)
    let most = counts.values.max()
    return models.first { counts[$0] == most }
  }

  private func columns(_ model: String?, _ selects: [Method]) -> [String: Field] {
    var result: [String: Field] = [:]
    for name in [model] + selects.map(\.response.model) {
      guard let name, let number = Int(name) else { continue }
      for field in types.models[number].fields where result[field.name] == nil { result[field.name] = field }
    }
    return result
  }
}
