import Foundation
import Testing

@Suite("Whatever comes from outside")
struct FuzzTests {
  @Test("does no harm as the seeds have it, nor as mutations of them do", arguments: FuzzTarget.all.map(\.name))
  func seedsAndMutations(name: String) async throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try Self.seeds(of: target)
    #expect(!seeds.isEmpty)
    let failures = try await onThread {
      // What ends the process leaves its input here.
      let last = FileManager.default.temporaryDirectory.appending(
        path: "bindery-fuzz-\(target.name)-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: last) }
      let isLong = ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] != nil
      let start = isLong ? UInt64.random(in: 0...UInt64.max) : 1
      var mutator = Mutator(
        seed: start, seeds: seeds.map(\.bytes), words: target.dictionary, maximumLength: target.maximumLength)
      var failures: [String] = []
      func check(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: last)
        do {
          try target.run(bytes)
        } catch {
          failures.append("\(name): \(error)\n\(Data(bytes).base64EncodedString())")
        }
      }
      for seed in seeds { try check(seed.bytes, seed.name) }
      for number in 0..<(target.mutations * (isLong ? 10 : 1)) where failures.count < 3 {
        try check(mutator.next(), "mutation \(number) of \(start)")
      }
      return failures
    }
    for failure in failures { Issue.record("\(failure)") }
  }

  /// The files of a target's folder, by name.
  private static func seeds(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Seeds/\(target.name)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }

  /// Runs a body on a thread of its own, which may block.
  private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result(catching: body)) }
      thread.stackSize = 4 << 20
      thread.start()
    }
  }
}
