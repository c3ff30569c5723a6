/// What may stand in a header that a parameter fills (RFC 9110, sections 5.1 and 5.5).
enum HeaderText {
  /// Headers that say who sends a request, where it ends and how it travels: the client's own.
  private static let reserved: Set<String> = [
    "authorization", "connection", "content-length", "content-type", "cookie", "expect", "host", "keep-alive",
    "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Whether the client alone sets the header.
  static func isReserved(_ name: String) -> Bool { reserved.contains(name.lowercased()) }

  /// Whether a header can have the name.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// Whether the text stays one value: a line end would begin another header.
  static func isValue(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\t" || $0.properties.generalCategory != .control }
  }
}
