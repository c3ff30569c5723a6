import CSQLite
import ProviderRuntime

/// The names that could stand where someone is typing.
public struct Completion: Sendable, Hashable {
  /// What is typed of the name: `github.pa`, `v.cre`, `@or`, `sel`; empty where a name would begin.
  public var typed: String
  /// The names that begin like it, in any letters' case, each whole.
  public var names: [String]

  /// The longest beginning that all names share; nil where there is no name.
  public var commonBeginning: String? {
    guard var common = names.first else { return nil }
    for name in names.dropFirst() {
      common = String(zip(common, name).prefix { $0 == $1 }.map { $0.0 })
    }
    return common
  }
}

extension Database {
  /// Finds the names that could stand at a place of a text: tables in their three parts and local ones, columns and
  /// parameters of the tables that the statement mentions, methods and their parameters behind EXEC, keywords.
  ///
  /// It sends no request. To be called while no statement runs.
  ///
  /// - Parameters:
  ///   - text: The text as it is typed so far, statements that are complete included.
  ///   - offset: Where the cursor is, in bytes of UTF-8.
  public func completion(of text: String, at offset: Int) -> Completion {
    guard let site = CompletionSite(text, at: offset) else { return Completion(typed: "", names: []) }
    let names = CompletionNames(site: site, catalog: catalog, locals: localNames).names
    var seen: Set<String> = []
    let typed = site.typed.lowercased()
    return Completion(
      typed: site.typed, names: names.filter { $0.lowercased().hasPrefix(typed) && seen.insert($0).inserted })
  }

  /// The tables and views that are no provider's, and the columns of each.
  private var localNames: [CompletionNames.Local] {
    let queries = ["main", "temp"].map { "SELECT name FROM \($0).sqlite_schema WHERE type IN ('table', 'view')" }
    let own = [PlanModule.name] + (session.journalPath == nil ? [] : [JournalTable.name])
    return (queries.flatMap(texts) + own).map { name in
      CompletionNames.Local(name: name) { [unowned self] in
        texts("SELECT name FROM pragma_table_xinfo(\(SQLText.quotedString(name)))")
      }
    }
  }
}
