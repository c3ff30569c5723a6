import ProviderRuntime

/// Arguments as the journal writes them.
enum JournalText {
  /// A JSON object of the arguments, in their order.
  static func object(_ arguments: Arguments) -> String {
    let members = arguments.names.compactMap { name in
      arguments[name].map { "\(JSONText.string(name)):\(value($0))" }
    }
    return "{\(members.joined(separator: ","))}"
  }

  static func value(_ value: ArgumentValue) -> String {
    switch value {
    case .string(let text): JSONText.string(text)
    case .integer(let number): String(number)
    // A request with any other number is not built.
    case .number(let number): number.isFinite ? String(number) : "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .array(let values): "[\(values.map { Self.value($0) }.joined(separator: ","))]"
    }
  }
}

extension Row {
  /// The value of a column as text; nil for NULL.
  func text(_ column: Int) -> String? {
    if kind(column) == .null { return nil }
    return withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }
}
