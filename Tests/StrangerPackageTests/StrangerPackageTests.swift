import Foundation
import ProviderGenerator
import ProviderSpec
import Testing

/// What a package sees that depends on this one and brings a provider of its own. Each test is a few builds of a copy;
/// they share what is built, so they take turns.
@Suite(.serialized, StrangerPackageTrait()) struct StrangerPackageTests {
  let package: StrangerPackage
  private let stations = "spec/weather/stations.json"
  private let provider = "spec/weather/provider.json"
  private let configuration = "Sources/Weather/bindery.json"

  init() throws {
    package = try #require(StrangerPackage.current)
    try package.restore()
  }

  @Test func `a provider of one's own is generated, compiled and called`() throws {
    let output = try package.forecast()
    #expect(output.contains("GET https://weather.example/countries/switzerland/stations/zrh\n"))
    #expect(output.contains("property name Zurich\n"))
    #expect(!output.contains("height"))
    #expect(
      try package.generated().keys.sorted() == [
        "Weather+Readings.generated.swift", "Weather+Stations.generated.swift", "Weather.generated.swift",
      ])
  }

  @Test func `the docs of a provider of one's own are written by a command`() throws {
    let site = package.directory.appending(path: "site")
    func docs(_ words: String...) throws -> StrangerPackage.Outcome {
      try package.run(
        [
          "swift", "package", "--package-path", package.directory.path, "--scratch-path", package.scratch.path,
          "--allow-writing-to-package-directory", "bindery-docs",
        ] + words)
    }
    let outcome = try docs("--format", "html", "--output", "site")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("18 files, 18 of them written"))
    let page = try String(contentsOf: site.appending(path: "stations/stations.html"), encoding: .utf8)
    let readings = try String(contentsOf: site.appending(path: "readings/readings.html"), encoding: .utf8)
    #expect(readings.contains(#/--spec spec\/weather .*--dry-run/#))
    #expect(page.contains("weather.stations.<wbr>stations") || page.contains("weather.stations.stations"))
    #expect(try docs("--format", "html", "--output", "site").output.contains("0 of them written"))
    #expect(try docs("--targt", "Weather").output.contains("unknown '--targt'"))
    #expect(try docs("--target", "Nobody").output.contains("no target 'Nobody' in stranger"))
  }

  @Test func `specs are checked and compared by a command`() throws {
    func spec(_ words: String...) throws -> StrangerPackage.Outcome {
      try package.run(
        [
          "swift", "package", "--package-path", package.directory.path, "--scratch-path", package.scratch.path,
          "bindery-spec",
        ] + words)
    }
    let valid = try spec("validate")
    #expect(valid.status == 0, "\(valid.output)")
    #expect(valid.output.contains("provider.json: valid: provider 'weather', "))
    #expect(try spec("validate", "spec/weather", "--target", "Weather").output.contains("not both"))
    #expect(try spec("--help").output.contains("usage: swift package bindery-spec validate"))

    // What was released, beside what is to be.
    try FileManager.default.copyItem(
      at: package.directory.appending(path: "spec"), to: package.directory.appending(path: "released"))
    let same = try spec("diff", "released/weather")
    #expect(same.status == 0, "\(same.output)")
    #expect(same.output.contains("no difference; version step: none"))
    try package.edit(stations, "\"summary\": \"The name.\"", with: "\"summary\": \"Its name.\"")
    #expect(try spec("diff", "released/weather", "spec/weather").output.contains("version step: patch"))
    try package.edit(provider, "\"name\": \"weather\"", with: "\"name\": \"climate\"")
    let breaking = try spec("diff", "released/weather", "--format", "markdown")
    #expect(breaking.status != 0)
    #expect(breaking.output.contains("### Breaking"))
    #expect(breaking.output.contains("the new spec breaks users of the old one"))

    try package.edit(stations, "\"object\": \"station\"", with: "\"object\": \"staton\"")
    let wrong = try spec("validate")
    #expect(wrong.status != 0)
    #expect(wrong.output.contains(#/stations\.json:\d+:\d+: error: .*'staton'.*'station'/#))
    #expect(try spec("dif", "released/weather").output.contains("unknown command 'dif'"))
    #expect(try spec("validate", "--targt", "Weather").output.contains("unknown '--targt'"))
  }

  @Test func `a spec is made of an OpenAPI document by a command`() throws {
    func importing(_ words: String...) throws -> StrangerPackage.Outcome {
      try package.run(
        [
          "swift", "package", "--package-path", package.directory.path, "--scratch-path", package.scratch.path,
          "--allow-writing-to-package-directory", "bindery-import",
        ] + words)
    }
    try package.write(
      "shop.yaml",
      """
      openapi: 3.0.3
      info: { title: Shop, version: "1" }
      servers: [{ url: "https://shop.example" }]
      paths:
        /things/{id}:
          get:
            operationId: get_thing
            tags: [things]
            parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
            responses:
              "200":
                description: The thing.
                content:
                  application/json:
                    schema: { type: object, properties: { id: { type: integer }, name: { type: string } } }
      """)
    let first = try importing("shop.yaml", "--output", "spec/shop")
    #expect(first.status == 0, "\(first.output)")
    let directory = package.directory.appending(path: "spec/shop").path
    #expect(try SpecLoader.load(directory: directory).services.flatMap(\.methods).map(\.path) == ["/things/{id}"])
    let again = try importing("shop.yaml", "--output", "spec/shop")
    #expect(again.output.contains("0 of 2 files written"))
    #expect(try importing("none.yaml", "--output", "spec/shop").status != 0)
    #expect(try importing("shop.yaml", "--outptu", "x").output.contains("unknown '--outptu'"))
  }

  @Test func `a field added to the spec is a property and in the registry, with no other edit`() throws {
    _ = try package.forecast()
    try package.edit(
      stations, "\"The name.\" }",
      with: "\"The name.\" }, { \"name\": \"opened_at\", \"type\": \"string\", \"format\": \"date-time\" }")
    let output = try package.forecast()
    #expect(output.contains("property opened_at 1949-01-01 00:00:00 +0000\n"))
    #expect(output.contains("field opened_at\n"))
  }

  @Test func `an edit elsewhere does not run the generator`() throws {
    _ = try package.forecast()
    let files = try package.generated()
    try package.edit("Sources/forecast/Forecast.swift", "print(station.name)", with: "print(station.name, \"!\")")
    let build = try package.build()
    #expect(build.status == 0)
    #expect(build.output.contains("Compiling forecast Forecast.swift"))
    #expect(!build.output.contains("Generating"))
    #expect(try package.generated() == files)
  }

  @Test func `output that stays the same is not written and nothing is compiled again`() throws {
    _ = try package.forecast()
    let files = try package.generated()
    try package.edit(stations, "\"format\": 1,", with: "\"format\":   1,")
    let build = try package.build()
    #expect(build.status == 0)
    #expect(build.output.contains("Generating"))
    #expect(!build.output.contains("Compiling Weather"))
    #expect(try package.generated() == files)
  }

  @Test func `a wrong spec stops the build with every problem in its place and leaves the output as it was`() throws {
    _ = try package.forecast()
    let files = try package.generated()
    try package.edit(stations, "\"enum\": \"country\"", with: "\"enum\": \"contry\"")
    try package.edit(stations, "\"object\": \"station\"", with: "\"object\": \"staton\"")
    let build = try package.build()
    #expect(build.status != 0)
    let file = package.directory.appending(path: stations).path
    let problems = build.output.split(separator: "\n").filter { $0.hasPrefix(file) }
    #expect(problems.contains { $0.contains(#/:\d+:\d+: error: .*'contry'.*'country'/#) })
    #expect(problems.contains { $0.contains(#/:\d+:\d+: error: .*'staton'.*'station'/#) })
    #expect(try package.generated() == files)
  }

  @Test func `a spec that is cut off is an error with its place`() throws {
    try package.write(provider, "{ \"format\": 1, ")
    let build = try package.build()
    #expect(build.status != 0)
    #expect(build.output.contains(#/provider\.json:\d+:\d+: error: /#))
  }

  @Test func `a configuration that is missing or wrong is an error that says what to write`() throws {
    let cases: [(text: String?, problem: String)] = [
      (nil, "there is no such file"), ("{", "this is not JSON"), ("[]", "this is not a JSON object"),
      ("{}", "the key 'spec' is missing"), ("{ \"spec\": 1 }", "'spec' must be a path"),
      ("{ \"spek\": \"x\" }", "unknown key 'spek'"), ("{ \"spec\": \"../nowhere\" }", "no directory at '../nowhere'"),
      ("{ \"spec\": \".\" }", "no provider.json in '.'"),
    ]
    for (text, problem) in cases {
      try package.write(configuration, text)
      let build = try package.build()
      #expect(build.status != 0)
      #expect(build.output.contains(problem))
      #expect(build.output.contains(package.directory.appending(path: configuration).path))
      #expect(build.output.contains("{ \"spec\": \"../../spec/example\" }"))
      // The file is there for the next case to change.
      if text == nil { try package.write(configuration, "") }
    }
  }

  @Test func `a service added to the spec is built with the next plan`() throws {
    _ = try package.forecast()
    let service = try String(contentsOf: package.directory.appending(path: stations), encoding: .utf8)
    try package.write(
      "spec/weather/buoys.json",
      service.replacing("\"name\": \"stations\",\n  \"title\"", with: "\"name\": \"buoys\",\n  \"title\""))
    try package.edit(
      provider, "\"stations.json\" }", with: "\"stations.json\" }, { \"name\": \"buoys\", \"file\": \"buoys.json\" }")
    let build = try package.build()
    #expect(build.status == 0 || build.output.contains("build again, which plans anew"))
    #expect(try package.forecast().contains("service buoys\n"))
    // Leaves the plan as the other tests know it: SwiftPM does not build while a file that it has planned with is missing.
    try package.restore()
    try package.edit("Package.swift", "name: \"stranger\",", with: "name: \"stranger\", ")
    #expect(try !package.forecast().contains("service buoys\n"))
  }

  @Test func `code that was generated for another runtime does not compile and says why`() throws {
    _ = try package.forecast()
    let spec = try SpecLoader.load(directory: package.directory.appending(path: "spec/weather").path)
    let modules = package.scratch.appending(path: "debug/Modules").path
    for (version, compiles) in [(Generator.version, true), (Generator.version + 1, false)] {
      let directory = package.scratch.deletingLastPathComponent().appending(path: "version-\(version)")
      try OutputDirectory(path: directory.path).write(Generator.files(for: spec, version: version))
      let check = try package.run(
        "swiftc", "-typecheck", "-swift-version", "6", "-I", modules,
        directory.appending(path: "Weather.generated.swift").path,
        directory.appending(path: "Weather+Readings.generated.swift").path,
        directory.appending(path: "Weather+Stations.generated.swift").path)
      #expect((check.status == 0) == compiles)
      #expect(check.output.contains("does not match the ProviderRuntime it is compiled with") == !compiles)
      #expect(check.output.contains(#/Weather\.generated\.swift:6:\d+: error:/#) == !compiles)
    }
  }
}
