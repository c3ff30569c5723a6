/// What seems to have another name in a service, and the old service with the new names.
struct ServiceRenames {
  /// One guess.
  struct Rename {
    var subject: SpecChange.Subject
    var old: String
    var new: String
    var owner: String?
  }

  private(set) var all: [Rename] = []
  /// The old service under its new names.
  private(set) var old: Service

  /// Looks for renames, the parts before what is made of them: what is found helps with what follows.
  init(from old: Service, to new: Service) {
    self.old = old
    findParameters(in: new)
    findEnums(in: new)
    findModels(in: new)
    findMethods(in: new)
    findResources(in: new)
  }

  private mutating func findParameters(in new: Service) {
    struct Use {
      var parameter: Parameter
      var methods: [String] = []
    }
    func uses(_ service: Service) -> [Use] {
      var uses: [Use] = []
      var places: [String: Int] = [:]
      for method in service.methods {
        for use in method.parameters {
          let place = places[use.parameter.name] ?? uses.count
          if place == uses.count {
            places[use.parameter.name] = place
            uses.append(Use(parameter: use.parameter))
          }
          uses[place].methods.append(method.name)
        }
      }
      return uses
    }
    func likeness(_ use: Use) -> Likeness {
      var likeness = Self.likeness(use.parameter)
      // Few methods tell as much as many.
      let weight = use.methods.count > 8 ? 0.25 : 1
      for method in use.methods { likeness.add("method:\(method)", weight) }
      return likeness
    }
    for (before, after) in Similarity.renames(
      uses(old), uses(new), name: \.parameter.name, oldLikeness: likeness, newLikeness: likeness)
    {
      all.append(Rename(subject: .parameter, old: before, new: after))
      old.renameParameter(before, to: after)
    }
  }

  private mutating func findEnums(in new: Service) {
    func likeness(_ enumeration: Enumeration) -> Likeness {
      var likeness = Likeness()
      likeness.add(name: enumeration.name)
      likeness.add(words: enumeration.summary, as: "summary", 0.25)
      for value in enumeration.values { likeness.add("value:\(value.name)", 1) }
      return likeness
    }
    for (before, after) in Similarity.renames(
      old.enums, new.enums, name: \.name, oldLikeness: likeness, newLikeness: likeness)
    {
      all.append(Rename(subject: .enumeration, old: before, new: after))
      old.renameEnum(before, to: after)
    }
  }

  private mutating func findModels(in new: Service) {
    func likeness(_ model: Model) -> Likeness {
      var likeness = Likeness()
      likeness.add(name: model.name)
      likeness.add(words: model.summary, as: "summary", 0.25)
      for field in model.fields { likeness.add("field:\(field.name):\(Self.kind(field.type))", 1) }
      return likeness
    }
    for (before, after) in Similarity.renames(
      old.models, new.models, name: \.name, oldLikeness: likeness, newLikeness: likeness)
    {
      all.append(Rename(subject: .model, old: before, new: after))
      old.renameModel(before, to: after)
    }
    let models = Dictionary(new.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for model in old.models {
      guard let other = models[model.name], other.fields != model.fields else { continue }
      for (before, after) in Self.fields(model.fields, other.fields) {
        all.append(Rename(subject: .field, old: before, new: after, owner: model.name))
        old.renameField(before, to: after, of: model.name)
      }
    }
  }

  private static func fields(_ old: [Field], _ new: [Field]) -> [(old: String, new: String)] {
    struct Placed {
      var field: Field
      var before: String
      var after: String
    }
    func placed(_ fields: [Field]) -> [Placed] {
      fields.indices.map { index in
        Placed(
          field: fields[index], before: index > 0 ? fields[index - 1].name : "",
          after: index + 1 < fields.count ? fields[index + 1].name : "")
      }
    }
    func likeness(_ placed: Placed) -> Likeness {
      var likeness = Likeness()
      let field = placed.field
      likeness.add(name: field.name)
      likeness.add("type:\(kind(field.type))", 1)
      likeness.add("required:\(field.isRequired)", 0.25)
      likeness.add("nullable:\(field.isNullable)", 0.25)
      likeness.add(words: field.summary, as: "summary", 0.5)
      if let example = field.example { likeness.add("example:\(LiteralText.json(example))", 0.5) }
      likeness.add("before:\(placed.before)", 0.5)
      likeness.add("after:\(placed.after)", 0.5)
      return likeness
    }
    return Similarity.renames(
      placed(old), placed(new), name: \.field.name, oldLikeness: likeness, newLikeness: likeness)
  }

  private mutating func findMethods(in new: Service) {
    for (before, after) in Similarity.renames(
      old.methods, new.methods, name: \.name, oldLikeness: Self.likeness, newLikeness: Self.likeness)
    {
      all.append(Rename(subject: .method, old: before, new: after))
      old.renameMethod(before, to: after)
    }
  }

  private mutating func findResources(in new: Service) {
    func likeness(_ resource: Resource) -> Likeness {
      var likeness = Likeness()
      likeness.add(name: resource.name)
      likeness.add(words: resource.summary, as: "summary", 0.25)
      for method in resource.methods { likeness.add("method:\(method)", 1) }
      if let model = resource.model { likeness.add("model:\(model)", 1) }
      return likeness
    }
    for (before, after) in Similarity.renames(
      old.resources, new.resources, name: \.name, oldLikeness: likeness, newLikeness: likeness)
    {
      all.append(Rename(subject: .resource, old: before, new: after))
      for index in old.resources.indices where old.resources[index].name == before { old.resources[index].name = after }
    }
  }

  // MARK: Likeness

  /// What tells a parameter besides the methods that take it.
  static func likeness(_ parameter: Parameter) -> Likeness {
    var likeness = Likeness()
    likeness.add(name: parameter.name)
    likeness.add("type:\(kind(parameter.type))", 1)
    likeness.add(words: parameter.summary, as: "summary", 0.5)
    if let example = parameter.example { likeness.add("example:\(LiteralText.json(example))", 0.5) }
    return likeness
  }

  private static func likeness(_ method: Method) -> Likeness {
    var likeness = Likeness()
    likeness.add(name: method.name)
    likeness.add("action:\(method.action)", 1)
    // An operation is its request line: a new name for it is what a rename most often is.
    let path = method.path.replacing(#/\{[^}]*\}/#, with: "{}")
    likeness.add("request:\(method.httpMethod) \(path)", 6)
    for segment in path.split(separator: "/") { likeness.add("segment:\(segment)", 0.5) }
    for use in method.parameters { likeness.add("parameter:\(use.parameter.name)", 0.5) }
    if let type = method.response.type { likeness.add("response:\(TypeText.text(type))", 1) }
    likeness.add(words: method.summary, as: "summary", 0.25)
    return likeness
  }

  private static func kind(_ type: ValueType) -> String { TypeText.text(type) }
}
