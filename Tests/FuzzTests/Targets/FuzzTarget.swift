/// One way for bytes from outside into the product, and what has to hold whatever they are.
///
/// The same targets are run by libFuzzer, with the address sanitizer (Tests/Fuzzer), and by an ordinary test, which tries the
/// seeds and a bounded number of mutations of them.
public struct FuzzTarget: Sendable {
  /// The target's name, and that of its folder of seeds.
  public let name: String
  /// The longest input, in bytes.
  public let maximumLength: Int
  /// How many mutated inputs the ordinary test tries.
  public let mutations: Int
  /// Pieces of text that make an input go further.
  public let dictionary: [String]
  /// Puts an input through the product.
  ///
  /// - Throws: `Violation` where something does not hold.
  public let run: @Sendable ([UInt8]) throws -> Void

  /// Every target.
  public static let all: [FuzzTarget] = [
    language, statements, headers, paging, spec, documents, bodies, urls, sandbox, journal,
  ]

  init(
    _ name: String, maximumLength: Int, mutations: Int, dictionary: [String],
    run: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.maximumLength = maximumLength
    self.mutations = mutations
    self.dictionary = dictionary
    self.run = run
  }
}

/// Something that has to hold and does not.
public struct Violation: Error, CustomStringConvertible {
  /// What does not hold.
  public let description: String
}

/// Throws a violation unless the condition holds.
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
  if !condition { throw Violation(description: message()) }
}

/// Calls a body whose errors of one type are as good as a result; any other error is a violation.
func allowing<Failure: Error>(_ type: Failure.Type, _ body: () throws -> Void) throws {
  do {
    try body()
  } catch is Failure {
  } catch let violation as Violation {
    throw violation
  } catch {
    throw Violation(description: "not a \(type): \(error)")
  }
}

/// The parts of an input: what lies between lines of equals signs.
func parts(of bytes: [UInt8]) -> [[UInt8]] {
  var parts: [[UInt8]] = [[]]
  for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    if line.elementsEqual("====".utf8) {
      parts.append([])
    } else {
      if !(parts.last?.isEmpty ?? true) { parts[parts.count - 1].append(UInt8(ascii: "\n")) }
      parts[parts.count - 1] += line
    }
  }
  return parts
}

/// The text of some bytes; what is no UTF-8 becomes U+FFFD.
func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
