import CurlTransport
import Foundation
import GitHubProvider
import ProviderRuntime

/// The clients of a process's connections: those that have the same server and token share connections and limits, so
/// that what one has sent counts for the next.
enum SharedClients {
  private struct Shared {
    var settings: [String?]
    var clients: [ProviderClient]
  }

  private static let last = Locked<Shared?>(nil)

  /// The clients for the token and the server that the environment names now, as they are for the command line.
  static func current() -> [ProviderClient] {
    let descriptors = [GitHub.descriptor]
    let environment = ProcessInfo.processInfo.environment
    let settings = descriptors.flatMap {
      ($0.authentication?.environment ?? []) + [$0.server.environment].compactMap { $0 }
    }
    .map { environment[$0] }
    return last.withLock { last in
      if let last, last.settings == settings { return last.clients }
      let transport = CurlTransport()
      let clients = descriptors.map { ProviderClient(provider: $0, transport: transport, environment: environment) }
      last = Shared(settings: settings, clients: clients)
      return clients
    }
  }
}
