import ChildProcess
import Foundation
import GitHubSandbox
import Testing

@Suite("query")
struct QueryTests {
  static let values = """
    SELECT 1 AS number, 2.5 AS real, NULL AS none, 'a "quoted", | and
    broken' AS text, x'00ff' AS bytes, json('{"a":[1,true]}') AS nested
    """

  @Test("The formats write the same row")
  func formats() throws {
    func output(_ format: String) throws -> String {
      let result = try Program.run(["query", Self.values, "--format", format])
      #expect(result.status == 0, "\(result.error)")
      return result.output
    }
    #expect(
      try output("json") == """
        [
        {"number":1,"real":2.5,"none":null,"text":"a \\"quoted\\", | and\\nbroken","bytes":"00ff","nested":{"a":[1,true]}}
        ]

        """)
    #expect(
      try output("jsonl") == """
        {"number":1,"real":2.5,"none":null,"text":"a \\"quoted\\", | and\\nbroken","bytes":"00ff","nested":{"a":[1,true]}}

        """)
    #expect(
      try output("csv")
        == "number,real,none,text,bytes,nested\r\n1,2.5,,\"a \"\"quoted\"\", | and\nbroken\",00ff,\"{\"\"a\"\":[1,true]}\"\r\n"
    )
    #expect(
      try output("markdown") == #"""
        | number | real | none | text | bytes | nested |
        | --- | --- | --- | --- | --- | --- |
        | 1 | 2.5 |  | a "quoted", \| and broken | 00ff | {"a":\[1,true\]} |

        """#)
    #expect(
      try output("table") == """
        number  real  none  text                      bytes  nested
        ──────  ────  ────  ────────────────────────  ─────  ──────────────
             1   2.5        a "quoted", | and␊broken  00ff   {"a":[1,true]}

        """)
  }

  @Test("What a default leaves out is told on standard error, unless --quiet is given")
  func narrowing() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let sql = """
      SELECT id FROM github.packages.package_versions
      WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web' AND deleted_at IS NOT NULL
      """
    let told = try Program.run(["query", sql, "--base-url", sandbox.url])
    #expect(told.status == 0)
    #expect(told.error.contains("the server shows state = 'active' alone"), "\(told.error)")
    let quiet = try Program.run(["query", sql, "--base-url", sandbox.url, "--quiet"])
    #expect(quiet.error.isEmpty, "\(quiet.error)")
  }

  @Test("JSON keeps the types of fields, opens nested objects, and tells equal names apart")
  func json() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let sql = """
      SELECT v.id, v.metadata, v.metadata -> '$.container.tags' AS tags, v.id, p.repository
      FROM github.packages.package_versions v JOIN github.packages.packages p ON p.name = v.package_name
      WHERE v.org = 'acme' AND v.package_type = 'container' AND v.package_name = 'web' AND p.org = 'acme'
        AND p.package_type = 'container' LIMIT 1
      """
    let result = try Program.query("--format", "json", sql, at: sandbox)
    #expect(result.status == 0, "\(result.error)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    let row = try #require(rows.first)
    #expect(Set(row.keys) == ["id", "metadata", "tags", "id_2", "repository"])
    #expect(row["id"] as? Int == row["id_2"] as? Int)
    #expect((row["metadata"] as? [String: Any])?["package_type"] as? String == "container")
    #expect(row["tags"] is [Any])
    #expect((row["repository"] as? [String: Any])?["private"] is Bool)
  }

  @Test("What a format escapes is escaped wherever in a text it stands, and nothing else is")
  func escapes() throws {
    // Texts of up to 40 letters and one character more, in every place, among them such as an escaped one is mistaken for
    // where bytes are looked at by their bits.
    let sql = """
      WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 40)
      SELECT substr(printf('%.40c', 'x'), 1, before.n) || special.value || substr(printf('%.40c', 'y'), 1, behind.n)
        || '"' AS text
      FROM number before, number behind, json_each(json_array(
        '"', ',', char(92), char(10), char(13), char(9), char(1), char(31), ' ', '!', '#', '-', char(127), char(128),
        char(255), 'é', '😀', '')) special
      ORDER BY before.n, behind.n, special.key
      """
    struct Text: Decodable { var text: String }
    let json = try Program.run(["query", sql, "--format", "json"])
    #expect(json.status == 0, "\(json.error)")
    let texts = try JSONDecoder().decode([Text].self, from: Data(json.output.utf8)).map(\.text)
    #expect(texts.count == 41 * 41 * 18)
    let expected = (0...40).flatMap { before in
      (0...40).flatMap { behind in
        [
          "\"", ",", "\\", "\n", "\r", "\t", "\u{1}", "\u{1F}", " ", "!", "#", "-", "\u{7F}", "\u{80}", "\u{FF}", "é",
          "😀", "",
        ]
        .map { String(repeating: "x", count: before) + $0 + String(repeating: "y", count: behind) + "\"" }
      }
    }
    #expect(texts == expected)
    // Nothing but what has to be is written another way.
    #expect(!json.output.contains("\\u007f") && json.output.contains("\\u001f"))
    let csv = try Program.run(["query", sql.replacing("|| '\"' AS", with: "AS"), "--format", "csv"])
    let fields = expected.map { text in
      let text = text.dropLast()
      let isQuoted = text.unicodeScalars.contains { ["\"", ",", "\n", "\r"].contains($0) }
      return isQuoted ? "\"\(text.replacing("\"", with: "\"\""))\"" : String(text)
    }
    #expect(csv.output == "text\r\n" + fields.map { $0 + "\r\n" }.joined())
  }

  @Test("No rows are an empty result in every format, and several results follow each other")
  func empty() throws {
    let none = "SELECT 1 AS a WHERE 0"
    #expect(try Program.run(["query", none, "--format", "json"]).output == "[]\n")
    #expect(try Program.run(["query", none, "--format", "jsonl"]).output.isEmpty)
    #expect(try Program.run(["query", none, "--format", "csv"]).output == "a\r\n")
    #expect(try Program.run(["query", none]).output == "a\n─\n")
    let two = try Program.run(["query", "SELECT 1 AS a; SELECT 2 AS b", "--format", "json"])
    #expect(two.output == "[\n{\"a\":1}\n]\n[\n{\"b\":2}\n]\n")
  }

  @Test("The SQL comes from the command line, a file, or standard input")
  func sources() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("query.sql", "-- a comment\nSELECT 7 AS seven;\n")
    for result in [
      try Program.run(["query", "SELECT 7 AS seven", "--format", "csv"]),
      try Program.run(["query", "--file", file.path, "--format=csv"]),
      try Program.run(["query", "-- a comment\nSELECT 7 AS seven", "--format", "csv"]),
      try Program.run(["query", "--format", "csv"], input: "SELECT 7 AS seven"),
      try Program.run(["query", "-", "--format", "csv"], input: "SELECT 7 AS seven"),
    ] {
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output == "seven\r\n7\r\n")
    }
  }

  @Test("A database file keeps tables and views over the provider's tables")
  func database() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "inventory.db").path
    let sql = """
      CREATE VIEW web AS SELECT id, name FROM github.packages.package_versions
      WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web';
      CREATE TABLE kept AS SELECT * FROM web;
      """
    #expect(try Program.query(sql, "--database", file, at: sandbox).status == 0)
    let again = try Program.query(
      "SELECT (SELECT count(*) FROM kept) = (SELECT count(*) FROM web) AS same, (SELECT count(*) > 5 FROM kept) AS some",
      "--database", file, "--format", "csv", at: sandbox)
    #expect(again.output == "same,some\r\n1,1\r\n", "\(again.error)")
  }

  @Test("The sandbox inside the process needs no token and does not see one")
  func embeddedSandbox() throws {
    let sql = "SELECT count(*) AS n FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'"
    let result = try Program.run(["query", "--sandbox", sql, "--format", "csv"])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.split(separator: "\r\n").count == 2)
  }

  @Test("--verbose tells about each request on standard error, with the quota left and without the token")
  func verbose() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let sql = "SELECT count(*) FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'"
    let result = try Program.query(sql, "--verbose", at: sandbox)
    #expect(result.error.contains("GET /orgs/acme/packages?package_type=npm"), "\(result.error)")
    #expect(result.error.contains("requests left"))
    #expect(result.error.contains("1 request, "))
    #expect(!result.error.contains("secret-token"))
    #expect(try Program.query(sql, at: sandbox).error.isEmpty)
  }

  @Test("A reader that has seen enough is no failure")
  func closedPipe() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let shell = ChildProcess()
    shell.executableURL = URL(filePath: "/bin/bash")
    let sql =
      "SELECT * FROM github.packages.package_versions WHERE org='acme' AND package_type='container' AND package_name='monorepo'"
    shell.arguments = [
      "-c", "set -o pipefail; \"$0\" query \"$1\" --format csv --base-url \"$2\" | head -n 1 > /dev/null",
      Program.url.path, sql, sandbox.url,
    ]
    let errors = Pipe()
    shell.standardError = errors
    try shell.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(text.isEmpty)
    #expect(sandbox.requests.count < 100)
  }
}
