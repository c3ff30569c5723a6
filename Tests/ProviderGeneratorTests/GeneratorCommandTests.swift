import Foundation
import ProviderGenerator
import ProviderSpec
import Testing

@Suite struct GeneratorCommandTests {
  @Test func `the command line names the spec, the output and the services expected`() throws {
    let arguments = ["--spec", "a", "--output", "b", "--service", "x", "--service", "y"]
    guard case .generate(let command) = try GeneratorCommand.parse(arguments) else {
      Issue.record("no command")
      return
    }
    #expect(command.spec == "a")
    #expect(command.output == "b")
    #expect(command.plan == GeneratorCommand.Plan(services: ["x", "y"]))
    #expect(try GeneratorCommand.parse(["--help"]) == .help)
  }

  @Test(
    arguments: [
      ([], "--spec is missing"), (["--spec", "a"], "--output is missing"),
      (["--spec"], "--spec needs a value"), (["--spek", "a"], "unknown argument '--spek'"),
      (["--spec", "a", "--spec", "b", "--output", "c"], "--spec is given twice"),
    ])
  func `a command line that makes no sense says so`(arguments: [String], problem: String) {
    let error = #expect(throws: GeneratorCommand.UsageError.self) { try GeneratorCommand.parse(arguments) }
    #expect(error?.description.contains(problem) == true)
  }

  @Test func `a wrong spec leaves the output as it was and names every place`() throws {
    try withTemporaryDirectory { directory in
      let spec = directory.appending(path: "spec")
      try FileManager.default.copyItem(
        at: packageDirectory.appending(path: "Tests/GoldenProvider/spec"), to: spec)
      let output = directory.appending(path: "output").path
      var command = GeneratorCommand(spec: spec.path, output: output)
      try command.run()
      let before = try contents(output)

      let file = spec.appending(path: "stock.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacing("\"model\": \"shelf\"", with: "\"model\": \"shelv\"")
        .replacing("\"sumary\"", with: "\"summary\"").replacing("\"Lists what is gone.\"", with: "7")
        .write(to: file, atomically: true, encoding: .utf8)
      let error = #expect(throws: SpecError.self) { try command.run() }
      #expect((error?.diagnostics.count ?? 0) >= 2)
      #expect(error?.description.contains("stock.json:") == true)
      #expect(try contents(output) == before)

      command.plan = GeneratorCommand.Plan(services: ["stock"], directory: directory.path)
      try text.write(to: file, atomically: true, encoding: .utf8)
      let unplanned = #expect(throws: GeneratorCommand.PlanError.self) { try command.run() }
      #expect(unplanned?.description.contains("stock, people") == true)
      #expect(FileManager.default.fileExists(atPath: directory.appending(path: "outdated").path))
      #expect(try contents(output) == before)
    }
  }

  private func contents(_ directory: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      result[name] = FileManager.default.contents(atPath: directory + "/" + name)
    }
    return result
  }
}
