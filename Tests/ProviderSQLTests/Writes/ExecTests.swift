import GitHubProvider
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("EXEC")
struct ExecTests {
  @Test("runs methods that change something as the published statements write them")
  func published() async throws {
    try await Writing.run { run in
      let (result, reads, writes) = try run.run(
        """
        EXEC github.packages.package_versions.restore_package_version_for_org
        @package_type='container' --required,
        @package_name='web' --required,
        @org='acme' --required,
        @package_version_id='3000001010' --required
        ;
        """)
      #expect(reads.isEmpty)
      #expect(writes == ["POST /orgs/acme/packages/container/web/versions/3000001010/restore"])
      #expect(result.texts("outcome") == ["done"])
      #expect(result.texts("method") == ["restore_package_version_for_org"])
      #expect(run.plans.map(\.width) == [.oneObject])
      _ = try run.run(
        """
        EXEC github.packages.package_versions.restore_package_version_for_authenticated_user
        @package_type='container', @package_name='dotfiles' @package_version_id=1
        """)
      #expect(run.plans.last?.width == .ownAccount)
      #expect(run.plans.last?.needsConfirmation == true)
    }
  }

  @Test("plans every method that changes something")
  func methods() async throws {
    try await Writing.run { run in
      let values = [
        "org": "'o'", "username": "'u'", "package_type": "'npm'", "package_name": "'a/b'", "package_version_id": "7",
      ]
      for service in GitHub.descriptor.services {
        for resource in service.resources {
          for method in resource.methods where !method.isRead {
            let required = method.parameters.filter(\.isRequired)
            let arguments = required.map { "@\($0.name)=\(values[$0.name] ?? "'?'")" }.joined(separator: ", ")
            let plans = try run.database.plan(
              "EXEC github.\(service.name).\(resource.name).\(method.name) \(arguments)")
            #expect(plans.count == 1)
            #expect(plans.first?.writes.map(\.method.name) == [method.name])
            #expect(plans.first?.writes.first?.request.hasPrefix("\(method.httpMethod) ") == true)
            #expect(plans.first?.writes.first?.request.contains("a%2Fb") == true)
          }
        }
      }
      #expect(run.sandbox.requests.isEmpty)
    }
  }

  @Test("FOR EACH sends one request for each row that asks for something new, and is wide")
  func forEach() async throws {
    try await Writing.run { run in
      let (result, _, writes) = try run.run(
        """
        EXEC github.packages.package_versions.delete_package_version_for_org @package_type='container', @org='acme'
        FOR EACH (SELECT 'web' AS package_name, column1 AS package_version_id
                  FROM (VALUES (3000001014), ('3000001014'), (3000001013.0)))
        """)
      #expect(
        writes == [3_000_001_014, 3_000_001_013].map { "DELETE /orgs/acme/packages/container/web/versions/\($0)" })
      #expect(result.rows.count == 2)
      let one =
        "EXEC github.packages.packages.delete_package_for_org @org='acme', @package_type='npm' FOR EACH "
      #expect(try run.database.plan(one + "(SELECT 'x' AS package_name)").map(\.width) == [.wide])
      let none = try run.run(one + "(SELECT 'x' AS package_name WHERE 0)")
      #expect(none.result.rows.isEmpty && none.result.names.first == "method" && none.writes.isEmpty)
    }
  }
}
