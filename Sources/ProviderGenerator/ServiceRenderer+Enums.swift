import ProviderSpec

extension ServiceRenderer {
  /// Writes an open enum.
  func write(_ enumeration: Enumeration, at place: Int, to writer: inout SwiftWriter) {
    guard let type = names.enums[enumeration.name] else { return }
    let members = SwiftNames.memberNames(
      enumeration.values.map(\.name), reserved: ["descriptor", "knownValues"])
    writer.documentation(
      enumeration.summary.isEmpty ? "The values of `\(enumeration.name)`." : enumeration.summary)
    let protocols = "OpenEnum, RawRepresentable, Codable, Hashable, CustomStringConvertible"
    writer.block("public struct \(type): \(protocols) {") { writer in
      for (value, member) in zip(enumeration.values, members) {
        writer.documentation(value.summary.isEmpty ? "The value `\(value.name)`." : value.summary)
        writer.property(
          "public static var \(SwiftNames.escaped(member)): \(type)", "\(type)(",
          [Argument("rawValue", .string(value.name))])
        writer.line()
      }
      writer.documentation("The set as the registry holds it.")
      writeDescriptor("descriptor: EnumDescriptor", "enumeration(\(place))", to: &writer)
      writer.line()
      writer.documentation("The text that travels.")
      writer.line("public let rawValue: String")
      writer.line()
      writer.documentation("Creates a value from the text that travels.")
      writer.block("public init(rawValue: String) {") { $0.line("self.rawValue = rawValue") }
    }
  }
}
