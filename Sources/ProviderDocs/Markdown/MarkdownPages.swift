import ProviderSpec

/// Writes the pages of a provider in a dialect of Markdown.
struct MarkdownPages<Flavor: MarkdownFlavor> {
  let page: ProviderPage
  let flavor: Flavor

  init(_ page: ProviderPage, flavor: Flavor) {
    self.page = page
    self.flavor = flavor
  }

  /// The provider's index, the services', and the resources' pages.
  func files() -> [GeneratedFile] {
    var files = [provider()]
    for (index, service) in page.services.enumerated() {
      files.append(self.service(service, position: index + 1))
      files += service.resources.enumerated().map { ResourceWriter(pages: self, resource: $1).file(position: $0 + 1) }
    }
    return files
  }

  // MARK: Index pages

  private func provider() -> GeneratedFile {
    let file = flavor.providerFile
    var blocks = [
      flavor.header(
        file: file, title: page.title, description: page.summary.plain, keywords: [page.name], position: 1),
      block(page.summary, on: file), facts(page.facts, on: file),
      flavor.heading(2, "Services", anchor: Anchor.contents),
      table(
        ["Name", "Resources", "Description"],
        page.services.map { service in
          [
            link(MarkdownText.code(service.name), to: flavor.file(ofService: service.name), from: file),
            list(
              service.resources.map {
                link(MarkdownText.code($0.name.resource), to: flavor.file(of: $0.name), from: file)
              }),
            prose(service.summary, on: file),
          ]
        }),
    ]
    blocks.append("Names in SQL have three parts, " + MarkdownText.code("\(page.name).service.resource") + ".")
    return write(file, blocks)
  }

  private func service(_ service: ServicePage, position: Int) -> GeneratedFile {
    let file = flavor.file(ofService: service.name)
    return write(
      file,
      [
        flavor.header(
          file: file, title: service.title, description: service.summary.plain,
          keywords: [page.name, service.name], position: position),
        link(MarkdownText.escaped(page.title), to: flavor.providerFile, from: file),
        block(service.summary, on: file), facts(service.facts, on: file),
        flavor.heading(2, "Resources", anchor: Anchor.contents),
        table(
          ["Name", "Accessible by", "Description"],
          service.resources.map { resource in
            [
              link(MarkdownText.code(resource.name.resource), to: flavor.file(of: resource.name), from: file),
              list(resource.verbs.map { MarkdownText.code($0.verb.rawValue.uppercased()) }),
              prose(resource.summary, on: file),
            ]
          }),
      ])
  }

  // MARK: Pieces

  func write(_ file: String, _ blocks: [String]) -> GeneratedFile {
    GeneratedFile(name: file, text: blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n")
  }

  /// A text as a block of its own.
  func block(_ text: Prose, on file: String) -> String { MarkdownText.paragraph(prose(text, on: file)) }

  func prose(_ text: Prose, on file: String) -> String {
    text.runs.map { run in
      switch run {
      case .text(let text): MarkdownText.escaped(text)
      case .code(let code): MarkdownText.code(code)
      case .link(let text, let target):
        "[\(MarkdownText.code(text))](\(address(of: target, from: file)))"
      }
    }.joined()
  }

  private func address(of target: Target, from file: String) -> String {
    let path = target.resource.map { flavor.address(of: flavor.file(of: $0), from: file) } ?? ""
    return path + (target.anchor.map { "#" + $0 } ?? "")
  }

  func link(_ text: String, to file: String, from page: String) -> String {
    "[\(text)](\(flavor.address(of: file, from: page)))"
  }

  func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  func facts(_ facts: [Fact], on file: String) -> String {
    flavor.heading(2, "Overview", anchor: "overview") + "\n\n"
      + table(
        ["", ""],
        facts.map { fact in
          guard fact.label == "Id", case .code(let id)? = fact.value.runs.first else {
            return ["**\(fact.label)**", prose(fact.value, on: file)]
          }
          return ["**\(fact.label)**", flavor.copyable(id)]
        })
  }

  func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "None." }
    return ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
