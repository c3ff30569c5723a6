import Foundation
import ProviderSpec
import Testing

/// Every kind of mistake is found, at its place, with all that has to be said about it and nothing else.
@Suite struct MistakeTests {
  @Test func theSpecThatTheMistakesAreMadeInHasNone() throws {
    #expect(try SmallSpec().complaints() == [])
  }

  @Test(arguments: Mistake.jsonText) func inTheJSON(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.structure) func inTheStructure(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.types) func inTypes(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.references) func inReferences(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.methods) func inMethods(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.resources) func inResources(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.exchanges) func inExchanges(_ mistake: Mistake) throws { try expect(mistake) }

  @Test(arguments: Mistake.providers) func inTheProvider(_ mistake: Mistake) throws { try expect(mistake) }

  private func expect(_ mistake: Mistake) throws {
    var spec = SmallSpec()
    let original = mistake.file == "things" ? SmallSpec.things : SmallSpec.provider
    let range = try #require(original.range(of: mistake.text), "the text to change is not in the spec")
    let changed =
      mistake.isEverywhere
      ? original.replacing(mistake.text, with: mistake.change)
      : original.replacingCharacters(in: range, with: mistake.change)
    spec.files["spec/\(mistake.file).json"] = Array(changed.utf8)
    #expect(try spec.complaints() == mistake.complaints)
  }

  @Test func theMistakesOfAllFilesAreReportedAtOnceInOrder() throws {
    var spec = SmallSpec()
    spec.files["spec/provider.json"] = Array(
      SmallSpec.provider.replacing("\"link\"", with: "\"lnk\"").replacing(
        "things.json\" }]", with: "things.json\" },\n    { \"name\": \"more\", \"file\": \"more.json\" }]"
      ).utf8)
    spec.files["spec/things.json"] = Array(
      SmallSpec.things.replacing("\"example\": 7", with: "\"exmaple\": 7").replacing("GET /shops", with: "GET shops")
        .utf8)
    spec.files["spec/more.json"] = Array("{\n  \"format\": 1,\n  \"name\": ".utf8)
    #expect(
      try spec.complaints() == [
        "spec/more.json:3:11: error: the file ends where a value should be; it seems to be cut off.",
        "spec/provider.json:11:28: error: unknown pagination 'lnk'. Did you mean 'link'?",
        "spec/things.json:21:62: error: unknown key 'exmaple' in a field. Did you mean 'example'?",
        "spec/things.json:36:23: error: the path 'shops/{shop}/things' does not begin with '/'; write '/shops/{shop}/things'.",
        "spec/things.json:43:23: error: the path 'shops/{shop}/things/{thing_id}' does not begin with '/'; write '/shops/{shop}/things/{thing_id}'.",
      ])
  }

  @Test func aDescriptionOfTheErrorHasOneLinePerMistake() throws {
    let error = SpecError(diagnostics: [
      Diagnostic(file: "a.json", line: 1, column: 2, message: "wrong."),
      Diagnostic(file: "b.json", line: 3, column: 4, message: "wrong, too."),
    ])
    #expect("\(error)" == "a.json:1:2: error: wrong.\nb.json:3:4: error: wrong, too.")
  }
}
