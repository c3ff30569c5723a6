import Foundation
import ProviderSpec

/// The generator's command line: `provider-generator --spec DIR --output DIR [--service NAME]…`.
public struct GeneratorCommand: Sendable, Hashable {
  /// The directory of the spec, which holds `provider.json`.
  public var spec: String
  /// The directory that the files are written to.
  public var output: String
  /// What the build that calls the generator was planned for; nil where nothing was planned.
  public var plan: Plan?

  /// Creates a command from its options.
  public init(spec: String, output: String, plan: Plan? = nil) {
    self.spec = spec
    self.output = output
    self.plan = plan
  }

  /// What a build was planned for: a plan for another spec would leave files out.
  public struct Plan: Sendable, Hashable {
    /// The services whose files are expected, in order; empty where the caller takes what comes.
    public var services: [String]
    /// A file whose text chose the spec; nil where none did.
    public var configuration: String?
    /// The text that the file had.
    public var configured: String?
    /// The directory where a note is left when the plan is out of date; nil for no note.
    public var directory: String?

    /// Creates a plan from its parts.
    public init(
      services: [String] = [], configuration: String? = nil, configured: String? = nil, directory: String? = nil
    ) {
      self.services = services
      self.configuration = configuration
      self.configured = configured
      self.directory = directory
    }
  }

  /// A build that was planned for something else than what is there now.
  public struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What has changed and what to do.
    public let description: String
  }

  /// Generates, and returns the names of the files that were written.
  ///
  /// - Throws: `SpecError` with everything that is wrong with the spec, `OutputError` where files can't be written,
  ///   `PlanError` where the build was planned for something else. Nothing is written then.
  @discardableResult
  public func run() throws -> [String] {
    if let file = plan?.configuration, let configured = plan?.configured,
      FileManager.default.contents(atPath: file) != Data(configured.utf8)
    {
      throw outdated("\(file): error: the file has changed since this build was planned")
    }
    let provider = try SpecLoader.load(directory: spec)
    let services = provider.services.map(\.name)
    if let planned = plan?.services, !planned.isEmpty, planned != services {
      throw outdated(
        """
        \(provider.file): error: the services are \(services.joined(separator: ", ")), and this build was planned when \
        they were \(planned.joined(separator: ", "))
        """)
    }
    return try OutputDirectory(path: output).write(Generator.files(for: provider))
  }

  /// Leaves a note that has the next build planned anew.
  private func outdated(_ problem: String) -> PlanError {
    if let directory = plan?.directory {
      _ = FileManager.default.createFile(atPath: directory + "/outdated", contents: nil)
    }
    return PlanError(description: problem + "; build again, which plans anew")
  }
}
