import GitHubProvider
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Completion of names")
struct CompletionTests {
  private static let table = "github.packages.package_versions"

  /// What could stand at the bar in a text; no request is sent for it.
  private static func names(_ text: String, after setup: String = "") throws -> Completion {
    let server = FakeServer { _ in throw CancellationError() }
    let client = ProviderClient(provider: GitHub.descriptor, transport: server, token: "t", environment: [:])
    let database = try Database(clients: [client])
    _ = try database.results(setup)
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let completion = database.completion(of: parts.joined(), at: parts[0].utf8.count)
    #expect(server.requests.isEmpty)
    return completion
  }

  @Test(
    "knows what begins like the piece that is typed",
    arguments: [
      ("sel|", ["select"]), ("SEL|", ["SELECT"]), ("SELECT 1; EXPL|", ["EXPLAIN"]), ("EXPLAIN QU|", ["QUERY"]),
      ("DELETE |", ["FROM"]), ("SELECT 1 INTERS|", ["INTERSECT"]),
      ("SELECT * FROM github.packages.u|", ["github.packages.user_versions"]),
      ("SELECT * FROM GitHub.Packages.O|", ["github.packages.org_versions"]),
      ("SELECT 1 FROM a, github.packages.packages|", ["github.packages.packages"]),
      ("SELECT html| FROM \(table)", ["html_url"]),
      ("SELECT name FROM \(table) WHERE package_v|", ["package_version_id"]),
      ("SELECT * FROM \"\(table)\" WHERE package_n|", ["package_name"]),
      ("SELECT v.html| FROM \(table) v", ["v.html_url"]),
      ("SELECT v.html| FROM \(table) AS v WHERE 1", ["v.html_url"]),
      ("SELECT 1; SELECT vis| FROM github.packages.packages; SELECT 2", ["visibility"]),
      ("WITH naïve AS (SELECT 1) SELECT html| FROM \(table)", ["html_url"]),
      ("SHOW |", ["PROVIDERS", "SERVICES", "RESOURCES", "METHODS"]), ("show res|", ["resources"]),
      ("SHOW METHODS |", ["IN"]), ("SHOW SERVICES IN |", ["github"]),
      ("SHOW RESOURCES IN |", ["github", "github.packages"]),
      ("SHOW METHODS IN github.packages.us|", ["github.packages.user_versions"]),
      ("DESCRIBE M|", ["METHOD"]), ("DESC EXTENDED github.packages.us|", ["github.packages.user_versions"]),
      (
        "DESCRIBE METHOD github.packages.packages.get_package_for_o|",
        ["github.packages.packages.get_package_for_organization"]
      ),
      (
        "EXEC \(table).restore_package_version_for_o|", ["\(table).restore_package_version_for_org"]
      ),
      (
        "EXEC \(table).restore_package_version_for_org @|",
        ["@org", "@package_type", "@package_name", "@package_version_id"]
      ),
      ("EXEC \(table).restore_package_version_for_org @org = 'a', @o|", []),
      ("EXPLAIN EXEC \(table).restore_package_version_for_org @org = 'a' @package_n|", ["@package_name"]),
      ("EXEC \(table).restore_package_version_for_org @org = |", []),
      ("EXEC \(table).restore_package_version_for_org @org = 'a' for |", ["EACH"]),
      (
        "EXEC \(table).restore_package_version_for_org @org = 'a' FOR EACH (SELECT vis| FROM github.packages.packages",
        ["visibility"]
      ),
      // Nothing can be completed in a text, a comment or a number.
      ("SELECT 'sel|", []), ("SELECT 1 -- sel|", []), ("SELECT 1 /* sel|", []), ("SELECT 1e|", []),
      ("SELECT \"name|", []), ("nothing_like_it|", []), ("SHOW PROVIDERS |", []),
    ])
  func pieces(text: String, expected: [String]) throws {
    #expect(try Self.names(text).names == expected)
  }

  @Test("offers columns, then parameters, where nothing is typed yet, and every table behind FROM")
  func everything() throws {
    let columns = try Self.names("SELECT | FROM \(Self.table)").names
    #expect(columns.starts(with: ["id", "name"]))
    #expect(columns.contains("package_version_id"))
    #expect(!columns.contains("SELECT"))
    #expect(try Self.names("SELECT * FROM |").names.filter { $0.hasPrefix("github.packages.") }.count == 5)
  }

  @Test("knows local tables, views and their columns, of which those that need quotes are left out")
  func locals() throws {
    let setup = """
      CREATE TABLE kept (identifier INTEGER, "two words" TEXT);
      CREATE VIEW viewed AS SELECT html_url AS page_url FROM \(Self.table) WHERE org = 'acme';
      CREATE TEMP TABLE passing (moment TEXT);
      """
    #expect(try Self.names("SELECT * FROM ke|", after: setup).names == ["kept"])
    #expect(try Self.names("INSERT INTO pas|", after: setup).names == ["passing"])
    #expect(try Self.names("SELECT | FROM kept", after: setup).names == ["identifier"])
    #expect(try Self.names("SELECT k.i| FROM kept k", after: setup).names == ["k.identifier"])
    #expect(try Self.names("SELECT pag| FROM kept, viewed", after: setup).names == ["page_url"])
    #expect(try Self.names("SELECT mom| FROM passing", after: setup).names == ["moment"])
    #expect(try Self.names("SELECT * FROM bindery_p|").names == ["bindery_plan"])
  }

  @Test("says what all names share")
  func common() throws {
    #expect(try Self.names("SELECT * FROM g|").commonBeginning == "github.packages.")
    #expect(try Self.names("SELECT * FROM GITHUB.packages.pack|").commonBeginning == "github.packages.package")
    #expect(try Self.names("SELECT * FROM GITHUB.packages.pack|").typed == "GITHUB.packages.pack")
    #expect(try Self.names("nothing_like_it|").commonBeginning == nil)
  }
}
