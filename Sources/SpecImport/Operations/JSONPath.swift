/// The JSON paths that mappings write: `$.data.items`, `$.data.items[*]`, `$['@odata.nextLink']`.
enum JSONPath {
  /// The names of the members; nil where the path is another kind, or has a name that a spec can't write.
  static func names(_ text: String) -> [String]? {
    var rest = text[...]
    if rest.first == "$" { rest.removeFirst() }
    if rest.hasSuffix("[*]") { rest.removeLast(3) }
    if rest.isEmpty { return [] }
    if rest.first != "." && rest.first != "[" { rest = "." + rest }
    var names: [String] = []
    while let mark = rest.first {
      rest.removeFirst()
      var name: Substring
      if mark == "[" || rest.first == "[" {
        if mark == "." { rest.removeFirst() }
        guard let quote = rest.first, quote == "'" || quote == "\"", let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        name = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        guard rest.first == "]", !name.contains("\\") else { return nil }
        rest.removeFirst()
      } else {
        guard mark == "." else { return nil }
        name = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest[name.endIndex...]
        if name.contains(where: { "]'\"*?()@$ ".contains($0) }) { return nil }
      }
      if name.isEmpty { return nil }
      names.append(String(name))
    }
    return names
  }
}
