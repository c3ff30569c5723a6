#if os(Linux)
  import ChildProcess
  import Foundation
  import Testing

  @Suite(
    "A million versions", .serialized, .timeLimit(.minutes(30)),
    .enabled(if: ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] != nil, "a long test"))
  struct MillionTests {
    /// In MB: what a process may have held at most, both together as much again for a debug build's own size.
    private static let bound = 60

    @Test(
      "A scan of them takes bounded memory, at the client and at the sandbox",
      arguments: [("csv", "id", 1_000_001), ("json", "id, name, metadata", nil), ("csv", "count(*)", 2)]
        as [(String, String, Int?)])
    func scan(_ format: String, _ columns: String, _ lines: Int?) throws {
      let folder = try TemporaryFolder()
      let dataset = try folder.file(
        "data.json",
        """
        {
          "organizations": [{
            "login": "acme",
            "packages": [{"name": "big", "package_type": "container", "versions": {"count": 1000000}}]
          }],
          "users": [{"login": "octocat"}]
        }
        """)
      let sandbox = ChildProcess()
      sandbox.executableURL = Program.url
      sandbox.arguments = ["sandbox", "--dataset", dataset.path]
      let pipe = Pipe()
      sandbox.standardOutput = pipe
      try sandbox.run()
      defer {
        sandbox.terminate()
        sandbox.waitUntilExit()
      }
      let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
      let url = try #require(line.wholeMatch(of: /listening on (\S+)\n/)).1

      let query = ChildProcess()
      query.executableURL = Program.url
      query.arguments = [
        "query", "--quiet", "--format", format, "--base-url", String(url),
        """
        SELECT \(columns) FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'container' AND package_name = 'big'
        """,
      ]
      query.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.url.path]
      let output = try folder.file("output", "")
      query.standardOutput = try FileHandle(forWritingTo: output)
      try query.run()
      var peak = 0
      // The peak only grows, so that the last look before the end counts.
      while query.isRunning {
        peak = max(peak, Self.peak(query.processIdentifier))
        usleep(10_000)
      }
      #expect(query.terminationStatus == 0)
      let served = Self.peak(sandbox.processIdentifier)
      print("a million versions, \(columns) as \(format): \(peak) MB for the query, \(served) MB for the sandbox")
      #expect((1...Self.bound).contains(peak))
      #expect((1...Self.bound).contains(served))
      let data = try Data(contentsOf: output, options: .alwaysMapped)
      if let lines {
        #expect(data.count { $0 == UInt8(ascii: "\n") } == lines)
      } else {
        #expect(data.count > 100_000_000)
        #expect(data.suffix(4).contains(UInt8(ascii: "]")))
      }
    }

    /// The most memory that a process has held so far, in MB.
    private static func peak(_ process: pid_t) -> Int {
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      return status.firstMatch(of: /VmHWM:\s*(\d+) kB/).flatMap { Int($0.1) }.map { ($0 + 1_023) / 1_024 } ?? 0
    }
  }
#endif
