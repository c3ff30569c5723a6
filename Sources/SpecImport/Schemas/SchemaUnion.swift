/// One of several schemas while it takes in the others, one by one. What it holds already is looked up, so that thousands
/// take no longer than their members do.
struct SchemaUnion {
  private(set) var schema: Schema
  private var places: [String: Int]
  private var values: Set<String>
  private var items: Set<Node.Identity>
  /// What each property may be, by its place; nil where only one schema was seen.
  private var kinds: [Int: Set<Node.Identity>] = [:]

  init(_ schema: Schema) {
    self.schema = schema
    places = schema.placesOfProperties
    values = Set(schema.values ?? [])
    items = Set(schema.items.map(\.identity))
  }

  /// Takes in the values of another schema; whether the two have something in common.
  mutating func widen(by other: Schema) -> Bool {
    schema.hasOtherMembers = schema.hasOtherMembers || other.hasOtherMembers
    switch (schema.kind, other.kind) {
    case (.integer, .number), (.number, .integer):
      (schema.kind, schema.format) = (.number, nil)
    case (let mine, let theirs) where mine == theirs:
      if schema.format != other.format { schema.format = nil }
    default:
      guard schema.isScalar, other.isScalar else { return false }
      (schema.kind, schema.format, schema.values, schema.minimum, schema.maximum) = (.scalar, nil, nil, nil, nil)
      return true
    }
    schema.minimum = schema.minimum.flatMap { mine in other.minimum.map { min(mine, $0) } }
    schema.maximum = schema.maximum.flatMap { mine in other.maximum.map { max(mine, $0) } }
    if schema.values != nil, let theirs = other.values {
      for value in theirs where values.insert(value).inserted { schema.values?.append(value) }
    } else {
      schema.values = nil
    }
    for item in other.items where items.insert(item.identity).inserted { schema.items.append(item) }
    schema.required.formIntersection(other.required)
    for property in other.properties { add(property) }
    return true
  }

  private mutating func add(_ property: Schema.Property) {
    guard let index = places[property.name] else {
      places[property.name] = schema.properties.count
      schema.properties.append(property)
      return
    }
    if kinds[index] == nil { kinds[index] = Set(schema.properties[index].schemas.map(\.identity)) }
    for node in property.schemas where kinds[index]?.insert(node.identity).inserted == true {
      schema.properties[index].schemas.append(node)
    }
  }
}
