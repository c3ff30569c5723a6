import Foundation

/// A token that resembles nothing else, and the ways in which it could get out.
enum Secret {
  /// It holds characters that are written otherwise in a URL.
  static let token = "ghp_Zq7+Kx/9=Tr~MbLw3Vn8Yc2Hd5Jf"

  static let percentEncoded = "ghp_Zq7%2BKx%2F9%3DTr~MbLw3Vn8Yc2Hd5Jf"

  /// The token as it is, escaped, in base64, and its halves: a text that was cut short may hold one of them.
  private static let forms: [String] = {
    let half = token.index(token.startIndex, offsetBy: token.count / 2)
    return [
      token, percentEncoded, Data(token.utf8).base64EncodedString(), String(token[..<half]), String(token[half...]),
    ]
  }()

  /// The forms that are found in a text, in any letters' case.
  static func found(in text: String) -> [String] {
    let text = text.lowercased()
    return forms.filter { text.contains($0.lowercased()) }
  }

  /// The forms that are found in bytes, whatever else they are.
  static func found(in bytes: Data) -> [String] {
    found(in: String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self))
  }
}
