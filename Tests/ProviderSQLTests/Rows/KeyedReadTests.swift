import ProviderRuntime
import ProviderSQL
import Testing

@Suite("An object that is read by its full key")
struct KeyedReadTests {
  /// Files of a folder, by an identity or by a parameter that is named as the field.
  private static func provider(key: String) -> ProviderDescriptor {
    let get = MethodDescriptor(
      name: "get", action: "get", httpMethod: "GET", path: "/{folder}/files/{\(key)}",
      parameters: [.path("folder"), .path(key)],
      response: ResponseDescriptor(status: 200, shape: .object, type: .model("file")), summary: "")
    return ProviderDescriptor(
      name: "disk", title: "Disk", summary: "", server: ServerDescriptor(url: "https://disk.example"),
      services: [
        ServiceDescriptor(
          name: "files", title: "Files", summary: "",
          models: [
            ModelDescriptor(
              name: "file", title: "File", summary: "",
              fields: ["id", "name"].map { FieldDescriptor(name: $0, type: .string()) })
          ],
          resources: [
            ResourceDescriptor(
              name: "files", title: "Files", summary: "", model: "file",
              identity: key == "id" ? [] : [IdentityDescriptor(parameter: key, field: "id")], methods: [get],
              verbs: [VerbDescriptor(verb: .select, methods: ["get"])])
          ])
      ])
  }

  @Test("is no row where it is not there, whatever its parameter is called", arguments: ["id", "file_id"])
  func notThere(key: String) async throws {
    let server = FakeServer { request in
      request.url.hasSuffix("/a/files/1")
        ? .json(#"{"id":"1","name":"one"}"#) : .json(#"{"message":"Not Found"}"#, status: 404)
    }
    let client = ProviderClient(provider: Self.provider(key: key), transport: server, token: nil, environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      for (id, names) in [("1", ["one"]), ("2", [])] {
        let found = try database.query("SELECT name FROM disk.files.files WHERE folder = 'a' AND id = '\(id)'")
        #expect(found.texts("name") == names)
      }
    }
  }
}
