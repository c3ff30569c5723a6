/// Reads lines that someone types on the terminal.
protocol LineReader {
  /// Shows a prompt and waits for a line.
  func read(prompt: String) -> TypedLine
  /// Makes a statement the newest that can be fetched again.
  func remember(_ statement: String)
}

/// What came of waiting for a line.
enum TypedLine {
  /// A line, without its end.
  case line(String)
  /// Ctrl-C: nothing of the statement is to be run.
  case cancelled
  /// The end of the input.
  case end
}
