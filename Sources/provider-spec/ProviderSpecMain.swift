import Foundation
import ProviderSpec

/// The tool of the command plugin: `provider-spec validate SPEC…` and `provider-spec diff OLD NEW FORMAT`. People use
/// `bindery spec`.
@main struct ProviderSpecMain {
  static func main() {
    do {
      exit(try run(Array(CommandLine.arguments.dropFirst())))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  /// Runs a command, and returns the exit status: 5 where a comparison found what breaks users.
  private static func run(_ words: [String]) throws -> Int32 {
    switch words.first {
    case "validate" where words.count > 1:
      for directory in words.dropFirst() {
        let provider = try SpecLoader.load(directory: directory)
        print("\(provider.file): valid: \(provider.inventory)")
      }
      return 0
    case "diff" where words.count == 4:
      guard let format = SpecDiffFormat(rawValue: words[3]) else { throw Usage() }
      let diff = try SpecDiff(fromDirectory: words[1], toDirectory: words[2])
      print(diff.text(as: format))
      return diff.isBreaking ? 5 : 0
    default: throw Usage()
    }
  }

  private struct Usage: Error, CustomStringConvertible {
    var description: String {
      let formats = SpecDiffFormat.allCases.map(\.rawValue).joined(separator: "|")
      return "usage: provider-spec validate SPEC… | diff OLD NEW \(formats)"
    }
  }
}
