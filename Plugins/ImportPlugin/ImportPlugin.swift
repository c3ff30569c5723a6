import Foundation
import PackagePlugin

/// `swift package bindery-import DOCUMENT… [--output DIR]`: makes a provider's spec of OpenAPI documents.
@main struct ImportPlugin: CommandPlugin {
  private static let help = """
    usage: swift package bindery-import DOCUMENT… [--output DIR] [--target NAME]

    Makes a provider spec of OpenAPI documents, YAML or JSON, with or without StackQL's mappings, and lists what could not be
    taken over. Documents and DIR are relative to the package's directory. Where DIR is left out it is that of the target, or
    of the one target that has a bindery.json. What was changed by hand there since the last import stays.
    """

  func performCommand(context: PluginContext, arguments: [String]) throws {
    var options = ArgumentExtractor(arguments)
    if arguments.isEmpty || options.extractFlag(named: "help") > 0 { return print(Self.help) }
    let names = options.extractOption(named: "target")
    let output = options.extractOption(named: "output").last
    let words = options.remainingArguments
    if let option = words.first(where: { $0.hasPrefix("-") }) {
      throw CommandError("unknown '\(option)'; the options are --output DIR and --target NAME")
    }
    if words.isEmpty { throw CommandError("name the documents that the spec is to be made of") }
    if output != nil, !names.isEmpty { throw CommandError("name the directory or a target that has one, not both") }
    let root = context.package.directoryURL
    var directory = output.map { URL(filePath: $0, directoryHint: .isDirectory, relativeTo: root).standardizedFileURL }
    if directory == nil {
      let targets = try context.package.providers(named: names)
      guard targets.count == 1 else {
        throw CommandError("several targets have a spec: name one with --target, or a directory with --output")
      }
      directory = try Configuration(directory: targets[0].directoryURL).spec
    }
    let documents = words.map { URL(filePath: $0, relativeTo: root).standardizedFileURL.path }
    let tool = try context.tool(named: "provider-import").url
    guard try run(tool, [directory?.path ?? ""] + documents) == 0 else {
      throw CommandError("no spec was made")
    }
  }
}
