import ProviderRuntime

/// A resource as a table: its columns, and what a comparison with each of them can tell a method.
struct ResourceTable: Sendable {
  /// The table's name, for example `github.packages.package_versions`.
  let name: String
  let provider: ProviderDescriptor
  let service: ServiceDescriptor
  let resource: ResourceDescriptor
  /// The fields of a row in the spec's order, then the parameters and the members of requests' bodies that are no
  /// fields, hidden.
  let columns: [TableColumn]
  /// The methods by verb, in selection order.
  let methods: [Verb: [MethodDescriptor]]
  /// The members of the bodies of DELETE's requests that are no parameters of their methods, by method.
  private let deletionMembers: [String: [FieldDescriptor]]

  init(provider: ProviderDescriptor, service: ServiceDescriptor, resource: ResourceDescriptor) {
    self.provider = provider
    self.service = service
    self.resource = resource
    name = "\(provider.name).\(service.name).\(resource.name)"
    var methods: [Verb: [MethodDescriptor]] = [:]
    for verb in resource.verbs {
      methods[verb.verb] = verb.methods.compactMap { name in resource.methods.first { $0.name == name } }
    }
    self.methods = methods
    columns = Self.columns(of: resource, in: service, methods: methods)
    deletionMembers = (methods[.delete] ?? []).reduce(into: [:]) { members, method in
      members[method.name] = method.bodyFields(of: service).filter { field in
        !method.parameters.contains { $0.name == field.name }
      }
    }
  }

  /// The index of the column that gives a parameter, or a member of a DELETE's body: its own, or the field of its name.
  func column(ofParameter parameter: String) -> Int? {
    columns.firstIndex { $0.input == parameter && $0.name == parameter }
      ?? columns.firstIndex { $0.input == parameter }
  }

  /// The field by which rows show what a parameter of a method's path names of the object that it answers: identity ties it
  /// to one, or the path ends in it and it has the name of one, which needs no identity.
  func key(of parameter: String, in method: MethodDescriptor) -> String? {
    if let tied = resource.identity.first(where: { $0.parameter == parameter }) { return tied.field }
    guard method.path.hasSuffix("/{\(parameter)}") else { return nil }
    return columns.first { $0.input == parameter && $0.name == parameter && $0.field != nil }?.name
  }

  /// What conditions may give the request of a method beside its parameters: the members of a DELETE's body.
  func members(of method: MethodDescriptor, for verb: Verb) -> [FieldDescriptor] {
    verb == .delete ? deletionMembers[method.name] ?? [] : []
  }

  /// Whether a condition can give the request of a method something of that name.
  func takes(_ method: MethodDescriptor, _ name: String, for verb: Verb) -> Bool {
    method.parameters.contains { $0.name == name } || members(of: method, for: verb).contains { $0.name == name }
  }

  /// Whether what a method answers has one of some fields; true where it is no object of a model.
  func tells(_ method: MethodDescriptor, anyOf names: [String]) -> Bool {
    if method.response.shape == .none { return false }
    guard let name = method.response.model, let model = service.models.first(where: { $0.name == name }) else {
      return true
    }
    return model.fields.contains { names.contains($0.name) }
  }

  /// The first parameter of a name among those that have columns.
  func parameter(_ name: String) -> ParameterDescriptor? {
    column(ofParameter: name).flatMap { columns[$0].parameter }
  }

  /// The members of a row: the fields of the resource's model, then those that only other select methods return, and
  /// `value` where one returns no object of a model.
  private static func rowFields(
    of resource: ResourceDescriptor, in service: ServiceDescriptor, selects: [MethodDescriptor]
  ) -> [FieldDescriptor] {
    var seen: Set<String> = []
    let names = [resource.model] + selects.map(\.response.model)
    let fields = names.compactMap { $0 }.filter { seen.insert($0).inserted }.flatMap { name in
      service.models.first { $0.name == name }?.fields ?? []
    }
    seen = []
    var result = fields.filter { seen.insert($0.name).inserted }
    for method in selects where method.response.model == nil {
      guard let type = method.response.type, seen.insert(valueColumn).inserted else { continue }
      result.append(FieldDescriptor(name: valueColumn, type: type))
    }
    return result
  }

