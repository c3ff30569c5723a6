import Foundation
import PackagePlugin

/// Generates Swift from a target's spec at every build in which the spec has changed.
///
/// The target says where its spec is in `bindery.json`, beside its sources: `{ "spec": "…" }`.
@main struct ProviderPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let configuration = try Configuration(directory: target.directoryURL)
    let outline = Outline(file: configuration.spec.appending(path: "provider.json"))
    let output = context.pluginWorkDirectoryURL.appending(path: "Generated")
    let services = outline.services.flatMap { ["--service", $0.name] }
    return [
      .buildCommand(
        displayName: "Generating Swift for \(target.name) from \(outline.file.path)",
        executable: try context.tool(named: "provider-generator").url,
        arguments: ["--spec", configuration.spec.path, "--output", output.path] + services,
        inputFiles: [configuration.file, outline.file]
          + outline.services.map { configuration.spec.appending(path: $0.file) },
        outputFiles: outline.outputs.map { output.appending(path: $0) })
    ]
  }
}
