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
  static let memberNames: Set<String> = ["self", "init", "none", "some", "hashValue", "rawValue", "Type", "Protocol"]

  /// Types that a nested type must not hide: those of the language, of the standard library and Foundation that a reader
  /// takes for granted, and those of the runtime that generated code names.
  static let typeNames: Set<String> = [
    // Parts of the language.
    "Any", "AnyObject", "Self", "Type", "Protocol", "Never", "Void",
    // Modules: hidden, nothing of theirs could be named any more.
    "Swift", "Foundation", "FoundationEssentials", "ProviderRuntime",
    // The standard library.
    "Actor", "AnyHashable", "Array", "ArraySlice", "AsyncSequence", "Bool", "CaseIterable", "Character", "Clock",
    "Codable", "CodingKey", "Collection", "Comparable", "Decodable", "Decoder", "DecodingError", "Dictionary",
    "Double", "Duration", "Encodable", "Encoder", "EncodingError", "Equatable", "Error", "Float", "Hashable", "Hasher",
    "ID", "Identifiable", "Int", "Int8", "Int16", "Int32", "Int64", "Iterator", "IteratorProtocol", "KeyPath",
    "MainActor",
    "Mirror", "Optional", "RandomNumberGenerator", "Range", "RawRepresentable", "RawValue", "Regex", "Result",
    "Sendable",
    "Sequence", "Set", "SetAlgebra", "SIMD", "StaticString", "String", "Substring", "Task", "UInt", "UInt8", "UInt16",
    "UInt32", "UInt64", "Unicode",
    // Foundation.
    "Bundle", "Calendar", "Data", "Date", "DateFormatter", "Decimal", "FileManager", "JSONDecoder", "JSONEncoder",
    "Locale",
    "Measurement", "Notification", "Process", "Thread", "TimeInterval", "TimeZone", "URL", "URLRequest", "UUID", "Unit",
    // The runtime.
    "ArgumentConvertible", "ArgumentValue", "Arguments", "AuthenticationDescriptor", "ClientConfiguration",
    "EnumDescriptor",
    "ErrorDescriptor", "FieldDecoder", "FieldDescriptor", "FieldEncoder", "GeneratedCode", "HTTPTransport",
    "HeaderDescriptor", "IdentityDescriptor", "Indirect", "JSONValue", "MethodDescriptor", "ModelDescriptor",
    "OpenEnum",
    "PagedSequence", "PaginationDescriptor", "ParameterDescriptor", "ProviderClient", "ProviderDescriptor",
    "ProviderError", "RateLimitDescriptor", "RefusalDescriptor", "ResourceDescriptor", "ResponseDescriptor",
    "ServerDescriptor", "ServiceDescriptor", "TypeDescriptor", "VerbDescriptor",
    // What a generated service nests.
    "Methods", "Parameters",
  ]
}
