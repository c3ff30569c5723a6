import ProviderRuntime

/// Sentences for changes that are not done, with what to write instead.
enum WriteRefusal {
  /// Why a verb can't change a table; nil for one that has methods.
  static func unsupported(_ verb: Verb, _ table: ResourceTable) -> SQLError? {
    if table.methods[verb]?.isEmpty == false { return nil }
    let hasOther = [Verb.insert, .replace].contains { table.methods[$0]?.isEmpty == false }
    let action =
      switch verb {
      case .insert where !hasOther, .replace where !hasOther: "INSERT and REPLACE do not work on \(table.name)"
      case .insert: "INSERT does not work on \(table.name)"
      case .replace: "REPLACE does not work on \(table.name)"
      case .update: "UPDATE does not work on \(table.name)"
      default: "nothing can be deleted from \(table.name)"
      }
    let methods = table.writeMethods.map(\.name)
    guard !methods.isEmpty else { return SQLError(.readOnly, "\(action): the provider has no method that changes it") }
    let verbs = [Verb.insert, .update, .replace, .delete].filter { table.methods[$0]?.isEmpty == false }
    let names = verbs.map { $0.rawValue.uppercased() } + ["EXEC"]
    let hint = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " or EXEC"
    return SQLError(
      .readOnly, "\(action); what changes it are its methods \(methods.joined(separator: ", ")), by \(hint)")
  }

  /// Why `OR …` can't be honoured; nil where it means nothing else than without it.
  static func resolution(_ word: String, _ verb: Verb, _ table: ResourceTable) -> String? {
    let name = verb.rawValue.uppercased()
    if word == "abort" || verb == .replace { return nil }
    let instead =
      verb == .insert && table.methods[.replace]?.isEmpty == false ? "\(name) alone, or REPLACE INTO" : "\(name) alone"
    return "\(name) OR \(word.uppercased()) does not work on \(table.name), because only the provider knows which rows "
      + "are in the way, and it tells when the request is sent: write \(instead)"
  }

  /// The same for the number by which SQLite names it (https://www.sqlite.org/c3ref/c_fail.html).
  static func resolution(_ number: Int32, _ verb: Verb, _ table: ResourceTable) -> SQLError? {
    let words: [Int32: String] = [1: "rollback", 2: "ignore", 3: "fail", 5: "replace"]
    return words[number].flatMap { resolution($0, verb, table) }.map { SQLError(.notSupported, $0) }
  }

  static func rowid(_ verb: Verb, _ table: ResourceTable) -> SQLError {
    SQLError(
      .notSupported,
      "the rowid of \(table.name) is a number that SQLite sees alone; no \(verb.rawValue.uppercased()) "
        + "can set it")
  }
}
