/// The Swift names of what a spec describes: the only way from a name of the spec to an identifier of generated code.
///
/// A name becomes words (at every character that is neither letter nor digit, and where a lower-case letter meets an
/// upper-case one), the words become camel case, and known acronyms are written in capitals, as the
/// [API design guidelines](https://www.swift.org/documentation/api-design-guidelines/) ask: `html_url` is `htmlURL`.
/// Whatever the name holds, the result is a legal identifier without its backticks; `escaped(_:)` adds those.
public enum SwiftNames {
  /// The name of a type: `package_version` is `PackageVersion`. A name that would hide one of Swift's own, or one that
  /// generated code needs, gets the suffix: `error` is `ErrorModel`.
  public static func typeName(_ name: String, suffix: String = "Model") -> String {
    let result = SwiftWords(name).upperCamelCase
    return SwiftReserved.typeNames.contains(result) ? result + suffix : result
  }

  /// The name of a property, function, parameter or static member: `package_version_id` is `packageVersionID`.
  public static func memberName(_ name: String) -> String {
    SwiftWords(name).lowerCamelCase
  }

  /// The name of the provider's type: its title reduced to letters and digits, `GitHub`; where that leaves nothing, the
  /// type name of its name.
  public static func providerTypeName(title: String, name: String) -> String {
    var result = ""
    var startsWord = true
    for scalar in title.unicodeScalars {
      guard scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        startsWord = true
        continue
      }
      result += startsWord ? String(scalar).uppercased() : String(scalar)
      startsWord = false
    }
    guard let first = result.unicodeScalars.first, first.properties.isAlphabetic else {
      return typeName(name, suffix: "Provider")
    }
    return SwiftReserved.typeNames.contains(result) ? result + "Provider" : result
  }

  /// Type names of a scope, each its own: like `typeName(_:suffix:)`, but a name that another one has already taken, or
  /// that is among the reserved ones, gets the suffix or a number behind it. The order decides, so the result depends on
  /// nothing else.
  public static func typeNames(_ names: [String], suffix: String = "Model", reserved: Set<String> = []) -> [String] {
    distinct(
      names.map { SwiftWords($0).upperCamelCase }, suffix: suffix, reserved: SwiftReserved.typeNames.union(reserved))
  }

  /// Member names of a scope, each its own: like `memberName(_:)`, but a name that another one has already taken gets a
  /// number behind it (`name`, `name2`), and one that Swift or generated code reserves gets the suffix.
  public static func memberNames(_ names: [String], suffix: String = "Value", reserved: Set<String> = []) -> [String] {
    distinct(
      names.map { SwiftWords($0).lowerCamelCase }, suffix: suffix, reserved: SwiftReserved.memberNames.union(reserved))
  }

  /// The identifier as it is written in a declaration or after a dot: in backticks where it is a keyword.
  public static func escaped(_ identifier: String) -> String {
    SwiftReserved.keywords.contains(identifier) ? "`\(identifier)`" : identifier
  }

  /// The names, changed only where one is reserved or repeats an earlier one.
  static func distinct(_ names: [String], suffix: String, reserved: Set<String>) -> [String] {
    let candidates = names.map { reserved.contains($0) ? $0 + suffix : $0 }
    let natural = Set(candidates)
    var taken: Set<String> = []
    return candidates.map { candidate in
      if taken.insert(candidate).inserted { return candidate }
      var number = 2
      while natural.contains("\(candidate)\(number)") || taken.contains("\(candidate)\(number)") { number += 1 }
      taken.insert("\(candidate)\(number)")
      return "\(candidate)\(number)"
    }
  }
}
