/// Finds the bytes that a format has to escape, eight at a time: most texts are long and have none.
enum ByteScan {
  /// The first byte, at an index or behind it, for which the function sets the highest bit of the eight that it is given.
  ///
  /// Of bits that are set within one word the lowest must be right; what it says of bytes behind it is not looked at.
  @inline(__always)
  static func first(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, where matches: (UInt64) -> UInt64
  ) -> Int? {
    // Unaligned loads stay within the buffer: the last one begins eight bytes before its end, or there is none.
    let bytes = UnsafeRawBufferPointer(text)
    func match(at index: Int) -> Int? {
      let found = matches(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      return found == 0 ? nil : index + found.trailingZeroBitCount / 8
    }
    guard text.count - start >= 8 else {
      return (start..<text.count).first { matches(repeating(text[$0])) != 0 }
    }
    var index = start
    while index + 8 <= text.count {
      if let found = match(at: index) { return found }
      index += 8
    }
    return index == text.count ? nil : match(at: text.count - 8)
  }

  /// The highest bit of each byte of a word that is the given one, and maybe of those behind the first.
  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    below(word ^ repeating(byte), 1)
  }

  /// The highest bit of each byte of a word that is less than a bound of at most 128, and maybe of those behind the first.
  @inline(__always)
  static func below(_ word: UInt64, _ bound: UInt8) -> UInt64 {
    (word &- repeating(bound)) & ~word & repeating(0x80)
  }

  @inline(__always)
  private static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
