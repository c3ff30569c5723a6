/// The JSON paths that mappings write: `$.data.items`, `$.data.items[*]`.
enum JSONPath {
  /// The names of the members; nil where the path is another kind, or has a name that a spec can't write.
  static func names(_ text: String) -> [String]? {
    var rest = text[...]
    if rest.first == "$" { rest.removeFirst() }
    if rest.hasSuffix("[*]") { rest.removeLast(3) }
    if rest.isEmpty { return [] }
    if rest.first == "." { rest.removeFirst() }
    let names = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isPlain = names.allSatisfy { name in !name.isEmpty && !name.contains { "[]'\"*?()@$ ".contains($0) } }
    return isPlain ? names : nil
  }
}
