import ProviderSpec

/// Makes a provider of documents: its name, server and authentication, and how its lists are paged.
struct ProviderImporter {
  let sources: SourceFiles
  let report: ImportReport

  /// The provider.
  ///
  /// - Throws: `ImportError` where no service has a method.
  mutating func provider() throws(ImportError) -> Provider {
    let names = ProviderNames(sources)
    let server = ServerReader(report: report).url(of: sources.services)
    let references = References(documents: sources.documents, report: report)
    let schemas = SchemaReader(references: references, report: report)
    let importer = ServiceImporter(references: references, schemas: schemas, report: report, server: server)
    var services: [ServiceImporter.Imported] = []
    for source in names.services {
      guard
        let service = importer.service(
          source.document, name: source.name, title: source.title, summary: source.summary)
      else {
        report.add(
          .document, at: source.document.root.place,
          "no operation became a method; there is no service '\(source.name)'.")
        continue
      }
      services.append(service)
    }
    guard let first = sources.services.first, !services.isEmpty else {
      let file = sources.services.first?.file ?? ""
      let reasons = report.findings.map {
        DocumentError(file: $0.file, line: $0.line, column: $0.column, message: $0.message)
      }
      throw ImportError(
        [DocumentError(file: file, message: "nothing in the documents can be in a spec.")] + reasons.prefix(100))
    }
    let pagination = ProviderPaging.settle(&services)
    let secured = SecurityReader(references: references, report: report).authentication(
      documents: sources.services, provider: sources.provider, name: names.provider)
    let variable = names.provider.uppercased()
    if let token = secured?.environment.first { warn(of: token, provider: names.provider, server: server) }
    return Provider(
      file: first.file, name: names.provider, title: names.title, summary: names.summary, apiVersion: names.version,
      server: Server(
        url: secured == nil ? server : ServerReader(report: report).encrypted(server, of: sources.services),
        environment: "\(variable)_API_URL"),
      headers: [Header(name: "Accept", value: "application/json")], authentication: secured,
      pagination: pagination, rateLimit: nil,
      errors: ErrorReader(references: references, schemas: schemas).rules(documents: sources.services),
      services: services.map(\.service))
  }

  /// Tells of a token's variable that may hold the token of another host: one that is not named by where it is sent.
  private func warn(of variable: String, provider: String, server: String) {
    guard let parts = SpecURL.parts(server), !parts.isLoopback, let first = sources.services.first else { return }
    let name = provider.filter { $0 != "_" }
    let labels = parts.host.lowercased().split(separator: ".").map { $0.filter { $0 != "-" } }
    let isNamed = labels.contains { label in
      label.contains(name) || label.count > 3 && name.contains(label)
    }
    if isNamed { return }
    report.add(
      .authentication, at: first.root["info"]?["title"]?.place ?? first.root.place,
      "the token in \(variable) would be sent to \(parts.host), which is not named '\(provider)'; where that variable holds "
        + "another host's token, name another one under 'authentication' in provider.json.")
  }
}
