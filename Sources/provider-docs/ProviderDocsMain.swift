import Foundation
import ProviderDocs

/// The tool of the command plugin: `provider-docs SPEC FORMAT OUTPUT SHOWN`, where SHOWN is the spec as the pages' commands
/// name it. People use `bindery docs`.
@main struct ProviderDocsMain {
  static func main() {
    do {
      let words = Array(CommandLine.arguments.dropFirst())
      guard words.count == 4, let format = DocumentationFormat(rawValue: words[1]) else {
        let formats = DocumentationFormat.allCases.map(\.rawValue).joined(separator: "|")
        throw Usage(description: "usage: provider-docs SPEC \(formats) OUTPUT SHOWN")
      }
      var command = DocumentationCommand(spec: words[0], format: format, output: words[2])
      command.shownSpec = words[3]
      print(try command.run())
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private struct Usage: Error, CustomStringConvertible {
    var description: String
  }
}
