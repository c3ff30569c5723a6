import Foundation
import GitHubProvider
import GitHubSandbox
import ProviderCommands

@main
struct Bindery {
  static func main() {
    let tool = CommandLineTool(
      name: "bindery", version: "0.1.0", providers: [GitHub.descriptor], sandbox: startSandbox,
      sandboxDetails: [Rule.syntax])
    exit(tool.run())
  }

  @Sendable private static func startSandbox(_ settings: SandboxSettings) throws -> any RunningSandbox {
    let dataset = try settings.dataset.map { try Dataset(contentsOf: $0) } ?? .demo
    let rules = try settings.faults.map { try Rule(parsing: $0) }
    let sandbox = try GitHubSandbox.start(
      GitHubSandbox.Options(
        host: settings.host, port: settings.port, latency: settings.latency, dataset: dataset, logFile: settings.log,
        keepsRequests: false))
    for rule in rules { sandbox.addRule(rule) }
    return sandbox
  }
}

extension GitHubSandbox: RunningSandbox {}
