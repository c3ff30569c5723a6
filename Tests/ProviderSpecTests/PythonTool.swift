import ChildProcess
import Foundation

/// Runs Python, which brings tools that the tests check against. They are skipped where it does not.
enum PythonTool {
  /// The modules that can be imported.
  static let hasCheckJSONSchema = run(["-c", "import check_jsonschema"])?.status == 0
  static let hasYAML = run(["-c", "import yaml"])?.status == 0

  struct Result {
    var status: Int32
    var output: Data
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// What `python3` prints when it is run with these arguments; nil where there is none.
  static func run(_ arguments: [String]) -> Result? {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: output)
  }
}
