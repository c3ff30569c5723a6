import ProviderSpec

extension GeneratedFile {
  /// The name of a provider's file, `GitHub.generated.swift`, or of the file of one of its services,
  /// `GitHub+Packages.generated.swift`. A module can't hold two files of one name, so the ending leaves `GitHub.swift`
  /// to whoever writes more of the module by hand.
  ///
  /// The rule is simple on purpose: the build-tool plugin, which can't call the generator before it is built, follows
  /// the same one. The title's ASCII letters and digits, else the name, are the provider's part; a service's part is
  /// its name with a capital for each word.
  public static func name(providerTitle: String, providerName: String, service: String? = nil) -> String {
    let letters = String(
      providerTitle.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic || isDigit($0) })
    let provider = letters.isEmpty ? capitalized(providerName) : String(letters.prefix(longestPart))
    guard let service else { return provider + ".generated.swift" }
    return provider + "+" + capitalized(service) + ".generated.swift"
  }

  /// File systems hold names of 255 bytes, extension and temporary suffix included.
  private static let longestPart = 80

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func capitalized(_ name: String) -> String {
    String(name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined().prefix(longestPart))
  }
}
