/// What the validator looks at in a GraphQL document.
enum GraphQLText {
  /// Whether the document has the variable, in its declarations or in its fields.
  static func declares(_ variable: String, in document: String) -> Bool {
    let names = document.split(separator: "$", omittingEmptySubsequences: false).dropFirst()
    return names.contains { rest in
      rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } == variable
    }
  }
}
