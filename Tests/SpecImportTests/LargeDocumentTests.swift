import ProviderSpec
import Testing

@testable import SpecImport

/// Documents whose parts are many: the time grows with the document and no faster. What would be the square of it takes
/// longer than the limit.
@Suite(.timeLimit(.minutes(3))) struct LargeDocumentTests {
  @Test("Thousands of objects in one schema", arguments: ["oneOf", "allOf"])
  func combined(key: String) throws {
    let count = 20_000
    let parts = (0..<count).map { number in
      "{\"type\":\"object\",\"properties\":{\"shared\":{\"type\":\"string\",\"title\":\"\(number)\"},\"own\(number)\":{\"type\":\"integer\"}}}"
    }
    let imported = try Imported([
      "shop.json": """
      {"openapi":"3.0.0","info":{"title":"Shop","version":"1"},"servers":[{"url":"https://shop.example"}],
      "paths":{"/thing":{"get":{"operationId":"thing","responses":{"200":{"description":"x","content":{
      "application/json":{"schema":{"\(key)":[\(parts.joined(separator: ","))]}}}}}}}}}
      """
    ])
    let model = try #require(imported.provider.services.first?.models.first)
    #expect(model.fields.count == count + 1)
    #expect(model.fields.map(\.name).prefix(3) == ["shared", "own0", "own1"])
  }

  /// Models of which each holds the next, several chains one after the other.
  private static func chains(_ lengths: [Int], end: String = "end") -> [[Field]] {
    var models: [[Field]] = []
    for length in lengths {
      for place in 0..<length {
        let type: ValueType = place == length - 1 ? .string(format: end) : .model(String(models.count + 1))
        models.append([Field(name: "next", type: type, isRequired: false, isNullable: false, summary: "")])
      }
    }
    return models
  }

  @Test func equalModelsAreFoundHoweverDeepTheyAre() {
    let first = SameModels.first(of: Self.chains([2_000, 2_000, 1_500]))
    #expect(Array(first[..<2_000]) == Array(0..<2_000))
    #expect(Array(first[2_000..<4_000]) == Array(0..<2_000))
    #expect(Array(first[4_000...]) == Array(500..<2_000))
  }

  @Test func modelsThatDifferInTheirDepthsStayApart() {
    let one = Self.chains([300])
    var two = Self.chains([300], end: "other")
    for index in two.indices {
      if case .model(let number) = two[index][0].type { two[index][0].type = .model(String((Int(number) ?? 0) + 300)) }
    }
    #expect(SameModels.first(of: one + two) == Array(0..<600))
  }

  @Test func modelsThatHoldEachOtherAreTheSame() {
    func ring(_ start: Int, _ count: Int) -> [[Field]] {
      (0..<count).map { place in
        [
          Field(
            name: "next", type: .array(.model(String(start + (place + 1) % count))), isRequired: false,
            isNullable: false, summary: "")
        ]
      }
    }
    #expect(SameModels.first(of: ring(0, 3) + ring(3, 4)) == Array(repeating: 0, count: 7))
  }

  @Test func aModelIsLookedAtAFewTimesInALongChain() {
    let count = 20_000
    for models in [Self.chains([count]), Self.chains([count / 2, count / 2 - 1]), Self.chains((1...199).map { $0 })] {
      var search = SameModels(models)
      _ = search.find()
      // Each time a model is looked at again, its class is half as large at most.
      #expect(search.looks < models.count * 16)
    }
  }
}
