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
    let plan = context.pluginWorkDirectoryURL.appending(path: "Plan")
    let services = outline.services.flatMap { ["--service", $0.name] }
    return [
      try watch(plan),
      .buildCommand(
        displayName: "Generating Swift for \(target.name) from \(outline.file.path)",
        executable: try context.tool(named: "provider-generator").url,
        arguments: [
          "--spec", configuration.spec.path, "--output", output.path, "--plan", plan.path,
          "--configuration", configuration.file.path, "--configured", configuration.text,
        ] + services,
        inputFiles: [configuration.file, outline.file]
          + outline.services.map { configuration.spec.appending(path: $0.file) },
        outputFiles: outline.outputs.map { output.appending(path: $0) }),
    ].compactMap { $0 }
  }

  /// A command that does nothing, for the sake of its directory: SwiftPM keeps a plan, and with it the lists of inputs
  /// and outputs, until the directory of a prebuild command holds other files. The generator, which sees that the spec
  /// has gained or lost a service, leaves a note there, so that the next build is planned anew.
  private func watch(_ plan: URL) throws -> Command? {
    let manager = FileManager.default
    try manager.createDirectory(at: plan, withIntermediateDirectories: true)
    for note in try manager.contentsOfDirectory(at: plan, includingPropertiesForKeys: nil) {
      try manager.removeItem(at: note)
    }
    let nothing = ["/usr/bin/true", "/bin/true"].first { manager.isExecutableFile(atPath: $0) }
    return nothing.map { path in
      .prebuildCommand(
        displayName: "Watching the plan", executable: URL(filePath: path), arguments: [], outputFilesDirectory: plan)
    }
  }
}
