import Foundation
import GitHubProvider
import GoldenProvider
import HostileProvider
import ProviderCommands
import ProviderDocs
import ProviderRuntime
import ProviderSQL
import ProviderSpec
import SpecImport
import Testing

/// The pages name what SQL has: tables, columns, methods.
@Suite("Pages and SQL")
struct AgreementTests {
  struct Nobody: HTTPTransport {
    func send(_ request: HTTPRequest) async throws -> HTTPResponse { throw CancellationError() }
  }

  private struct Collector: RowReceiver {
    var columns: [String] = []
    var rows: [[String: String]] = []
    mutating func begin(columns: [Column]) { self.columns = columns.map(\.name) }
    mutating func row(_ row: Row) throws {
      var values: [String: String] = [:]
      for (index, column) in columns.enumerated() {
        if case .text(let text) = row[index] { values[column] = text }
      }
      rows.append(values)
    }
    mutating func end() {}
  }

  private func check(_ spec: String, _ descriptor: ProviderDescriptor) async throws {
    try await check(Specs.load(spec), descriptor)
  }

  private func check(_ provider: Provider, _ descriptor: ProviderDescriptor) async throws {
    let page = ProviderPage(provider)
    let client = ProviderClient(provider: descriptor, transport: Nobody(), token: "t", environment: [:])
    let database = try Database(clients: [client])
    func rows(_ statement: String) throws -> [[String: String]] {
      var collector = Collector()
      try database.execute(statement, into: &collector)
      return collector.rows
    }
    for resource in page.services.flatMap(\.resources) {
      let name = resource.id.split(separator: ".").map { "\"\($0)\"" }.joined(separator: ".")
      let columns = try rows("DESCRIBE \(name)")
      let fields = columns.filter { $0["kind"] == "field" }.map { $0["name"] }
      #expect(resource.fields[0].fields.map { $0.path[0] } == fields)
      let methods = try rows("SHOW METHODS IN \(name)")
      #expect(Set(resource.methods.map(\.name)) == Set(methods.map { $0["name"] ?? "" }))
      for row in methods {
        let method = try #require(resource.methods.first { $0.name == row["name"] })
        #expect(row["required"] == method.required.joined(separator: ", "))
        #expect(row["optional"] == method.optional.joined(separator: ", "))
        #expect(row["request"] == "\(method.httpMethod) \(method.path)")
        #expect(row["verb"] == method.verbs.map(\.rawValue).joined(separator: ", "))
        guard let sql = method.sql else { continue }
        do {
          let plan = try rows("EXPLAIN " + sql.statement)
          #expect(plan.map { $0["method"] } == [method.name], "\(sql.statement)")
        } catch {
          Issue.record("\(sql.statement): \(error)")
        }
      }
    }
  }

  @Test func `agree for the bundled provider`() async throws { try await check(Specs.github, GitHub.descriptor) }
  @Test func `agree for a provider that uses the whole format`() async throws {
    try await check(Specs.depot, Depot.descriptor)
  }
  private static let documents = packageDirectory.deletingLastPathComponent()
    .appending(path: "shared/specs/github-openapi-stackql/provider.yaml").path

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] != nil, "a long test"),
    .enabled(
      if: FileManager.default.fileExists(atPath: documents), "../shared/specs/github-openapi-stackql is not there"))
  func `agree for all of GitHub`() async throws {
    let provider = try SpecImporter.run(files: [Self.documents], output: "github").provider
    try await check(provider, ProviderDescriptor(provider))
  }
  @Test func `agree for a provider that is read at run time`() async throws {
    let provider = try Specs.load("Tests/StrangerPackage/spec/weather")
    try await check(provider, ProviderDescriptor(provider))
  }
  @Test func `agree for a hostile provider`() async throws { try await check(Specs.hostile, NastyInjected.descriptor) }

  @Test func `statements write what a request's body holds`() throws {
    let page = ProviderPage(try Specs.load(Specs.depot))
    let widgets = try #require(page.services[0].resources.first { $0.name.resource == "widgets" })
    let add = try #require(widgets.methods.first { $0.name == "add_widget" })
    #expect(
      add.sql?.statement == "INSERT INTO depot.stock.widgets (\n  depot,\n  name\n)\nVALUES (\n  'north',\n  'name'\n);"
    )
    #expect(add.notes.contains { $0.plain.contains("a body (New Widget)") })
    #expect(widgets.parameters.contains { $0.name == "kind" && $0.notes.contains { $0.plain.contains("add_widget") } })
    #expect(add.swift.contains("body: Depot.StockService.NewWidget(name: \"name\")"))
    let orders = try #require(page.services.flatMap(\.resources).first { $0.name.resource == "orders" })
    let update = try #require(orders.methods.first { $0.name == "update_order" })
    #expect(update.required == ["order_id", "If-Match", "lines"])
    #expect(
      update.sql?.statement.contains(
        "UPDATE depot.office.orders\nSET\n  lines = '[{\"widget_id\":1}]'\nWHERE order_id = 12") == true)
    let remove = try #require(widgets.methods.first { $0.name == "delete_widget" })
    #expect(remove.inverse == "restore_widget")
    #expect(remove.sql?.statement == "DELETE FROM depot.stock.widgets\nWHERE depot = 'north'\n  AND widget_id = 7;")
  }

  @Test func `an object that holds its own kind is opened out once`() throws {
    let page = ProviderPage(try Specs.load(Specs.depot))
    let widgets = try #require(page.services[0].resources.first)
    #expect(widgets.fields.map(\.path) == [[], ["shelf"]])
    let part = try #require(widgets.fields[0].fields.first { $0.path == ["part_of"] })
    #expect(part.members == "fields")
  }
}
