import ProviderSpec

/// Reads how requests are authenticated.
struct SecurityReader {
  let references: References
  let report: ImportReport

  /// A bearer token, where any of the schemes can be one; nil where the API is open, or where none can, which is reported.
  func authentication(documents: [SourceDocument], provider: SourceDocument?, name: String) -> Authentication? {
    let token = Authentication(scheme: "Bearer", environment: ["\(name.uppercased())_TOKEN"])
    var hasToken = false
    for document in documents {
      for scheme in document.root["components"]?["securitySchemes"]?.members ?? [] {
        guard let node = references.target(of: scheme.value)?.node else { continue }
        hasToken = isToken(node, scheme) || hasToken
      }
    }
    if let auth = provider?.root["config"]?["auth"] { return hasToken || isToken(auth) ? token : nil }
    if !hasToken, documents.allSatisfy({ $0.root["components"]?["securitySchemes"] == nil }),
      let place = documents.lazy.compactMap(refusal).first
    {
      report.add(
        .authentication, at: place,
        "no security scheme is described, but a refusal of those who are not signed in; a bearer token is sent.")
      hasToken = true
    }
    return hasToken ? token : nil
  }

  /// Where a document describes the answer to a request without valid authentication.
  private func refusal(_ document: SourceDocument) -> SourcePlace? {
    for path in document.root["paths"]?.members ?? [] {
      for operation in path.value.members {
        if let response = operation.value["responses"]?["401"] { return response.place }
      }
    }
    return nil
  }

  private func isToken(_ node: Node, _ scheme: Node.Member) -> Bool {
    func leaveOut(_ what: String) -> Bool {
      report.add(
        .authentication, at: scheme.place, "the security scheme '\(scheme.name)' is \(what); a spec has bearer tokens.")
      return false
    }
    switch node["type"]?.scalar {
    case "http":
      let kind = node["scheme"]?.scalar?.lowercased() ?? ""
      return kind == "bearer" ? true : leaveOut("HTTP's '\(kind)'")
    case "oauth2", "openIdConnect": return true
    case "apiKey":
      let header = node["name"]?.scalar ?? ""
      if node["in"]?.scalar == "header", header.lowercased() == "authorization" {
        report.add(
          .authentication, at: scheme.place,
          "the security scheme '\(scheme.name)' is a key in the header 'Authorization'; it is sent as a bearer token.")
        return true
      }
      return leaveOut("a key '\(header)' in the \(node["in"]?.scalar ?? "request")")
    case let other: return leaveOut("of type '\(other ?? "")'")
    }
  }

  /// What StackQL's provider says about authentication.
  private func isToken(_ auth: Node) -> Bool {
    switch auth["type"]?.scalar {
    case "bearer", "oauth2", "api_key": return true
    case "null_auth", nil: return false
    case let other:
      report.add(
        .authentication, at: auth.place, "authentication of type '\(other ?? "")'; a bearer token is sent in its place."
      )
      return true
    }
  }
}
