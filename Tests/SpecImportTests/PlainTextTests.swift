import Testing

@testable import SpecImport

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("Gets **one** [thing](https://shop.example/a(b)). More.", "Gets one thing). More."),
    ("Lists things.\n\n> [!NOTE]\n> Ignore me.\n", "Lists things."),
    ("> [!WARNING]\n> **Closing down notice:** gone soon.\n\nLists things.", "Closing down notice: gone soon."),
    (
      "Use `a < b` &amp; <code>c</code>, e.g. when it is so. And then", "Use `a < b` & c, e.g. when it is so. And then."
    ),
    ("Can be one of:\n* `a`\n* `b`", "Can be one of."),
    ("The state. Can be one of:\n* `a`", "The state."),
    ("# Heading\n\nText below.", "Text below."),
    ("```\ncode\n```\nBehind code", "Behind code."),
    ("![logo](a.png) Hello", "Hello."),
    ("- first\n- second", "first."),
    ("Zero\u{200B}width\u{202E} and \u{7}bell", "Zerowidth and bell."),
    ("See \"[the docs](https://a.example).\"", "See \"the docs.\""),
    ("你好。", "你好。"),
  ])
  func markupGoesAndSentencesStay(text: String, plain: String) {
    #expect(PlainText.summary(text) == plain)
  }

  @Test(arguments: ["", "   ", "---", "\n\n", "<br/>", "***"])
  func nothingIsNothing(text: String) {
    #expect(PlainText.summary(text) == nil)
  }

  @Test func aLongTextIsCutBehindASentenceAndALongSentenceBetweenWords() throws {
    let sentence = "This is a sentence of some forty characters. "
    let summary = try #require(PlainText.summary(String(repeating: sentence, count: 100)))
    #expect(summary.count < 300 && summary.hasSuffix("characters."))
    let long = try #require(PlainText.summary(String(repeating: "word ", count: 1000)))
    #expect(long.count < 500 && long.hasSuffix(" …"))
  }

  @Test(.timeLimit(.minutes(5))) func whatNeverClosesTakesNoTime() {
    for unit in ["[", "<a", "`", "![", "**", "&", "> ", "[a](", "1. "] {
      _ = PlainText.summary(String(repeating: unit, count: 1_000_000))
      _ = PlainText.title(String(repeating: unit, count: 1_000_000))
    }
  }

  @Test func aShortTextIsSaidBeforeALongOneThatBeginsElsewhere() {
    #expect(PlainText.joined("List pets.", "Lists all pets.") == "Lists all pets.")
    #expect(PlainText.joined("List pets.", "Pets are animals.") == "List pets. Pets are animals.")
    #expect(PlainText.joined(nil, "Pets.") == "Pets.")
  }

  @Test func aTitleIsALineWithoutAFullStop() {
    #expect(PlainText.title("**Pet** store.\n\nMore") == "Pet store")
    #expect(PlainText.title(String(repeating: "a", count: 200)) == nil)
    #expect(PlainText.title(".") == nil)
  }
}
