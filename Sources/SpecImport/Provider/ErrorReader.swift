import ProviderSpec

/// Reads where the body of a failure keeps its message.
struct ErrorReader {
  let references: References
  let schemas: SchemaReader

  private static let messages = ["message", "detail", "error_description", "title", "error", "msg"]
  private static let documentation = ["documentation_url", "documentation", "more_info", "help_url"]

  /// The members that most of the described failures have.
  func rules(documents: [SourceDocument]) -> ErrorRules {
    var counts: [[String]: Int] = [:]
    for document in documents {
      let components = document.root["components"]?["responses"]?.members.map(\.value) ?? []
      let inline = document.root["paths"]?.members.prefix(50).flatMap { path in
        path.value.members.flatMap { operation in
          operation.value["responses"]?.members.filter { $0.name.hasPrefix("4") }.map(\.value) ?? []
        }
      }
      for response in components + (inline ?? []) { count(response, &counts) }
    }
    func best(_ names: [String]) -> [String]? {
      // Of a plain member and one within an object the plain one is taken, where both are there as often.
      let paths = names.map { [$0] } + names.map { [Self.holder, $0] }
      let most = paths.compactMap { counts[$0] }.max()
      return paths.first { counts[$0] != nil && counts[$0] == most }
    }
    return ErrorRules(messageMember: best(Self.messages), documentationMember: best(Self.documentation), refusals: [])
  }

  /// The object that many have around an error's members.
  private static let holder = "error"

  private func count(_ response: Node, _ counts: inout [[String]: Int]) {
    guard let content = references.target(of: response)?.node["content"]?.members,
      let media = content.first(where: { MediaTypes.isJSON($0.name) }), let node = media.value["schema"]
    else { return }
    let schema = schemas.schema(node)
    count(schema, [], &counts)
    guard let holder = schema.properties.first(where: { $0.name == Self.holder }),
      let inner = schemas.schema(anyOf: holder.schemas), inner.kind == .object
    else { return }
    count(inner, [Self.holder], &counts)
  }

  private func count(_ schema: Schema, _ path: [String], _ counts: inout [[String]: Int]) {
    for property in schema.properties where (Self.messages + Self.documentation).contains(property.name) {
      if schemas.schema(anyOf: property.schemas)?.kind == .string { counts[path + [property.name], default: 0] += 1 }
    }
  }
}
