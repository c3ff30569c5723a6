import ProviderSpec

/// Writes the page of a resource in a dialect of Markdown.
struct ResourceWriter<Flavor: MarkdownFlavor> {
  let pages: MarkdownPages<Flavor>
  let resource: ResourcePage
  private let file: String
  private let anchors: [String: String]

  init(pages: MarkdownPages<Flavor>, resource: ResourcePage) {
    self.pages = pages
    self.resource = resource
    file = pages.flavor.file(of: resource.name)
    anchors = Dictionary(resource.methods.map { ($0.name, $0.anchor) }, uniquingKeysWith: { first, _ in first })
  }

  private var flavor: Flavor { pages.flavor }

  func file(position: Int) -> GeneratedFile {
    let service = pages.page.services.first { $0.name == resource.name.service }
    var blocks = [
      flavor.header(
        file: file, title: resource.title, description: resource.summary.plain,
        keywords: [pages.page.name, resource.name.service, resource.name.resource], position: position),
      pages.link(MarkdownText.escaped(pages.page.title), to: flavor.providerFile, from: file) + " / "
        + pages.link(
          MarkdownText.escaped(service?.title ?? resource.name.service),
          to: flavor.file(ofService: resource.name.service), from: file),
      pages.block(resource.summary, on: file), pages.block(resource.abilities, on: file),
      pages.facts(resource.facts, on: file),
    ]
    blocks += fields()
    blocks += [flavor.heading(2, "Methods", anchor: Anchor.methods), methodTable()]
    blocks += parameters()
    for entry in resource.verbs {
      blocks.append(flavor.heading(2, title(of: entry), anchor: Anchor.verb(entry.verb.rawValue)))
      blocks += entry.methods.flatMap(method)
    }
    blocks += errors()
    blocks += related()
    return pages.write(file, blocks)
  }

  private func title(of entry: VerbEntry) -> String {
    entry.verb == .exec ? "Lifecycle methods" : entry.verb.rawValue.uppercased() + " examples"
  }

  // MARK: Fields

  private func fields() -> [String] {
    var blocks = [
      flavor.heading(2, "Fields", anchor: Anchor.fields),
      "The columns of a row; `SELECT *` gives all of them.",
    ]
    for group in resource.fields {
      let isRow = group.path.isEmpty
      if !isRow {
        blocks.append(flavor.heading(3, MarkdownText.code(Self.name(group.path)), anchor: group.anchor))
      }
      blocks.append(MarkdownText.strong(group.title) + " · " + pages.prose(group.summary, on: file))
      blocks.append(
        pages.table(
          isRow ? ["Name", "Datatype", "Description"] : ["Name", "Datatype", "SQL", "Description"],
          group.fields.map { field in
            let name =
              flavor.place(field.anchor)
              + (isRow ? flavor.copyable(field.path[0]) : MarkdownText.code(Self.name(field.path)))
            let type = field.members.map { "[\(code(field.datatype))](#\($0))" } ?? code(field.datatype)
            let sql = field.sql.map(MarkdownText.code) ?? ""
            return [name, type] + (isRow ? [] : [sql]) + [description(of: field)]
          }))
    }
    return blocks
  }

  private static func name(_ path: [String]) -> String {
    path.joined(separator: ".").replacing(".[]", with: "[]")
  }

  private func code(_ text: String) -> String { MarkdownText.code(text) }

  private func description(of field: FieldEntry) -> String {
    var parts: [String] = []
    if !field.summary.isEmpty { parts.append(pages.prose(field.summary, on: file)) }
    if let title = field.title { parts.append("(title: \(MarkdownText.escaped(title)))") }
    if let example = field.example { parts.append("(example: \(MarkdownText.code(example)))") }
    if !field.values.isEmpty { parts.append(values(field.values)) }
    if !field.isAlwaysThere { parts.append("May be absent or null.") }
    return parts.joined(separator: " ")
  }

  private func values(_ values: [ValueEntry]) -> String {
    "One of " + pages.list(values.map { MarkdownText.code($0.name) }) + "."
  }

  // MARK: Methods and parameters

  private func methodTable() -> String {
    pages.table(
      ["Name", "Accessible by", "Required params", "Optional params", "Description"],
      resource.methods.map { method in
        [
          "[\(code(method.name))](#\(method.anchor))", accessible(method), parameterLinks(method.required),
          parameterLinks(method.optional), pages.prose(method.summary, on: file),
        ]
      })
  }

  private func accessible(_ method: MethodEntry) -> String {
    pages.list(method.verbs.map { code($0.rawValue.uppercased()) })
  }

  private func parameterLinks(_ names: [String]) -> String {
    pages.list(names.map { "[\(code($0))](#\(Anchor.parameter($0)))" })
  }

