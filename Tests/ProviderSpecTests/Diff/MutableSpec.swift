import Foundation
import ProviderSpec
import Testing

/// A spec's files as values that can be changed, each found by the names that lead to it.
final class MutableSpec {
  private var files: [String: MutableJSON] = [:]

  /// Reads the files of a directory that holds nothing but one spec.
  init(_ directory: URL) throws {
    for file in try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      let data = try Data(contentsOf: file)
      files[file.deletingPathExtension().lastPathComponent] = MutableJSON(
        try JSONSerialization.jsonObject(with: data))
    }
  }

  /// A value by its path: keys, and in arrays the names of their elements: `models/package/fields/id`.
  func at(_ path: String, of file: String = "packages") throws -> MutableJSON {
    var value = files[file]
    for part in path.split(separator: "/") { value = value?.child(String(part)) }
    return try #require(value, "nothing at \(path)")
  }

  /// Sets a member to a value written as JSON; nil removes it.
  func set(_ path: String, _ key: String, _ json: String?, of file: String = "packages") throws {
    try at(path, of: file).members[key] = try json.map(MutableJSON.init(json:))
  }

  /// Removes the element of that name from the array that holds it.
  func remove(_ path: String, of file: String = "packages") throws {
    let (array, index) = try element(path, of: file)
    array.elements.remove(at: index)
  }

  /// Inserts an element, written as JSON, behind the one of that name.
  func insert(_ json: String, behind path: String, of file: String = "packages") throws {
    let (array, index) = try element(path, of: file)
    array.elements.insert(try MutableJSON(json: json), at: index + 1)
  }

  /// Replaces a text, without quotes, wherever the file has it as a name or as part of a path.
  func replace(_ text: String, with other: String, in file: String = "packages") throws {
    let data = try JSONSerialization.data(
      withJSONObject: at("", of: file).value, options: [.sortedKeys, .withoutEscapingSlashes])
    let before = String(decoding: data, as: UTF8.self)
    try #require(before.contains(text), "\(text) is not in the spec")
    files[file] = try MutableJSON(json: before.replacing(text, with: other))
  }

  /// Adds a service.
  func add(service name: String, _ json: String) throws {
    files[name] = try MutableJSON(json: json)
    try at("services", of: "provider").elements.append(
      MutableJSON(json: #"{ "name": "\#(name)", "file": "\#(name).json" }"#))
  }

  /// Gives a service, and its file, another name.
  func renameService(_ old: String, to new: String) throws {
    files[new] = files.removeValue(forKey: old)
    try set("", "name", "\"\(new)\"", of: new)
    try set("services/\(old)", "file", "\"\(new).json\"", of: "provider")
    try set("services/\(old)", "name", "\"\(new)\"", of: "provider")
  }

  /// What the loader makes of the files.
  func load() throws -> Provider {
    try SpecLoader.load(directory: "spec") { [self] path in
      let file = String(path.dropFirst("spec/".count).dropLast(".json".count))
      return [UInt8](try JSONSerialization.data(withJSONObject: at("", of: file).value, options: .sortedKeys))
    }
  }

  private func element(_ path: String, of file: String) throws -> (MutableJSON, Int) {
    let parts = path.split(separator: "/").map(String.init)
    let array = try at(parts.dropLast().joined(separator: "/"), of: file)
    return (array, try #require(array.index(of: parts.last ?? ""), "nothing at \(path)"))
  }
}

/// A JSON value that can be changed where it stands.
final class MutableJSON {
  /// The members, where it is an object.
  var members: [String: MutableJSON] = [:]
  /// The elements, where it is an array.
  var elements: [MutableJSON] = []
  private let kind: Kind

  private enum Kind {
    case object
    case array
    case scalar(Any)
  }

  init(_ value: Any) {
    switch value {
    case let object as [String: Any]:
      kind = .object
      members = object.mapValues(MutableJSON.init)
    case let array as [Any]:
      kind = .array
      elements = array.map(MutableJSON.init)
    default: kind = .scalar(value)
    }
  }

  convenience init(json: String) throws {
    self.init(try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed))
  }

  /// The value as Foundation has it.
  var value: Any {
    switch kind {
    case .object: members.mapValues(\.value)
    case .array: elements.map(\.value)
    case .scalar(let value): value
    }
  }

  /// Adds an element, a text.
  func add(_ text: String) { elements.append(MutableJSON(text)) }

  func child(_ name: String) -> MutableJSON? { members[name] ?? index(of: name).map { elements[$0] } }

  func index(of name: String) -> Int? {
    elements.firstIndex { element in
      [element, element.members["name"], element.members["parameter"], element.members["reason"]].contains {
        if case .scalar(let value) = $0?.kind { value as? String == name } else { false }
      }
    }
  }
}
