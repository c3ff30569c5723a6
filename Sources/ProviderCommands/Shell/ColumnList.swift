/// Names side by side, as a shell lists what could be meant.
enum ColumnList {
  /// How many names are shown.
  private static let limit = 100

  /// The names in as many columns as the width has room for, read downwards; each line with its end.
  static func text(_ names: [String], width: Int) -> String {
    let shown = names.prefix(limit)
    let cell = (shown.map(\.count).max() ?? 0) + 2
    let columns = max(1, width / cell)
    let height = (shown.count + columns - 1) / columns
    var text = ""
    for line in 0..<height {
      let names = stride(from: line, to: shown.count, by: height).map { shown[$0] }
      let padded = names.dropLast().map { $0 + String(repeating: " ", count: cell - $0.count) }
      text += padded.joined() + (names.last ?? "") + "\n"
    }
    return names.count > limit ? text + "… and \(names.count - limit) more\n" : text
  }
}
