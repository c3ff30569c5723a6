import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Values of an answer")
struct ValueTests {
  static let books = """
    [{"id": 1, "title": "A \\"b\\" é \\u00e9 \\ud83d\\ude00", "price": 9.5, "in_stock": true, "genre": "novel",
      "tags": ["x", {"y": [1, 2]}], "author": {"name": "N", "born": null}, "order": 9007199254740993,
      "added_at": "2024-01-02T03:04:05Z", "unknown": {"a": 1}},
     {"id": 2, "title": null, "price": 3, "in_stock": false, "tags": [], "author": null, "order": -9223372036854775808},
     {"order": 123456789012345678901234567890, "id": 1234567890123456789, "title": ""}]
    """

  @Test("come in their types")
  func types() async throws {
    let result = try await Library.withAnswer(Self.books) { database, _ in
      try database.query("SELECT * FROM library.catalog.books WHERE shop = 's'")
    }
    #expect(
      result.names == ["id", "title", "price", "in_stock", "genre", "tags", "author", "order", "added_at"])
    #expect(
      result.rows == [
        [
          .integer(1), .text("A \"b\" é é 😀"), .real(9.5), .boolean(true), .text("novel"),
          .json(#"["x",{"y":[1,2]}]"#), .json(#"{"name":"N","born":null}"#), .integer(9_007_199_254_740_993),
          .text("2024-01-02T03:04:05Z"),
        ],
        [
          .integer(2), .null, .real(3), .boolean(false), .null, .json("[]"), .null, .integer(.min), .null,
        ],
        [
          .integer(1_234_567_890_123_456_789), .text(""), .null, .null, .null, .null, .null,
          .real(1.2345678901234568e29), .null,
        ],
      ])
  }

  @Test("keep zero characters, and so do their neighbours their ends")
  func zeros() async throws {
    let body = #"""
      [{"id": 1, "title": "a\u0000b", "tags": ["\u0000"]}, {"id": 2, "title": "c", "tags": []},
       {"id": 3, "title": "\u0000"}]
      """#
    for answer in [body, body.replacing("\\u0000", with: "")] {
      let zero = answer == body ? "\0" : ""
      let result = try await Library.withAnswer(answer) { database, _ in
        try database.query("SELECT title, tags FROM library.catalog.books WHERE shop = 's'")
      }
      #expect(
        result.rows == [
          [.text("a\(zero)b"), .json(zero.isEmpty ? #"[""]"# : #"["\u0000"]"#)], [.text("c"), .json("[]")],
          [.text(zero), .null],
        ])
    }
  }

  @Test("that are JSON nest in SQLite's JSON functions and open with json_each")
  func jsonFunctions() async throws {
    try await Library.withAnswer(Self.books) { database, _ in
      let object = try database.query(
        "SELECT json_object('tags', tags) AS o FROM library.catalog.books WHERE shop = 's' AND id < 2")
      #expect(object.rows == [[.json(#"{"tags":["x",{"y":[1,2]}]}"#)]])
      let each = try database.query(
        "SELECT b.id, e.value FROM library.catalog.books b, json_each(b.tags) e WHERE b.shop = 's'")
      #expect(each.rows == [[.integer(1), .text("x")], [.integer(1), .json(#"{"y":[1,2]}"#)]])
      let path = try database.query("SELECT author->>'name' AS n FROM library.catalog.books WHERE shop = 's'")
      #expect(path.texts("n") == ["N", "NULL", "NULL"])
    }
  }

  @Test("stay JSON and booleans behind ORDER BY, where only the declared type is left")
  func declaredTypes() async throws {
    let result = try await Library.withAnswer(Self.books) { database, _ in
      try database.query("SELECT tags, in_stock FROM library.catalog.books WHERE shop = 's' ORDER BY id DESC")
    }
    #expect(
      result.rows == [
        [.null, .null], [.json("[]"), .boolean(false)], [.json(#"["x",{"y":[1,2]}]"#), .boolean(true)],
      ])
  }

  @Test("of other types than declared are shown as they came")
  func unexpectedTypes() async throws {
    let body = #"[{"id": "7", "title": {"a": 1}, "price": "dear", "in_stock": 5, "tags": "x", "author": 1}]"#
    let result = try await Library.withAnswer(body) { database, _ in
      try database.query(
        "SELECT id, title, price, in_stock, tags, author FROM library.catalog.books WHERE shop = 's'")
    }
    #expect(
      result.rows == [
        [.text("7"), .json(#"{"a":1}"#), .text("dear"), .integer(5), .json(#""x""#), .json("1")]
      ])
  }

  @Test("of a list inside an object are found, an empty list gives no rows")
  func wrappedList() async throws {
    let result = try await Library.withAnswer(#"{"total": 2, "shelves": [{"label": "a"}, {"label": "b"}]}"#) {
      database, _ in try database.query("SELECT label FROM library.catalog.shelves")
    }
    #expect(result.texts("label") == ["a", "b"])
    let empty = try await Library.withAnswer(#"{"shelves": []}"#) { database, _ in
      try database.query("SELECT count(*) AS n FROM library.catalog.shelves")
    }
    #expect(empty.rows == [[.integer(0)]])
  }

  @Test("A column whose name is a word of SQL stands in quotes, which an error says")
  func keyword() async throws {
    try await Library.withAnswer(#"[{"id": 1, "order": 5}]"#) { database, _ in
      let books = "SELECT id FROM library.catalog.books WHERE shop = 's' AND"
      #expect(database.message("\(books) order = 5").contains(#"for the column of this name write "order""#))
      #expect(!database.message("\(books) select = 5").contains("write"))
      let quoted = try database.query("\(books) \"order\" = 5")
      #expect(quoted.texts("id") == ["1"])
    }
  }

  @Test(
    "that are no JSON, or another shape, are errors of the answer",
    arguments: [
      ("", "empty"), ("  \n", "empty"), ("<html>", "JSON"), (#"[{"id": 1}"#, "JSON"), (#"[{"id": 1}]x"#, "JSON"),
      (#"[{"id": 01}]"#, "JSON"), ("[{\"title\": \"\u{1}\"}]", "JSON"),
      (#"{"id": 1}"#, "expected an array, found an object"),
      ("[1]", "expected objects in the array, found a number"), (#"[{"id": 1}, null]"#, "found null"),
      ("null", "expected an array, found null"), (#""text""#, "found a string"),
    ])
  func broken(body: String, phrase: String) async throws {
    let failure = try await Library.withAnswer(body) { database, _ in
      database.failure("SELECT id FROM library.catalog.books WHERE shop = 's'") as? ProviderError
    }
    let error = try #require(failure)
    #expect(error.kind == .invalidResponse)
    #expect("\(error)".contains(phrase), "\(error)")
    #expect(error.requestLine == "GET /shops/s/books?per_page=4")
  }

  @Test("that are nested without end are an error, not a crash")
  func nesting() async throws {
    for body in [String(repeating: "[", count: 100_000), String(repeating: #"[{"tags":"#, count: 5_000)] {
      let failure = try await Library.withAnswer(body) { database, _ in
        database.failure("SELECT id FROM library.catalog.books WHERE shop = 's'") as? ProviderError
      }
      #expect(failure?.kind == .invalidResponse)
    }
  }

  @Test("that are broken JSON are found even where the statement reads none of them")
  func brokenCount() async throws {
    let failure = try await Library.withAnswer(#"[{"id": 1}, {"id": 2, "title": "x}]"#) { database, _ in
      database.failure("SELECT count(*) FROM library.catalog.books WHERE shop = 's'") as? ProviderError
    }
    #expect(failure?.kind == .invalidResponse)
  }

  @Test("of a wrapped list that is not there are errors")
  func brokenWrapper() async throws {
    for (body, phrase) in [
      ("[]", "found an array"), (#"{"other": []}"#, "no member \"shelves\""), (#"{"shelves": {}}"#, "found an object"),
    ] {
      let failure = try await Library.withAnswer(body) { database, _ in
        database.failure("SELECT label FROM library.catalog.shelves") as? ProviderError
      }
      #expect(failure?.kind == .invalidResponse)
      #expect(failure.map { "\($0)".contains(phrase) } == true, "\(String(describing: failure))")
    }
  }
}
