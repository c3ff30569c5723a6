import Foundation
import Testing

/// An option of a command, as its help has it: what help shows and what is parsed are one list.
struct CommandOption: Sendable, Hashable, CustomTestStringConvertible {
  /// The words that the option can be put behind; without it they are right.
  var command: [String]
  var name: String
  /// What stands for the value in help; nil where the option takes none.
  var value: String?

  var testDescription: String { "\(command.joined(separator: " ")) \(name)" }

  /// A value that the option takes.
  var goodValue: String {
    switch name {
    case "--format": "csv"
    case "--base-url": "http://127.0.0.1:9"
    case "--fault": "GET:*:status=500"
    case "--host": "127.0.0.1"
    default: "7"
    }
  }

  /// Every option of every command.
  static let all: [CommandOption] = [
    ["query", "SELECT 1"], ["shell"], ["sandbox"], ["journal", "undo", "1"], ["spec", "validate", "spec/github"],
    ["spec", "diff", "spec/github", "spec/github"], ["spec", "import", "openapi.yaml"],
  ].flatMap { command -> [CommandOption] in
    let help = (try? Program.run(command.prefix(command[0] == "spec" ? 2 : 1) + ["--help"]).output) ?? ""
    return help.matches(of: #/(?m)^  (--[a-z-]+)(?: ([A-Z]+))? /#).map { match in
      CommandOption(command: command, name: String(match.1), value: match.2.map(String.init))
    }
  }
}

/// Fails unless a command line was refused as bad input is: exit status 1, one line of what is wrong and perhaps one of
/// advice, and nothing on standard output.
func expectRefusal(
  _ result: Program.Result, _ parts: String..., location: SourceLocation = #_sourceLocation
) {
  #expect(result.status == 1, "\(result.error)", sourceLocation: location)
  #expect(result.output.isEmpty, sourceLocation: location)
  let lines = result.error.split(separator: "\n", omittingEmptySubsequences: false)
  #expect((2...3).contains(lines.count) && lines.last == "", "\(result.error)", sourceLocation: location)
  #expect(result.error.hasPrefix("bindery: ") || result.error.contains(": error: "), sourceLocation: location)
  for part in parts { #expect(result.error.contains(part), "\(result.error)", sourceLocation: location) }
}
