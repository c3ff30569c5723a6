/// A statement with three-part names turned into the quoted names by which SQLite knows the tables.
struct RewrittenStatement: Sendable {
  /// A place where a table is named.
  struct Mention: Sendable {
    var table: String
    /// Where, in the original text.
    var offset: Int
  }

  var sql: String
  var mentions: [Mention]
  /// The first `?`, `:name`, `@name` or `$name`.
  var parameter: Token?
  /// Where pieces were replaced, in both texts, in order.
  private var replacements: [(new: Range<Int>, old: Range<Int>)]
  private var start: Int

  /// Rewrites a statement: `a.b.c` becomes `"a.b.c"` wherever `a` is a provider, however each part is quoted.
  ///
  /// - Throws: `SQLError` of the kind `noSuchTable` for a name that begins with a provider and leads nowhere.
  init(_ tokens: [Token], of script: Script, catalog: Catalog) throws {
    let lexer = script.lexer
    start = tokens.first?.range.lowerBound ?? 0
    replacements = []
    mentions = []
    parameter = tokens.first { $0.kind == .parameter }
    var result: [UInt8] = []
    var copied = start
    var index = 0
    while index < tokens.count {
      let chain = Self.chain(in: tokens, from: index, lexer)
      guard let first = chain.first, let last = chain.last else {
        index += 1
        continue
      }
      index = last + 1
      let names = chain.map { lexer.unquoted(tokens[$0]) }
      if names.count >= 3, catalog.isProvider(names[0]) {
        let table: ResourceTable
        do {
          table = try catalog.table(names[0], names[1], names[2])
        } catch {
          var error = error
          error.place = script.place(of: tokens[first].range.lowerBound)
          throw error
        }
        let old = tokens[first].range.lowerBound..<tokens[chain[2]].range.upperBound
        result.append(contentsOf: lexer.bytes[copied..<old.lowerBound])
        // A quote beside the name, as in `FROM a.b.c"x"`, would be taken for one within it.
        var quoted = Array(SQLText.quotedName(table.name).utf8)
        let quote = UInt8(ascii: "\"")
        if result.last == quote { quoted.insert(UInt8(ascii: " "), at: 0) }
        if old.upperBound < lexer.bytes.count, lexer.bytes[old.upperBound] == quote { quoted.append(UInt8(ascii: " ")) }
        replacements.append((result.count..<(result.count + quoted.count), old))
        result.append(contentsOf: quoted)
        copied = old.upperBound
        mentions.append(Mention(table: table.name, offset: old.lowerBound))
      } else if names.count == 3, Self.namesTable(first, in: tokens, lexer) {
        // SQLite's own tables have two parts at most: its syntax error would not say what is wrong.
        var error = SQLError(.noSuchTable, "no such table: \(names.joined(separator: "."))")
        do { _ = try catalog.provider(names[0]) } catch let unknown { error = unknown }
        error.place = script.place(of: tokens[first].range.lowerBound)
        throw error
      } else {
        for (name, position) in zip(names, chain) where tokens[position].kind == .quotedName {
          guard let table = catalog.table(named: name) else { continue }
          mentions.append(Mention(table: table.name, offset: tokens[position].range.lowerBound))
        }
      }
    }
    if let end = tokens.last?.range.upperBound { result.append(contentsOf: lexer.bytes[copied..<end]) }
    sql = String(decoding: result, as: UTF8.self)
  }

  /// The offset in the original text of an offset in the rewritten one.
  func originalOffset(of offset: Int) -> Int {
    var shift = start
    for replacement in replacements {
      if offset < replacement.new.lowerBound { break }
      if offset < replacement.new.upperBound { return replacement.old.lowerBound }
      shift = replacement.old.upperBound - replacement.new.upperBound
    }
    return offset + shift
  }

  /// Whether a name can only be a table's, by the keyword before it.
  private static func namesTable(_ index: Int, in tokens: [Token], _ lexer: Lexer) -> Bool {
    func word(_ index: Int) -> String {
      index >= 0 && tokens[index].kind == .word ? lexer.text(tokens[index]).lowercased() : ""
    }
    switch word(index - 1) {
    case "join", "into": return true
    // `IS DISTINCT FROM schema.table.column` compares.
    case "from": return word(index - 2) != "distinct"
    default: return false
    }
  }

  /// The tokens of `name.name.name…` that begin at a token, without the dots; empty where none begins.
  static func chain(in tokens: [Token], from start: Int, _ lexer: Lexer) -> [Int] {
    func isName(_ index: Int) -> Bool {
      index < tokens.count && (tokens[index].kind == .word || tokens[index].kind == .quotedName)
    }
    func isDot(_ index: Int) -> Bool {
      index < tokens.count && tokens[index].kind == .punctuation
        && lexer.bytes[tokens[index].range.lowerBound] == UInt8(ascii: ".")
    }
    guard isName(start) else { return [] }
    var chain = [start]
    var index = start
    while isDot(index + 1), isName(index + 2) {
      chain.append(index + 2)
      index += 2
    }
    return chain
  }
}
