/// A request line such as `GET /orgs/{org}/packages`, taken apart.
struct RequestLine {
  /// The methods of HTTP that a spec may use.
  static let httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  /// Where the line is written.
  var offset: Int
  /// The method in capitals; empty where it is unknown, which was reported.
  var httpMethod = ""
  /// The path; empty where the line has none, which was reported.
  var path = ""
  /// The names in braces, in order.
  var parameters: [Located<String>] = []

  init(_ line: Located<String>, report: inout SourceReport) {
    offset = line.offset
    guard !line.value.isEmpty else { return }
    guard let space = line.value.unicodeScalars.firstIndex(of: " ") else {
      report.error(
        at: line, "'\(line.value)' is no request line; write a method, a space and a path, as in 'GET /orgs/{org}'.")
      return
    }
    let method = String(line.value[..<space])
    if Self.httpMethods.contains(method) {
      httpMethod = method
    } else {
      report.error(
        at: line.offset + 1,
        "unknown HTTP method '\(method)'"
          + (Self.httpMethods.contains(method.uppercased())
            ? ". Did you mean '\(method.uppercased())'?"
            : Suggestion.text(for: method, orOneOf: Self.httpMethods)))
    }
    path = String(line.value[line.value.unicodeScalars.index(after: space)...])
    // The quote and what is before the path. An escape within the line would move the place, by a few columns only.
    let start = line.offset + 2 + method.utf8.count
    guard path.utf8.first == UInt8(ascii: "/") else {
      report.error(at: start, "the path '\(path)' does not begin with '/'; write '/\(path)'.")
      return
    }
    readPath(start: start, report: &report)
  }

  private mutating func readPath(start: Int, report: inout SourceReport) {
    var offset = start
    var open: (name: String, offset: Int)?
    for scalar in path.unicodeScalars {
      defer { offset += UTF8.width(scalar) }
      if let current = open {
        switch scalar {
        case "}":
          add(Located(current.name, at: current.offset), report: &report)
          open = nil
        case "{":
          report.error(at: offset, "'{' inside braces; close the first pair before it.")
          return
        default: open?.name.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "{": open = ("", offset)
      case "}":
        report.error(at: offset, "'}' without '{' before it; a parameter is written {name}.")
        return
      case "?", "#":
        report.error(
          at: offset, "'\(scalar)' in a path; name the query's parameters under 'required' and 'optional' instead.")
        return
      default:
        guard scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F else {
          let code = String(scalar.value, radix: 16, uppercase: true)
          report.error(
            at: offset,
            "character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) in a path;"
              + " write it percent-encoded.")
          return
        }
      }
    }
    if let open { report.error(at: open.offset, "'{' without '}' behind it; a parameter is written {name}.") }
  }

  private mutating func add(_ parameter: Located<String>, report: inout SourceReport) {
    if parameter.value.isEmpty {
      report.error(at: parameter, "braces without a name; a parameter is written {name}.")
    } else if parameters.contains(where: { $0.value == parameter.value }) {
      report.error(at: parameter, "the path holds {\(parameter.value)} twice; each parameter has one place.")
    } else {
      parameters.append(parameter)
    }
  }
}
