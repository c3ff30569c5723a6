import Foundation
import Testing

@Suite("Faults")
struct FaultMatrixTests {
  private static let begin = "<!-- the table, as scripts/update-faults writes it -->\n"
  private static let end = "<!-- end of the table -->\n"

  @Test(
    "Every fault in every place gives the right rows or a typed error, as docs/faults.md says",
    .timeLimit(.minutes(5)))
  func matrix() async throws {
    let rows = try await FaultMatrix.run()
    for (fault, outcomes) in zip(Fault.all, rows) {
      for (place, outcome) in zip(FaultPlace.allCases, outcomes) {
        #expect(outcome.isRight, "\(fault.name), \(place.rawValue): \(outcome.text)")
        // What a client can't see is no more than what others took away, and only where the list kept its pages.
        if case .shifted(let twice, let missed) = outcome {
          #expect(twice == 0 && missed == 1 && fault.removed == 1, "\(fault.name), \(place.rawValue)")
        }
      }
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/faults.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let head = try #require(page.range(of: Self.begin))
    let tail = try #require(page.range(of: Self.end))
    let table = "\n\(FaultMatrix.table(rows))\n"
    let recorded = page[head.upperBound..<tail.lowerBound]
    if ProcessInfo.processInfo.environment["BINDERY_UPDATE_FAULTS"] != nil, recorded != table {
      try Data("\(page[..<head.upperBound])\(table)\(page[tail.lowerBound...])".utf8).write(to: file)
      Issue.record("docs/faults.md was written anew; look at the difference, and run the tests again")
    } else {
      #expect(recorded == table, "docs/faults.md is not what this run gives; scripts/update-faults writes it anew")
    }
  }
}
