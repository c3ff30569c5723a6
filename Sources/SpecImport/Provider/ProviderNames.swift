import Foundation
import ProviderSpec

/// The names of a provider and its services, and what they are for people.
struct ProviderNames {
  private(set) var provider = ""
  private(set) var title = ""
  private(set) var summary = ""
  private(set) var version: String?
  private(set) var services: [ServiceSource] = []

  init(_ sources: SourceFiles) {
    let infos = sources.services.map { $0.root["info"] }
    let titles = Set(infos.compactMap { PlainText.title($0?["title"]?.scalar) })
    nameProvider(sources, titles: titles)
    let versions = Set(infos.compactMap { $0?["version"]?.scalar })
    if versions.count == 1 { version = versions.first.flatMap(PlainText.title) }
    let texts = Set(infos.compactMap { PlainText.summary($0?["description"]?.scalar) })
    summary =
      PlainText.summary(sources.provider?.root["description"]?.scalar) ?? (texts.count == 1 ? texts.first : nil)
      ?? "\(title)."
    // A service's file is named as the service is.
    var names = FreeNames(taken: ["Provider"]) { SwiftNames.typeName($0, suffix: "") }
    for document in sources.services {
      var service = service(document, sources)
      service.name = names.free(service.name)
      services.append(service)
    }
  }

  // MARK: The provider

  private mutating func nameProvider(_ sources: SourceFiles, titles: Set<String>) {
    let root = sources.provider?.root
    if let name = (root?["name"]?.scalar ?? root?["id"]?.scalar).flatMap(ImportNames.name) {
      provider = name
      title = PlainText.title(root?["title"]?.scalar) ?? ImportNames.title(name)
    } else if let name = Self.resourceIDs(sources.services).first?.provider {
      provider = name
      title = ImportNames.title(name)
    } else if titles.count == 1, let text = titles.first, let name = ImportNames.name(Self.withoutAPI(text)) {
      provider = name
      title = Self.withoutAPI(text)
    } else if let name = Self.host(sources.services).flatMap(ImportNames.name) {
      provider = name
      title = ImportNames.title(name)
    } else {
      provider = "api"
      title = "API"
    }
  }

  /// Provider and service in the ids of a StackQL mapping: `github.packages.package_versions`.
  private static func resourceIDs(_ documents: [SourceDocument]) -> [(provider: String, service: String)] {
    documents.compactMap { document in
      let resource = document.root["components"]?["x-stackQL-resources"]?.members.first?.value
      let parts = resource?["id"]?.scalar?.split(separator: ".") ?? []
      guard parts.count == 3, let provider = ImportNames.name(String(parts[0])),
        let service = ImportNames.name(String(parts[1]))
      else { return nil }
      return (provider, service)
    }
  }

  private static func withoutAPI(_ title: String) -> String {
    for ending in [" REST API", " Web API", " API"] where title.lowercased().hasSuffix(ending.lowercased()) {
      return String(title.dropLast(ending.count))
    }
    return title
  }

  /// The name in the server's host that is somebody's own: "acme" of `api.acme.com`.
  private static func host(_ documents: [SourceDocument]) -> String? {
    guard let url = documents.first?.root["servers"]?.elements.first?["url"]?.scalar, let parts = SpecURL.parts(url)
    else { return nil }
    let labels = parts.host.split(separator: ".")
    return labels.count > 1 ? String(labels[labels.count - 2]) : labels.first.map(String.init)
  }

  // MARK: Services

  private func service(_ document: SourceDocument, _ sources: SourceFiles) -> ServiceSource {
    let info = document.root["info"]
    let entry = sources.entries[ObjectIdentifier(document)]
    let file = ((document.file as NSString).lastPathComponent as NSString).deletingPathExtension
    let generic: Set<String> = ["openapi", "swagger", "api", "spec", "index", "schema", "service", "provider"]
    let base = ImportNames.name(file).flatMap { generic.contains($0) ? nil : $0 }
    let name =
      entry.flatMap { ImportNames.name($0.name) } ?? Self.resourceIDs([document]).first?.service ?? base ?? provider
    let written = PlainText.title(info?["title"]?.scalar) ?? PlainText.title(entry?.node["title"]?.scalar)
    let short = written.map(Self.withoutAPI)
    // What is no more than the name in another spelling reads better as a title.
    let title =
      short.flatMap { ImportNames.name($0) == name && !$0.contains(" ") ? nil : $0 } ?? ImportNames.title(name)
    let text =
      PlainText.summary(info?["description"]?.scalar) ?? PlainText.summary(entry?.node["description"]?.scalar)
    return ServiceSource(
      document: document, name: name, title: title.prefix(1).uppercased() + title.dropFirst(),
      summary: text ?? ImportNames.title(name) + ".")
  }
}
