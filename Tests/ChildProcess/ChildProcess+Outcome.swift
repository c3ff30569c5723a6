import Foundation

extension ChildProcess {
  /// How a program has ended, and what it has written.
  public struct Outcome: Sendable {
    /// The exit status, or the number of the signal that ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: Data
    /// What it wrote to standard error.
    public var error: Data

    /// The output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of the output.
    public var lines: [String] { text.split(separator: "\n").map(String.init) }
    /// The errors as text.
    public var errorText: String { String(decoding: error, as: UTF8.self) }
  }

  /// Runs the program to its end. Its streams are files and not pipes: nobody has to read both ends at once.
  ///
  /// - Parameters:
  ///   - input: What it reads.
  ///   - limit: After how long it is killed, in case that it serves or waits where it should not; nil lets it be.
  public func outcome(input: String = "", within limit: Duration? = nil) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bindery-child-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ text: String = "") throws -> URL {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file
    }
    let output = try file("output")
    let error = try file("error")
    standardInput = try FileHandle(forReadingFrom: file("input", input))
    standardOutput = try FileHandle(forWritingTo: output)
    standardError = try FileHandle(forWritingTo: error)
    try run()
    if let limit {
      let deadline = ContinuousClock.now.advanced(by: limit)
      while isRunning, ContinuousClock.now < deadline { usleep(1_000) }
      if isRunning { kill(processIdentifier, SIGKILL) }
    }
    waitUntilExit()
    return Outcome(
      status: terminationStatus, output: try Data(contentsOf: output), error: try Data(contentsOf: error))
  }
}
