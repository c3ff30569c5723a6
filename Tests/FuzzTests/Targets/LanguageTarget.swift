import GitHubProvider
import ProviderRuntime
@testable import ProviderSQL

extension FuzzTarget {
  /// Words of SQL that lead further.
  static let sqlWords = [
    "SELECT ", " FROM ", " WHERE ", " AND ", " IN (", " ORDER BY ", " LIMIT 5", " GROUP BY ", " JOIN ", " OR ", "''",
    "\"",
    "[", "]", "`", "--", "/*", "*/", ";", ".", "@org = 'a'", "EXEC ", " FOR EACH (", "SHOW METHODS IN ", "DESCRIBE ",
    "EXPLAIN ", "DELETE FROM ", "BEGIN;", "COMMIT;", "CREATE TRIGGER t AFTER INSERT ON x BEGIN ", " END", "x'41'",
    "github.packages.package_versions", "github.packages.packages", "\"github\".[packages]", " org = 'acme'",
    " package_type = 'npm'", " package_name = 'web'", " id = 42", " count(*) ", "json_each(", "WITH c AS (", "?1", ":a",
    "1e+5", "0x1F", "\u{FEFF}", "é", " NULL ", " IS NOT ", " LIKE '%a%'", "rowid", "\n====\n", "UNION ALL ",
  ]

  /// SQL text: the tokenizer, the cutting into statements, commands, and the rewriting of names.
  static let language = FuzzTarget("language", maximumLength: 2_048, mutations: 4_000, dictionary: sqlWords) { bytes in
    let catalog = try catalog.get()
    let script = Script(text(bytes))
    let tokens = script.lexer.tokens()
    try checkTokens(tokens, of: script)
    try checkStatements(script, tokens)
    try checkCompletion(text(bytes), catalog)
    for statement in script.statements {
      try allowing(SQLError.self) {
        do {
          if try Command(statement, of: script) != nil { return }
          let rewritten = try RewrittenStatement(statement.tokens, of: script, catalog: catalog)
          try checkRewriting(rewritten, of: statement, script)
        } catch let error as SQLError {
          guard let place = error.place else { throw Violation(description: "an error without its place: \(error)") }
          try checkPlace(place, of: script)
          _ = error.description
          throw error
        }
      }
    }
  }

  // Safe because it is only read.
  nonisolated(unsafe) private static let catalog = Result {
    try Database(clients: [.scripted(GitHub.descriptor, ScriptedServer([]), requests: 0)]).catalog
  }

  /// Tokens lie in the text in order, and nothing but space and comments between them. Each is one also by itself.
  private static func checkTokens(_ tokens: [Token], of script: Script) throws {
    let bytes = script.lexer.bytes
    var end = 0
    for token in tokens {
      try require(token.range.lowerBound >= end && !token.range.isEmpty, "tokens overlap at \(token.range)")
      try checkBlank(bytes[end..<token.range.lowerBound])
      try checkPlace(script.place(of: token.range.lowerBound), of: script)
      end = token.range.upperBound
    }
    try require(end <= bytes.count, "a token ends behind the text")
    try checkBlank(bytes[end...])
    let apart = Lexer(Array(tokens.map { bytes[$0.range] }.joined(separator: [0x0A])))
    let again = apart.tokens()
    try require(again.map(\.kind) == tokens.map(\.kind), "tokens set apart are others")
    try require(
      zip(again, tokens).allSatisfy { apart.bytes[$0.range].elementsEqual(bytes[$1.range]) },
      "tokens set apart have another text")
  }

  private static func checkBlank(_ gap: ArraySlice<UInt8>) throws {
    try require(Lexer(Array(gap)).tokens().isEmpty, "something is left out: \(text(gap))")
  }

  /// Statements have all tokens between them but the semicolons that end them.
  private static func checkStatements(_ script: Script, _ tokens: [Token]) throws {
    var rest = tokens[...]
    func isSemicolon(_ token: Token) -> Bool { script.lexer.text(token) == ";" }
    for statement in script.statements {
      rest = rest.drop(while: isSemicolon)
      try require(rest.starts(with: statement.tokens), "a statement's tokens are not the text's")
      rest = rest.dropFirst(statement.tokens.count)
      try require(statement.isTerminated == (rest.first.map(isSemicolon) ?? false), "a statement ends elsewhere")
      try require(statement.isTerminated || rest.isEmpty, "a statement ends without a semicolon")
    }
    try require(rest.allSatisfy(isSemicolon), "tokens belong to no statement")
  }

  /// Names can be looked for in any place of a text; what is typed of them stands before it.
  private static func checkCompletion(_ text: String, _ catalog: Catalog) throws {
    let offset = text.utf8.count * 2 / 3
    guard let site = CompletionSite(text, at: offset) else { return }
    try require(
      String(decoding: text.utf8.prefix(offset), as: UTF8.self).hasSuffix(site.typed), "'\(site.typed)' is not typed")
    for name in CompletionNames(site: site, catalog: catalog, locals: []).names {
      try require(!name.isEmpty, "a name without letters")
    }
  }

  private static func checkPlace(_ place: SQLPlace, of script: Script) throws {
    let lines = script.lexer.bytes.count { $0 == 0x0A } + 1
    try require((1...lines).contains(place.line), "line \(place.line) of \(lines)")
    try require((1...(place.text.count + 1)).contains(place.column), "column \(place.column) of '\(place.text)'")
  }

  /// Outside of tables' names every token is what it was, and its place is known.
  private static func checkRewriting(
    _ rewritten: RewrittenStatement, of statement: Script.Statement, _ script: Script
  ) throws {
    let lexer = Lexer(Array(rewritten.sql.utf8))
    var old = statement.tokens[...]
    for token in lexer.tokens() {
      let offset = rewritten.originalOffset(of: token.range.lowerBound)
      while let first = old.first, first.range.lowerBound < offset {
        let isPartOfName = [.word, .quotedName, .punctuation].contains(first.kind)
        try require(isPartOfName && !rewritten.mentions.isEmpty, "'\(script.lexer.text(first))' is gone")
        old.removeFirst()
      }
      guard let was = old.popFirst(), was.range.lowerBound == offset else {
        throw Violation(description: "'\(lexer.text(token))' comes from nowhere")
      }
      if let mention = rewritten.mentions.first(where: { $0.offset == offset }) {
        try require(lexer.unquoted(token).lowercased() == mention.table.lowercased(), "a name leads elsewhere")
      } else {
        try require(was.kind == token.kind && script.lexer.text(was) == lexer.text(token), "a token was changed")
      }
    }
    try require(old.count <= 4, "the end is gone")
  }
}
