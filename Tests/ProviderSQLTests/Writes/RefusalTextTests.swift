import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The text of a refusal")
struct RefusalTextTests {
  private static let delete = """
    DELETE FROM depot.code.files WHERE owner = 'o' AND repo = 'r' AND path = 'a' AND message = 'bye' AND sha = 'S'
      AND token = 'gehe"im'
    """

  /// What the statement is answered where its request is.
  private static func message(
    _ body: String, _ headers: HTTPHeaders = [:], errors: ErrorDescriptor = ErrorDescriptor()
  ) async throws -> String {
    var provider = Repositories.provider
    provider.errors = errors
    return try await Bench.run(
      provider,
      answer: { $0.method == "DELETE" ? .json(body, status: 422, headers: headers) : nil },
      { run in try run.run(Self.delete).result.texts("message").first ?? "" })
  }

  @Test("is the beginning of its body where the spec names no member of it, without secrets and control characters")
  func beginning() async throws {
    #expect(try await Self.message("\n sha does\u{1B}[31m not\n match ").hasSuffix("sha does [31m not match"))
    let json = try await Self.message(#"{"problem": "token gehe\"im is none, bye"}"#)
    #expect(json.contains(#"{"problem": "token *** is none, bye"}"#), "\(json)")
    #expect(try await Self.message("token gehe\"im").hasSuffix("token ***"))
    let long = try await Self.message(String(repeating: "word ", count: 1_000))
    #expect(long.count < 600 && long.hasSuffix("…"))
    #expect(try await !Self.message("<html>Sign in</html>").contains("Sign in"))
  }

  @Test("is where a path leads that the spec names")
  func path() async throws {
    let errors = ErrorDescriptor(messageMember: ["error", "text"])
    let message = try await Self.message(#"{"error": {"text": "Too short."}}"#, errors: errors)
    #expect(message.contains("Too short.") && !message.contains("{"), "\(message)")
  }
}
