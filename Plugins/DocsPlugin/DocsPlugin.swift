import Foundation
import PackagePlugin

/// `swift package bindery-docs [--target NAME]… [--format markdown|docusaurus|html] [--output DIR]`: writes the reference
/// docs of the providers in a package, from the specs that their targets' `bindery.json` name.
@main struct DocsPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    var options = ArgumentExtractor(arguments)
    let names = options.extractOption(named: "target")
    let format = options.extractOption(named: "format").last ?? "markdown"
    let output = options.extractOption(named: "output").last ?? "docs/reference"
    if let word = options.remainingArguments.first {
      throw CommandError("unknown '\(word)'; the options are --target NAME, --format FORMAT and --output DIR")
    }
    let targets = try context.package.providers(named: names)
    let tool = try context.tool(named: "provider-docs").url
    let root = URL(filePath: output, directoryHint: .isDirectory, relativeTo: context.package.directoryURL)
    for target in targets {
      let configuration = try Configuration(directory: target.directoryURL)
      // Several providers get a directory each.
      let directory = targets.count == 1 ? root : root.appending(path: target.name)
      // Whoever reads the pages stands in the package's directory, wherever that is.
      let package = context.package.directoryURL.standardizedFileURL.path + "/"
      let spec = configuration.spec.path
      let shown = spec.hasPrefix(package) ? String(spec.dropFirst(package.count)) : spec
      guard try run(tool, [spec, format, directory.standardizedFileURL.path, shown]) == 0 else {
        throw CommandError("the docs of \(target.name) were not written")
      }
    }
  }
}
