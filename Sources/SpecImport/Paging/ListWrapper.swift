/// An object that is there to hold another value: a list, with a count of all items or the way to the next page beside it; or
/// an object, with nothing beside it that is the object's.
enum ListWrapper {
  /// The names under which a count of all items is known.
  static let totals: Set<String> = [
    "total", "totalcount", "count", "totalitems", "totalresults", "totalelements", "totalrecords", "totalhits",
    "resultcount",
  ]

  /// Objects within a wrapper that say something about its list.
  static let sides: Set<String> = [
    "meta", "metadata", "pagination", "paging", "page", "pageinfo", "links", "cursor", "cursors", "responsemetadata",
  ]

  /// What an answer has beside its list or object and is none of it.
  static let asides: Set<String> = [
    "included", "jsonapi", "errors", "error", "warnings", "messages", "message", "success", "ok", "status", "code",
    "requestid", "timestamp",
  ]

  /// The names of members that hold the object of an answer, whatever that is.
  private static let contents: Set<String> = ["data", "result", "payload", "item"]

  /// The object of a wrapper and the member that holds it; nil where the object is none.
  ///
  /// It is `data` and the like with nothing but asides beside it, or an only member that is named as its object is.
  static func object(in schema: Schema, schemas: SchemaReader) -> (member: [String], object: Schema)? {
    guard schema.kind == .object, !schema.hasOtherMembers else { return nil }
    var found: (member: [String], object: Schema)?
    for property in schema.properties {
      let plain = plain(property.name)
      let inner = schemas.schema(anyOf: property.schemas)
      let isContent = contents.contains(plain) || schema.properties.count == 1 && inner?.name.map(Self.plain) == plain
      if let inner, inner.isModel, isContent, found == nil {
        found = ([property.name], inner)
      } else if !asides.contains(plain), !sides.contains(plain) {
        return nil
      }
    }
    return found
  }

  /// The list of a wrapper and the member that holds it; nil where the object is no wrapper.
  static func find(in schema: Schema, schemas: SchemaReader) -> (member: [String], list: Schema)? {
    guard schema.kind == .object, schema.properties.count <= 8 else { return nil }
    var list: (member: [String], schema: Schema)?
    var signs: [String] = []
    let arrays = schema.properties.count { schemas.schema(anyOf: $0.schemas)?.kind == .array }
    for property in schema.properties {
      guard let inner = schemas.schema(anyOf: property.schemas) else { continue }
      if inner.kind == .array {
        // What the items have in common comes beside them (https://jsonapi.org/format/#document-compound-documents).
        if arrays > 1, asides.contains(plain(property.name)) { continue }
        guard list == nil else { return nil }
        list = ([property.name], inner)
      } else if property.name == "_embedded", inner.kind == .object {
        // What a collection holds is embedded in it (https://datatracker.ietf.org/doc/html/draft-kelly-json-hal).
        let arrays = inner.properties.compactMap { part in
          schemas.schema(anyOf: part.schemas).flatMap { $0.kind == .array ? (part.name, $0) : nil }
        }
        guard list == nil, arrays.count == 1 else { return nil }
        list = ([property.name, arrays[0].0], arrays[0].1)
        signs.append(property.name)
      } else if property.name.hasPrefix("@odata.") {
        signs.append(plain(property.name))
      } else if isSign(property.name, inner, schemas: schemas) {
        signs.append(plain(property.name))
      }
    }
    // A thing with parts may have a count, too, and what is itself identified is a thing.
    let isThing = schema.properties.contains { ["id", "name"].contains($0.name) }
    let isCountOnly = signs.allSatisfy { $0 == "count" } && schema.properties.count > 2
    guard !signs.isEmpty, !isThing, !isCountOnly else { return nil }
    return list.map { ($0.member, $0.schema) }
  }

  private static func isSign(_ name: String, _ schema: Schema, schemas: SchemaReader) -> Bool {
    let plain = plain(name)
    if totals.contains(plain) || PagingFacts.pageCounts.contains(plain) {
      return schema.kind == .integer || schema.kind == .number
    }
    if PagingFacts.nextURLs.contains(plain) || PagingFacts.cursors.contains(plain) || PagingFacts.mores.contains(plain)
    {
      return schema.isScalar || schema.kind == .any || schema.kind == .object
    }
    guard sides.contains(plain), schema.kind == .object else { return false }
    return schema.properties.contains { property in
      let plain = Self.plain(property.name)
      return totals.contains(plain) || PagingFacts.pageCounts.contains(plain) || PagingFacts.nextURLs.contains(plain)
        || PagingFacts.cursors.contains(plain)
        || PagingFacts.mores.contains(plain)
    }
  }

  /// A name without capitals, underscores, brackets and OData's prefix: `nextPageToken` and `next_page_token` are one.
  static func plain(_ name: String) -> String {
    let name = name.lowercased()
    let prefix = ["@odata.", "odata."].first { name.hasPrefix($0) } ?? ""
    return name.dropFirst(prefix.count).filter { !"_-$[]".contains($0) }
  }
}
