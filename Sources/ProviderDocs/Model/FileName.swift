/// Names of services and resources as names of files and directories.
enum FileName {
  /// The name, shortened where a file system would not take it: such a name ends with its sum behind a dash, which no
  /// name of a spec holds.
  static func part(_ name: String) -> String {
    guard name.utf8.count > 120 else { return name }
    // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): the same on every machine.
    let sum = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return name.prefix(80) + "-" + String(sum, radix: 16)
  }
}
