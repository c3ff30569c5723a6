import Foundation
import ProviderGenerator

@main struct ProviderGeneratorMain {
  static func main() {
    do {
      switch try GeneratorCommand.parse(Array(CommandLine.arguments.dropFirst())) {
      case .help: FileHandle.standardOutput.write(Data(GeneratorCommand.usage.utf8))
      case .generate(let command): try command.run()
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
