/// What a spec file's bytes must be: UTF-8 without a byte order mark.
package enum SourceEncoding {
  /// Reports the first reason why the bytes are not UTF-8 text, and whether they are.
  package static func check(_ bytes: [UInt8], report: inout SourceReport) -> Bool {
    if bytes.isEmpty {
      report.error(at: 0, "the file is empty; a spec file holds one JSON object.")
      return false
    }
    if let name = foreignEncoding(bytes) {
      report.error(at: 0, "the file is \(name) text; save it as UTF-8.")
      return false
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      report.error(at: 0, "the file begins with a byte order mark; save it as UTF-8 without one.")
      return false
    }
    if let offset = firstInvalidByte(bytes) {
      let value = String(bytes[offset], radix: 16, uppercase: true)
      let padded = value.count < 2 ? "0" + value : value
      report.error(
        at: offset, "byte \(offset + 1) of the file (0x\(padded)) is not UTF-8; save the file as UTF-8.")
      return false
    }
    return true
  }

  /// UTF-16 and UTF-32, told by their byte order mark or by the zero bytes around the first character, which is ASCII in JSON.
  private static func foreignEncoding(_ bytes: [UInt8]) -> String? {
    let start = Array(bytes.prefix(4))
    let zeros = start.map { $0 == 0 }
    if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    if zeros == [false, true, true, true] || zeros == [true, true, true, false] { return "UTF-32" }
    if zeros.starts(with: [false, true, false, true]) || zeros.starts(with: [true, false, true, false]) {
      return "UTF-16"
    }
    return nil
  }

  /// The offset of the first byte that no well-formed sequence has there (Unicode 15, table 3-7).
  static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      let count = bytes.count
      while index < count {
        let lead = bytes[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return index
        }
        guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
        for position in (index + 2)..<max(index + 2, index + length) where bytes[position] & 0xC0 != 0x80 {
          return index
        }
        index += length
      }
      return nil
    }
  }
}
