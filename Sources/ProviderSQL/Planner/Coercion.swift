import ProviderRuntime

/// Turns values of SQL into values of parameters.
enum Coercion {
  /// A value that a request takes, and the value that the parameter's column shows for it.
  struct Coerced: Sendable, Hashable {
    var argument: ArgumentValue
    var shown: SQLValue
  }

  /// The value in the parameter's type; nil for NULL, which equals nothing.
  ///
  /// - Throws: `SQLError` naming the parameter where the value is of another type, outside the bounds or the known
  ///   values, or empty where it is part of a path.
  static func coerce(_ value: SQLValue, to parameter: ParameterDescriptor) throws(SQLError) -> Coerced? {
    if case .null = value { return nil }
    let argument = try argument(value, parameter)
    switch argument {
    case .integer(let number): try check(Double(number), written: "\(number)", parameter)
    case .number(let number): try check(number, written: "\(number)", parameter)
    case .string(let text) where text.isEmpty && parameter.location == .path:
      throw SQLError(.badValue, "\(parameter.name) is empty; it is a part of the request's path")
    default: break
    }
    return Coerced(argument: argument, shown: shown(argument, for: value))
  }

  private static func argument(_ value: SQLValue, _ parameter: ParameterDescriptor) throws(SQLError) -> ArgumentValue {
    switch parameter.type {
    case .integer:
      if let number = integer(value) { return .integer(number) }
      throw mismatch(value, parameter, "a whole number")
    case .number:
      if let number = real(value) { return .number(number) }
      throw mismatch(value, parameter, "a number")
    case .boolean:
      if let truth = boolean(value) { return .boolean(truth) }
      throw mismatch(value, parameter, "true or false")
    case .enumeration(let set):
      guard let text = text(value) else { throw mismatch(value, parameter, "a text") }
      guard set.values.contains(text) else {
        throw SQLError(
          .badValue,
          "\(parameter.name) = \(SQLText.quotedString(text)) is none of its values, which are "
            + "\(set.values.joined(separator: ", ")).\(Suggestions.question(text, among: set.values))")
      }
      return .string(text)
    case .array(let item): return .array(try elements(value, of: item, parameter))
    case .string, .model, .object:
      guard let text = text(value) else { throw mismatch(value, parameter, "a text") }
      return .string(text)
    }
  }

  /// The values of a JSON array, or the one value that stands for itself.
  private static func elements(
    _ value: SQLValue, of item: TypeDescriptor, _ parameter: ParameterDescriptor
  ) throws(SQLError) -> [ArgumentValue] {
    var values = [value]
    if case .text(let text) = value, let elements = JSONElements.values(text) { values = elements }
    if case .json(let text) = value, let elements = JSONElements.values(text) { values = elements }
    var single = parameter
    single.type = item
    var result: [ArgumentValue] = []
    for value in values {
      guard let one = try coerce(value, to: single) else {
        throw SQLError(.badValue, "a value of \(parameter.name) is null, which can't be asked for")
      }
      result.append(one.argument)
    }
    return result
  }

  /// SQLite checks each row again, by the column's affinity: a text stays what the statement wrote where a boolean's
  /// number would not equal it.
  private static func shown(_ argument: ArgumentValue, for value: SQLValue) -> SQLValue {
    switch argument {
    case .string(let text): return .text(text)
    case .integer(let number): return .integer(number)
    case .number(let number): return .real(number)
    case .boolean(let truth):
      if case .text(let text) = value, Int64(text) == nil { return .text(text) }
      return .integer(truth ? 1 : 0)
    case .array: return value
    }
  }

  private static func check(_ number: Double, written: String, _ parameter: ParameterDescriptor) throws(SQLError) {
    if let minimum = parameter.minimum, number < Double(minimum) {
      throw SQLError(.badValue, "\(parameter.name) = \(written) is less than its minimum, \(minimum)")
    }
    if let maximum = parameter.maximum, number > Double(maximum) {
      throw SQLError(.badValue, "\(parameter.name) = \(written) is more than its maximum, \(maximum)")
    }
  }

  private static func mismatch(_ value: SQLValue, _ parameter: ParameterDescriptor, _ wanted: String) -> SQLError {
    SQLError(.badValue, "\(parameter.name) = \(value.literal) is not \(wanted), which \(parameter.name) is")
  }

  private static func integer(_ value: SQLValue) -> Int64? {
    switch value {
    case .integer(let number): return number
    case .boolean(let truth): return truth ? 1 : 0
    case .real(let number): return Int64(exactly: number)
    case .text(let text), .json(let text):
      let trimmed = trimming(text)
      if let number = Int64(trimmed) { return number }
      return decimal(trimmed).flatMap { Int64(exactly: $0) }
    case .null, .blob: return nil
    }
  }

  private static func real(_ value: SQLValue) -> Double? {
    let number: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .real(let number): number
      case .text(let text), .json(let text): decimal(trimming(text))
      case .null, .blob, .boolean: nil
      }
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A number as SQLite reads one: Swift also takes hexadecimal digits and words such as `inf`.
  private static func decimal(_ text: String) -> Double? {
    text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } ? Double(text) : nil
  }

  private static func boolean(_ value: SQLValue) -> Bool? {
    switch value {
    case .boolean(let truth): return truth
    case .integer(0), .real(0): return false
    case .integer(1), .real(1): return true
    case .text(let text), .json(let text):
      switch trimming(text).lowercased() {
      case "true", "1": return true
      case "false", "0": return false
      default: return nil
      }
    default: return nil
    }
  }

  private static func text(_ value: SQLValue) -> String? {
    switch value {
    case .text(let text), .json(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .boolean(let truth): truth ? "1" : "0"
    case .null, .blob: nil
    }
  }

  private static func trimming(_ text: String) -> String {
    let space: (Character) -> Bool = { $0.isWhitespace && $0.isASCII }
    return String(text.drop(while: space).reversed().drop(while: space).reversed())
  }
}
