/// Parameters that methods share, and enums.
extension ServiceComparison {
  /// Compares definitions. One that is new or gone is told of where a method takes it.
  mutating func compareParameters() {
    let before = Dictionary(old.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for parameter in new.parameters {
      guard let earlier = before[parameter.name] else { continue }
      compare(
        earlier, parameter,
        at: .init(subject: .parameter, name: parameter.name, resources: reach(\.parameters, parameter.name)))
    }
  }

  /// Compares two definitions of a parameter.
  mutating func compare(_ before: Parameter, _ after: Parameter, at place: ChangeList.Place) {
    guard before != after else { return }
    list.compare(
      place, "type", TypeText.text(before.type), TypeText.text(after.type), typeImpact(before.type, after.type))
    list.compare(place, "in", before.isHeader ? "header" : "query", after.isHeader ? "header" : "query")
    list.compare(place, "explode", "\(before.isExploded)", "\(after.isExploded)")
    list.compare(
      place, "default", before.defaultValue.map(LiteralText.json), after.defaultValue.map(LiteralText.json),
      before.defaultValue == nil || after.defaultValue == nil
        ? .detail : .breaking(sql: true, swift: true, "leaving it out means something else"))
    list.compare(
      place, "wildcard", before.wildcard, after.wildcard,
      before.wildcard == nil
        ? .addition : .breaking(sql: true, "'\(before.wildcard ?? "")' finds no rows of other values any more"))
    // SQL refuses what is out of bounds; Swift leaves that to the server.
    list.compare(
      place, "minimum", before.minimum.map(String.init), after.minimum.map(String.init),
      Self.isLooser(before.minimum, after.minimum, by: <)
        ? .addition : .breaking(sql: true, "smaller values are refused"))
    list.compare(
      place, "maximum", before.maximum.map(String.init), after.maximum.map(String.init),
      Self.isLooser(before.maximum, after.maximum, by: >)
        ? .addition : .breaking(sql: true, "larger values are refused"))
    list.compare(place, "example", before.example.map(LiteralText.json), after.example.map(LiteralText.json))
    list.compare(place, "summary", before.summary, after.summary)
  }

  /// Whether a bound that excluded what is beyond it still excludes no more; no bound excludes nothing.
  private static func isLooser(_ before: Int?, _ after: Int?, by isBeyond: (Int, Int) -> Bool) -> Bool {
    guard let after else { return true }
    return before.map { isBeyond(after, $0) } ?? false
  }

  /// What another type of a parameter means for those who give it.
  private func typeImpact(_ before: ValueType, _ after: ValueType) -> Impact {
    let isSwift = types.impact(before, after).breaksSwift
    if case .enumeration = before, case .string = after {
      // A required parameter that is left out goes through the values of its enum.
      return .breaking(sql: true, swift: isSwift, "its values are not gone through any more where it is left out")
    }
    let isSQL = !types.isGivenAlike(before, after)
    return .breaking(sql: isSQL, swift: isSwift, isSQL ? "other values are expected" : "the Swift type is another")
  }

  // MARK: Enums

  mutating func compareEnums() {
    let before = Dictionary(old.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.enums.map(\.name))
    for enumeration in new.enums {
      let place = ChangeList.Place(
        subject: .enumeration, name: enumeration.name, resources: reach(\.enums, enumeration.name))
      if let earlier = before[enumeration.name] {
        compare(earlier, enumeration, at: place)
      } else {
        list.add(place, enumeration.values.map(\.name).joined(separator: ", "))
      }
    }
    for enumeration in old.enums where !names.contains(enumeration.name) {
      list.remove(
        .init(subject: .enumeration, name: enumeration.name, resources: reach(\.enums, enumeration.name)),
        enumeration.values.map(\.name).joined(separator: ", "), .breaking(swift: true, "the Swift type is gone"))
    }
  }

  private mutating func compare(_ before: Enumeration, _ after: Enumeration, at place: ChangeList.Place) {
    guard before != after else { return }
    list.compare(place, "summary", before.summary, after.summary)
    func value(_ name: String) -> ChangeList.Place {
      .init(subject: .value, name: name, owner: after.name, resources: place.resources)
    }
    // What is given is checked against the known values; what is read may be any text.
    let isGiven = oldUsage.givenEnums.contains(after.name)
    let reason = isGiven ? "the value is refused and its Swift member gone" : "its Swift member is gone"
    let renames = Similarity.renames(
      before.values, after.values, name: \.name, oldLikeness: Self.likeness, newLikeness: Self.likeness)
    let oldNames = Dictionary(renames.map { ($0.new, $0.old) }, uniquingKeysWith: { first, _ in first })
    let earlier = Dictionary(before.values.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in after.values {
      if let other = earlier[entry.name] {
        list.compare(value(entry.name), "summary", other.summary, entry.summary)
      } else if let old = oldNames[entry.name] {
        list.rename(value(old), to: entry.name, .breaking(sql: isGiven, swift: true, reason))
      } else {
        list.add(value(entry.name))
      }
    }
    let kept = Set(after.values.map(\.name)).union(renames.map(\.old))
    for entry in before.values where !kept.contains(entry.name) {
      list.remove(value(entry.name), nil, .breaking(sql: isGiven, swift: true, reason))
    }
    list.compareOrder(place, "values", before.values.map(\.name), after.values.map(\.name))
  }

  private static func likeness(_ value: Enumeration.Value) -> Likeness {
    var likeness = Likeness()
    likeness.add(name: value.name)
    likeness.add(words: value.summary, as: "summary", 1)
    return likeness
  }
}
