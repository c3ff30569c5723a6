import Foundation
import SpecImport

/// The tool of the command plugin: `provider-import OUTPUT DOCUMENT…`. People use `bindery spec import`.
@main struct ProviderImportMain {
  static func main() {
    do {
      let words = Array(CommandLine.arguments.dropFirst())
      guard words.count > 1 else { throw Usage() }
      let result = try SpecImporter.run(files: Array(words.dropFirst()), output: words[0])
      let written = try SpecImporter.write(result, to: words[0])
      for line in result.report + written.report { note(line) }
      if let summary = result.summary { note(summary) }
      if let error = written.error { throw error }
      print(result.text(after: written, in: words[0]))
    } catch {
      note("\(error)")
      exit(1)
    }
  }

  private static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  private struct Usage: Error, CustomStringConvertible {
    let description = "usage: provider-import OUTPUT DOCUMENT…"
  }
}
