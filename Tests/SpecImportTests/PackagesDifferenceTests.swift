import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// The bundled spec was written by hand; importing the document that it describes gives the same but for what is listed
/// and explained here. Texts are not compared: those of the bundled spec are its own.
@Suite(
  "The import of the packages service and the spec written by hand",
  .enabled(if: GitHubDocuments.areThere, "../shared/specs/github-openapi-stackql is not there"))
struct PackagesDifferenceTests {
  /// What the two say about one thing, where they say different things.
  private static let explained: [String: String] = [
    // Resources that the mapping does not have: narrower views, made by hand.
    "resource org_versions": "by hand only",
    "resource user_versions": "by hand only",
    // The document does not say that the numbers of versions exceed 32 bits, nor what pages there are.
    "parameter package_version_id": "integer(int64) → integer",
    "parameter page minimum": "1 → none",
    "parameter per_page minimum": "1 → none",
    // It says the largest page in words only; the import reads them for the provider's paging.
    "parameter per_page maximum": "100 → none",
    // Packages are private or public where one is described, and internal where one asks: the spec by hand has one enum.
    "model package visibility": "string in [public, private, internal] required → string in [private, public] required",
    // The document describes the tags of Docker's images under 'tag' and requires them under 'tags'.
    "model package_version.metadata.docker": "tag tags → tag",
    "model package_version.metadata.docker tags": "by hand only",
    // Methods under EXEC have no order in the mapping, which lists them as the document does.
    "resource packages exec":
      "restore_package_for_org restore_package_for_user restore_package_for_authenticated_user → restore_package_for_org restore_package_for_authenticated_user restore_package_for_user",
    "resource package_versions exec":
      "restore_package_version_for_org restore_package_version_for_user restore_package_version_for_authenticated_user → restore_package_version_for_org restore_package_version_for_authenticated_user restore_package_version_for_user",
    // Optional parameters are in the document's order.
    "method get_all_package_versions_for_package_owned_by_org parameters":
      "org package_type package_name state? page? per_page? → org package_type package_name page? per_page? state?",
    "method get_all_package_versions_for_package_owned_by_authenticated_user parameters":
      "package_type package_name state? page? per_page? → package_type package_name page? per_page? state?",
    // GitHub's pages about it name these; its document does not.
    "method get_all_package_versions_for_package_owned_by_user parameters":
      "username package_type package_name page? per_page? → username package_type package_name",
    // Scopes are in the document's prose only.
    "scopes": "27 → 0",
    // The document has no name for people; what a request has to accept is GitHub's page about media types.
    "provider title": "GitHub → Github",
    "provider headers": "Accept=application/vnd.github+json X-GitHub-Api-Version=2022-11-28 → Accept=application/json",
    "provider version": "2022-11-28 → 1.1.4",
    "provider token": "GITHUB_TOKEN GH_TOKEN → GITHUB_TOKEN",
    "provider rate limit": "yes → no",
    "provider refusals": "11 → 0",
  ]

  private let byHand: Provider
  private let imported: Provider

  init() throws {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("spec/github").path
    byHand = try SpecLoader.load(directory: directory)
    imported = try SpecImporter.run(
      files: [GitHubDocuments.directory + "/services/packages.yaml"], output: "spec/github"
    ).provider
  }

