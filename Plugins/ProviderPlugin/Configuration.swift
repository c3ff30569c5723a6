import Foundation

/// A target's `bindery.json`: where the spec is that its code is generated from.
struct Configuration {
  /// The configuration file.
  let file: URL
  /// The file's text.
  let text: String
  /// The directory of the spec.
  let spec: URL

  /// Reads the configuration of the target in a directory.
  ///
  /// - Throws: `ConfigurationError` where the file is missing or wrong, with what to write.
  init(directory: URL) throws {
    let file = directory.appending(path: "bindery.json")
    self.file = file
    func problem(_ text: String) -> ConfigurationError { ConfigurationError(file: file, problem: text) }

    guard let data = try? Data(contentsOf: file) else {
      throw problem("there is no such file; write it, and let it name the directory of the spec")
    }
    text = String(decoding: data, as: UTF8.self)
    let json: Any
    do {
      json = try JSONSerialization.jsonObject(with: data)
    } catch {
      throw problem("this is not JSON")
    }
    guard let members = json as? [String: Any] else { throw problem("this is not a JSON object") }
    if let unknown = members.keys.filter({ $0 != "spec" }).min() {
      throw problem("unknown key '\(unknown)'; the only one is 'spec'")
    }
    guard let value = members["spec"] else { throw problem("the key 'spec' is missing") }
    guard let path = value as? String, !path.isEmpty else { throw problem("'spec' must be a path, as a string") }
    spec = URL(filePath: path, directoryHint: .isDirectory, relativeTo: directory).standardizedFileURL
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: spec.path, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw problem("there is no directory at '\(path)', which is \(spec.path)")
    }
    guard FileManager.default.fileExists(atPath: spec.appending(path: "provider.json").path) else {
      throw problem("there is no provider.json in '\(path)', which is \(spec.path)")
    }
  }
}

/// A `bindery.json` that is missing or wrong.
struct ConfigurationError: Error, CustomStringConvertible {
  let file: URL
  let problem: String

  var description: String {
    """
    \(file.path): \(problem). It reads, with the path relative to the target's directory:
    { "spec": "../../spec/example" }
    """
  }
}
