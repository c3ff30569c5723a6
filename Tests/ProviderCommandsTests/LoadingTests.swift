#if os(Linux)
  import Foundation
  import GitHubSandbox
  import Testing

  @Suite("Libraries that only requests need")
  struct LoadingTests {
    private static let query = """
      SELECT count(*) AS n FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'
      """

    @Test("are loaded with the first request")
    func first() throws {
      // The loader tells of every file: https://man7.org/linux/man-pages/man8/ld.so.8.html
      let environment = ["LD_DEBUG": "files", "GITHUB_TOKEN": "t"]
      let without = try Program.run(["query", "SELECT 1"], environment: environment)
      #expect(without.error.contains("libsqlite3.so") && !without.error.contains("libcurl"))
      let sandbox = try GitHubSandbox.start()
      defer { sandbox.stop() }
      let with = try Program.run(["query", Self.query, "--base-url", sandbox.url], environment: environment)
      #expect(with.status == 0 && with.error.contains("libcurl"))
    }

    @Test("are missed by no statement that sends none; one that does names what is missing")
    func missing() throws {
      let folder = try TemporaryFolder()
      for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] { _ = try folder.file(name, "no library") }
      let environment = ["LD_LIBRARY_PATH": folder.url.path, "GITHUB_TOKEN": "t"]
      #expect(try Program.run(["query", "SELECT 1"], environment: environment).status == 0)
      let sandbox = try GitHubSandbox.start()
      defer { sandbox.stop() }
      let result = try Program.run(["query", Self.query, "--base-url", sandbox.url], environment: environment)
      #expect(result.status == 2)
      #expect(result.error.contains("libcurl is not installed"), "\(result.error)")
      #expect(result.output.isEmpty)
    }
  }
#endif
