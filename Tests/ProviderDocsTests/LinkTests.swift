import Foundation
import ProviderDocs
import Testing

/// Links lead somewhere: to a file that is written, and to a place that it has.
@Suite("Links")
struct LinkTests {
  @Test(
    "of pages in Markdown lead to a page and a place of it",
    arguments: [Specs.github, Specs.depot, Specs.hostile], [DocumentationFormat.markdown, .docusaurus])
  func markdown(spec: String, format: DocumentationFormat) throws {
    let files = format.files(for: ProviderPage(try Specs.load(spec)))
    let places = Dictionary(uniqueKeysWithValues: files.map { ($0.name, Self.places($0.text)) })
    var count = 0
    for file in files {
      #expect(Set(Self.allPlaces(file.text)).count == Self.allPlaces(file.text).count, "\(file.name)")
      for match in file.text.matches(of: /\]\(([^)]*)\)/) where !match.1.hasPrefix("http") {
        count += 1
        let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let path = parts[0].isEmpty ? file.name : Self.resolve(parts[0], from: file.name)
        let there = try #require(places[path], "\(file.name) → \(match.1)")
        if parts.count == 2 { #expect(there.contains(parts[1]), "\(file.name) → \(match.1)") }
      }
    }
    #expect(count > 20)
  }

  static func places(_ text: String) -> Set<String> { Set(allPlaces(text)) }

  static func allPlaces(_ text: String) -> [String] {
    text.matches(of: /<a id="([^"]*)"><\/a>|^#+ .* \{#([^}]*)\}$/.anchorsMatchLineEndings()).map {
      String($0.1 ?? $0.2 ?? "")
    }
  }

  /// A relative address as a path from the root of the docs.
  static func resolve(_ address: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
