extension GeneratorCommand {
  /// What the tool says when it is asked for help.
  public static let usage = """
    Usage: provider-generator --spec DIR --output DIR

    Makes Swift of the spec in a directory: a file for the provider and one for each service.
    Files whose text would not change are left alone.

      --spec DIR            the directory that holds provider.json
      --output DIR          the directory to write to; made where it does not exist
      --help                prints this text

    A build system adds what it was planned for; where that is out of date, nothing is generated:

      --service NAME        a service that the spec is to name; repeated for each, in order
      --configuration FILE  the file that chose the spec
      --configured TEXT     the text that the file had
      --plan DIR            where to leave a note that the plan is out of date

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
    let options = ["--spec", "--output", "--service", "--configuration", "--configured", "--plan"]
    var values: [String: [String]] = [:]
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--help" || argument == "-h" { return .help }
      guard options.contains(argument) else {
        throw UsageError(description: "error: unknown argument '\(argument)'; see --help")
      }
      guard index + 1 < arguments.count else {
        throw UsageError(description: "error: \(argument) needs a value; see --help")
      }
      values[argument, default: []].append(arguments[index + 1])
      index += 2
    }
    guard let spec = values["--spec"]?.first, let output = values["--output"]?.first else {
      let missing = values["--spec"] == nil ? "--spec" : "--output"
      throw UsageError(description: "error: \(missing) is missing: provider-generator --spec DIR --output DIR")
    }
    for option in options where option != "--service" && values[option, default: []].count > 1 {
      throw UsageError(description: "error: \(option) is given twice; see --help")
    }
    let plan = Plan(
      services: values["--service"] ?? [], configuration: values["--configuration"]?.first,
      configured: values["--configured"]?.first, directory: values["--plan"]?.first)
    return .generate(GeneratorCommand(spec: spec, output: output, plan: plan == Plan() ? nil : plan))
  }
}
