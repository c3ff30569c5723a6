import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct ReportTests {
  private static func operation(_ number: Int) -> String {
    "/things\(number): { get: { operationId: get\(number), responses: { 200: { description: x, content: { text/plain: {} } }, 202: { description: x } } } }"
  }

  private func report(_ count: Int) throws -> [String] {
    let imported = try Imported(paths: (1...count).map(Self.operation).joined(separator: "\n"))
    #expect(imported.findings.count == count)
    return FindingGroups(imported.findings).lines
  }

  @Test func aFewAreToldWhole() throws {
    let lines = try report(5)
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.contains("may answer 202, too") })
  }

  @Test func ofManyThatSayTheSameTheFirstAreToldAndThePlacesOfTheOthers() throws {
    let lines = try report(9)
    #expect(lines.count == 4)
    #expect(
      lines[0].contains(":5:") && lines[0].contains("GET /things1 may answer 202, too; the answer of 200 is taken."))
    let places = (8...13).map { "\($0):" }
    #expect(lines[3].hasPrefix("  and 6 more like these (response), at shop.yaml:8:"))
    #expect(places.allSatisfy(lines[3].contains))
  }

  @Test func whatSaysSomethingElseStandsForItself() {
    func outline(_ text: String) -> String { FindingGroups.outline(text) }
    #expect(
      outline("GET /a may answer 204, too; the answer of 200 is taken.")
        == outline("PUT /b/{c} may answer 201, too; the answer of 204 is taken."))
    #expect(outline("the parameter 'a b' is an array; a text.") == outline("the parameter 'c' is an array; a text."))
    #expect(outline("the parameter 'a' is an array.") != outline("the parameter 'a' is an object."))
  }
}
