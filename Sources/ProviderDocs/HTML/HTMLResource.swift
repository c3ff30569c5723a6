import ProviderSpec

/// Writes the page of a resource as HTML.
struct HTMLResource {
  let site: HTMLSite
  let resource: ResourcePage
  private let file: String
  private let anchors: [String: String]

  init(site: HTMLSite, resource: ResourcePage) {
    self.site = site
    self.resource = resource
    file = HTMLSite.file(of: resource.name)
    anchors = Dictionary(resource.methods.map { ($0.name, $0.anchor) }, uniquingKeysWith: { first, _ in first })
  }

  /// A path from the row, as people write it.
  static func name(_ path: [String]) -> String {
    path.joined(separator: ".").replacing(".[]", with: "[]")
  }

  func page() -> GeneratedFile {
    let service = site.page.services.first { $0.name == resource.name.service }
    let title = HTMLText.escaped(service?.title ?? resource.name.service)
    let place = site.link(title, to: HTMLSite.file(ofService: resource.name.service), from: file)
    let verbs = resource.verbs.map { entry in
      HTMLSite.heading(2, self.title(of: entry), anchor: Anchor.verb(entry.verb.rawValue), plain: self.title(of: entry))
        + entry.methods.map(method).joined()
    }
    let body = """
      <p class="kind">Resource of \(place)</p>
      <h1>\(HTMLText.escaped(resource.title))</h1>
      \(site.paragraph(resource.summary, on: file, kind: "lead"))\(site.paragraph(resource.abilities, on: file))\
      \(site.facts(resource.facts, on: file))\(methodTable())\(verbs.joined())\(fields())\(parameters())\(errors())\
      \(related())
      """
    return site.frame(
      file, title: resource.title, description: resource.summary.plain, service: service, contents: contents(),
      body: body)
  }

  private func title(of entry: VerbEntry) -> String {
    entry.verb == .exec ? "Lifecycle methods" : entry.verb.rawValue.uppercased()
  }

  private func contents() -> [ContentsEntry] {
    var entries = [ContentsEntry(title: "Methods", anchor: Anchor.methods)]
    for entry in resource.verbs {
      entries.append(ContentsEntry(title: title(of: entry), anchor: Anchor.verb(entry.verb.rawValue)))
      entries += entry.methods.map { ContentsEntry(title: $0.name, anchor: $0.anchor, isCode: true, level: 3) }
    }
    entries.append(ContentsEntry(title: "Fields", anchor: Anchor.fields))
    entries += resource.fields.dropFirst().map {
      ContentsEntry(title: Self.name($0.path), anchor: $0.anchor, isCode: true, level: 3)
    }
    if !resource.parameters.isEmpty { entries.append(ContentsEntry(title: "Parameters", anchor: Anchor.parameters)) }
    if !resource.errors.isEmpty { entries.append(ContentsEntry(title: "Errors", anchor: Anchor.errors)) }
    if !resource.related.isEmpty { entries.append(ContentsEntry(title: "Related resources", anchor: Anchor.related)) }
    return entries
  }

  // MARK: Methods

  private func methodTable() -> String {
    HTMLSite.heading(2, "Methods", anchor: Anchor.methods, plain: "Methods")
      + HTMLSite.table(
        "Methods", ["Name", "Accessible by", "Required", "Optional"],
        resource.methods.map { method in
          [
            "<a href=\"#\(method.anchor)\">\(HTMLText.code(method.name))</a>", verbs(method),
            parameterLinks(method.required), parameterLinks(method.optional),
          ]
        })
  }

  private func verbs(_ method: MethodEntry) -> String {
    method.verbs.map { "<span class=\"verb \($0.rawValue)\">\($0.rawValue.uppercased())</span>" }.joined(separator: " ")
  }

  private func parameterLinks(_ names: [String]) -> String {
    names.map { "<a href=\"#\(Anchor.parameter($0))\">\(HTMLText.code($0))</a>" }.joined(separator: ", ")
  }

  private func method(_ method: MethodEntry) -> String {
    var facts: [(String, String)] = [("Accessible by", verbs(method))]
    if !method.required.isEmpty { facts.append(("Required", parameterLinks(method.required))) }
    if !method.optional.isEmpty { facts.append(("Optional", parameterLinks(method.optional))) }
    if !method.scopes.isEmpty {
      facts.append(("Scopes", method.scopes.map(HTMLText.code).joined(separator: ", ")))
    }
    facts.append(("Answer", site.prose(method.response, on: file)))
    if let inverse = method.inverse {
      let code = HTMLText.code(inverse)
      facts.append(("Undone by", anchors[inverse].map { "<a href=\"#\($0)\">\(code)</a>" } ?? code))
    }
    if let address = method.documentation {
      facts.append(("Provider", HTMLText.address(address, label: "The provider’s page")))
    }
    let rows = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined(separator: "\n")
    let notes = method.notes.map { "<li>\(site.prose($0, on: file))</li>" }.joined(separator: "\n")
    let blocks = CodeBlock.all(of: method, command: site.page.command).map { block in
      let colored = Highlighter(language: block.language).html(block.code)
      return "<figure><figcaption>\(block.label)</figcaption><pre tabindex=\"0\"><code>\(colored)</code></pre></figure>"
    }
    return """
      <article class="method">
      \(HTMLSite.heading(3, HTMLText.code(method.name), anchor: method.anchor, plain: method.name))\
      <div class="about">
      \(site.paragraph(method.summary, on: file))\
      <p class="request"><b>\(method.httpMethod)</b> <code>\(HTMLText.references(SpecText.line(method.path)).replacing("/", with: "/<wbr>"))</code></p>
      <dl>
      \(rows)
      </dl>
      <ul class="notes">
      \(notes)
      </ul>
      </div>
      <div class="codes">
      \(blocks.joined(separator: "\n"))
      </div>
      </article>

      """
  }

