import ProviderSpec
import Testing

@Suite struct SwiftFunctionTests {
  @Test func `functions are told apart by what a call must give`() throws {
    let functions = SwiftFunction.functions(of: [
      try method("list_for_org", "list", required: ["org"], optional: ["page"]),
      try method("list_for_user", "list", required: ["username"], optional: ["page"]),
    ])
    #expect(functions.map(\.name) == ["list", "list"])
    #expect(functions.map { $0.arguments.map(\.label) } == [["org", "page"], ["username", "page"]])
  }

  @Test func `a method that would repeat an earlier one takes its full name`() throws {
    let functions = SwiftFunction.functions(of: [
      try method("list_members", "list", required: ["org"], optional: ["page"]),
      try method("list_public_members", "list", required: ["org"]),
      try method("list", "list_public_members", required: ["org"]),
    ])
    #expect(functions.map(\.name) == ["list", "listPublicMembers", "list2"])
  }

  @Test func `the body stands between what a call must give and what it may`() throws {
    var change = try method("change", "change", required: ["id"], optional: ["force", "body"])
    change.body = .model("widget")
    #expect(SwiftFunction.functions(of: [change])[0].arguments.map(\.label) == ["id", "body", "force", "bodyValue"])
  }

  /// A method like one of the golden spec, with other names.
  private func method(_ name: String, _ action: String, required: [String], optional: [String] = []) throws -> Method {
    let provider = try SpecLoader.load(directory: packageDirectory.appending(path: "Tests/GoldenProvider/spec").path)
    var method = try #require(provider.services[0].methods.first { $0.name == "get_widget" })
    let template = try #require(method.parameters.first)
    method.name = name
    method.action = action
    method.parameters = (required + optional).map { name in
      var parameter = template
      parameter.parameter.name = name
      parameter.isRequired = required.contains(name)
      return parameter
    }
    return method
  }
}
