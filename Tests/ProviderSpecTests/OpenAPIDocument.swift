import Foundation

/// GitHub's OpenAPI document of the packages service, as far as the bundled spec carries it over.
struct OpenAPIDocument: Decodable, Sendable {
  struct Parameter: Decodable, Sendable, Hashable {
    var name: String
    var location: String
    var required: Bool
    var type: String
    var values: [String]
    var defaultValue: String?
  }

  struct Operation: Decodable, Sendable {
    /// The HTTP method and the path.
    var request: String
    var parameters: [Parameter]
    var status: Int
    /// `list` or `object` with the schema's title, or nothing.
    var shape: String
    var title: String
    var documentation: String
  }

  struct Field: Decodable, Sendable {
    var name: String
    var type: String
    var format: String?
    var required: Bool
    var nullable: Bool
    var values: [String]
  }

  /// By method name of the resource mappings.
  var operations: [String: Operation]
  /// By resource and verb, names of methods in selection order.
  var verbs: [String: [String: [String]]]
  /// By a path from the schema's name through its properties, as in `package-version.metadata`.
  var schemas: [String: [Field]]

  /// Where the document is: a file that is no part of this package.
  static let path: String =
    ProcessInfo.processInfo.environment["BINDERY_GITHUB_OPENAPI"]
    ?? BundledSpecTests.directory.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/specs/github-openapi-stackql/services/packages.yaml").path

  static var isReadable: Bool { PythonTool.hasYAML && FileManager.default.isReadableFile(atPath: path) }

  /// Reads it with Python's YAML reader: this package has none in its tests.
  static func load() throws -> OpenAPIDocument {
    guard let result = PythonTool.run(["-c", script, path]), result.status == 0 else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return try JSONDecoder().decode(OpenAPIDocument.self, from: result.output)
  }

  private static let script = """
    import json, sys, yaml
    document = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))

    def resolve(node):
        while "$ref" in node:
            target = document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def parameter(node):
        node = resolve(node)
        schema = resolve(node["schema"])
        default = schema.get("default")
        return {"name": node["name"], "location": node["in"], "required": bool(node.get("required")),
                "type": schema["type"], "values": schema.get("enum", []),
                "defaultValue": None if default is None else str(default)}

    schemas = {}

    def walk(name, schema):
        schema = resolve(schema)
        if schema.get("type") == "array":
            return walk(name, schema["items"])
        if not schema.get("properties") or name in schemas:
            return
        fields = schemas[name] = []
        for key, value in schema["properties"].items():
            value = resolve(value)
            fields.append({"name": key, "type": value["type"], "format": value.get("format"),
                           "required": key in schema.get("required", []), "nullable": bool(value.get("nullable")),
                           "values": value.get("enum", [])})
            walk(name + "." + key, value)

    operations, verbs = {}, {}
    for resource, mapping in document["components"]["x-stackQL-resources"].items():
        for name, method in mapping["methods"].items():
            node = resolve(method["operation"])
            path, verb = method["operation"]["$ref"].removeprefix("#/paths/").rsplit("/", 1)
            status = method["response"]["openAPIDocKey"]
            content = resolve(node["responses"][status]).get("content")
            shape, title = "none", ""
            if content:
                schema = resolve(content["application/json"]["schema"])
                shape = "list" if schema.get("type") == "array" else "object"
                title = resolve(schema["items"] if shape == "list" else schema)["title"]
            operations[name] = {"request": verb.upper() + " " + path.replace("~1", "/"), "status": int(status),
                                "parameters": [parameter(p) for p in node.get("parameters", [])],
                                "shape": shape, "title": title, "documentation": node["externalDocs"]["url"]}
        verbs[resource] = {verb: [m["$ref"].rsplit("/", 1)[1] for m in methods]
                           for verb, methods in mapping["sqlVerbs"].items()}
    for name in ("package", "package-version"):
        walk(name, document["components"]["schemas"][name])
    json.dump({"operations": operations, "verbs": verbs, "schemas": schemas}, sys.stdout)
    """
}
