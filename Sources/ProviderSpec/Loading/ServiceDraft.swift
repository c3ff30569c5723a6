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
  /// Where the type is written.
  var offset: Int

  /// The models that it names, those of its items too.
  var models: [Located<String>] { (model.map { [$0] } ?? []) + items.flatMap(\.models) }
}

/// A parameter as the file says it.
struct ParameterDraft {
  var name: Located<String>
  var type: TypeDraft
  var location: Located<String>?
  var explode: Located<Bool>?
  var defaultValue: SourceNode?
  var wildcard: Located<String>?
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
  /// Definitions that hold for this method alone.
  var parameters: [ParameterDraft] = []
  var required: [Located<String>]
  var optional: [Located<String>]
  var body: BodyDraft?
  var graphQL: Located<String>?
  var pagination: PaginationDraft?
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
  /// The object's or the items' type.
  var type: TypeDraft?
  var member: Located<[String]>?
  var mediaType: Located<String>?

  /// The name of the model of each object.
  var model: Located<String>? { type?.model }
}

/// A request's body as the file says it.
struct BodyDraft {
  var offset: Int
  var type: TypeDraft
  /// Whether it is written as the name of a model.
  var isModel: Bool
  var mediaType: Located<String>?
}

/// A rule of paging as a file says it.
struct PaginationDraft {
  var offset: Int
  var pagination: Pagination
  var pageParameter: Located<String>?
  var offsetParameter: Located<String>?
  var cursorParameter: Located<String>?
  var pageSizeParameter: Located<String>?
  var maximumPageSize: Located<Int>?

  /// The parameters that it names, each with the key that names it and whether it has to be an integer.
  var parameters: [(key: String, name: Located<String>, isInteger: Bool)] {
    [
      ("page_parameter", pageParameter, true), ("offset_parameter", offsetParameter, true),
      ("cursor_parameter", cursorParameter, false), ("page_size_parameter", pageSizeParameter, true),
    ].compactMap { key, name, isInteger in name.map { (key, $0, isInteger) } }
  }
}

/// A resource as the file says it.
struct ResourceDraft {
  var name: Located<String>
  var title: String
  var summary: String
  var model: Located<String>?
  var identity: [(parameter: Located<String>, field: Located<String>)] = []
  var methods: [Located<String>] = []
  var verbs: [(verb: Located<Verb>, methods: [Located<String>])] = []
  /// Whether nothing of `verbs` was left out because it could not be read.
  var verbsAreComplete = true
}
