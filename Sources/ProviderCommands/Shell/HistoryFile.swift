import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The statements that someone has typed, in a file that nobody else can read.
///
/// Each is a line; `\n` stands for an end of a line within it and `\\` for a backslash. A statement is added when it is
/// run, so that several shells share the file and one that is killed loses nothing.
struct HistoryFile {
  /// How many statements are kept.
  static let limit = 1_000
  /// What is longer is not kept, in bytes.
  private static let longest = 1 << 16

  let path: String
  /// What hides the tokens of the environment.
  let hide: (String) -> String

  /// The statements, the oldest first. Where the file has grown well beyond the limit it is cut down to it.
  func load() throws -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    let lines = try TextFile.read(path).split(separator: "\n")
    let kept = lines.suffix(Self.limit)
    if lines.count > Self.limit + Self.limit / 4 { try replace(with: kept.map { $0 + "\n" }.joined()) }
    return kept.map(Self.decoded)
  }

  /// Adds a statement.
  func append(_ statement: String) throws {
    let line = Self.encoded(hide(statement)) + "\n"
    guard line.utf8.count <= Self.longest else { return }
    try write(line, to: path, O_APPEND)
  }

  private func replace(with text: String) throws {
    let temporary = "\(path).partial-\(getpid())"
    try write(text, to: temporary, O_TRUNC)
    guard rename(temporary, path) == 0 else { throw failure() }
  }

  private func write(_ text: String, to path: String, _ flags: Int32) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    // A file that was there may be open to others.
    guard fchmod(descriptor, 0o600) == 0 else { throw failure() }
    // One write, so that another shell's line does not get in between.
    let bytes = Array(text.utf8)
    guard bytes.withUnsafeBytes({ writeBytes(descriptor, $0) }) == bytes.count else { throw failure() }
  }

  private func failure() -> SinkError {
    .failed(path: path, reason: String(cString: strerror(errno)))
  }

  private static func encoded(_ statement: String) -> String {
    statement.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\n", "\r\n": text += "\\n"
      default: text.append(character)
      }
    }
  }

  private static func decoded(_ line: Substring) -> String {
    var isEscaped = false
    return line.reduce(into: "") { text, character in
      if isEscaped {
        text.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
