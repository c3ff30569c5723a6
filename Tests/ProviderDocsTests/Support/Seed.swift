import Foundation
import Testing

/// The facts of a published page of docs, of whichever generation.
struct Seed: CustomTestStringConvertible, Sendable {
  struct Method: Sendable {
    var name: String
    var verb: String
    var required: Set<String>
    var optional: Set<String>
    var scopes: Set<String>
  }

  /// Spellings of older generations and ours.
  static let spellings = [
    "packages:read": "read:packages", "packages:write": "write:packages", "packages:delete": "delete:packages",
  ]

  var file: String
  var title = ""
  var id = ""
  var fields: [(name: String, datatype: String, description: String)] = []
  var methods: [Method] = []
  var parameters: [(name: String, datatype: String)] = []
  var statements: [Statement] = []
  var testDescription: String { file }

  /// The pages, where they are at hand.
  static let all: [Seed] = {
    let folder = packageDirectory.appending(path: "../shared/seeds").standardizedFileURL
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map { Seed($0, file: file.lastPathComponent) }
    }
  }()

  init(_ text: String, file: String) {
    self.file = file
    let lines = text.split(separator: "\n").map(Self.plain)
    title = lines.first { $0.hasPrefix("title: ") }.map { String($0.dropFirst(7)) } ?? lines[0]
    id = lines.lazy.compactMap { $0.firstMatch(of: /github\.packages\.[a-z_]+/) }.first.map { String($0.0) } ?? ""
    var part = ""
    for line in lines {
      let heading = line.trimmingCharacters(in: ["#", " "])
      if ["Fields", "Methods", "Parameters", "SELECT examples"].contains(heading) { part = heading }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let row = cells.first == "" ? Array(cells.dropFirst()) : cells
      guard row.count >= 3, row[0].wholeMatch(of: /[a-z_]+/) != nil else { continue }
      switch part {
      case "Fields":
        if !fields.contains(where: { $0.name == row[0] }) { fields.append((row[0], row[1], row[2])) }
      case "Methods": methods.append(Self.method(row))
      case "Parameters": parameters.append((row[0], row[1]))
      default: break
      }
    }
    statements = Statement.all(in: lines)
  }

  private static func plain(_ line: Substring) -> String {
    String(line).replacing(/<CopyableCode code="([^"]*)" \/>/) { String($0.1) }
      .replacing(/<[^>]*>/, with: " ").replacing("`", with: "")
  }

  /// The columns come in three orders: name, required, description, verb; name, verb, required, description; and the
  /// latter with optional ones, which is left out where it is empty.
  private static func method(_ row: [String]) -> Method {
    let verbs = ["select", "delete", "exec"]
    let cells = row.dropFirst().filter { !$0.isEmpty }
    let verb = cells.first { verbs.contains($0.lowercased()) } ?? ""
    let lists = cells.filter { cell in
      cell != verb && cell.wholeMatch(of: /[a-z_]+(, [a-z_]+)*/) != nil
    }.map { Set($0.components(separatedBy: ", ")) }
    let text = cells.joined(separator: " ")
    let scopes = text.matches(of: /(read|write|delete):packages|packages:(read|write|delete)/).map { String($0.0) }
    return Method(
      name: row[0], verb: verb.uppercased(), required: lists.first ?? [], optional: lists.dropFirst().first ?? [],
      scopes: Set(scopes.map { spellings[$0] ?? $0 }))
  }
}

/// A statement with placeholders, reduced to what it says.
struct Statement: Hashable, Sendable {
  /// `SELECT FROM`, `DELETE FROM` or `EXEC`, and the table or method.
  var head: String
  var columns: Set<String>
  var required: Set<String>
  var optional: Set<String>

  /// The statements that begin at the start of a line and end with a semicolon.
  static func all(in lines: [String]) -> [Statement] {
    var statements: [Statement] = []
    var current: [String] = []
    for line in lines {
      if ["SELECT", "DELETE FROM", "EXEC"].contains(where: { line == $0 || line.hasPrefix($0 + " ") }),
        !line.contains(" examples")
      {
        current = []
      }
      current.append(line)
      guard line.hasSuffix(";") else { continue }
      if let statement = Statement(current) { statements.append(statement) }
      current = []
    }
    return statements
  }

  private init?(_ lines: [String]) {
    columns = []
    required = []
    optional = []
    head = ""
    for line in lines {
      if let match = line.firstMatch(of: /(?:FROM|EXEC) ([a-z_.]+)/) {
        head = (line.hasPrefix("EXEC") ? "EXEC " : line.hasPrefix("DELETE") ? "DELETE " : "SELECT ") + match.1
      }
      if let match = line.firstMatch(of: /@?([a-z_]+) ?= ?'?\{\{ ([a-z_]+) \}\}/) {
        guard match.1 == match.2 else { return nil }
        if line.contains(/-- ?required/) { required.insert(String(match.1)) } else { optional.insert(String(match.1)) }
      } else if let match = line.wholeMatch(of: /\s*([a-z_]+),?/), head.isEmpty {
        columns.insert(String(match.1))
      }
    }
    if head.isEmpty { return nil }
  }
}
