import ProviderSpec

/// A path with parameters in braces, as a spec may have it.
struct PathTemplate {
  /// The path, what is no part of a URL percent-encoded.
  private(set) var path = ""
  /// The names in braces, in order.
  private(set) var parameters: [String] = []
  /// Why the path can't be in a spec; nil where it can.
  private(set) var problem: String?

  init(_ text: String) {
    read(text)
  }

  private mutating func fail(_ problem: String) {
    self.problem = problem
  }

  private mutating func read(_ text: String) {
    guard text.hasPrefix("/") else { return fail("the path does not begin with '/'") }
    var name: String?
    for scalar in text.unicodeScalars {
      switch (scalar, name) {
      case ("{", nil): name = ""
      case ("{", _): return fail("there is a '{' inside braces")
      case ("}", let open?):
        if open.isEmpty { return fail("there are braces without a name") }
        if parameters.contains(open) { return fail("it holds {\(open)} twice") }
        parameters.append(open)
        path += "{\(open)}"
        name = nil
      case ("}", nil): return fail("there is a '}' without '{'")
      case (_, let open?):
        if ImportNames.hasControlCharacters(String(scalar)) { return fail("it holds a control character") }
        name = open + String(scalar)
      case ("?", nil): return fail("it holds a query, and a spec's paths have none")
      case ("#", nil): return fail("it holds a fragment")
      default:
        if scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F {
          path.unicodeScalars.append(scalar)
        } else {
          for byte in String(scalar).utf8 {
            path += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
          }
        }
      }
    }
    if name != nil { problem = "there is a '{' without '}'" }
  }

  /// The segments between slashes, each with whether it is nothing but a parameter.
  static func segments(of path: String) -> [(text: String, isParameter: Bool)] {
    path.split(separator: "/").map { (String($0), $0.hasPrefix("{") && $0.hasSuffix("}")) }
  }
}
