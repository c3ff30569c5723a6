import Foundation

/// As much of `provider.json` as it takes to know which files are read and which are made. Whatever is wrong with the
/// spec is left for the generator to report, which knows the line.
struct Outline {
  /// A service as the provider's file names it.
  struct Service {
    let name: String
    let file: String
  }

  /// The provider's file.
  let file: URL
  /// The services, in order.
  let services: [Service]
  private let title: String
  private let name: String

  init(file: URL) {
    self.file = file
    let json = (try? Data(contentsOf: file)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
    let members = json as? [String: Any] ?? [:]
    title = members["title"] as? String ?? ""
    name = members["name"] as? String ?? "provider"
    let entries = members["services"] as? [[String: Any]] ?? []
    services = entries.compactMap { entry in
      guard let name = entry["name"] as? String, let file = entry["file"] as? String else { return nil }
      return Service(name: name, file: file)
    }
  }

  /// The names of the generated files. The rule is that of `GeneratedFile.name` in the generator; a plugin can't call
  /// the generator's code, and the tests prove that both agree.
  var outputs: [String] {
    let letters = title.unicodeScalars.filter { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    let provider =
      letters.isEmpty
      ? Self.capitalized(name) : String(String(String.UnicodeScalarView(letters)).prefix(Self.longestPart))
    return [provider + ".generated.swift"] + services.map { "\(provider)+\(Self.capitalized($0.name)).generated.swift" }
  }

  private static let longestPart = 80

  private static func capitalized(_ name: String) -> String {
    // The generator refuses any other name, but the plugin must not make a path of it before that.
    let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined().prefix(longestPart))
  }
}
