import Foundation
import ProviderSpec
import Testing

/// A provider's values as the text of its spec.
@Suite struct WriterTests {
  private static let spec = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("spec/github").path

  @Test func theBundledSpecIsWrittenAsItIs() throws {
    let provider = try SpecLoader.load(directory: Self.spec)
    for file in SpecWriter.files(of: provider, schemas: "../") {
      #expect(file.text == (try String(contentsOfFile: Self.spec + "/" + file.name, encoding: .utf8)), "\(file.name)")
    }
  }
}
