import ProviderSpec

/// A site of static pages: it opens from a disk as from a server, under any path, and asks nobody for anything.
struct HTMLSite {
  let page: ProviderPage

  init(_ page: ProviderPage) {
    self.page = page
  }

  /// The pages, with the style, the script and the search index that they share.
  func files() -> [GeneratedFile] {
    var files = [provider()]
    for service in page.services {
      files.append(self.service(service))
      files += service.resources.map { HTMLResource(site: self, resource: $0).page() }
    }
    return files + [
      asset("style.css", StyleSheet.text), asset("script.js", SiteScript.text), asset("search.js", searchIndex()),
    ]
  }

  private func asset(_ name: String, _ text: String) -> GeneratedFile {
    GeneratedFile(name: name, text: "/* \(FileMark.note(page, .html, file: name)) */\n\(text)\n")
  }

  // MARK: Names of files

  static let providerFile = "index.html"

  static func file(ofService service: String) -> String { FileName.part(service) + "/index.html" }

  static func file(of resource: ResourceName) -> String {
    // The index of a service has the name that a resource may have too; no name of a spec holds a dash.
    let name = resource.resource == "index" ? "index-resource" : FileName.part(resource.resource)
    return FileName.part(resource.service) + "/" + name + ".html"
  }

  /// The address of a file, seen from another.
  static func address(of file: String, from page: String) -> String {
    let here = page.split(separator: "/").dropLast()
    let there = file.split(separator: "/")
    if here.first == there.dropLast().first { return String(there[there.count - 1]) }
    return String(repeating: "../", count: here.count) + file
  }

  // MARK: Pieces

  func link(_ html: String, to file: String, from page: String, isCurrent: Bool = false) -> String {
    "<a href=\"\(Self.address(of: file, from: page))\"\(isCurrent ? " aria-current=\"page\"" : "")>\(html)</a>"
  }

  func prose(_ text: Prose, on file: String) -> String {
    text.runs.map { run in
      switch run {
      case .text(let text): return HTMLText.escaped(text)
      case .code(let code): return HTMLText.code(code)
      case .link(let text, let target):
        let path = target.resource.map { Self.address(of: Self.file(of: $0), from: file) } ?? ""
        return "<a href=\"\(path)\(target.anchor.map { "#" + $0 } ?? "")\">\(HTMLText.code(text))</a>"
      }
    }.joined()
  }

  func paragraph(_ text: Prose, on file: String, kind: String = "") -> String {
    guard !text.isEmpty else { return "" }
    return "<p\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(prose(text, on: file))</p>\n"
  }

  /// A heading with a link to itself.
  static func heading(_ level: Int, _ html: String, anchor: String, plain: String) -> String {
    """
    <h\(level) id="\(anchor)">\(html) <a class="here" href="#\(anchor)" aria-label="Link to \(HTMLText.name(plain))">#</a>\
    </h\(level)>

    """
  }

  func facts(_ facts: [Fact], on file: String) -> String {
    let rows = facts.map { fact in
      let isName = fact.label == "Id" || fact.label == "Swift"
      let value = prose(fact.value, on: file)
      return
        "<div><dt>\(HTMLText.escaped(fact.label))</dt><dd\(isName ? " class=\"copyable\"" : "")>\(value)</dd></div>"
    }
    return "<dl class=\"facts\">\n\(rows.joined(separator: "\n"))\n</dl>\n"
  }

  /// A table that scrolls by itself where the screen is narrow.
  static func table(_ label: String, _ head: [String], _ rows: [[String]]) -> String {
    let headers = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let lines = rows.map { row in
      "<tr>" + row.enumerated().map { $0 == 0 ? "<th scope=\"row\">\($1)</th>" : "<td>\($1)</td>" }.joined() + "</tr>"
    }
    return """
      <div class="wide" role="region" aria-label="\(label)" tabindex="0"><table>
      <thead><tr>\(headers)</tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody>
      </table></div>

      """
  }

  // MARK: Index pages

  private func provider() -> GeneratedFile {
    let file = Self.providerFile
    let services = page.services.map { service in
      let resources = service.resources.map {
        "<li>" + link(HTMLText.code($0.name.resource), to: Self.file(of: $0.name), from: file) + "</li>"
      }
      return """
        <section class="card">
        <h3>\(link(HTMLText.escaped(service.title), to: Self.file(ofService: service.name), from: file))</h3>
        \(paragraph(service.summary, on: file))<ul class="chips">\(resources.joined())</ul>
        </section>
        """
    }
    let body = """
      <p class="kind">Provider</p>
      <h1>\(HTMLText.escaped(page.title))</h1>
      \(paragraph(page.summary, on: file, kind: "lead"))\(facts(page.facts, on: file))\
      \(Self.heading(2, "Services", anchor: Anchor.contents, plain: "Services"))\(services.joined(separator: "\n"))
      """
    return frame(file, title: page.title, description: page.summary.plain, service: nil, contents: [], body: body)
  }

  private func service(_ service: ServicePage) -> GeneratedFile {
    let file = Self.file(ofService: service.name)
    let resources = service.resources.map { resource in
      let verbs = resource.verbs.map { "<li class=\"verb \($0.verb.rawValue)\">\($0.verb.rawValue.uppercased())</li>" }
      return """
        <section class="card">
        <h3>\(link(HTMLText.escaped(resource.title), to: Self.file(of: resource.name), from: file))</h3>
        <p>\(HTMLText.code(resource.id))</p>
        \(paragraph(resource.summary, on: file))<ul class="chips">\(verbs.joined())</ul>
        </section>
        """
    }
    let body = """
      <p class="kind">Service of \(link(HTMLText.escaped(page.title), to: Self.providerFile, from: file))</p>
      <h1>\(HTMLText.escaped(service.title))</h1>
      \(paragraph(service.summary, on: file, kind: "lead"))\(facts(service.facts, on: file))\
      \(Self.heading(2, "Resources", anchor: Anchor.contents, plain: "Resources"))\(resources.joined(separator: "\n"))
      """
    return frame(
      file, title: service.title, description: service.summary.plain, service: service, contents: [], body: body)
  }
}
