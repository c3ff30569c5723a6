import CurlTransport
import ProviderRuntime

/// What the commands that send requests have in common: their options, the clients, and what is told meanwhile.
struct Requesting {
  /// The options that these commands share, in the order of their help.
  static let options = [
    Option("--base-url", "URL", "send requests to this server"),
    Option("--max-requests", "N", "fail before more than N requests are sent"),
    Option("--max-wait", "SECONDS", "fail where the server asks to wait longer (60)"),
    Option("--verbose", nil, "tell about each request, and about all of them in the end, on standard error"),
    Option("--quiet", nil, "no progress and no summary on standard error"),
  ]

  /// How clients behave.
  var configuration: ClientConfiguration
  /// Tells what happens.
  let progress: Progress
  /// Passes on Ctrl-C.
  let interrupt = InterruptRelay()
  /// Whether there is nothing to say on standard error but errors.
  let isQuiet: Bool

  /// Reads the shared options. Throws `UsageError`, and `ProviderError` for an address that is none.
  init(_ parsed: ParsedOptions, of tool: CommandLineTool) throws {
    if parsed.has("--verbose"), parsed.has("--quiet") {
      throw UsageError("--verbose and --quiet contradict each other")
    }
    isQuiet = parsed.has("--quiet")
    let progress = Progress(isVerbose: parsed.has("--verbose"), isQuiet: isQuiet)
    self.progress = progress
    configuration = ClientConfiguration(
      baseURL: parsed["--base-url"], maximumRequests: try parsed.integer("--max-requests", in: 0...Int.max),
      userAgent: "\(tool.name)/\(tool.version)", observer: { progress.observe($0) })
    if let wait = try parsed.seconds("--max-wait") { configuration.maximumWait = wait }
    // An address that is none is refused whether or not a request will go there.
    if configuration.baseURL != nil {
      for provider in tool.providers { _ = try client(of: provider, token: "").serverURL }
    }
  }

  /// Listens to Ctrl-C from now on. To be called once, before the work starts threads.
  func listen() {
    Console.onInterrupt { [interrupt] in interrupt.fire() }
  }

  /// A client of a provider; a token that is not given comes from the environment.
  func client(
    of provider: ProviderDescriptor, token: String? = nil, transport: CurlTransport = CurlTransport()
  ) -> ProviderClient {
    ProviderClient(provider: provider, transport: transport, token: token, configuration: configuration)
  }
}
