import ProviderRuntime

/// What a server leaves out of a list because a parameter has a default there.
extension BestIndex {
  /// The parameters that the method has a default for, and the statement gives no value.
  private func assumed(_ choice: Choice, _ chosen: [Offer]) -> [ParameterDescriptor] {
    choice.method.parameters.filter { parameter in
      !parameter.isRequired && parameter.defaultValue != nil && !choice.used.contains(parameter.name)
        && !chosen.contains { $0.parameter == parameter.name }
    }
  }

  /// What each default leaves out, in a sentence: rows of another value of the field, or those that have what only rows of
  /// another value have, such as `deleted_at`, and that a condition asks for.
  func narrowings(_ outcome: AccessPlan.Outcome, _ chosen: [Offer]) -> [String] {
    guard case .read(let choice) = outcome, choice.method.response.shape == .list else { return [] }
    return assumed(choice, chosen).compactMap { parameter in
      guard let index = context.table.column(ofParameter: parameter.name), let value = parameter.defaultValue,
        columns[index].isNarrowedByDefault || asksForOthers(parameter)
      else { return nil }
      let others = Planner.values(of: parameter)?.filter { $0 != value } ?? []
      let name = columns[index].name
      let advice =
        parameter.wildcard.map { "\(name) = \(SQLText.quotedString($0)) asks for every one" }
        ?? "\(name) IN (…) asks for others" + (others.isEmpty ? "" : ": \(others.joined(separator: ", "))")
      return
        "\(context.table.name): the server shows \(name) = \(SQLText.quotedString(value)) alone where nothing else is asked "
        + "for; \(advice)"
    }
  }

  /// Whether a field is compared that belongs to another value of a parameter that no row holds: `deleted_at` to `deleted`.
  private func asksForOthers(_ parameter: ParameterDescriptor) -> Bool {
    let others = Planner.values(of: parameter)?.filter { $0 != parameter.defaultValue } ?? []
    return compared.contains { index in
      others.contains { columns[index].field?.name.hasPrefix("\($0)_") ?? false }
    }
  }

  /// A field that names one object, beside a parameter that no method takes which reads one: only a list can answer; nil
  /// where that is not so.
  var keyBesideList: (key: String, parameter: String)? {
    let given = offers.filter(\.isUsable)
    let names = Set(given.map(\.parameter))
    let objects = (context.table.methods[.select] ?? []).filter { $0.response.shape == .object }
    guard
      let method = objects.first(where: { method in
        method.parameters.allSatisfy { !$0.isRequired || names.contains($0.name) }
      }),
      let key = method.parameters.lazy.filter({ $0.location == .path }).compactMap({
        context.table.key(of: $0.name, in: method)
      })
      .last,
      let other = given.first(where: { offer in
        !offer.mayFilter && !objects.contains { context.table.takes($0, offer.parameter, for: .select) }
      })
    else { return nil }
    return (key, other.parameter)
  }

  /// Why the one object that is named may be missed: a default leaves it out of the list that another parameter asks for.
  func hiddenObject(_ choice: Choice, _ chosen: [Offer]) -> PlanProblem? {
    guard choice.method.response.shape == .list, let (key, other) = keyBesideList else { return nil }
    let hiding = assumed(choice, chosen).first { parameter in
      context.table.column(ofParameter: parameter.name).map { columns[$0].isNarrowedByDefault } ?? false
    }
    return hiding.map { .hiddenObject(key: key, other: other, hiding: $0.name, value: $0.defaultValue ?? "") }
  }
}
