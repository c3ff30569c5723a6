import ProviderSpec

/// Makes the names of a plan such as a spec has them, each its own.
enum ServiceNames {
  /// Gives methods and resources names that are names, and no two one in Swift. Changes that nobody could foresee are reported.
  static func settle(_ plan: inout ServicePlan, report: ImportReport) {
    var resources = FreeNames { SwiftNames.typeName($0 + "_resource") }
    for index in plan.resources.indices {
      let written = plan.resources[index].name
      let name = ImportNames.name(written) ?? "resource"
      plan.resources[index].name = resources.free(name)
    }
    var owners: [Int: String] = [:]
    for resource in plan.resources {
      for number in resource.verbs.flatMap(\.methods) where owners[number] == nil { owners[number] = resource.name }
    }
    let names = plan.methods.map { ImportNames.name($0.name) ?? $0.operation.httpMethod.lowercased() }
    var uses: [String: Int] = [:]
    for name in names { uses[SwiftNames.memberName(name), default: 0] += 1 }
    var methods = FreeNames(SwiftNames.memberName)
    // Those that are nobody else's keep their names before any other takes them.
    for (index, name) in names.enumerated() where uses[SwiftNames.memberName(name)] == 1 {
      plan.methods[index].name = methods.free(name)
    }
    for (index, name) in names.enumerated() where uses[SwiftNames.memberName(name)] != 1 {
      let owner = owners[index] ?? ""
      let wanted = owner.isEmpty || name.hasSuffix(owner) ? name : ImportNames.name(name + "_" + owner) ?? name
      let own = methods.free(wanted)
      if own != plan.methods[index].name {
        report.add(
          .name, at: plan.methods[index].operation.place,
          "the method '\(plan.methods[index].name)' has the name of another one of the service; it becomes '\(own)'.")
      }
      plan.methods[index].name = own
    }
  }
}
