import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal that a test is the person at.
public final class PseudoTerminal {
  /// The file that a program opens as its terminal.
  public let path: String
  private let descriptor: Int32

  /// Makes a terminal of that many lines and columns; throws where the system has none to give.
  public init(lines: UInt16 = 50, columns: UInt16 = 200) throws {
    descriptor = openTerminal(O_RDWR | O_NOCTTY)
    guard descriptor >= 0, grantTerminal(descriptor) == 0, unlockTerminal(descriptor) == 0,
      let name = nameOfTerminal(descriptor)
    else { throw POSIXError(.ENOTTY) }
    path = String(cString: name)
    var size = winsize(ws_row: lines, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// Types a text.
  public func type(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
  }

  /// What was shown since it was asked last, waited for for at most a tenth of a second; nil once no program has the
  /// terminal open any more.
  public func read() -> String? {
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, 100) > 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { readBytes(descriptor, $0) }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// Whether the terminal shows what is typed by itself.
  public var isEchoing: Bool {
    var settings = termios()
    tcgetattr(descriptor, &settings)
    return settings.c_lflag & tcflag_t(ECHO) != 0
  }

  deinit { close(descriptor) }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

// They are behind a macro that Swift's module of glibc does not set.
@_silgen_name("posix_openpt") private func openTerminal(_ flags: Int32) -> Int32
@_silgen_name("grantpt") private func grantTerminal(_ descriptor: Int32) -> Int32
@_silgen_name("unlockpt") private func unlockTerminal(_ descriptor: Int32) -> Int32
@_silgen_name("ptsname") private func nameOfTerminal(_ descriptor: Int32) -> UnsafePointer<CChar>?
