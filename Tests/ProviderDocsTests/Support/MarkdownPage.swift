import Foundation

/// A written page of Markdown as a reader sees it: its sections with their tables, texts and blocks of code.
struct MarkdownPage {
  struct Section {
    var level: Int
    var title: String
    var anchor: String
    var rows: [[String]] = []
    var items: [String] = []
    var blocks: [Block] = []
  }

  struct Block {
    /// The line above it.
    var label: String
    var language: String
    var code: String
  }

  private(set) var sections: [Section] = []

  init(_ text: String) {
    var section = Section(level: 0, title: "", anchor: "")
    var label = ""
    var fence: (mark: String, block: Block)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = fence {
        if line == open.mark {
          section.blocks.append(open.block)
          fence = nil
        } else {
          fence?.block.code += (open.block.code.isEmpty ? "" : "\n") + line
        }
        continue
      }
      let ticks = line.prefix { $0 == "`" }
      if ticks.count >= 3, !line.dropFirst(ticks.count).contains("`") {
        fence = (String(ticks), Block(label: label, language: String(line.dropFirst(ticks.count)), code: ""))
      } else if line.hasPrefix("#") {
        sections.append(section)
        let anchor = line.firstMatch(of: /<a id="([^"]*)">/).map { String($0.1) } ?? ""
        section = Section(
          level: line.prefix { $0 == "#" }.count, title: Self.shown(line.drop { $0 == "#" }), anchor: anchor)
      } else if line.hasPrefix("|") {
        section.rows.append(Self.cells(line))
      } else if line.hasPrefix("- ") {
        section.items.append(Self.shown(line.dropFirst(2)))
      } else if !line.isEmpty {
        label = Self.shown(line).trimmingCharacters(in: ["*", ":"])
      }
    }
    sections.append(section)
  }

  /// The section of a heading.
  func section(_ title: String) -> Section? { sections.first { $0.title == title } }

  /// A table's rows without its head, by the first cell.
  func rows(_ title: String) -> [String: [String]] {
    Dictionary(
      section(title)?.rows.dropFirst(2).map { ($0[0], $0) } ?? [], uniquingKeysWith: { first, _ in first })
  }

  private static func cells(_ line: String) -> [String] {
    line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map(shown)
  }

  /// The text without markup.
  private static func shown(_ text: some StringProtocol) -> String {
    var text = String(text)
    text = text.replacing(/<a id="[^"]*"><\/a>/, with: "")
    text = text.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.1) }
    text = text.replacing(/&#([0-9]+);/) { match in
      UInt32(match.1).flatMap(Unicode.Scalar.init).map(String.init) ?? ""
    }
    text = text.replacing("`", with: "").replacing("**", with: "")
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      .trimmingCharacters(in: .whitespaces)
  }
}
