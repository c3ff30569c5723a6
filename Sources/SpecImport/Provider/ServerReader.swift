import ProviderSpec

/// Reads where an API is served.
struct ServerReader {
  let report: ImportReport

  /// The address of the first server of the first document; others are reported.
  func url(of documents: [SourceDocument]) -> String {
    var result: String?
    for document in documents {
      let servers = document.root["servers"]?.elements ?? []
      for server in servers {
        guard let url = address(server) else { continue }
        guard let known = result else {
          result = url
          continue
        }
        if url != known {
          report.add(.server, at: server.place, "the server '\(url)'; a provider has one, which is '\(known)'.")
        }
      }
    }
    if let result { return result }
    let place = documents.first?.root["servers"]?.place ?? documents.first?.root.place
    if let place {
      report.add(
        .server, at: place,
        "no server with a whole address; write it under 'server' in provider.json in place of 'http://localhost'.")
    }
    return "http://localhost"
  }

  /// The address with the defaults of its variables; nil where it is none, which is reported unless it is a path only.
  private func address(_ server: Node) -> String? {
    guard let place = server["url"], var url = place.scalar else { return nil }
    for variable in server["variables"]?.members ?? [] {
      guard let value = variable.value["default"]?.scalar else { continue }
      url = url.replacing("{\(variable.name)}", with: value)
    }
    url = url.trimmingSuffix("/")
    if url.isEmpty || url.hasPrefix("/") { return nil }
    let parts = SpecURL.parts(url)
    let problem: String? =
      if let problem = SpecURL.problem(url) {
        problem
      } else if url.contains("{") {
        "it has a variable without a default"
      } else if parts?.authority.contains("@") == true {
        "it holds a user"
      } else if parts?.rest.contains("?") == true || parts?.rest.contains("#") == true {
        "it has a query or a fragment"
      } else {
        nil
      }
    guard let problem else { return url }
    report.add(.server, at: place.place, "the server '\(url)' is left out: \(problem).")
    return nil
  }

  /// The address as a token may travel to: encrypted, unless it is on this machine.
  func encrypted(_ url: String, of documents: [SourceDocument]) -> String {
    guard let parts = SpecURL.parts(url), parts.scheme == "http", !parts.isLoopback else { return url }
    if let place = documents.first?.root["servers"]?.place {
      report.add(.server, at: place, "'\(url)' would let tokens travel unencrypted; 'https' is taken.")
    }
    return "https://" + parts.authority + parts.rest
  }
}
