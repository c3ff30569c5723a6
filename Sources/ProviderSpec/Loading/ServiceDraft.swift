/// A service as its file says it, with the places of its names: references are not looked up yet.
struct ServiceDraft {
  var name: Located<String>
  var title: Located<String>
  var summary: Located<String>
  var enums: [EnumDraft] = []
  var parameters: [ParameterDraft] = []
  var models: [ModelDraft] = []
  var methods: [MethodDraft] = []
  var resources: [ResourceDraft] = []
}

/// An enum as the file says it.
struct EnumDraft {
  var name: Located<String>
  var summary: String
  var values: [Value] = []

  struct Value {
    var name: Located<String>
    var summary: String
  }
}

/// A type as the file says it.
struct TypeDraft {
  /// One of the type's names; empty where it is missing or unknown, which was reported.
  var type: Located<String>
  var format: Located<String>?
  var enumeration: Located<String>?
  var model: Located<String>?
  var items: [TypeDraft] = []
}

/// A parameter as the file says it.
struct ParameterDraft {
  var name: Located<String>
  var type: TypeDraft
  var defaultValue: SourceNode?
  var minimum: Located<Int>?
  var maximum: Located<Int>?
  var example: SourceNode?
  var summary: String
}

/// A model as the file says it.
struct ModelDraft {
  var name: Located<String>
  var title: String
  var summary: String
  var fields: [FieldDraft] = []
}

/// A field as the file says it.
struct FieldDraft {
  var name: Located<String>
  var type: TypeDraft
  var isRequired: Bool
  var isNullable: Bool
  var example: SourceNode?
  var title: String?
  var summary: String
}

/// A method as the file says it.
struct MethodDraft {
  var name: Located<String>
  var action: Located<String>
  var request: RequestLine
  var required: [Located<String>]
  var optional: [Located<String>]
  var body: Located<String>?
  var response: ResponseDraft
  var scopes: [String]
  var inverse: Located<String>?
  var documentation: String?
  var examples: [(parameter: Located<String>, value: SourceNode)] = []
  var summary: String
}

/// A response as the file says it.
struct ResponseDraft {
  var offset: Int
  var status: Located<Int>?
  var shape: Response.Shape = .none
  var model: Located<String>?
}

/// A resource as the file says it.
struct ResourceDraft {
  var name: Located<String>
  var title: String
  var summary: String
  var model: Located<String>
  var identity: [(parameter: Located<String>, field: Located<String>)] = []
  var methods: [Located<String>] = []
  var verbs: [(verb: Located<Verb>, methods: [Located<String>])] = []
  /// Whether nothing of `verbs` was left out because it could not be read.
  var verbsAreComplete = true
}
