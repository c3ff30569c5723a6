import Testing

@testable import ProviderRuntime

@Suite("Link headers")
struct LinkHeaderTests {
  @Test(
    "The next link is found however it is written",
    arguments: [
      (#"<https://a/?page=2>; rel="next""#, "https://a/?page=2"),
      (
        #"<https://a/?page=1>; rel="prev", <https://a/?page=3>; rel="next", <https://a/?page=9>; rel="last""#,
        "https://a/?page=3"
      ),
      ("<u>;rel=next", "u"),
      ("<u> ; rel = next", "u"),
      (#"<u>; title="a, b; rel=\"next\" <v>"; rel="next""#, "u"),
      (#"<v>; title="x>; rel=next", <u>; rel="next""#, "u"),
      (#"<u>; rel="last next first""#, "u"),
      (#"<u>; REL="NEXT""#, "u"),
      (#"<v>; rel="nextish", <u>; rel="next""#, "u"),
      (#"<v>; rel="prev"; rel="next", <u>; rel=next"#, "u"),
      (#"<v>; rel=next; anchor="/other", <u>; rel=next"#, "u"),
      (#"<u?a=1,2;3>; rel="next""#, "u?a=1,2;3"),
      (#",, <u>; rel="next" ,"#, "u"),
      (#"garbage, <u>; rel="next""#, "u"),
      (#"<u>; type=text/html; rel="next"; hreflang=en"#, "u"),
      (#"<u>; nofollow; rel=next"#, "u"),
      ("<>; rel=next", ""),
      ("<u>; rel=prev", nil),
      ("<u>", nil),
      ("<u; rel=next", nil),
      (#"u; rel="next""#, nil),
      (#"<u>; rel="next"#, "u"),
      ("", nil),
    ] as [(String, String?)])
  func next(header: String, target: String?) {
    #expect(LinkHeader(header).target("next") == target)
  }

  @Test("Any bytes whatever are read without a crash")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["<", ">", ";", ",", "\"", "\\", " ", "=", "rel", "next", "a", "é", "\t", "anchor"]
    for _ in 0..<5_000 {
      let header = (0..<Int.random(in: 0...20, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      _ = LinkHeader(header).target("next")
    }
  }

  @Test("Reading takes time in proportion to the length", .timeLimit(.minutes(5)))
  func length() {
    // In the square of the length each of these would take hours.
    for piece in ["<,", "<>,", "<a>;rel=next,", ";", "\"\\", "<\"", ",,"] {
      let links = LinkHeader(String(repeating: piece, count: 1_000_000 / piece.utf8.count)).links
      #expect(links.isEmpty == (piece != "<a>;rel=next,"))
    }
  }

  @Test(
    "References are resolved as RFC 3986 says (section 5.4)",
    arguments: [
      ("http://g:80/h", "http://g/h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
      ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
      (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
      ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
      ("./g/.", "http://a/b/c/g/"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
  func resolution(reference: String, url: String) throws {
    let base = try WebAddress("http://a/b/c/d;p?q")
    #expect(try base.resolving(reference).text == url)
  }

  @Test(
    "What leads to no web server is refused",
    arguments: [
      "mailto:a@b", "javascript:alert(1)", "http://", "https://u@h/", "http://h:x/", "a b", "http://h\\@evil/",
    ])
  func refused(reference: String) throws {
    let base = try WebAddress("http://a/b")
    #expect(throws: WebAddress.Malformed.self) { try base.resolving(reference) }
  }
}
