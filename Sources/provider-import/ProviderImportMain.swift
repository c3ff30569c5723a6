import Foundation
import SpecImport

/// The tool of the command plugin: `provider-import [--force] OUTPUT DOCUMENT…`. People use `bindery spec import`.
@main struct ProviderImportMain {
  static func main() {
    do {
      var words = Array(CommandLine.arguments.dropFirst())
      let force = words.first == "--force"
      if force { words.removeFirst() }
      guard words.count > 1 else { throw Usage() }
      let result = try SpecImporter.run(files: Array(words.dropFirst()), output: words[0])
      let changes = try SpecImporter.write(result, to: words[0], force: force)
      for line in result.report { note(line) }
      if let summary = result.summary { note(summary) }
      print(result.text(after: changes, in: words[0]))
    } catch {
      note("\(error)")
      exit(1)
    }
  }

  private static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  private struct Usage: Error, CustomStringConvertible {
    let description = "usage: provider-import [--force] OUTPUT DOCUMENT…"
  }
}