  @Test func differOnlyInWhatIsExplained() throws {
    let one = Self.facts(of: byHand, try #require(byHand.services.first))
    let two = Self.facts(of: imported, try #require(imported.services.first))
    var differences: [String: String] = [:]
    for key in Set(one.keys).union(two.keys) {
      switch (one[key], two[key]) {
      case (let left?, let right?): if left != right { differences[key] = "\(left) → \(right)" }
      case (nil, _): differences[key] = "imported only"
      case (_, nil): differences[key] = "by hand only"
      }
    }
    // What a thing is made of goes with the thing.
    let gone = differences.filter { $0.value == "by hand only" }.keys
    differences = differences.filter { entry in !gone.contains { entry.key.hasPrefix($0 + " ") } }
    #expect(differences == Self.explained)
  }

  /// Everything that a spec says beside its texts, by what it is said about.
  private static func facts(of provider: Provider, _ service: Service) -> [String: String] {
    var facts: [String: String] = [:]
    facts["provider name"] = provider.name
    facts["provider title"] = provider.title
    facts["provider server"] = "\(provider.server.url) \(provider.server.environment ?? "")"
    facts["provider headers"] = provider.headers.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    facts["provider version"] = provider.apiVersion ?? "none"
    facts["provider token"] = provider.authentication?.environment.joined(separator: " ") ?? "none"
    facts["provider paging"] = provider.pagination.map { "\($0)" } ?? "none"
    facts["provider rate limit"] = provider.rateLimit == nil ? "no" : "yes"
    facts["provider refusals"] = String(provider.errors.refusals.count)
    facts["provider message"] =
      "\(SpecText.path(provider.errors.messageMember ?? [])) \(SpecText.path(provider.errors.documentationMember ?? []))"
    facts["scopes"] = String(service.methods.count { !$0.scopes.isEmpty })
    for parameter in service.parameters {
      let name = "parameter \(parameter.name)"
      facts[name] = text(parameter.type, service)
      facts["\(name) default"] = LiteralText.plain(parameter.defaultValue) ?? "none"
      facts["\(name) minimum"] = parameter.minimum.map(String.init) ?? "none"
      facts["\(name) maximum"] = parameter.maximum.map(String.init) ?? "none"
    }
    for method in service.methods { add(method, service, to: &facts) }
    for resource in service.resources {
      let name = "resource \(resource.name)"
      facts[name] = resource.methods.sorted().joined(separator: " ")
      facts["\(name) identity"] = resource.identity.map { "\($0.parameter)=\($0.field)" }.joined(separator: " ")
      for verb in resource.verbs { facts["\(name) \(verb.verb.rawValue)"] = verb.methods.joined(separator: " ") }
      if let model = resource.model { add(model, as: model, service, to: &facts) }
    }
    return facts
  }

  private static func add(_ method: ProviderSpec.Method, _ service: Service, to facts: inout [String: String]) {
    let name = "method \(method.name)"
    facts[name] = "\(method.httpMethod) \(method.path) \(method.action)"
    facts["\(name) parameters"] = method.parameters.map { $0.parameter.name + ($0.isRequired ? "" : "?") }
      .joined(separator: " ")
    facts["\(name) response"] = "\(method.response.status) \(method.response.shape) \(method.response.model ?? "none")"
    facts["\(name) body"] = method.body.map { "\($0)" } ?? "none"
    facts["\(name) inverse"] = method.inverse ?? "none"
    facts["\(name) documentation"] = method.documentation ?? "none"
    facts["\(name) paging"] = method.pagination.map { "\($0)" } ?? "none"
  }

  /// Adds a model's fields, and those of the models in it, by where they are rather than by what the models are called.
  private static func add(_ model: String, as place: String, _ service: Service, to facts: inout [String: String]) {
    guard let fields = service.models.first(where: { $0.name == model })?.fields, facts["model \(place)"] == nil else {
      return
    }
    facts["model \(place)"] = fields.map(\.name).sorted().joined(separator: " ")
    for field in fields {
      let name = "model \(place) \(field.name)"
      facts[name] =
        text(field.type, service) + (field.isRequired ? " required" : "") + (field.isNullable ? " nullable" : "")
      field.type.forEachName { isModel, inner in
        if isModel { add(inner, as: "\(place).\(field.name)", service, to: &facts) }
      }
    }
  }

  private static func text(_ type: ValueType, _ service: Service) -> String {
    func with(_ format: String?) -> String { format.map { "(\($0))" } ?? "" }
    switch type {
    case .string(let format): return "string" + with(format)
    case .integer(let format): return "integer" + with(format)
    case .number(let format): return "number" + with(format)
    case .boolean: return "boolean"
    case .object: return "any"
    case .model: return "object"
    case .array(let items): return "[\(text(items, service))]"
    case .enumeration(let name):
      let values = service.enums.first { $0.name == name }?.values.map(\.name) ?? []
      return "string in [\(values.joined(separator: ", "))]"
    }
  }
}
