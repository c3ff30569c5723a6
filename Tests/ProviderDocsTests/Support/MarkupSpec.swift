import Foundation
import ProviderSpec

/// A spec whose texts try to become markup.
enum MarkupSpec {
  /// What each text says in turn.
  static let payloads = [
    "<script>injected()</script>", "\"><img src=x onerror=injected()>", "{injected()}", "</td></tr></table>injected",
    "| injected | cell |", "`` `injected` ``", "```\ninjected\n```", "[injected](javascript:injected())",
    "![injected](https://injected.example/x.png)", "See https://injected.example/ and www.injected.example now",
    "a@injected.example mailto:a@injected.example", "# injected", "- injected", "+ injected", "1. injected",
    "2) injected", "> injected", "--- injected", "***injected***", "__injected__ ~~injected~~", "<!-- injected",
    "--> injected", "import injected from 'x'", "export const injected = 1", "&lt;b&gt;injected&amp;",
    "\\| injected \\", "$injected$ $`injected`$", "</script><script>injected()", "<Injected />", "{/* injected",
    "*/} injected", "${injected} {{injected}}", "::: injected", "first\n\n## injected\n\n    injected",
    "<a href='javascript:injected()'>injected</a>", "]]> injected", "</title></style>injected", "' onclick='injected()",
    "injected\\", "<https://injected.example>", "[injected]: https://injected.example", "= injected", "===",
    "\u{202E}injected\u{2028}injected\u{0}", "`injected", "{#injected}", "<a id=\"injected\"></a>",
    "$(injected) %SQL\nSQL\n",
  ]

  /// The spec of Tests/GoldenProvider with other texts, written to a folder.
  static func write(to folder: TemporaryFolder) throws {
    var next = 0
    func payload() -> String {
      next += 1
      return payloads[next % payloads.count]
    }
    func change(_ value: Any, key: String = "") -> Any {
      if let object = value as? [String: Any] {
        return Dictionary(
          uniqueKeysWithValues: object.sorted { $0.key < $1.key }.map { name, member in
            (name, change(member, key: name))
          })
      }
      if let array = value as? [Any] {
        return array.map { change($0, key: key == "scopes" ? "scope" : key == "example" ? "" : key) }
      }
      guard let text = value as? String else { return value }
      switch key {
      case "title", "summary", "scope", "message_contains", "api_version": return payload()
      case "example" where text == "north" || text.contains("bolt\""): return payload()
      default: return text
      }
    }
    for name in ["provider", "stock", "people", "office"] {
      let file = packageDirectory.appending(path: Specs.depot + "/\(name).json")
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      try JSONSerialization.data(withJSONObject: change(json)).write(to: folder.url.appending(path: "\(name).json"))
    }
  }
}
