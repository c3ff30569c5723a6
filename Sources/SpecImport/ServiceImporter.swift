import ProviderSpec

/// Makes a service of a document.
struct ServiceImporter {
  let references: References
  let schemas: SchemaReader
  let report: ImportReport
  /// The provider's server.
  let server: String

  /// A service, with how each of its lists is paged, by the method's name.
  struct Imported {
    var service: Service
    var paging: [String: Pagination] = [:]
  }

  /// The service; nil where nothing of the document became a method.
  func service(_ document: SourceDocument, name: String, title: String, summary: String) -> Imported? {
    let operations = OperationReader(references: references, report: report).operations(of: document)
    var plan =
      StackQLMapping.plan(of: document, operations: operations, references: references, report: report)
      ?? PathResources.plan(operations: operations, service: name, document: document)
    ServiceNames.settle(&plan, report: report)
    let types = TypeTable(reader: schemas, report: report)
    let builder = MethodBuilder(references: references, types: types, report: report, server: server)
    var numbers: [Int: Int] = [:]
    var methods: [Method] = []
    var paging: [String: Pagination] = [:]
    for (number, plan) in plan.methods.enumerated() {
      guard let built = builder.method(plan) else { continue }
      numbers[number] = methods.count
      methods.append(built.method)
      paging[built.method.name] = built.paging?.pagination(schemas: schemas, report: report)
    }
    types.readFields()
    Wildcards.settle(&methods, types)
    var resources = ResourceBuilder(types: types, report: report)
    for resource in plan.resources { resources.add(resource, plan: plan, numbers: numbers, methods: methods) }
    guard !resources.resources.isEmpty else { return nil }
    Actions.settle(&methods, resources: resources.uses)
    IdentityFinder.tieInverses(&methods)
    let service = Self.named(
      Service(
        file: document.file, name: name, title: title, summary: summary, enums: [], parameters: [], models: [],
        methods: methods, resources: resources.resources), types)
    return Imported(service: service, paging: paging)
  }

  /// The service with names in place of numbers, and with the parameters that its methods share.
  private static func named(_ service: Service, _ types: TypeTable) -> Service {
    var service = service
    var models: [String] = service.resources.compactMap(\.model)
    var enums: [String] = []
    for type in service.methods.flatMap({ method in
      [method.body?.type, method.response.type].compactMap { $0 } + method.parameters.map(\.parameter.type)
    }) {
      type.forEachName { isModel, name in
        if isModel { models.append(name) } else { enums.append(name) }
      }
    }
    let naming = TypeNaming(
      types, usedModels: models, usedEnums: enums,
      taken: Set(service.resources.map { SwiftNames.typeName($0.name + "_resource") }))
    service.models = naming.models
    service.enums = naming.enums
    for index in service.resources.indices {
      service.resources[index].model = service.resources[index].model.flatMap { naming.modelNames[$0] }
    }
    for index in service.methods.indices {
      var method = service.methods[index]
      switch method.body {
      case .model(let name)?: method.body = .model(naming.modelNames[name] ?? name)
      case .value(let type, let mediaType)?: method.body = .value(naming.renamed(type), mediaType: mediaType)
      case nil: break
      }
      method.response.type = method.response.type.map(naming.renamed)
      for place in method.parameters.indices {
        method.parameters[place].parameter.type = naming.renamed(method.parameters[place].parameter.type)
      }
      service.methods[index] = method
    }
    service.parameters = shared(service.methods)
    return service
  }

  /// Of each parameter's name the definition that most methods use, in the order of first use.
  private static func shared(_ methods: [Method]) -> [Parameter] {
    var order: [String] = []
    var uses: [String: [(parameter: Parameter, count: Int)]] = [:]
    var places: [Parameter: Int] = [:]
    for parameter in methods.flatMap({ $0.parameters.map(\.parameter) }) {
      if let place = places[parameter] {
        uses[parameter.name]?[place].count += 1
      } else {
        if uses[parameter.name] == nil { order.append(parameter.name) }
        places[parameter] = uses[parameter.name]?.count ?? 0
        uses[parameter.name, default: []].append((parameter, 1))
      }
    }
    return order.compactMap { name in
      guard let definitions = uses[name] else { return nil }
      let most = definitions.map(\.count).max() ?? 0
      return definitions.first { $0.count == most }?.parameter
    }
  }
}
