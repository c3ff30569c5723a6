import Foundation
import Testing

@Suite("Bad options of every command")
struct BadOptionTests {
  private static func run(_ option: CommandOption, _ words: String...) throws -> Program.Result {
    try Program.run(option.command + words)
  }

  @Test("The help of every command lists its options")
  func options() {
    let counts = Dictionary(grouping: CommandOption.all, by: { $0.command[0] }).mapValues(\.count)
    #expect(counts["query"] ?? 0 >= 16)
    #expect(counts["shell"] == counts["query"].map { $0 - 1 })
    #expect(counts["sandbox"] ?? 0 >= 7)
    #expect(counts["journal"] ?? 0 >= 11)
  }

  @Test("One that needs a value and has none, an empty one, or another option in its place", arguments: valued)
  func missing(option: CommandOption) throws {
    let message = "bindery: \(option.name) needs a value: \(option.name) \(option.value ?? "")\n"
    let rest = [[], [""], ["--quiet"], ["--no-such-option"], ["--format=csv"], ["--", "x"]]
    for words in rest.map({ [option.name] + $0 }) + [["\(option.name)="]] {
      let result = try Program.run(option.command + words)
      expectRefusal(result)
      #expect(result.error == message, "\(words)")
    }
  }

  @Test("One that is given twice", arguments: CommandOption.all.filter { !["--help", "--fault"].contains($0.name) })
  func repeated(option: CommandOption) throws {
    let words = option.value == nil ? [option.name] : [option.name, option.goodValue]
    expectRefusal(try Program.run(option.command + words + words), "\(option.name) was given twice")
  }

  @Test("One that takes no value and has one", arguments: CommandOption.all.filter { $0.value == nil })
  func superfluous(option: CommandOption) throws {
    expectRefusal(try Self.run(option, "\(option.name)=1"), "\(option.name) takes no value")
  }

  @Test("One that is misspelt is asked about", arguments: CommandOption.all)
  func misspelt(option: CommandOption) throws {
    // A letter too many.
    let word = "\(option.name)s"
    expectRefusal(try Self.run(option, word), "unknown option '\(word)'. Did you mean '\(option.name)'?")
  }

  @Test("One with bytes that are no text", arguments: valued)
  func bytes(option: CommandOption) throws {
    for value in [#"\377"#, #"a\300\200b"#] {
      let script = "exec \"$0\" \"$@\" \(option.name) \"$(printf '\(value)')\""
      let result = try Program.run(option.command, throughShell: script)
      expectRefusal(result, "word \(option.command.count + 2) of the command line is not UTF-8 text")
    }
  }

  /// Values that an option does not take, and what is said about them. An option that needs a value and has no row fails.
  private static func wrongValues(of option: CommandOption) -> (values: [String], message: String)? {
    let numbers = [
      "x", "1.5", "1e3", " 1", "1 ", "0x10", "99999999999999999999", "-99999999999999999999", "١", "1_000",
    ]
    switch option.name {
    case "--max-writes", "--max-requests":
      return (numbers + ["-1"], "\(option.name) takes a whole number of at least 0")
    case "--concurrency": return (numbers + ["-1", "0", "101"], "--concurrency takes a whole number from 1 to 100")
    case "--port": return (numbers + ["-1", "65536"], "--port takes a whole number from 0 to 65535")
    case "--latency": return (numbers + ["-1", "600001"], "--latency takes a whole number from 0 to 600000")
    case "--max-wait":
      return (
        ["x", "-1", "-0.5", "nan", "inf", "1e10", "0x10", "5s", "99999999999999999999"],
        "--max-wait takes a number of seconds, such as 60 or 0.5"
      )
    case "--format": return (["jsn", "JSON", "x", "table "], "unknown format")
    case "--base-url":
      return (
        [
          "x", "example.com", "ftp://example.com", "http://", "https:///x", "http://a b", "http://a:b@example.com",
          "http://example.com:0", "http://example.com:65536", "http://example.com:x", "http://example.com/?a=b",
          "http://exa\u{1B}mple.com", "file:///etc/passwd",
        ], "the base URL is not a URL that requests can go to"
      )
    case "--host": return (["no such host", "300.1.1.1", "http://127.0.0.1", "\u{1B}[31m"], "cannot listen on")
    case "--fault":
      return (
        [
          "x", "GET", "GET:*", "GET:*:", "GET:*:status=x", "GET:*:status=99", "GET:*:nth=0:status=500",
          "GET:*:nonsense",
        ],
        "can't be understood"
      )
    case "--spec":
      return (["/nonexistent", "/dev/null", "\u{1B}[31m"], "a spec is a directory with a 'provider.json'")
    // Files: each has its own test below.
    case "--file", "--output", "--database", "--journal", "--dataset", "--log": return ([], "")
    default: return nil
    }
  }

