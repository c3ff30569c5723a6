import ProviderGenerator

@testable import SpecImport

extension FuzzTarget {
  private static let words = [
    "$ref: ", "'#/components/schemas/Thing'", "type: ", "object", "array", "properties: {", "items: {", "allOf: [",
    "oneOf: [", "anyOf: [", "nullable: true", "[string, 'null']", "enum: [", "&a ", "*a", "<<: *a", "? ", "- ", ": ",
    "|\n",
    ">\n", "---\n", "!!str ", "{", "}", "[", "]", "\"", "'", "\t", "\n  ", "\\ud83d\\ude00", "0x1F", "1e999", "~",
    "{{ .x }}",
    "$.data.items[*]", "in: header", "in: cookie", "explode: false", "2XX", "default", "text/plain",
    "multipart/form-data",
    "x-stackQL-graphQL", "objectKey: ", "additionalProperties: {", "readOnly: true", "/{a}/{b}", "?c=d", "#",
    "\n====\n",
    "class", "self", "é", "\u{202E}", "\u{FEFF}",
  ]

  /// Documents to import: a refusal with its places, or a valid spec of which Swift can be made.
  static let documents = FuzzTarget("import", maximumLength: 16_384, mutations: 400, dictionary: words) { bytes in
    let files = parts(of: bytes)
    let names = ["shop.yaml", "other.yaml", "third.yaml"]
    let documents = zip(names, files).map { (file: $0, bytes: $1) }
    try allowing(ImportError.self) {
      let result: SpecImporter.Result
      do {
        result = try SpecImporter.run(documents: documents, output: "spec/shop")
      } catch let error as ImportError {
        try require(!error.errors.isEmpty, "a refusal without a reason")
        for mistake in error.errors {
          try require(mistake.line > 0 && mistake.column > 0 && !mistake.message.isEmpty, "no place: \(mistake)")
        }
        throw error
      }
      for finding in result.findings {
        try require(names.contains(finding.file) && finding.line > 0 && finding.column > 0, "no place: \(finding)")
        try require(!finding.message.contains { $0.isNewline }, "a message of two lines: \(finding)")
      }
      try require(
        Generator.files(for: result.provider).count == result.provider.services.count + 1, "a file is missing")
      let again = try SpecImporter.run(documents: documents, output: "spec/shop")
      try require(
        again.files == result.files && again.findings == result.findings, "the same document gives another spec")
    }
  }
}
