import ProviderSpec

/// The generator's command line: `provider-generator --spec DIR --output DIR [--service NAME]…`.
public struct GeneratorCommand: Sendable, Hashable {
  /// The directory of the spec, which holds `provider.json`.
  public var spec: String
  /// The directory that the files are written to.
  public var output: String
  /// The services whose files the caller expects; empty where it takes what comes. A spec with others is an error: a
  /// build that was planned for another list of files would leave some of them out.
  public var services: [String]

  /// Creates a command from its options.
  public init(spec: String, output: String, services: [String] = []) {
    self.spec = spec
    self.output = output
    self.services = services
  }

  /// What the tool says when it is asked for help.
  public static let usage = """
    Usage: provider-generator --spec DIR --output DIR [--service NAME]…

    Makes Swift of the spec in a directory: a file for the provider and one for each service.
    Files whose text would not change are left alone.

      --spec DIR      the directory that holds provider.json
      --output DIR    the directory to write to; made where it does not exist
      --service NAME  a service that the spec is expected to name; repeated for each, in order.
                      A spec that names others is an error.
      --help          prints this text

    """

  /// What the command line asks for.
  public enum Request: Sendable, Hashable {
    /// To print the usage.
    case help
    /// To generate.
    case generate(GeneratorCommand)
  }

  /// A command line that makes no sense.
  public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what would be right.
    public let description: String
  }

  /// Reads the arguments, without the program's name.
  public static func parse(_ arguments: [String]) throws(UsageError) -> Request {
    var values: [String: [String]] = [:]
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      switch argument {
      case "--help", "-h": return .help
      case "--spec", "--output", "--service":
        guard index + 1 < arguments.count else {
          throw UsageError(description: "error: \(argument) needs a value; see --help")
        }
        values[argument, default: []].append(arguments[index + 1])
        index += 2
      default:
        throw UsageError(description: "error: unknown argument '\(argument)'; see --help")
      }
    }
    for option in ["--spec", "--output"] where values[option]?.count != 1 {
      throw UsageError(description: "error: \(option) must be given once: provider-generator --spec DIR --output DIR")
    }
    return .generate(
      GeneratorCommand(
        spec: values["--spec"]?.first ?? "", output: values["--output"]?.first ?? "",
        services: values["--service"] ?? []))
  }

  /// Generates, and returns the names of the files that were written.
  ///
  /// - Throws: `SpecError` with everything that is wrong with the spec, `OutputError` where files can't be written,
  ///   `UsageError` where the spec's services are not the expected ones. Nothing is written then.
  @discardableResult
  public func run() throws -> [String] {
    let provider = try SpecLoader.load(directory: spec)
    let named = provider.services.map(\.name)
    if !services.isEmpty, named != services {
      throw UsageError(
        description: """
          \(provider.file): error: the spec names the services \(named.joined(separator: ", ")), but the build was \
          planned for \(services.joined(separator: ", ")); build again to plan it anew
          """)
    }
    return try OutputDirectory(path: output).write(Generator.files(for: provider))
  }
}
