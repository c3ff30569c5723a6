import Foundation
import PackagePlugin

extension Package {
  /// The targets of the given names; without names those that have a spec.
  func providers(named names: [String]) throws -> [any Target] {
    for name in names where !targets.contains(where: { $0.name == name }) {
      throw CommandError("no target '\(name)' in \(displayName)")
    }
    let found = targets.filter { target in
      let file = target.directoryURL.appending(path: "bindery.json").path
      return names.isEmpty ? FileManager.default.fileExists(atPath: file) : names.contains(target.name)
    }
    if found.isEmpty { throw CommandError("no target of \(displayName) has a bindery.json that names a spec") }
    return found
  }
}

/// Runs a tool to its end, and returns its exit status.
func run(_ tool: URL, _ words: [String]) throws -> Int32 {
  let process = Process()
  process.executableURL = tool
  process.arguments = words
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}

/// Why a command ended without success.
struct CommandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
