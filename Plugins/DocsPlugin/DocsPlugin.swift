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
      throw DocsError("unknown '\(word)'; the options are --target NAME, --format FORMAT and --output DIR")
    }
    let targets = try targets(names, of: context.package)
    let tool = try context.tool(named: "provider-docs").url
    let root = URL(filePath: output, directoryHint: .isDirectory, relativeTo: context.package.directoryURL)
    for target in targets {
      let configuration = try Configuration(directory: target.directoryURL)
      // Several providers get a directory each.
      let directory = targets.count == 1 ? root : root.appending(path: target.name)
      let process = Process()
      process.executableURL = tool
      process.arguments = [configuration.spec.path, format, directory.standardizedFileURL.path]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw DocsError("the docs of \(target.name) were not written") }
    }
  }

  /// The targets of the given names; without names those that have a spec.
  private func targets(_ names: [String], of package: Package) throws -> [any Target] {
    for name in names where !package.targets.contains(where: { $0.name == name }) {
      throw DocsError("no target '\(name)' in \(package.displayName)")
    }
    let targets = package.targets.filter { target in
      let file = target.directoryURL.appending(path: "bindery.json").path
      return names.isEmpty ? FileManager.default.fileExists(atPath: file) : names.contains(target.name)
    }
    if targets.isEmpty { throw DocsError("no target of \(package.displayName) has a bindery.json that names a spec") }
    return targets
  }
}

/// Why no docs were written.
struct DocsError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
