import CSQLite
import ProviderRuntime

/// Lists what could stand at a place of a statement; what begins otherwise than it is typed is left to the caller.
struct CompletionNames {
  /// A table or view that is no provider's.
  struct Local {
    var name: String
    var columns: () -> [String]
  }

  let site: CompletionSite
  let catalog: Catalog
  let locals: [Local]

  /// The words that a statement can begin with.
  private static let beginnings = [
    "ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DELETE", "DESCRIBE", "DETACH", "DROP", "EXEC",
    "EXPLAIN",
    "INSERT", "PRAGMA", "RELEASE", "REPLACE", "ROLLBACK", "SAVEPOINT", "SELECT", "SHOW", "UPDATE", "VACUUM", "VALUES",
    "WITH",
  ]

  /// The words behind which a table stands.
  private static let beforeTables: Set<String> = ["from", "join", "into", "update", "table"]

  /// SQLite's keywords (https://www.sqlite.org/c3ref/keyword_check.html).
  private static let keywords: [String] = (0..<sqlite3_keyword_count()).compactMap { index in
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    guard sqlite3_keyword_name(index, &text, &length) == SQLITE_OK, let text else { return nil }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
    return String(decoding: bytes, as: UTF8.self)
  }

  var names: [String] {
    var words = site.words[...]
    if words.first == "explain" {
      words = words.dropFirst(words.dropFirst().starts(with: ["query", "plan"]) ? 3 : 1)
      if words.isEmpty { return spelled(Self.beginnings + ["QUERY", "PLAN"]) }
    }
    switch words.first {
    case nil: return spelled(Self.beginnings)
    case "show": return show(words.dropFirst())
    case "describe", "desc": return describe(words.dropFirst())
    case "exec", "execute": return exec(words.dropFirst())
    default: return sql(words)
    }
  }

  // MARK: Statements that are not SQLite's

  private func show(_ words: ArraySlice<String>) -> [String] {
    guard let what = words.first else { return spelled(["PROVIDERS", "SERVICES", "RESOURCES", "METHODS"]) }
    switch Array(words.dropFirst()) {
    case []: return what == "providers" ? [] : spelled(["IN"])
    case ["in"], ["from"]: break
    default: return []
    }
    let providers = catalog.providers
    switch what {
    case "services": return providers.map(\.name)
    case "resources":
      return providers.map(\.name) + providers.flatMap { one in one.services.map { "\(one.name).\($0.name)" } }
    case "methods": return catalog.tableNames
    default: return []
    }
  }

  private func describe(_ words: ArraySlice<String>) -> [String] {
    switch Array(words) {
    case []: spelled(["EXTENDED", "METHOD"]) + catalog.tableNames
    case ["extended"]: catalog.tableNames
    case ["method"]: methods
    default: []
    }
  }

  private func exec(_ words: ArraySlice<String>) -> [String] {
    guard !words.isEmpty else { return methods }
    // The query of FOR EACH.
    if let query = site.before.indices.first(where: { site.isPunctuation($0, "(") }) {
      return sql(site.words[(query + 1)...])
    }
    if words.suffix(1) == ["for"] { return spelled(["EACH"]) }
    guard !site.before.indices.suffix(1).contains(where: { site.isPunctuation($0, "=") }) else { return [] }
    let lexer = site.script.lexer
    let name = RewrittenStatement.chain(in: site.before, from: words.startIndex, lexer).flatMap { index in
      let text = lexer.unquoted(site.before[index])
      return site.before[index].kind == .quotedName ? text.split(separator: ".").map(String.init) : [text]
    }
    guard name.count == 4, let table = catalog.table(named: name.prefix(3).joined(separator: ".")),
      let method = try? catalog.method(name[3], of: table)
    else { return [] }
    let given = Set(site.before.filter { $0.kind == .parameter }.map { lexer.text($0).lowercased() })
    var names = method.parameters.map(\.name)
    names += method.bodyFields(of: table.service).map(\.name).filter { !names.contains($0) }
    return names.map { "@\($0)" }.filter { !given.contains($0.lowercased()) } + spelled(["FOR"])
  }

  private var methods: [String] {
    catalog.tables.flatMap { table in table.resource.methods.map { "\(table.name).\($0.name)" } }
  }

  // MARK: SQL

  private func sql(_ words: ArraySlice<String>) -> [String] {
    let tables = catalog.tableNames + locals.map(\.name).filter(Self.isPlain)
    if let last = words.last, Self.beforeTables.contains(last) { return tables }
    if words == ["delete"] { return spelled(["FROM"]) }
    let mentions = self.mentions
    let columns = mentions.flatMap { $0.columns.filter(Self.isPlain) }
    // Everything would be no help.
    if site.typed.isEmpty { return columns.isEmpty ? spelled(["FROM"]) : columns }
    let qualified = mentions.flatMap { mention in
      mention.names.filter(Self.isPlain).flatMap { name in mention.columns.filter(Self.isPlain).map { "\(name).\($0)" }
      }
    }
    if site.typed.contains(".") { return qualified + tables }
    let names = mentions.flatMap { $0.names.filter(Self.isPlain).map { "\($0)." } }
    return columns + names + tables + spelled(Self.keywords)
  }

  /// A table that the statement mentions.
  private struct Mention {
    /// What its columns can be qualified with.
    var names: [String]
    var columns: [String]
  }

  private var mentions: [Mention] {
    let tokens = site.statement
    let lexer = site.script.lexer
    var mentions: [Mention] = []
    var index = 0
    while index < tokens.count {
      let chain = RewrittenStatement.chain(in: tokens, from: index, lexer)
      defer { index = (chain.last ?? index) + 1 }
      guard let last = chain.last else { continue }
      let parts = chain.map { lexer.unquoted(tokens[$0]) }
      let alias = alias(behind: last, in: tokens)
      if let table = catalog.table(named: parts.prefix(3).joined(separator: ".")) {
        mentions.append(Mention(names: alias.map { [$0] } ?? [], columns: table.columns.map(\.name)))
      } else if index > 0, isBeforeTable(tokens[index - 1]), let name = parts.last,
        let local = locals.first(where: { $0.name.lowercased() == name.lowercased() })
      {
        mentions.append(Mention(names: [alias ?? local.name], columns: local.columns()))
      }
    }
    return mentions
  }

  /// The name that a table gets behind its own.
  private func alias(behind index: Int, in tokens: [Token]) -> String? {
    let lexer = site.script.lexer
    var index = index + 1
    guard index < tokens.count else { return nil }
    let hasAs = tokens[index].kind == .word && lexer.text(tokens[index]).lowercased() == "as"
    if hasAs { index += 1 }
    guard index < tokens.count, tokens[index].kind == .word else { return nil }
    let name = lexer.text(tokens[index])
    return hasAs || Self.isPlain(name) ? name : nil
  }

  private func isBeforeTable(_ token: Token) -> Bool {
    let text = site.script.lexer.text(token).lowercased()
    return token.kind == .word ? Self.beforeTables.contains(text) : text == ","
  }

  /// Whether a name can stand without quotes.
  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy(Lexer.isNameByte) && sqlite3_keyword_check(name, Int32(name.utf8.count)) == 0
  }

  /// Keywords as they are being typed: in small letters where those are.
  private func spelled(_ words: [String]) -> [String] {
    let isSmall = site.typed.contains { $0.isLetter } && site.typed == site.typed.lowercased()
    return isSmall ? words.map { $0.lowercased() } : words
  }
}