  private static func columns(
    of resource: ResourceDescriptor, in service: ServiceDescriptor, methods: [Verb: [MethodDescriptor]]
  ) -> [TableColumn] {
    // What only EXEC takes has no place in a WHERE.
    let parameters = resource.methods
      .filter { method in methods.contains { $0.key != .exec && $0.value.contains { $0.name == method.name } } }
      .flatMap(\.parameters)
    func parameter(_ name: String) -> ParameterDescriptor? { parameters.first { $0.name == name } }
    let deleting = (methods[.delete] ?? []).flatMap { $0.bodyFields(of: service) }
    let sent =
      [Verb.insert, .update, .replace].flatMap { methods[$0] ?? [] }.flatMap { $0.bodyFields(of: service) } + deleting
    let sentNames = Set(sent.map(\.name))
    let deletingNames = Set(deleting.map(\.name))
    func sends(_ name: String) -> String? { sentNames.contains(name) ? name : nil }
    func deletes(_ name: String) -> String? { deletingNames.contains(name) ? name : nil }

    let selects = methods[.select] ?? []
    let fields = rowFields(of: resource, in: service, selects: selects)
    // Where all that is told is whether something is there, what names it is the row.
    let shown = fields.isEmpty ? Set(selects.flatMap(\.parameters).filter { $0.location == .path }.map(\.name)) : []
    var columns: [TableColumn] = []
    // SQLite compares names of columns without case; JSON does not.
    var taken: Set<String> = []
    func unique(_ name: String) -> String {
      var candidate = name
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
    for field in fields {
      let tied = resource.identity.first { $0.field == field.name }.flatMap { parameter($0.parameter) }
      columns.append(
        TableColumn(
          name: unique(field.name), type: ColumnType(field.type), isHidden: false, field: field,
          parameter: parameter(field.name) ?? tied, bodyField: sends(field.name),
          deletionMember: deletes(field.name)))
    }
    var seen = Set(fields.map(\.name))
    for parameter in parameters where seen.insert(parameter.name).inserted {
      let tied = resource.identity.first { $0.parameter == parameter.name }
        .flatMap { identity in fields.first { $0.name == identity.field } }
      columns.append(
        TableColumn(
          name: unique(parameter.name), type: ColumnType(parameter.type), isHidden: !shown.contains(parameter.name),
          field: tied, parameter: parameter, bodyField: sends(parameter.name), deletionMember: deletes(parameter.name)))
    }
    for field in sent where seen.insert(field.name).inserted {
      columns.append(
        TableColumn(
          name: unique(field.name), type: ColumnType(field.type), isHidden: true, bodyField: field.name,
          deletionMember: deletes(field.name)))
    }
    return columns
  }

  /// The column of what a method answers that is no object of a model.
  static let valueColumn = "value"

  /// The statement that declares the table to SQLite, which takes none without columns.
  var declaration: String {
    let list = columns.map { column in
      "\(SQLText.quotedName(column.name)) \(column.type.declaration)\(column.isHidden ? " HIDDEN" : "")"
    }
    return "CREATE TABLE x(\(list.joined(separator: ", ")))"
  }
}

/// A column of a resource's table.
struct TableColumn: Sendable {
  var name: String
  var type: ColumnType
  /// Whether `SELECT *` leaves it out: it is a parameter and no field, in a table that has fields.
  var isHidden: Bool
  /// The field of the response that it reads; nil for a parameter that no field carries.
  var field: FieldDescriptor?
  /// The parameter that a comparison with it gives; nil for a field that no method takes.
  var parameter: ParameterDescriptor?
  /// The member of a request's body that INSERT, UPDATE or REPLACE write by it, or DELETE gives; nil for what no
  /// method's body has.
  var bodyField: String?
  /// The member of the body of a DELETE's request that an equality with it gives; nil for what none has.
  var deletionMember: String?

