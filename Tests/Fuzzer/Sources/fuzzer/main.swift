import CLibFuzzer
import Foundation
import FuzzTargets

// fuzzer TARGET [libFuzzer's options…]; fuzzer --list; fuzzer --dictionary TARGET.
// Safe because it is written once, before libFuzzer calls.
nonisolated(unsafe) private var target = FuzzTarget.all[0]

var arguments = CommandLine.arguments
if arguments.dropFirst().first == "--list" {
  for target in FuzzTarget.all { print(target.name, target.maximumLength) }
  exit(0)
}
let isDictionary = arguments.dropFirst().first == "--dictionary"
if isDictionary { arguments.remove(at: 1) }
guard arguments.count > 1, let found = FuzzTarget.all.first(where: { $0.name == arguments[1] }) else {
  FileHandle.standardError.write(
    Data("fuzzer: name one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))\n".utf8))
  exit(1)
}
if isDictionary {
  for word in found.dictionary {
    print("\"" + word.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\"")
  }
  exit(0)
}
target = found
arguments.remove(at: 1)

var count = Int32(arguments.count)
var pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(capacity: arguments.count + 1)
for (index, argument) in arguments.enumerated() { pointers?[index] = strdup(argument) }
pointers?[arguments.count] = nil
exit(
  LLVMFuzzerRunDriver(&count, &pointers) { bytes, length in
    do {
      try target.run(Array(UnsafeBufferPointer(start: bytes, count: length)))
    } catch {
      fatalError("\(error)")
    }
    return 0
  })
