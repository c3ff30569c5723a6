/// Why a sandbox could not be started.
public enum SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Another program listens there already.
  case portInUse(host: String, port: UInt16)
  /// The address can't be listened on, for the system's reason.
  case cannotListen(host: String, port: UInt16, reason: String)
  /// The log can't be written.
  case cannotLog(path: String, reason: String)

  /// What went wrong, and what would be right.
  public var description: String {
    switch self {
    case .portInUse(let host, let port):
      "port \(port) on \(host) is in use; choose another one, or 0 for any that is free"
    case .cannotListen(let host, let port, let reason): "cannot listen on \(host), port \(port): \(reason)"
    case .cannotLog(let path, let reason): "cannot write the log \(path): \(reason)"
    }
  }
}
