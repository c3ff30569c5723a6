/// A service under new names, so that what is left to compare has the names of the new spec.
extension Service {
  /// Renames a parameter wherever the service takes it.
  mutating func renameParameter(_ old: String, to new: String) {
    for index in parameters.indices where parameters[index].name == old { parameters[index].name = new }
    for index in methods.indices { methods[index].renameParameter(old, to: new) }
    for resource in resources.indices {
      for index in resources[resource].identity.indices
      where resources[resource].identity[index].parameter == old {
        resources[resource].identity[index].parameter = new
      }
    }
  }

  /// Renames an enum and every use of it.
  mutating func renameEnum(_ old: String, to new: String) {
    for index in enums.indices where enums[index].name == old { enums[index].name = new }
    replaceTypes { $0 == .enumeration(old) ? .enumeration(new) : $0 }
  }

  /// Renames a model and every use of it.
  mutating func renameModel(_ old: String, to new: String) {
    for index in models.indices where models[index].name == old { models[index].name = new }
    replaceTypes { $0 == .model(old) ? .model(new) : $0 }
    for index in resources.indices where resources[index].model == old { resources[index].model = new }
  }

  /// Renames a field of a model, and in the identities of the resources whose rows it is part of.
  mutating func renameField(_ old: String, to new: String, of model: String) {
    for index in models.indices where models[index].name == model {
      for field in models[index].fields.indices where models[index].fields[field].name == old {
        models[index].fields[field].name = new
      }
    }
    for resource in resources.indices where resources[resource].model == model {
      for index in resources[resource].identity.indices where resources[resource].identity[index].field == old {
        resources[resource].identity[index].field = new
      }
    }
  }

  /// Renames a method wherever it is named.
  mutating func renameMethod(_ old: String, to new: String) {
    func renamed(_ name: String) -> String { name == old ? new : name }
    for index in methods.indices {
      methods[index].name = renamed(methods[index].name)
      methods[index].inverse = methods[index].inverse.map(renamed)
    }
    for index in resources.indices {
      resources[index].methods = resources[index].methods.map(renamed)
      for verb in resources[index].verbs.indices {
        resources[index].verbs[verb].methods = resources[index].verbs[verb].methods.map(renamed)
      }
    }
  }

  /// Replaces types wherever one is written, from the inside out.
  private mutating func replaceTypes(_ replace: (ValueType) -> ValueType) {
    func replaced(_ type: ValueType) -> ValueType {
      if case .array(let element) = type { return .array(replaced(element)) }
      return replace(type)
    }
    for index in parameters.indices { parameters[index].type = replaced(parameters[index].type) }
    for model in models.indices {
      for index in models[model].fields.indices {
        models[model].fields[index].type = replaced(models[model].fields[index].type)
      }
    }
    for method in methods.indices {
      for index in methods[method].parameters.indices {
        methods[method].parameters[index].parameter.type = replaced(methods[method].parameters[index].parameter.type)
      }
      methods[method].response.type = methods[method].response.type.map(replaced)
      switch methods[method].body {
      case .model(let name):
        if case .model(let new) = replace(.model(name)) { methods[method].body = .model(new) }
      case .value(let type, let mediaType): methods[method].body = .value(replaced(type), mediaType: mediaType)
      case nil: break
      }
    }
  }
}

extension Method {
  /// Renames a parameter of the method.
  mutating func renameParameter(_ old: String, to new: String) {
    guard let index = parameters.firstIndex(where: { $0.parameter.name == old }) else { return }
    parameters[index].parameter.name = new
    path = path.replacing("{\(old)}", with: "{\(new)}")
    for index in examples.indices where examples[index].parameter == old { examples[index].parameter = new }
  }
}
