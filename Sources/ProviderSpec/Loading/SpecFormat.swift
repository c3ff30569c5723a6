/// What a `format` in a spec may be.
package enum SpecFormat {
  /// Whether a type of the name may have the format: a known one of the type's, or one that resembles none of those.
  package static func isAccepted(_ format: String, type: String) -> Bool {
    guard type == "string" || type == "integer" || type == "number" else { return false }
    if let types = ServiceReader.formats[format] { return types.contains(type) }
    return Suggestion.nearest(to: format, among: ServiceReader.formats.keys.sorted()) == nil
  }
}