  private func parameters() -> [String] {
    guard !resource.parameters.isEmpty else { return [] }
    return [
      flavor.heading(2, "Parameters", anchor: Anchor.parameters),
      "Parameters are compared with `=` or `IN` in the `WHERE` clause, or joined; `EXEC` takes them as `@name = value`. "
        + (resource.writesRows ? "`INSERT` and `REPLACE` give them by column, and `UPDATE` sets those of a body. " : "")
        + "What a method needs stands with the method.",
      pages.table(
        ["Name", "Datatype", "Description"],
        resource.parameters.map { parameter in
          [
            flavor.place(parameter.anchor) + flavor.copyable(parameter.name), code(parameter.datatype),
            description(of: parameter),
          ]
        }),
    ]
  }

  private func description(of parameter: ParameterEntry) -> String {
    var parts = [pages.prose(parameter.summary, on: file)]
    if !parameter.values.isEmpty {
      let items = parameter.values.map { value in
        code(value.name) + (value.summary.isEmpty ? "" : ": " + pages.prose(value.summary, on: file))
      }
      parts.append("Values: " + items.joined(separator: " "))
    }
    if let value = parameter.defaultValue { parts.append("Default: \(code(value)).") }
    if let value = parameter.wildcard { parts.append("\(code(value)) asks for every value.") }
    if let minimum = parameter.minimum { parts.append("At least \(minimum).") }
    if let maximum = parameter.maximum { parts.append("At most \(maximum).") }
    if let example = parameter.example { parts.append("(example: \(code(example)))") }
    return (parts + parameter.notes.map { pages.prose($0, on: file) }).joined(separator: " ")
  }

  // MARK: A method

  private func method(_ method: MethodEntry) -> [String] {
    var blocks = [
      flavor.heading(3, code(method.name), anchor: method.anchor), pages.block(method.summary, on: file),
      MarkdownText.block("\(method.httpMethod) \(method.path)", language: "http"),
    ]
    var facts = ["Accessible by: " + accessible(method)]
    if !method.required.isEmpty { facts.append("Required: " + parameterLinks(method.required)) }
    if !method.optional.isEmpty { facts.append("Optional: " + parameterLinks(method.optional)) }
    if !method.scopes.isEmpty { facts.append("Scopes: " + pages.list(method.scopes.map(code))) }
    facts.append("Answer: " + pages.prose(method.response, on: file))
    if let inverse = method.inverse {
      facts.append("Undone by: " + (anchors[inverse].map { "[\(code(inverse))](#\($0))" } ?? code(inverse)))
    }
    if let address = method.documentation {
      facts.append("The provider's page: " + MarkdownText.address(address))
    }
    facts += method.notes.map { pages.prose($0, on: file) }
    blocks.append(facts.map { "- " + $0 }.joined(separator: "\n"))
    blocks.append(flavor.codes(CodeBlock.all(of: method, command: pages.page.command)))
    return blocks
  }

  // MARK: Errors and related resources

  private func errors() -> [String] {
    guard !resource.errors.isEmpty else { return [] }
    return [
      flavor.heading(2, "Errors", anchor: Anchor.errors),
      "Refusals that the provider is known to answer. SQL ends with an error that names the reason; in Swift it is the "
        + "`refusal` of a `ProviderError` of this kind.",
      pages.table(
        ["Status", "Reason", "When", "Kind in Swift"],
        resource.errors.map { [code($0.status), code($0.reason), pages.prose($0.when, on: file), code($0.swift)] }),
    ]
  }

  private func related() -> [String] {
    guard !resource.related.isEmpty else { return [] }
    return [
      flavor.heading(2, "Related resources", anchor: Anchor.related),
      resource.related.map { related in
        "- " + pages.link(code(related.name.resource), to: flavor.file(of: related.name), from: file) + ": "
          + pages.prose(related.reason, on: file)
      }.joined(separator: "\n"),
    ]
  }
}

extension CodeBlock {
  /// The examples of a method: the template, for a write its plan first, the statement with values, and the call.
  static func all(of method: MethodEntry, command: String) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    if let sql = method.sql {
      blocks.append(CodeBlock(label: "SQL template", language: "sql", code: sql.template))
      if sql.isWrite {
        blocks.append(CodeBlock(label: "Dry run", language: "sh", code: dryRun(sql.statement, by: command)))
      }
      blocks.append(CodeBlock(label: sql.isWrite ? "SQL" : "SQL example", language: "sql", code: sql.statement))
    }
    if !method.swift.isEmpty { blocks.append(CodeBlock(label: "Swift", language: "swift", code: method.swift)) }
    return blocks
  }

  /// The command that shows a statement's plan and sends nothing. A quoted word ends the text of a here-document, in
  /// which a shell changes nothing.
  private static func dryRun(_ statement: String, by command: String) -> String {
    let lines = statement.split(separator: "\n").map(String.init)
    var end = "SQL"
    while lines.contains(end) { end += "_" }
    return "\(command) --dry-run <<'\(end)'\n\(statement)\n\(end)"
  }
}

extension MarkdownText {
  /// A web address as a link to itself; as text where it could end the link.
  static func address(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()[]{}\\\"`|".utf8.contains($0) }
    guard isPlain, text.hasPrefix("https://") || text.hasPrefix("http://") else { return code(text) }
    return "[\(escaped(text))](\(text))"
  }
}
