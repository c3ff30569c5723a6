import ProviderRuntime
import ProviderSQL
import Testing

@Suite("A page")
struct PageFormTests {
  private static let compact =
    #"[{"id":1,"title":"A","price":1.5,"in_stock":true,"tags":["x"],"author":{"n":null},"order":7,"more":{"a":[1,{}]}},"#
    + #"{"id":2,"title":"B","price":2,"in_stock":false,"tags":[],"author":{"n":[]},"order":-7,"more":{"a":[1,{}]}},"#
    + #"{"id":3,"title":"","price":-0.5,"tags":["é",1,true,null],"author":null,"order":0,"more":{"a":[2,{}]}}]"#

  private static let statement =
    "SELECT id, title, price, in_stock, tags, author, \"order\" FROM library.catalog.books WHERE shop = 's' ORDER BY id"

  private static func rows(_ body: String) async throws -> [[SQLValue]] {
    try await Library.withAnswer(body) { database, _ in try database.query(statement).rows }
  }

  @Test("has the same rows however its JSON is written")
  func forms() async throws {
    let wanted = try await Self.rows(Self.compact)
    #expect(
      wanted.first == [
        .integer(1), .text("A"), .real(1.5), .boolean(true), .json(#"["x"]"#), .json(#"{"n":null}"#), .integer(7),
      ])
    #expect(wanted.last?[4] == .json(#"["é",1,true,null]"#))
    let spaced = Self.compact.map { "[]{}:,".contains($0) ? " \n\t\($0)\r " : String($0) }.joined()
    #expect(try await Self.rows(spaced) == wanted)
    // Every letter within a string as an escape, names of members too.
    var isInString = false
    let escaped = Self.compact.map { character in
      if character == "\"" { isInString.toggle() }
      guard isInString, character != "\"", let scalar = character.unicodeScalars.first else { return String(character) }
      let digits = String(scalar.value, radix: 16, uppercase: scalar.value % 2 == 0)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    #expect(try await Self.rows(escaped) == wanted)
    // Members that come a second time, and others in between.
    let doubled = Self.compact.replacing("},{\"id\"", with: #","id":9,"title":"no"},{"other":"\\\"","id""#)
    #expect(doubled != Self.compact)
    #expect(try await Self.rows(doubled) == wanted)
    let turned = Self.compact.replacing(#"{"id":2,"title":"B","#, with: #"{"title":"B","id":2,"#)
    #expect(try await Self.rows(turned) == wanted)
  }

  @Test("keeps escaped texts, pairs of escapes and numbers of any length")
  func values() async throws {
    let body = #"""
      [{"id":1,"title":"\ud83d\ude00 \/ \b\f\n\r\t \\ \u00e9","order":12345678901234567890,"tags":["\u00e9\/", 1.50, 1e2]},
       {"id":2,"title":"\"","order":-0,"price":1E+2,"tags":[-0,0.10]}]
      """#
    let rows = try await Self.rows(body)
    #expect(rows[0][1] == .text("😀 / \u{8}\u{c}\n\r\t \\ é"))
    #expect(rows[0][6] == .real(1.2345678901234567e19))
    #expect(rows[0][4] == .json(#"["é/",1.5,100.0]"#))
    #expect(rows[1].suffix(6) == [.text("\""), .real(100), .null, .json("[0,0.1]"), .null, .integer(0)])
  }

  @Test("that is damaged is an error wherever the damage is, and never fewer rows")
  func damage() async throws {
    let bytes = Array(Self.compact.utf8)
    let spoilers = Array("\"}],{:\\0".utf8) + [0x01, 0xFF]
    var damaged = stride(from: 0, to: bytes.count, by: 7).map { Array(bytes[..<$0]) }
    damaged += stride(from: 0, to: bytes.count, by: 3).map { Array(bytes[..<$0] + bytes[($0 + 1)...]) }
    for index in stride(from: 0, to: bytes.count, by: 4) {
      damaged.append(Array(bytes[..<index] + [spoilers[index % spoilers.count]] + bytes[index...]))
    }
    let answers = damaged
    try await Library.withDatabase(answer: { request in
      // The shop's name says which.
      let number = request.url.split(separator: "/").firstIndex(of: "shops").map {
        Int(request.url.split(separator: "/")[$0 + 1]) ?? 0
      }
      return HTTPResponse(status: 200, body: answers[number ?? 0])
    }) { database, _ in
      var failures = 0
      for (number, body) in answers.enumerated() {
        let text = String(decoding: body, as: UTF8.self).replacing("'", with: "''")
        let isText = String(validating: body, as: UTF8.self) != nil && !body.contains(1)
        let isJSON = try isText && database.query("SELECT json_valid('\(text)')").rows == [[.integer(1)]]
        let statement = "SELECT id FROM library.catalog.books WHERE shop = '\(number)'"
        if isJSON {
          // What is still JSON has as many rows as it has elements, or lacks what tells them apart.
          let count = try database.query("SELECT json_array_length('\(text)')").rows[0][0]
          if database.failure(statement) == nil {
            #expect(try database.query(statement).rows.count == Int(count.shown), "\(text)")
          }
        } else {
          failures += 1
          #expect(database.failure(statement) is ProviderError, "\(text)")
        }
      }
      #expect(failures > 150)
    }
  }
}
