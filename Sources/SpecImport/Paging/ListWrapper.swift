/// An object that is there to hold a list: it has one array, and beside it a count of all items or the way to the next page.
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

  /// The list of a wrapper and the member that holds it; nil where the object is no wrapper.
  static func find(in schema: Schema, schemas: SchemaReader) -> (member: [String], list: Schema)? {
    guard schema.kind == .object, schema.properties.count <= 8 else { return nil }
    var list: (member: [String], schema: Schema)?
    var signs: [String] = []
    for property in schema.properties {
      guard let inner = schemas.schema(anyOf: property.schemas) else { continue }
      if inner.kind == .array {
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

  /// A name without capitals, underscores and OData's prefix: `nextPageToken` and `next_page_token` are one.
  static func plain(_ name: String) -> String {
    let name = name.lowercased()
    let prefix = ["@odata.", "odata."].first { name.hasPrefix($0) } ?? ""
    return name.dropFirst(prefix.count).filter { $0 != "_" && $0 != "-" && $0 != "$" }
  }
}
