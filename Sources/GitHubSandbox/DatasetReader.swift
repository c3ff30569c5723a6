import Foundation

/// Problems found so far, so that all of them can be told at once.
final class ProblemList {
  private(set) var texts: [String] = []

  func add(_ place: String, _ text: String) { texts.append(place.isEmpty ? text : "\(place): \(text)") }
}

/// Reads one JSON object, noting what is wrong with it and going on.
final class DatasetReader {
  private let members: [String: Any]
  private let place: String
  private let problems: ProblemList
  private var known: Set<String> = []

  init(_ value: Any, _ place: String, _ problems: ProblemList) {
    self.place = place
    self.problems = problems
    members = value as? [String: Any] ?? [:]
    if !(value is [String: Any]) { problems.add(place, "must be an object") }
  }

  func report(_ key: String, _ text: String) { problems.add(place(of: key), text) }

  func required<Value>(_ key: String, _ value: Value?, or placeholder: Value) -> Value {
    if value == nil, present(key) == nil { report(key, "is missing") }
    return value ?? placeholder
  }

  func string(_ key: String) -> String? { read(key, "must be a string") { $0 as? String } }

  func strings(_ key: String) -> [String] { read(key, "must be an array of strings") { $0 as? [String] } ?? [] }

  func boolean(_ key: String) -> Bool? {
    read(key, "must be true or false") { value in Self.isBoolean(value) ? value as? Bool : nil }
  }

  /// An integer in the given range.
  func integer(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
    read(key, "must be an integer between \(range.lowerBound) and \(range.upperBound)") { value in
      guard !Self.isBoolean(value), let number = value as? Int64, range.contains(number) else { return nil }
      return number
    }
  }

  /// An id: positive, and exact also for readers that keep numbers as doubles.
  func id(_ key: String) -> Int64? { integer(key, in: 1...(1 << 53)) }

  func date(_ key: String) -> Date? {
    read(key, "must be a date such as 2025-06-30T12:00:00Z") { ($0 as? String).flatMap(Timestamp.parse) }
  }

  func choice<Value: RawRepresentable<String> & CaseIterable>(_ key: String) -> Value? {
    let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
    return read(key, "must be one of \(values)") { ($0 as? String).flatMap(Value.init) }
  }

  func array(_ key: String) -> [DatasetReader] {
    let values = read(key, "must be an array") { $0 as? [Any] } ?? []
    return values.enumerated().map { DatasetReader($0.element, "\(place(of: key))[\($0.offset)]", problems) }
  }

  /// A reader of the member where that is an object.
  func objectIfPresent(_ key: String) -> DatasetReader? {
    guard let value = members[key], value is [String: Any] else { return nil }
    known.insert(key)
    return DatasetReader(value, place(of: key), problems)
  }

  /// Reports the members that nobody has asked for.
  func finish() {
    for key in members.keys.sorted() where !known.contains(key) {
      report(key, "is not known; known here are \(known.sorted().joined(separator: ", "))")
    }
  }

  private func read<Value>(_ key: String, _ complaint: String, _ convert: (Any) -> Value?) -> Value? {
    guard let value = present(key) else { return nil }
    guard let converted = convert(value) else {
      report(key, complaint)
      return nil
    }
    return converted
  }

  /// The member, unless it is missing or null.
  private func present(_ key: String) -> Any? {
    known.insert(key)
    guard let value = members[key], !(value is NSNull) else { return nil }
    return value
  }

  private func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// JSON's true and 1 arrive as the same class; the Objective-C type tells them apart on every platform.
  private static func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == "c"
  }
}
