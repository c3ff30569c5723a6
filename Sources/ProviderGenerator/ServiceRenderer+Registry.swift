import ProviderSpec

extension ServiceRenderer {
  /// Writes the text that the registry's part of the service is read from.
  func writeRegistry(to writer: inout SwiftWriter) {
    writer.documentation("The service's part of the registry, in the form that `ServiceText` describes.")
    writer.block("enum Registry {") { writer in
      let text = ServiceText(service)
      writer.texts("static let text = ServiceText(", [("", text.lines), ("models: ", text.modelLines)], ")")
    }
  }

  /// Writes the methods' descriptors.
  func writeMethods(to writer: inout SwiftWriter) {
    writer.documentation("The methods of the service, as the registry shares them between resources.")
    writer.block("public enum Methods {") { writer in
      for (place, method) in service.methods.enumerated() {
        guard let name = names.methods[method.name] else { continue }
        if place > 0 { writer.line() }
        writer.documentation("`\(method.httpMethod) \(method.path)`")
        writeDescriptor("\(SwiftNames.escaped(name)): MethodDescriptor", "method(\(place))", to: &writer)
      }
    }
  }

  /// Writes a property that is what the registry has in a place.
  func writeDescriptor(_ declaration: String, _ place: String, to writer: inout SwiftWriter) {
    writer.short("public static var \(declaration)", "Registry.text.\(place)")
  }
}
