#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads texts whole.
enum TextFile {
  /// The file's text; throws where it cannot be read or is not UTF-8.
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw UsageError("cannot read \(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    return try read(descriptor, path)
  }

  /// Standard input up to its end.
  static func readStandardInput() throws -> String { try read(STDIN_FILENO, "standard input") }

  private static func read(_ descriptor: Int32, _ path: String) throws -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw UsageError("cannot read \(path): \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw UsageError("\(path) is not UTF-8 text") }
    return text
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
