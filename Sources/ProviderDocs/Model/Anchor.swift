/// The names of places on a page. They depend on nothing but the name that they stand for, so that a link from outside
/// stays right when the page is written anew.
public enum Anchor {
  /// The heading of a method.
  public static func method(_ name: String) -> String { "method-" + encoded(name) }
  /// The row of a parameter.
  public static func parameter(_ name: String) -> String { "parameter-" + encoded(name) }
  /// The row of a field, by its path.
  public static func field(_ path: [String]) -> String { "field-" + path.map(encoded).joined(separator: ".") }
  /// The table of the members of an object, by its path.
  public static func members(_ path: [String]) -> String { "members-" + path.map(encoded).joined(separator: ".") }
  /// The heading of a verb's methods.
  public static func verb(_ name: String) -> String { "verb-" + name }

  /// The fields' heading.
  public static let fields = "fields"
  /// The heading of the table of methods.
  public static let methods = "methods"
  /// The parameters' heading.
  public static let parameters = "parameters"
  /// The errors' heading.
  public static let errors = "errors"
  /// The heading of the related resources.
  public static let related = "related"
  /// The heading of the services or resources on an index page.
  public static let contents = "contents"

  /// The name in characters that identifiers of HTML and fragments of addresses take as they are; others become `~2f~`.
  /// No two names have one result.
  private static func encoded(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": result.unicodeScalars.append(scalar)
      default: result += "~" + String(scalar.value, radix: 16) + "~"
      }
    }
    return result
  }
}
