import Foundation
import GitHubProvider
import GoldenProvider
import HostileProvider
import ProviderCommands
import ProviderRuntime
import ProviderSpec
import Testing

/// A registry made from a spec at run time is the one that the generator's code holds for it.
@Suite struct RegistryTests {
  private static let compiled: [(spec: String, descriptor: ProviderDescriptor)] = [
    ("spec/github", GitHub.descriptor), ("Tests/GoldenProvider/spec", Depot.descriptor),
    ("Tests/HostileProvider/spec", NastyInjected.descriptor),
  ]

  @Test(arguments: compiled.map(\.spec)) func `a spec's registry is the compiled one`(spec: String) throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: spec)
    let compiled = try #require(Self.compiled.first { $0.spec == spec }).descriptor
    let made = ProviderDescriptor(try SpecLoader.load(directory: directory.path))
    // Part by part first: a difference of the whole would be shown as all of it.
    #expect(made.pagination == compiled.pagination)
    #expect(made.services.map(\.name) == compiled.services.map(\.name))
    for (service, other) in zip(made.services, compiled.services) {
      for (model, other) in zip(service.models, other.models) { #expect(model == other) }
      for (resource, other) in zip(service.resources, other.resources) {
        for (method, other) in zip(resource.methods, other.methods) { #expect(method == other) }
        #expect(resource == other)
      }
    }
    #expect(made == compiled, "the registry of \(spec) is not the compiled one")
  }

  /// What the golden spec does not use would be made without being compared.
  @Test func `the golden provider's registry holds everything that a registry can`() {
    let depot = Depot.descriptor
    let resources = depot.services.flatMap(\.resources)
    let methods = resources.flatMap(\.methods)
    let parameters = methods.flatMap(\.parameters)
    let fields = depot.services.flatMap(\.models).flatMap(\.fields)
    let pagings = methods.compactMap(\.pagination) + [depot.pagination].compactMap { $0 }
    #expect(Set(pagings.map(\.style)) == Set(PaginationDescriptor.Style.allCases))
    #expect(Set(resources.flatMap(\.verbs).map(\.verb)) == Set(Verb.allCases))
    #expect(Set(parameters.map(\.location)) == [.path, .query, .header, .variable])
    #expect(Set(methods.map(\.response.shape)) == [.none, .object, .list])
    let holds: [(String, Bool)] = [
      ("headers", !depot.headers.isEmpty), ("server.environment", depot.server.environment != nil),
      ("scopesHeader", depot.authentication?.scopesHeader != nil),
      ("refusals", depot.errors.refusals.contains { $0.messageContains != nil }),
      ("pointsPerMinute", depot.rateLimit?.pointsPerMinute != nil),
      ("firstPage", pagings.contains { $0.firstPage != 1 }),
      ("offsetParameter", pagings.contains { $0.offsetParameter != nil }),
      ("moreMember", pagings.contains { $0.moreMember != nil }),
      ("cursorItemMember", pagings.contains { $0.cursorItemMember != nil }),
      ("pageCountMember", pagings.contains { $0.pageCountMember != nil }),
      ("a name with a dot", methods.contains { $0.response.member.contains { $0.contains(".") } }),
      ("totalMember", pagings.contains { $0.totalMember != nil }),
      ("identity", resources.contains { !$0.identity.isEmpty }),
      ("no model", resources.contains { $0.model == nil }),
      ("a model as body", methods.contains { if case .model = $0.body { true } else { false } }),
      ("a value as body", methods.contains { if case .value(.array, _) = $0.body { true } else { false } }),
      ("a text as body", methods.contains { if case .value(_, "text/plain") = $0.body { true } else { false } }),
      ("graphQL", methods.contains { $0.graphQL != nil }), ("scopes", methods.contains { !$0.scopes.isEmpty }),
      ("inverse", methods.contains { $0.inverse != nil }),
      ("documentation", methods.contains { $0.documentation != nil }),
      ("member", methods.contains { $0.response.member.count > 1 }),
      ("mediaType", methods.contains { $0.response.mediaType != nil }),
      ("isExploded", parameters.contains { !$0.isExploded }), ("required", parameters.contains { $0.isRequired }),
      ("default", parameters.contains { $0.defaultValue != nil }),
      ("wildcard", parameters.contains { $0.wildcard != nil }),
      ("minimum", parameters.contains { $0.minimum != nil }),
      ("maximum", parameters.contains { $0.maximum != nil }), ("example", parameters.contains { $0.example != nil }),
      ("field's title", fields.contains { $0.title != nil }),
      ("field's example", fields.contains { $0.example != nil }),
      ("nullable", fields.contains { $0.isNullable }), ("required field", fields.contains { $0.isRequired }),
    ]
    for (what, isHeld) in holds { #expect(isHeld, "no \(what)") }
    let types = Set((fields.map(\.type) + parameters.map(\.type)).map { "\($0)".prefix { $0 != "(" } })
    #expect(types == ["string", "enumeration", "integer", "number", "boolean", "model", "object", "array"])
  }
}
