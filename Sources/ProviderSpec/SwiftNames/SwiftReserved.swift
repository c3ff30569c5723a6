/// Names that an identifier of generated code must not have, or must have in backticks only.
enum SwiftReserved {
  /// Keywords that can't be an identifier without backticks.
  static let keywords: Set<String> = [
    "Any", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
    "do",
    "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in",
    "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
    "repeat", "rethrows", "return", "self", "Self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// Members that would change the meaning of an expression even in backticks (`x.self`, `T.init`, `Optional.none`), or
  /// that a protocol of every generated type asks for.
  static let memberNames: Set<String> = [
    "self", "init", "none", "some", "hashValue", "rawValue", "Type", "Protocol", "fieldValue", "fieldValues",
  ]

  /// Types that a nested type must not hide: those of the language, of the standard library and Foundation that a reader
  /// takes for granted, and those of the runtime that generated code names.
  static let typeNames: Set<String> = [
    // Parts of the language.
    "Any", "AnyObject", "Self", "Type", "Protocol", "Never", "Void",
    // Modules: hidden, nothing of theirs could be named any more.
    "Swift", "Foundation", "FoundationEssentials", "ProviderRuntime",
    // The standard library.
    "Actor", "AnyHashable", "Array", "ArraySlice", "AsyncSequence", "Bool", "CaseIterable", "Character", "Clock",
    "Codable", "CodingKey", "Collection", "Comparable", "CustomStringConvertible", "Decodable",
    "Decoder", "DecodingError", "Dictionary",
    "Double", "Duration", "Encodable", "Encoder", "EncodingError", "Equatable", "Error", "Float", "Hashable",
    "Hasher", "ID", "Identifiable", "Int", "Int16", "Int32", "Int64", "Int8", "Iterator", "IteratorProtocol",
    "KeyPath", "MainActor", "Mirror", "Optional", "Range", "RawRepresentable", "RawValue", "Regex", "Result",
    "Sendable", "Sequence", "Set", "StaticString", "String", "Substring", "Task", "UInt", "UInt16", "UInt32",
    "UInt64", "UInt8", "Unicode",
    // Foundation, as far as generated code or its readers name it.
    "Data", "Date", "Decimal", "JSONDecoder", "JSONEncoder", "TimeInterval", "URL", "UUID",
    // The runtime.
    "ArgumentConvertible", "ArgumentValue", "Arguments", "AuthenticationDescriptor", "ClientConfiguration",
    "EnumDescriptor", "ErrorDescriptor", "FieldConvertible", "FieldValue", "FieldValues",
    "GeneratedCode", "GeneratedModel", "HTTPTransport", "HeaderDescriptor", "JSONValue",
    "MethodDescriptor", "ModelDescriptor", "OpenEnum", "PagedSequence", "PaginationDescriptor",
    "ProviderClient", "ProviderDescriptor", "ProviderError", "RateLimitDescriptor", "RefusalDescriptor",
    "ResourceDescriptor", "ServerDescriptor", "ServiceDescriptor", "ServiceText",
    // What a generated service nests.
    "Methods", "Registry",
  ]
}
