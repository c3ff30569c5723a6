extension MethodDescriptor {
  /// The body of a request as bytes.
  ///
  /// - Throws: `ProviderError` where the method has a body and none is given, and where one is given that is not what the
  ///   method takes: JSON, and an object for a model. Whether its members are those of the model is not looked at.
  func bytes(of body: String?) throws(ProviderError) -> [UInt8]? {
    guard let declared = self.body else { return body.map { Array($0.utf8) } }
    guard let body else {
      throw ProviderError(
        kind: .missingArgument("body"), method: name,
        reason: "\(name) (\(httpMethod) \(path)) needs a body")
    }
    let bytes = Array(body.utf8)
    if let problem = Self.problem(bytes, declared) {
      throw ProviderError(
        kind: .invalidArgument("body"), method: name, reason: "the body of \(name) can't be sent: \(problem)")
    }
    return bytes
  }

  private static func problem(_ bytes: [UInt8], _ declared: BodyDescriptor) -> String? {
    if case .value(_, let mediaType) = declared, !MediaType.isJSON(mediaType) { return nil }
    guard let value = try? JSONMember(whole: bytes) else { return "it is no JSON" }
    if case .model = declared {
      guard case .object = value else { return "it is no JSON object but \(value.kind)" }
    }
    return nil
  }
}
