/// allOf: all of them hold. oneOf and anyOf: one of them holds, and it is not known which.
extension Schema {
  /// What holds when both do. Where they contradict each other the first one counts; whether they did not is answered.
  ///
  /// - Parameter places: Where this one's members are; kept from one of many schemas to the next.
  mutating func merge(_ other: Schema, places: inout [String: Int]) -> Bool {
    describe(by: other)
    required.formUnion(other.required)
    hasOtherMembers = hasOtherMembers || other.hasOtherMembers
    if other.kind == .any { return true }
    if kind == .any {
      let isNullable = isNullable || other.isNullable
      kind = other.kind
      self.isNullable = isNullable
      format = other.format
      values = values ?? other.values
      minimum = minimum ?? other.minimum
      maximum = maximum ?? other.maximum
      properties = other.properties
      places = placesOfProperties
      items = other.items
      return true
    }
    isNullable = isNullable && other.isNullable
    guard kind == other.kind else {
      if kind == .number, other.kind == .integer {
        (kind, format) = (.integer, other.format)
        return true
      }
      return kind == .integer && other.kind == .number
    }
    format = format ?? other.format
    minimum = Self.larger(minimum, other.minimum)
    maximum = Self.smaller(maximum, other.maximum)
    if let theirs = other.values {
      let allowed = Set(theirs)
      values = values.map { $0.filter(allowed.contains) } ?? theirs
    }
    if items.isEmpty { items = other.items }
    for property in other.properties {
      // A later schema says more about a member than an earlier one.
      if let index = places[property.name] {
        properties[index] = property
      } else {
        places[property.name] = properties.count
        properties.append(property)
      }
    }
    return true
  }

  /// Where the members are among the properties, by name.
  var placesOfProperties: [String: Int] {
    Dictionary(properties.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What holds of a value that is of one of the schemas; nil where they have nothing in common.
  static func union(of schemas: [Schema]) -> Schema? {
    var isNullable = false
    var known: [Schema] = []
    for schema in schemas {
      isNullable = isNullable || schema.isNullable || schema.kind == .null
      if schema.kind != .null { known.append(schema) }
    }
    guard var result = known.first else { return schemas.first }
    result.isNullable = result.isNullable || isNullable
    if known.count == 1 { return result }
    result.origin = known.flatMap(\.origin)
    result.name = nil
    result.title = nil
    result.text = nil
    result.example = known.lazy.compactMap(\.example).first
    var union = SchemaUnion(result)
    for schema in known.dropFirst() {
      guard union.widen(by: schema) else { return nil }
    }
    return union.schema
  }

  private static func larger(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }

  private static func smaller(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}
