import ProviderRuntime
import Testing

@Suite("The text of a service") struct ServiceTextTests {
  private static let text = ServiceText(
    #"""
    ["shop", "Shop", "", [["color", ["red", "a|b"]]],
    [["name", "path", "string((x))", "r", null, null, null, null, null, "The \"name\"."],
    ["tags", "query", "[enum(0)]", "c", "red", "all", 1, 9, ""], ["body_id", "header", "integer(int64)"]],
    [["get_thing", "get", "GET", "/things/{name}", [0, 1], [200, "object", "model(thing)", ["data", "a.b"]], "Reads.",
    "https://d", ["s1", "s2"], "undo"],
    ["add_thing", "create", "POST", "/things", [], [201, "none"], null, null, null, null, "model(thing)"],
    ["put_text", "put", "PUT", "/things", [2], [200, "object", "string", null, "text/plain"], null, null, null, null,
    "string", "text/plain"],
    ["ask", "list", "POST", "/graphql", [], [200, "list", "boolean"], null, null, null, null, null, null, "{ a }",
    ["cursor", null, null, null, "after", "first", 50, ["p", "end"]]]],
    [["things", "Things", "All.", [1, 0], [["select", ["get_thing"]], ["insert", ["add_thing"]]], "thing",
    [["name", "id"]]]]]
    """#,
    models: #"""
      [["thing", "Thing", "A thing.", [["id", "number", "rn", "7", "Number", "The number."],
      ["c", "[[enum(0)]]", "n"], ["d", "object"], ["e", "model(thing)", "r", ""]]]]
      """#)

  private static let color = EnumDescriptor(name: "color", values: ["red", "a|b"])

  @Test func `holds parameters and methods`() {
    let name = ParameterDescriptor(
      name: "name", location: .path, isRequired: true, type: .string(format: "(x)"), summary: #"The "name"."#)
    let tags = ParameterDescriptor(
      name: "tags", location: .query, isRequired: false, type: .array(.enumeration(Self.color)), defaultValue: "red",
      wildcard: "all", minimum: 1, maximum: 9, example: "", summary: "", isExploded: false)
    let thing = TypeDescriptor.model("thing")
    let methods = (0..<4).map(Self.text.method)
    #expect(
      methods == [
        MethodDescriptor(
          name: "get_thing", action: "get", httpMethod: "GET", path: "/things/{name}", parameters: [name, tags],
          response: ResponseDescriptor(status: 200, shape: .object, type: thing, member: ["data", "a.b"]),
          scopes: ["s1", "s2"], inverse: "undo", summary: "Reads.", documentation: "https://d"),
        MethodDescriptor(
          name: "add_thing", action: "create", httpMethod: "POST", path: "/things", parameters: [],
          body: .model("thing"), response: ResponseDescriptor(status: 201, shape: .none), summary: ""),
        MethodDescriptor(
          name: "put_text", action: "put", httpMethod: "PUT", path: "/things",
          parameters: [
            ParameterDescriptor(
              name: "body_id", location: .header, isRequired: false, type: .integer(format: "int64"), summary: "")
          ], body: .value(.string(), mediaType: "text/plain"),
          response: ResponseDescriptor(status: 200, shape: .object, type: .string(), mediaType: "text/plain"),
          summary: ""),
        MethodDescriptor(
          name: "ask", action: "list", httpMethod: "POST", path: "/graphql", parameters: [], graphQL: "{ a }",
          pagination: PaginationDescriptor(
            style: .cursor, cursorParameter: "after", pageSizeParameter: "first", maximumPageSize: 50,
            cursorMember: ["p", "end"]),
          response: ResponseDescriptor(status: 200, shape: .list, type: .boolean), summary: ""),
      ])
  }

  @Test func `holds resources and models`() {
    let model = ModelDescriptor(
      name: "thing", title: "Thing", summary: "A thing.",
      fields: [
        FieldDescriptor(
          name: "id", type: .number(), isRequired: true, isNullable: true, example: "7", title: "Number",
          summary: "The number."),
        FieldDescriptor(name: "c", type: .array(.array(.enumeration(Self.color))), isNullable: true),
        FieldDescriptor(name: "d", type: .object),
        FieldDescriptor(name: "e", type: .model("thing"), isRequired: true, example: ""),
      ])
    let resource = ResourceDescriptor(
      name: "things", title: "Things", summary: "All.", model: "thing",
      identity: [IdentityDescriptor(parameter: "name", field: "id")],
      methods: [Self.text.method(1), Self.text.method(0)],
      verbs: [
        VerbDescriptor(verb: .select, methods: ["get_thing"]), VerbDescriptor(verb: .insert, methods: ["add_thing"]),
      ])
    #expect(Self.text.model(0) == model)
    #expect(Self.text.resource(0) == resource)
    #expect(Self.text.enumeration(0) == Self.color)
    #expect(
      Self.text.service
        == ServiceDescriptor(name: "shop", title: "Shop", summary: "", models: [model], resources: [resource]))
  }
}
