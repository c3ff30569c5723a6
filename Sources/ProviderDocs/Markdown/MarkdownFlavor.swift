/// What the dialects of Markdown do each in its own way.
protocol MarkdownFlavor: Sendable {
  /// The files' names.
  var providerFile: String { get }
  func file(ofService service: String) -> String
  func file(of resource: ResourceName) -> String
  /// The address of a file, seen from another.
  func address(of file: String, from page: String) -> String
  /// What a page starts with. Title and description are texts of the spec, as they are.
  func header(file: String, title: String, description: String, keywords: [String], position: Int) -> String
  /// A heading that can be linked to.
  func heading(_ level: Int, _ text: String, anchor: String) -> String
  /// A place within a table that can be linked to.
  func place(_ anchor: String) -> String
  /// A name that readers want to copy.
  func copyable(_ text: String) -> String
  /// Blocks of code that are alternatives or steps, each with a label.
  func codes(_ blocks: [CodeBlock]) -> String
}

/// A block of code with a label.
struct CodeBlock {
  var label: String
  var language: String
  var code: String
}

extension MarkdownFlavor {
  func address(of file: String, from page: String) -> String {
    let here = page.split(separator: "/").dropLast()
    let there = file.split(separator: "/")
    let common = zip(here, there.dropLast()).prefix { $0 == $1 }.count
    return String(repeating: "../", count: here.count - common) + there.dropFirst(common).joined(separator: "/")
  }
}

/// Markdown as forges show it (GitHub Flavored Markdown).
struct ForgeFlavor: MarkdownFlavor {
  let provider: ProviderPage
  let providerFile = "README.md"

  func file(ofService service: String) -> String { FileName.part(service) + "/README.md" }
  func file(of resource: ResourceName) -> String {
    FileName.part(resource.service) + "/" + FileName.part(resource.resource) + ".md"
  }

  func header(file: String, title: String, description: String, keywords: [String], position: Int) -> String {
    "<!-- \(FileMark.note(provider, .markdown, file: file)) -->\n\n# \(MarkdownText.escaped(title))"
  }

  func heading(_ level: Int, _ text: String, anchor: String) -> String {
    String(repeating: "#", count: level) + " " + place(anchor) + text
  }

  func place(_ anchor: String) -> String { "<a id=\"\(anchor)\"></a>" }
  func copyable(_ text: String) -> String { MarkdownText.code(text) }

  func codes(_ blocks: [CodeBlock]) -> String {
    blocks.map { "\($0.label):\n\n" + MarkdownText.block($0.code, language: $0.language) }.joined(separator: "\n\n")
  }
}
