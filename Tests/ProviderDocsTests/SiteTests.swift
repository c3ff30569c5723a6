import Foundation
import ProviderDocs
import ProviderSpec
import Testing

/// The site, as people meet it.
@Suite("The site")
struct SiteTests {
  @Test("has pages of at most 200 KB, named as the resources are")
  func sizes() throws {
    let files = DocumentationFormat.html.files(for: ProviderPage(try Specs.load(Specs.github)))
    #expect(
      files.map(\.name) == [
        "index.html", "packages/index.html", "packages/package_versions.html", "packages/packages.html",
        "packages/org_versions.html", "packages/user_versions.html", "packages/docker_migration_packages.html",
        "style.css", "script.js", "search.js",
      ])
    for file in files { #expect(file.text.utf8.count < 200_000, "\(file.name)") }
  }

  @Test(
    "keeps the places that links from outside name, whatever comes before them",
    arguments: DocumentationFormat.allCases)
  func deepLinks(format: DocumentationFormat) throws {
    func places(_ provider: Provider) -> [String: Set<String>] {
      Dictionary(
        uniqueKeysWithValues: format.files(for: ProviderPage(provider)).map { file in
          (file.name, Set(file.text.matches(of: /\sid="([^"]*)"|\s\{#([^}]*)\}/).map { String($0.1 ?? $0.2 ?? "") }))
        })
    }
    let provider = try Specs.load(Specs.github)
    var changed = provider
    for index in changed.services[0].resources.indices { changed.services[0].resources[index].methods.reverse() }
    for index in changed.services[0].models.indices { changed.services[0].models[index].fields.reverse() }
    for index in changed.services[0].methods.indices { changed.services[0].methods[index].summary = "New words." }
    changed.services[0].resources.reverse()
    changed.services[0].title = "Other"
    let before = places(provider)
    let after = places(changed)
    #expect(Set(before.keys) == Set(after.keys))
    for (file, ids) in before where file.contains("package_versions") {
      #expect(ids.count > 40)
      #expect(ids.subtracting(after[file] ?? []) == [], "\(file)")
    }
  }

  @Test("can be searched, copied from, read in the dark, on a phone, by keyboard and by machines that read aloud")
  func use() throws {
    let check = "import websocket, axe_core_python, browser; exit(not browser.find())"
    let tools = packageDirectory.appending(path: "Tests/ProviderDocsTests/Tools").path
    guard try Program.run(["python3", "-c", check], environment: ["PYTHONPATH": tools]).status == 0 else {
      try Test.cancel("there is no Chromium, or no module to drive it; scripts/bootstrap --tests installs both")
    }
    // From any place: a path with a space and other signs in it.
    let folder = try TemporaryFolder()
    let place = folder.url.appending(path: "a b #1 ü")
    try OutputDirectory(path: place.path).write(
      DocumentationFormat.html.files(for: ProviderPage(try Specs.load(Specs.github))))
    let result = try Program.run(["python3", tools + "/use_site.py", place.path, "packages/packages.html"])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "")
  }
}