  /// The name of what an equality with it gives a request: a parameter, or a member of a DELETE's body.
  var input: String? { parameter?.name ?? deletionMember }
  /// Whether it is only sent: no response holds it, and no request asks by it.
  var isOnlySent: Bool { field == nil && parameter == nil }
  /// Whether what asks for a row need not be equal to what the row holds: labels, and the list of all its labels. Only the
  /// server can compare them.
  var differsFromParameter: Bool {
    guard let field, parameter != nil else { return false }
    return ColumnType(field.type) == .json
  }

  /// Whether SQLite can't compare the column with what it is asked for: the server does, or the cursor where that may be a
  /// wildcard.
  var isComparedElsewhere: Bool { differsFromParameter || wildcard != nil }

  /// Whether SQLite can make a comparison with it that no request takes: a response holds what is compared.
  var mayFilter: Bool { field != nil && !differsFromParameter }

  /// Whether rows hold what its parameter takes, so that the request for a row can have it from there.
  var holdsInput: Bool { field.map { field in parameter.map(field.isLike) ?? true } ?? false }

  /// The value that asks for every value of the field, which no row holds; nil where there is none.
  var wildcard: String? {
    guard let field, let parameter, parameter.name == field.name, ColumnType(field.type) == .text else { return nil }
    return parameter.wildcard
  }

  /// Whether a list shows the rows of one value of the field unless the parameter says otherwise. A default that is no
  /// value of the field, such as `all`, leaves nothing out.
  var isNarrowedByDefault: Bool {
    guard let field, let value = parameter?.defaultValue else { return false }
    switch field.type {
    case .enumeration(let set): return set.values.contains(value)
    case .boolean: return true
    default: return false
    }
  }

  /// Whether its value can only come from the statement, because no response holds it.
  var isPureParameter: Bool { field == nil }

  /// Whether it is a text that only the statement tells, and so always equal to what it is compared with.
  var isEcho: Bool {
    guard isPureParameter, let parameter else { return false }
    return ColumnType(parameter.type) == .text
  }
}

extension FieldDescriptor {
  /// Whether one value can be both: both are JSON, or neither is.
  func isLike(_ parameter: ParameterDescriptor) -> Bool {
    (ColumnType(type) == .json) == (ColumnType(parameter.type) == .json)
  }
}

/// How a column's values are declared and read.
enum ColumnType: Sendable, Hashable {
  case integer
  case real
  case boolean
  case text
  case json

  init(_ type: TypeDescriptor) {
    switch type {
    case .string, .enumeration: self = .text
    case .integer: self = .integer
    case .number: self = .real
    case .boolean: self = .boolean
    case .model, .object, .array: self = .json
    }
  }

  /// The declared type. `JSON TEXT`, since plain `JSON` would make SQLite turn texts that look like numbers into numbers.
  var declaration: String {
    switch self {
    case .integer: "INTEGER"
    case .real: "REAL"
    case .boolean: "BOOLEAN"
    case .text: "TEXT"
    case .json: Self.jsonDeclaration
    }
  }

  static let jsonDeclaration = "JSON TEXT"
}

/// Pieces of SQL text.
enum SQLText {
  /// A name in double quotes.
  static func quotedName(_ name: String) -> String {
    "\"\(doubling("\"", in: name))\""
  }

  /// A text in single quotes.
  static func quotedString(_ text: String) -> String {
    "'\(doubling("'", in: text))'"
  }

  /// Scalar by scalar, as SQLite reads it: for Swift a quote with an accent is another character.
  private static func doubling(_ quote: Unicode.Scalar, in text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == quote { result.append(quote) }
    }
    return String(result)
  }
}
