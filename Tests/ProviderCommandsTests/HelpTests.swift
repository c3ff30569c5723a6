import Testing

@Suite("Help and usage")
struct HelpTests {
  @Test("Without words the program prints help with an example", arguments: [[], ["--help"], ["-h"], ["help"]])
  func help(words: [String]) throws {
    let result = try Program.run(words)
    #expect(result.status == 0)
    #expect(result.output.contains("usage: bindery COMMAND"))
    #expect(result.output.contains("example:"))
    #expect(result.error.isEmpty)
  }

  @Test("Each command has help", arguments: ["query", "shell", "journal", "sandbox", "spec"])
  func commandHelp(command: String) throws {
    for words in [[command, "--help"], ["help", command]] {
      let result = try Program.run(words)
      #expect(result.status == 0)
      #expect(result.output.contains("usage: bindery \(command)"))
      #expect(result.output.contains("example:"))
      guard ["query", "shell"].contains(command) else { continue }
      #expect(result.output.contains("INSERT, UPDATE, REPLACE, DELETE and EXEC make a plan"))
    }
  }

  @Test("query without SQL and options prints its help, also where no terminal is")
  func nothingToRun() throws {
    let result = try Program.run(["query"])
    #expect(result.status == 0)
    #expect(result.output.contains("usage: bindery query"))
  }

  @Test("The version is printed")
  func version() throws {
    let result = try Program.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /bindery \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "A command line that cannot be carried out gets one clear line and exit status 1",
    arguments: [
      (["qurey"], "unknown command 'qurey'. Did you mean 'query'?"),
      (["--verison"], "unknown option '--verison'. Did you mean '--version'?"),
      (["query", "SELECT 1", "--formt", "json"], "unknown option '--formt'. Did you mean '--format'?"),
      (["query", "SELECT 1", "--format", "jsn"], "unknown format 'jsn'. Did you mean 'json'?"),
      (["query", "SELECT 1", "--format"], "--format needs a value: --format FORMAT"),
      (["query", "SELECT 1", "--quiet=yes"], "--quiet takes no value"),
      (["query", "SELECT 1", "--quiet", "--quiet"], "--quiet was given twice"),
      (["query", "SELECT 1", "--quiet", "--verbose"], "--verbose and --quiet contradict each other"),
      (["query", "SELECT", "1"], "query takes one text of SQL, in quotes; it got 2 words"),
      (["query", "SELECT 1", "--file", "x.sql"], "give the SQL as a word or as --file, not both"),
      (["query", "--file", "/nonexistent.sql"], "cannot read /nonexistent.sql: No such file or directory"),
      (["query", "SELECT 1", "--concurrency", "0"], "--concurrency takes a whole number from 1 to 100, not '0'"),
      (["query", "SELECT 1", "--max-requests", "-1"], "--max-requests takes a whole number of at least 0, not '-1'"),
      (
        ["query", "SELECT 1", "--max-wait", "soon"],
        "--max-wait takes a number of seconds, such as 60 or 0.5, not 'soon'"
      ),
      (
        ["query", "SELECT 1", "--sandbox", "--base-url", "http://127.0.0.1:1"],
        "--sandbox and --base-url both say which server to ask: give one of them"
      ),
      (["sandbox", "--port", "70000"], "--port takes a whole number from 0 to 65535, not '70000'"),
      (
        ["sandbox", "--fault", "DELETE:*:nth=2"],
        "the fault 'DELETE:*:nth=2' can't be understood: it does not say what happens, such as status=500, close or link=none"
      ),
      (["sandbox", "now"], "sandbox takes options only, not 'now'"),
      (["spec", "valdate", "spec"], "unknown spec command 'valdate'. Did you mean 'validate'?"),
      (["spec", "validate"], "spec validate takes one directory: bindery spec validate DIR"),
    ])
  func usage(words: [String], message: String) throws {
    let result = try Program.run(words)
    #expect(result.status == 1)
    #expect(result.error == "bindery: \(message)\n")
    #expect(result.output.isEmpty)
  }
}
