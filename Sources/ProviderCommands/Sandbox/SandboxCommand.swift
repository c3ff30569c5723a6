/// An imitation of a provider's server that runs inside the process.
public protocol RunningSandbox: Sendable {
  /// Where it listens, for example `http://127.0.0.1:41234`.
  var url: String { get }
  /// Stops listening. Calling it again does nothing.
  func stop()
}

/// What a user may set of a sandbox.
public struct SandboxSettings: Sendable {
  /// The address to listen at.
  public var host = "127.0.0.1"
  /// The port to listen at; 0 takes a free one.
  public var port: UInt16 = 0
  /// The file of a data set; nil serves the demo data.
  public var dataset: String?
  /// How long each answer is held back.
  public var latency: Duration = .zero
  /// What goes wrong, in the sandbox's own way of writing it.
  public var faults: [String] = []
  /// The file that gets a line for each request; nil where nobody asked.
  public var log: String?

  /// Creates the settings of a sandbox that nobody asked anything of.
  public init() {}
}

/// Starts a sandbox; throws where the address is taken or the data set does not read.
public typealias SandboxStarter = @Sendable (SandboxSettings) throws -> any RunningSandbox

/// `sandbox`: serves the imitation until it is told to stop.
struct SandboxCommand {
  let tool: CommandLineTool

  private static let options = [
    Option("--host", "H", "the address to listen at (127.0.0.1)"),
    Option("--port", "N", "the port to listen at; 0, the default, takes a free one"),
    Option(
      "--dataset", "FILE", "a JSON file of organisations, users, packages and versions, in place of the demo data"),
    Option("--latency", "MS", "how long each answer is held back, in milliseconds"),
    Option(
      "--fault", "RULE", "make chosen requests go wrong; may be given more than once, see below", isRepeatable: true),
    Option("--log", "FILE", "write a line for each request"),
    Option("--help", nil, "show this help"),
  ]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) sandbox [OPTION…]",
      summary: "Serves an imitation of the API on this machine until Ctrl-C, and prints where it listens.",
      options: Self.options, details: tool.sandboxDetails,
      example: "\(tool.name) sandbox --port 8080 & \(tool.name) query --base-url http://127.0.0.1:8080 \"SELECT …\"")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: Self.options)
    if let operand = parsed.operands.first { throw UsageError("sandbox takes options only, not '\(operand)'") }
    var settings = SandboxSettings()
    settings.host = parsed["--host"] ?? settings.host
    settings.port = UInt16(try parsed.integer("--port", in: 0...65535) ?? 0)
    settings.dataset = parsed["--dataset"]
    settings.latency = .milliseconds(try parsed.integer("--latency", in: 0...600_000) ?? 0)
    settings.faults = parsed.all("--fault")
    settings.log = parsed["--log"]

    let stopped = Latch()
    Console.onInterrupt { stopped.open() }
    guard let sandbox = try tool.sandbox?(settings) else { return 1 }
    defer { sandbox.stop() }
    _ = try tool.show("listening on \(sandbox.url)")
    stopped.wait()
    return 0
  }
}