  @Test("One whose value is of another kind, out of range or nonsense", arguments: valued)
  func wrong(option: CommandOption) throws {
    let (values, message) = try #require(Self.wrongValues(of: option), "\(option) has no row of wrong values")
    for value in values {
      let result = try Self.run(option, "\(option.name)=\(value)")
      expectRefusal(result, message)
      #expect(!result.error.contains("\u{1B}"), "a terminal would obey it")
    }
  }

  @Test(
    "Options and words that contradict each other, or say nothing",
    arguments: [
      (["query", "SELECT 1", "--verbose", "--quiet"], "--verbose and --quiet contradict each other"),
      (["journal", "undo", "1", "--verbose", "--quiet"], "--verbose and --quiet contradict each other"),
      (["query", "SELECT 1", "--sandbox", "--base-url", "http://127.0.0.1:9"], "--sandbox and --base-url both say"),
      (["query", "SELECT 1", "--file", "x"], "give the SQL as a word or as --file, not both"),
      (["query", "SELECT", "1"], "query takes one text of SQL, in quotes; it got 2 words"),
      (["sandbox", "x"], "sandbox takes options only, not 'x'"),
      (["journal", "--yes"], "journal needs one of list, show, resume, undo"),
      (["journal", "list", "--dry-run"], "journal list sends nothing: it takes no --dry-run"),
      (["journal", "show", "1", "--max-wait", "1"], "journal show sends nothing: it takes no --max-wait"),
      (["journal", "list", "--spec", "spec/github"], "journal list asks no provider: it takes no --spec"),
      (["journal", "undo", "0"], "journal undo takes the number of a run, not '0'"),
      (["journal", "undo", "99999999999999999999"], "journal undo takes the number of a run"),
      (["spec", "validate"], "spec validate takes one directory"),
      (["spec", "validate", "a", "b"], "spec validate takes one directory"),
      (["spec", "validate", "--all"], "unknown option '--all'; there is none"),
      (["spec", "diff", "a"], "spec diff takes two directories"),
      (["spec", "diff", "a", "b", "c"], "spec diff takes two directories"),
      (["spec", "valdate", "x"], "unknown spec command 'valdate'. Did you mean 'validate'?"),
      (["qery"], "unknown command 'qery'. Did you mean 'query'?"),
      (["--verson"], "unknown option '--verson'. Did you mean '--version'?"),
      (["help", "qery"], "unknown command 'qery'. Did you mean 'query'?"),
      (["", "x"], "unknown command ''"),
      (["a\nb\u{1B}[2J"], #"unknown command 'a\nb\u{1b}[2J'"#),
    ])
  func contradictions(words: [String], message: String) throws {
    expectRefusal(try Program.run(words), message)
  }

  @Test(
    "Environment variables are input as well",
    arguments: [
      (["GITHUB_API_URL": "nonsense"], "the environment variable GITHUB_API_URL is not a URL"),
      (["GITHUB_API_URL": "https://\u{1B}[31m"], "the environment variable GITHUB_API_URL is not a URL"),
      (
        ["GITHUB_TOKEN": "a\nX-Evil: 1"],
        "the environment variable GITHUB_TOKEN holds characters that no token can have"
      ),
      (["GH_TOKEN": "tök"], "the environment variable GH_TOKEN holds characters that no token can have"),
      (["GITHUB_TOKEN": "two words"], "the environment variable GITHUB_TOKEN holds characters"),
      (["GITHUB_TOKEN": "good-token", "GITHUB_API_URL": "http://api.example.com"], "is reached without encryption"),
    ])
  func environment(variables: [String: String], message: String) throws {
    expectRefusal(
      try Program.run(["query", "SELECT * FROM github.packages.packages"], environment: variables), message)
  }

  static let valued = CommandOption.all.filter { $0.value != nil }
}
