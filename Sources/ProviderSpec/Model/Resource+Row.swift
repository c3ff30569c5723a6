extension Resource {
  /// What a row holds, as a model: the fields of the resource's model, then those that only other select methods return,
  /// and `value` where one returns no object of a model. Where all that is told is whether something is there, they are the
  /// parameters of its path. Without a select method there are none.
  package func row(models: [String: Model], methods: [String: Method]) -> Model {
    let selects = verbs.filter { $0.verb == .select }.flatMap(\.methods).compactMap { methods[$0] }
    var seen: Set<String> = []
    let returned = ([model] + selects.map(\.response.model)).compactMap { $0 }
      .filter { seen.insert($0).inserted }.compactMap { models[$0] }
    var row = returned.first ?? Model(name: name, title: title, summary: summary, fields: [])
    seen = []
    row.fields = returned.flatMap(\.fields).filter { seen.insert($0.name).inserted }
    for method in selects where method.response.model == nil {
      guard let type = method.response.type, seen.insert("value").inserted else { continue }
      row.fields.append(Field(name: "value", type: type, isRequired: false, isNullable: false, summary: ""))
    }
    if row.fields.isEmpty {
      row.fields = selects.flatMap(\.parameters).filter { $0.location == .path }.map(\.parameter)
        .filter { seen.insert($0.name).inserted }
        .map { parameter in
          Field(
            name: parameter.name, type: parameter.type, isRequired: false, isNullable: false,
            example: parameter.example, summary: parameter.summary)
        }
    }
    return row
  }
}
