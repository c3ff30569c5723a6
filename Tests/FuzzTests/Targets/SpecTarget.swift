import CSimdJSON
import Foundation
import ProviderGenerator
@testable import ProviderSpec

extension FuzzTarget {
  private static let words = [
    "\"name\": \"", "\"type\": \"integer\"", "\"required\": true", "\"summary\": \"\"", "\"enum\": \"color\"",
    "\"request\": \"GET /",
    "{shop}", "{", "}", "[", "]", "\",", "null", "true", "-0", "1e999", "123456789012345678901", "\\u0000", "\\ud800",
    "\\udc00",
    "\"default\": ", "\"minimum\": ", "\"example\": ", "\"identity\": [", "\"inverse\": \"", "\n====\n", "class",
    "self", "_", "é",
    "\"items\": { \"type\": ", "\"format\": \"date-time\"", "\"model\": \"thing\"", "\u{FEFF}", "\"\"\"", "\\n", "#if ",
  ]

  /// A provider's file and a service's: diagnostics with their places, or Swift. The first is also read as any JSON.
  static let spec = FuzzTarget("spec", maximumLength: 16_384, mutations: 400, dictionary: words) { bytes in
    let files = parts(of: bytes)
    try checkJSON(files[0])
    let read: (String) throws -> [UInt8] = { path in
      path.hasSuffix("/provider.json") || files.count < 2 ? files[0] : files[1]
    }
    do {
      let provider = try SpecLoader.load(directory: "spec", read: read)
      let generated = Generator.files(for: provider)
      try require(generated.count == provider.services.count + 1, "a file is missing")
      for file in generated {
        try require(!file.name.contains("/"), "a file's name leads elsewhere: \(file.name)")
        try require(
          file.text.unicodeScalars.allSatisfy { $0 == "\n" || !SpecNames.hasControlCharacters(String($0)) },
          "\(file.name) holds control characters")
      }
      try require(generated == Generator.files(for: provider), "the same spec gives another text")
    } catch let error as SpecError {
      try require(!error.diagnostics.isEmpty, "an error without a mistake")
      for diagnostic in error.diagnostics {
        let isProvider = diagnostic.file.hasSuffix("/provider.json") || files.count < 2
        try check(diagnostic, in: isProvider ? files[0] : files[1])
      }
    }
  }

  private static func check(_ diagnostic: Diagnostic, in bytes: [UInt8]) throws {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    try require((1...lines.count).contains(diagnostic.line), "no such line: \(diagnostic)")
    let width = lines[diagnostic.line - 1].count { $0 & 0xC0 != 0x80 }
    try require((1...(width + 1)).contains(diagnostic.column), "no such column: \(diagnostic)")
    try require(!diagnostic.message.isEmpty, "no message: \(diagnostic)")
    try require(
      diagnostic.message.unicodeScalars.allSatisfy { !SpecNames.hasControlCharacters(String($0)) },
      "control characters: \(diagnostic.message.debugDescription)")
  }

  /// The spec's reader takes exactly what simdjson takes, but for numbers that no machine holds, depth, repeated names and
  /// a byte order mark.
  private static func checkJSON(_ bytes: [UInt8]) throws {
    var report = SourceReport(file: "spec")
    let node = JSONReader.read(bytes, report: &report)
    let messages = report.diagnostics(bytes: bytes).map(\.message)
    try require(node != nil || !messages.isEmpty, "nothing is read, and nothing is wrong")
    let isJSON = bytes.withUnsafeBufferPointer { csj_is_json($0.baseAddress, $0.count) }
    if node == nil, isJSON {
      let isKnown = messages.contains { $0.contains("nested more than") || $0.contains("byte order mark") }
      try require(isKnown, "JSON is refused: \(messages)")
    }
    if let node, !isJSON {
      try require(Self.hasNumbers(node), "what is no JSON is taken")
    }
  }

  private static func hasNumbers(_ node: SourceNode) -> Bool {
    switch node.content {
    case .number: true
    case .array(let elements): elements.contains(where: hasNumbers)
    case .object(let members): members.contains { hasNumbers($0.value) }
    default: false
    }
  }
}
