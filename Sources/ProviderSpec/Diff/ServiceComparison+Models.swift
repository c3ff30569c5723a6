/// Models and their fields.
extension ServiceComparison {
  mutating func compareModels() {
    let before = Dictionary(old.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.models.map(\.name))
    for model in new.models {
      let place = ChangeList.Place(subject: .model, name: model.name, resources: reach(\.models, model.name))
      if let earlier = before[model.name] {
        compare(earlier, model, at: place)
      } else {
        list.add(place, "\(model.fields.count) field\(model.fields.count == 1 ? "" : "s")")
      }
    }
    for model in old.models where !names.contains(model.name) {
      list.remove(
        .init(subject: .model, name: model.name, resources: reach(\.models, model.name)), nil,
        .breaking(swift: true, "the Swift type is gone"))
    }
  }

  private mutating func compare(_ before: Model, _ after: Model, at place: ChangeList.Place) {
    guard before != after else { return }
    list.compare(place, "title", before.title, after.title)
    list.compare(place, "summary", before.summary, after.summary)
    let earlier = Dictionary(before.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(after.fields.map(\.name))
    func fieldPlace(_ field: Field) -> ChangeList.Place {
      .init(subject: .field, name: field.name, owner: after.name, resources: place.resources)
    }
    for field in after.fields {
      if let other = earlier[field.name] {
        compare(other, field, of: after.name, at: fieldPlace(field))
      } else {
        list.add(fieldPlace(field), Self.text(field), addition(of: field, to: after.name))
      }
    }
    for field in before.fields where !names.contains(field.name) {
      list.remove(
        fieldPlace(field), Self.text(field), .breaking(sql: true, swift: true, "column and property are gone"))
    }
    list.compareOrder(
      place, "fields", before.fields.map(\.name), after.fields.map(\.name),
      oldUsage.sentModels.contains(after.name)
        ? .breaking(swift: true, "the initializer takes its arguments in another order") : .detail)
  }

  private mutating func compare(_ before: Field, _ after: Field, of model: String, at place: ChangeList.Place) {
    guard before != after else { return }
    let isSent = oldUsage.sentModels.contains(model)
    var impact = types.impact(before.type, after.type)
    if isSent, !types.isGivenAlike(before.type, after.type) {
      impact = impact.and(.breaking(sql: true, "other values are expected"))
    }
    list.compare(place, "type", TypeText.text(before.type), TypeText.text(after.type), impact)
    // A property is optional where a field may be missing or null.
    let isOptional = (before: !before.isRequired || before.isNullable, after: !after.isRequired || after.isNullable)
    let isSwift = isOptional.before != isOptional.after
    let name = isOptional.after ? "the property is optional now" : "the property is not optional any more"
    list.compare(
      place, "required", "\(before.isRequired)", "\(after.isRequired)",
      .breaking(
        sql: isSent && after.isRequired, swift: isSwift,
        isSent && after.isRequired ? "a body without it is refused" : name))
    list.compare(
      place, "nullable", "\(before.isNullable)", "\(after.isNullable)",
      .breaking(
        sql: isSent && !after.isNullable, swift: isSwift, isSent && !after.isNullable ? "a null is refused" : name))
    list.compare(place, "title", before.title, after.title)
    list.compare(place, "summary", before.summary, after.summary)
    list.compare(place, "example", before.example.map(LiteralText.json), after.example.map(LiteralText.json))
  }

  /// What a new field means. A column more takes nothing from those who name the columns that they read.
  private func addition(of field: Field, to model: String) -> Impact {
    var impact = Impact.addition
    // What is only answered has no initializer; one that may be null has a default there.
    if field.isRequired, newUsage.sentModels.contains(model) {
      impact = impact.and(.breaking(sql: true, swift: !field.isNullable, "a body without it is refused"))
    }
    let hiding = new.resources.filter { takes($0, field.name) && newParts.rowModels(of: $0).contains(model) }.map(
      \.name)
    if !hiding.isEmpty {
      impact = impact.and(
        .breaking(sql: true, "the column of the parameter '\(field.name)' reads the field now"))
    }
    return impact
  }

  /// Whether a method of the resource, before the change, took a parameter of the name that no field carried.
  private func takes(_ resource: Resource, _ name: String) -> Bool {
    guard let before = old.resources.first(where: { $0.name == resource.name }),
      !before.identity.contains(where: { $0.parameter == name })
    else { return false }
    let methods = Set(before.verbs.filter { $0.verb != .exec }.flatMap(\.methods))
    return old.methods.contains { method in
      methods.contains(method.name) && method.parameters.contains { $0.parameter.name == name }
    }
  }

  private static func text(_ field: Field) -> String {
    TypeText.text(field.type) + (field.isRequired ? ", required" : "") + (field.isNullable ? ", nullable" : "")
  }
}
