/// Media types as headers name them (RFC 9110, section 8.3.1).
package enum MediaType {
  /// The media type of JSON.
  static let json = "application/json"

  /// The type without its parameters, in lower case.
  static func essence(of contentType: String) -> String {
    contentType.prefix { $0 != ";" }.filter { $0.isASCII && $0 > " " }.lowercased()
  }

  /// Whether a body of the type is a page for people.
  static func isHTML(_ contentType: String) -> Bool {
    ["text/html", "application/xhtml+xml"].contains(essence(of: contentType))
  }

  /// Whether a body of the type is JSON.
  package static func isJSON(_ contentType: String) -> Bool {
    let type = essence(of: contentType)
    return type == json || type == "text/json" || type.hasSuffix("+json")
  }
}