  // MARK: Fields and parameters

  private func fields() -> String {
    let groups = resource.fields.map { group in
      let items = group.fields.map(field).joined(separator: "\n")
      let about = "<p><b>\(HTMLText.escaped(group.title))</b> · \(site.prose(group.summary, on: file))</p>\n"
      guard !group.path.isEmpty else {
        return "\(about)<ul class=\"entries\">\n\(items)\n</ul>\n"
      }
      let name = Self.name(group.path)
      // A long list stays folded until somebody opens it or follows a link into it.
      return """
        <details\(group.fields.count > 12 ? "" : " open")>
        <summary><h3 id="\(group.anchor)">\(HTMLText.code(name))</h3> <span>\(group.fields.count) members</span></summary>
        \(about)<ul class="entries">
        \(items)
        </ul>
        </details>

        """
    }
    return HTMLSite.heading(2, "Fields", anchor: Anchor.fields, plain: "Fields") + groups.joined()
  }

  private func field(_ field: FieldEntry) -> String {
    let type = HTMLText.escaped(field.datatype)
    var line = "<b>\(HTMLText.code(Self.name(field.path)))</b> "
    line +=
      field.members.map { "<a class=\"type\" href=\"#\($0)\">\(type)</a>" } ?? "<span class=\"type\">\(type)</span>"
    if !field.isAlwaysThere { line += " <span class=\"may\">may be absent or null</span>" }
    var parts: [String] = []
    if !field.summary.isEmpty { parts.append(site.prose(field.summary, on: file)) }
    if let title = field.title { parts.append("(title: \(HTMLText.escaped(title)))") }
    if let example = field.example { parts.append("Example: \(HTMLText.code(example)).") }
    if !field.values.isEmpty { parts.append(values(field.values.map(\.name))) }
    if field.path.count > 1, let sql = field.sql { parts.append("SQL: \(HTMLText.code(sql)).") }
    if field.swift != field.path.last { parts.append("Swift: \(HTMLText.code(field.swift)).") }
    return entry(field.anchor, line, parts)
  }

  private func values(_ names: [String]) -> String {
    "One of " + names.map(HTMLText.code).joined(separator: ", ") + "."
  }

  private func entry(_ anchor: String, _ line: String, _ parts: [String]) -> String {
    "<li id=\"\(anchor)\">\(line)" + (parts.isEmpty ? "" : "<p>\(parts.joined(separator: " "))</p>") + "</li>"
  }

  private func parameters() -> String {
    guard !resource.parameters.isEmpty else { return "" }
    let items = resource.parameters.map { parameter in
      let line =
        "<b>\(HTMLText.code(parameter.name))</b> <span class=\"type\">\(HTMLText.escaped(parameter.datatype))</span>"
      var parts = [site.prose(parameter.summary, on: file)]
      if let value = parameter.defaultValue { parts.append("Default: \(HTMLText.code(value)).") }
      if let value = parameter.wildcard { parts.append("\(HTMLText.code(value)) asks for every value.") }
      if let minimum = parameter.minimum { parts.append("At least \(minimum).") }
      if let maximum = parameter.maximum { parts.append("At most \(maximum).") }
      if let example = parameter.example { parts.append("Example: \(HTMLText.code(example)).") }
      parts += parameter.notes.map { site.prose($0, on: file) }
      let values = parameter.values.map { value in
        "<li>\(HTMLText.code(value.name)) \(site.prose(value.summary, on: file))</li>"
      }
      let list = values.isEmpty ? "" : "<ul class=\"values\">\(values.joined())</ul>"
      return "<li id=\"\(parameter.anchor)\">\(line)<p>\(parts.joined(separator: " "))</p>\(list)</li>"
    }
    let rows =
      resource.writesRows
      ? " <code>INSERT</code> and <code>REPLACE</code> give them by column, and <code>UPDATE</code> sets those of a body."
      : ""
    return """
      \(HTMLSite.heading(2, "Parameters", anchor: Anchor.parameters, plain: "Parameters"))\
      <p>Parameters are compared with <code>=</code> or <code>IN</code> in the <code>WHERE</code> clause, or joined; \
      <code>EXEC</code> takes them as <code>@name = value</code>.\(rows)</p>
      <ul class="entries">
      \(items.joined(separator: "\n"))
      </ul>

      """
  }

  // MARK: Errors and related resources

  private func errors() -> String {
    guard !resource.errors.isEmpty else { return "" }
    return HTMLSite.heading(2, "Errors", anchor: Anchor.errors, plain: "Errors") + """
      <p>Refusals that the provider is known to answer. SQL ends with an error that names the reason; in Swift it is the \
      <code>refusal</code> of a <code>ProviderError</code> of this kind.</p>

      """
      + HTMLSite.table(
        "Errors", ["Reason", "Status", "When", "Kind in Swift"],
        resource.errors.map {
          [HTMLText.code($0.reason), $0.status, site.prose($0.when, on: file), HTMLText.code($0.swift)]
        })
  }

  private func related() -> String {
    guard !resource.related.isEmpty else { return "" }
    let items = resource.related.map { related in
      let link = site.link(HTMLText.code(related.name.resource), to: HTMLSite.file(of: related.name), from: file)
      return "<li>\(link)<p>\(site.prose(related.reason, on: file))</p></li>"
    }
    return HTMLSite.heading(2, "Related resources", anchor: Anchor.related, plain: "Related resources")
      + "<ul class=\"entries\">\n\(items.joined(separator: "\n"))\n</ul>\n"
  }
}
