import Foundation
import ProviderDocs

/// The tool of the command plugin: `provider-docs SPEC FORMAT OUTPUT`. People use `bindery docs`.
@main struct ProviderDocsMain {
  static func main() {
    do {
      let words = Array(CommandLine.arguments.dropFirst())
      guard words.count == 3, let format = DocumentationFormat(rawValue: words[1]) else {
        let formats = DocumentationFormat.allCases.map(\.rawValue).joined(separator: "|")
        throw Usage(description: "usage: provider-docs SPEC \(formats) OUTPUT")
      }
      print(try DocumentationCommand(spec: words[0], format: format, output: words[2]).run())
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private struct Usage: Error, CustomStringConvertible {
    var description: String
  }
}
