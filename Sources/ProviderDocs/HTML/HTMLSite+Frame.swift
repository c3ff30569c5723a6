import ProviderSpec

/// An entry of a page's own table of contents.
struct ContentsEntry {
  var title: String
  var anchor: String
  var isCode = false
  var level = 2
}

extension HTMLSite {
  /// A whole page around its content.
  func frame(
    _ file: String, title: String, description: String, service: ServicePage?, contents: [ContentsEntry], body: String
  ) -> GeneratedFile {
    let up = file.contains("/") ? "../" : ""
    let name = HTMLText.escaped(page.title)
    let shown = HTMLText.escaped(title)
    let text = """
      <!DOCTYPE html>
      <!-- \(FileMark.note(page, .html, file: file)) -->
      <html lang="en" data-root="\(up)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title == page.title ? name : "\(shown) · \(name)")</title>
      <meta name="description" content="\(HTMLText.escaped(String(description.prefix(300))))">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="\(up)style.css">
      <script src="\(up)script.js"></script>
      <script src="\(up)search.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="top">
      <button class="menu" type="button" aria-expanded="false" aria-controls="navigation">Menu</button>
      <a class="brand" href="\(up)index.html">\(name)</a>
      <form class="search" role="search" action="\(up)index.html">
      <label class="hidden" for="search">Search the docs</label>
      <input id="search" type="search" placeholder="Search  /" autocomplete="off" spellcheck="false" \
      aria-controls="results">
      <p class="hidden" id="found" role="status"></p>
      <ul id="results" hidden></ul>
      </form>
      <button class="theme" type="button">Dark</button>
      </header>
      <div class="columns">
      \(navigation(file, service: service))
      <main id="content" tabindex="-1">
      \(body)
      <footer>Made from \(page.sources.map { "<code>\(HTMLText.escaped($0))</code>" }.joined(separator: ", ")) by Bindery.</footer>
      </main>
      \(outline(contents))
      </div>
      </body>
      </html>

      """
    return GeneratedFile(name: file, text: text)
  }

  /// All services, and the resources of the page's own.
  private func navigation(_ file: String, service: ServicePage?) -> String {
    let items = page.services.map { other in
      let head = link(
        HTMLText.escaped(other.title), to: Self.file(ofService: other.name), from: file,
        isCurrent: Self.file(ofService: other.name) == file)
      guard other.name == service?.name || page.services.count == 1 else { return "<li>\(head)</li>" }
      let resources = other.resources.map { resource in
        let target = Self.file(of: resource.name)
        return "<li>"
          + link(
            HTMLText.name(resource.name.resource).replacing("_", with: "_<wbr>"), to: target, from: file,
            isCurrent: target == file)
          + "</li>"
      }
      return "<li>\(head)\n<ul>\n\(resources.joined(separator: "\n"))\n</ul></li>"
    }
    return """
      <nav id="navigation" aria-label="Services and resources">
      <ul>
      <li>\(link("Overview", to: Self.providerFile, from: file, isCurrent: file == Self.providerFile))</li>
      \(items.joined(separator: "\n"))
      </ul>
      </nav>
      """
  }

  private func outline(_ contents: [ContentsEntry]) -> String {
    guard !contents.isEmpty else { return "" }
    let items = contents.map { entry in
      let title =
        entry.isCode ? HTMLText.name(entry.title).replacing("_", with: "_<wbr>") : HTMLText.escaped(entry.title)
      return "<li class=\"level\(entry.level)\"><a href=\"#\(entry.anchor)\">\(title)</a></li>"
    }
    return """
      <nav class="outline" aria-label="On this page">
      <p>On this page</p>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>
      </nav>
      """
  }

  // MARK: Search

  /// What search looks through: kind, name, where it is, address, text.
  func searchIndex() -> String {
    var entries: [String] = []
    func add(_ kind: String, _ name: String, _ place: String, _ address: String, _ text: String) {
      let parts = [kind, MarkdownText.shown(name), place, address, SpecText.line(text)]
      entries.append("[" + parts.map { LiteralText.json(.string($0)) }.joined(separator: ",") + "]")
    }
    for service in page.services {
      add("service", service.title, service.id, Self.file(ofService: service.name), service.summary.plain)
      for resource in service.resources {
        let file = Self.file(of: resource.name)
        add("resource", resource.name.resource, resource.id, file, resource.title + " " + resource.summary.plain)
        for method in resource.methods {
          add(
            "method", method.name, resource.id, "\(file)#\(method.anchor)",
            "\(method.summary.plain) \(method.httpMethod) \(method.path)")
        }
        for parameter in resource.parameters {
          add("parameter", parameter.name, resource.id, "\(file)#\(parameter.anchor)", parameter.summary.plain)
        }
        for field in resource.fields.flatMap(\.fields) {
          add(
            "field", HTMLResource.name(field.path), resource.id, "\(file)#\(field.anchor)", field.summary.plain)
        }
      }
    }
    return "window.binderyIndex = [\n" + entries.joined(separator: ",\n") + "\n];"
  }
}
