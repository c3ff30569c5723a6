import Foundation
import PackagePlugin

/// `swift package bindery-spec validate|diff`: checks and compares the specs that the `bindery.json` of a package's targets
/// name.
@main struct SpecPlugin: CommandPlugin {
  private static let help = """
    usage: swift package bindery-spec validate [DIR…] [--target NAME]…
           swift package bindery-spec diff OLD [NEW] [--target NAME] [--format text|markdown|json]

    validate checks provider specs and prints every problem as file:line:column.
    diff compares two: what has changed, whom it breaks, and the version step that follows. It fails where something breaks.

    Specs are directories, relative to the package's. Where none is named it is that of the target, or of every target that
    has a bindery.json.
    """

  func performCommand(context: PluginContext, arguments: [String]) throws {
    var options = ArgumentExtractor(arguments)
    if arguments.isEmpty || options.extractFlag(named: "help") > 0 { return print(Self.help) }
    let names = options.extractOption(named: "target")
    let format = options.extractOption(named: "format").last
    var words = options.remainingArguments
    if let option = words.first(where: { $0.hasPrefix("-") }) {
      throw CommandError("unknown '\(option)'; the options are --target NAME and --format FORMAT")
    }
    let command = words.removeFirst()
    var specs = words.map { word in
      URL(filePath: word, directoryHint: .isDirectory, relativeTo: context.package.directoryURL).standardizedFileURL
        .path
    }
    if !names.isEmpty, specs.count >= (command == "diff" ? 2 : 1) {
      throw CommandError("name the specs or a target that has one, not both")
    }
    let tool = try context.tool(named: "provider-spec").url
    switch command {
    case "validate":
      if format != nil { throw CommandError("validate takes no --format") }
      if specs.isEmpty { specs = try SpecPlugin.specs(of: names, in: context.package) }
      if try run(tool, ["validate"] + specs) != 0 { throw CommandError("a spec has mistakes") }
    case "diff":
      if specs.count == 1 { specs += try SpecPlugin.specs(of: names, in: context.package) }
      guard specs.count == 2 else {
        throw CommandError(
          words.isEmpty || words.count > 2
            ? "diff takes the old spec, and perhaps the new one"
            : "several targets have a spec: name one with --target, or the new spec behind the old one")
      }
      switch try run(tool, ["diff"] + specs + [format ?? "text"]) {
      case 0: break
      case 5: throw CommandError("the new spec breaks users of the old one")
      default: throw CommandError("the specs were not compared")
      }
    default: throw CommandError("unknown command '\(command)'; known are validate and diff")
    }
  }

  private static func specs(of names: [String], in package: Package) throws -> [String] {
    try package.providers(named: names).map { try Configuration(directory: $0.directoryURL).spec.path }
  }
}
