/// One mistake in a spec: where it is, what is wrong and what would be right.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named to the loader.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int
  /// What is wrong, and what would be right.
  public var message: String

  /// A mistake at a place of a file.
  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: error: message`, the form that SwiftPM and editors jump to.
  public var description: String { "\(file):\(line):\(column): error: \(message)" }
}

extension Diagnostic: Comparable {
  /// By file, then by place, then by message.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
  }
}
