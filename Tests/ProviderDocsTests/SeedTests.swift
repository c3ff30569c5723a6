import Foundation
import Testing

/// Whatever published pages of such docs say, ours say too.
@Suite("Published pages")
struct SeedTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    #expect(try Program.docs(Specs.github, .markdown, to: folder).status == 0)
  }

  @Test("are read, where they are at hand")
  func reading() throws {
    guard !Seed.all.isEmpty else {
      try Test.cancel("there are no published pages in ../shared/seeds")
    }
    #expect(Seed.all.count == 5)
    for seed in Seed.all {
      #expect(seed.fields.count == 11, "\(seed.file)")
      #expect([4, 12].contains(seed.methods.count), "\(seed.file)")
      #expect(seed.methods.allSatisfy { ["SELECT", "DELETE", "EXEC"].contains($0.verb) && !$0.required.isEmpty })
    }
    let latest = try #require(Seed.all.first { !$0.statements.isEmpty })
    #expect(latest.parameters.count == 8)
    #expect(latest.statements.count == 12)
    #expect(latest.fields.contains { $0.description.contains("(example: latest)") })
  }

  @Test("have each of their facts on our page", arguments: Seed.all)
  func facts(seed: Seed) throws {
    let name = seed.title
    let page = MarkdownPage(try folder.text("packages/\(name).md"))
    let overview = page.rows("Overview")
    #expect(overview["Name"]?[1] == name)
    #expect(overview["Id"]?[1] == seed.id)
    #expect(overview["Type"]?[1] == "Resource")

    let fields = page.rows("Fields")
    for field in seed.fields {
      let ours = try #require(fields[field.name], "\(field.name)")
      // Older generations leave formats out.
      #expect(ours[1] == field.datatype || ours[1].hasPrefix(field.datatype + " ("), "\(field.name)")
      for fact in field.description.matches(of: /\((example|title): [^)]*\)/) {
        #expect(ours[2].contains(fact.0), "\(field.name): \(fact.0)")
      }
      if field.description == "Simple User" || field.description == "Minimal Repository" {
        #expect(ours[2].contains("(title: \(field.description))"))
      }
    }

    let methods = page.rows("Methods")
    for method in seed.methods {
      let ours = try #require(methods[method.name], "\(method.name)")
      #expect(ours[1] == method.verb, "\(method.name)")
      #expect(Set(ours[2].components(separatedBy: ", ")) == method.required, "\(method.name)")
      #expect(method.optional.isSubset(of: ours[3].components(separatedBy: ", ")), "\(method.name)")
      let section = try #require(page.section(method.name))
      let scopes = section.items.first { $0.hasPrefix("Scopes: ") } ?? ""
      for scope in method.scopes { #expect(scopes.contains(scope), "\(method.name): \(scope)") }
    }

    let parameters = page.rows("Parameters")
    for parameter in seed.parameters {
      let ours = try #require(parameters[parameter.name], "\(parameter.name)")
      #expect(ours[1] == parameter.datatype || ours[1].hasPrefix(parameter.datatype + " ("), "\(parameter.name)")
    }

    let templates = page.sections.flatMap(\.blocks).filter { $0.label == "SQL template" }
    let ours = Statement.all(in: templates.flatMap { $0.code.components(separatedBy: "\n") })
    for statement in seed.statements {
      #expect(
        ours.contains { our in
          our.head == statement.head && our.columns == statement.columns && our.required == statement.required
            && statement.optional.isSubset(of: our.optional)
        }, "\(statement)")
    }
  }
}
