import ProviderSpec

/// What is known about the paging of a method that answers a list.
struct PagingFacts {
  /// The names of members with the URL of the next page, small and without underscores.
  static let nextURLs: Set<String> = ["next", "nexturl", "nextpageurl", "nextlink", "nexthref", "nextpage"]
  /// The names of members with what the next page begins with, the plainest first.
  static let cursorNames = [
    "nextcursor", "nextpagetoken", "nexttoken", "endcursor", "continuationtoken", "nextcontinuationtoken", "nextmarker",
    "cursor", "next", "after", "marker", "nextpage",
  ]
  static let cursors = Set(cursorNames)
  /// The names of members that say whether there are more pages.
  static let mores: Set<String> = ["hasmore", "hasnext", "hasnextpage", "more", "hasmoreitems"]

  /// The names of members that count the pages of the list.
  static let pageCounts: Set<String> = [
    "totalpages", "pagecount", "totalpagecount", "numpages", "numberofpages", "lastpage",
  ]

  /// The names of parameters that take the identifier of an item, behind which the page begins.
  private static let itemParameters = ["startingafter", "startafter", "afterid", "startafterid", "lastid"]
  private static let cursorParameters = [
    "cursor", "pagetoken", "after", "nexttoken", "continuationtoken", "startingafter", "marker", "nextcursor",
    "startcursor", "pagecursor", "pageafter", "token",
  ]
  private static let offsetParameters = ["offset", "pageoffset", "skip", "startat"]
  private static let pageParameters = ["page", "pagenumber", "pagenum", "pageindex", "pageno"]
  private static let sizeParameters = [
    "perpage", "pagesize", "limit", "size", "pagelimit", "maxresults", "first", "count", "top", "take", "maxitems",
  ]

  let plan: MethodPlan
  let method: Method
  /// The schema of the body that holds the list; nil where the list is the body.
  let wrapper: Schema?
  /// The schema of an item.
  let item: Schema?
  let hasLinkHeader: Bool

  /// A member of the body that may say something about paging.
  private struct Member {
    var path: [String]
    var plain: String
    var schema: Schema
    var isInLinks: Bool
  }

  /// How the list is paged; nil where nothing says so.
  func pagination(schemas: SchemaReader, report: ImportReport) -> Pagination? {
    let members = members(schemas: schemas)
    var result: Pagination?
    if let written = plan.pagination { result = mapped(written, report: report) }
    if result == nil, hasLinkHeader { result = Pagination(style: .link) }
    if result == nil { result = inferred(members, schemas) }
    guard var result else {
      // Of these the first item is 1 (RFC 7644, section 3.4.2.4), and an offset is how many are left out.
      if let parameter = parameter(["startindex"]) {
        report.add(
          .paging, at: plan.operation.place,
          "'\(parameter.name)' counts from 1, which no way of paging does; \(plan.operation.line) is read as one page.")
      } else if let sign = sign(members) {
        report.add(
          .paging, at: plan.operation.place,
          "\(sign), but how the next page of \(plan.operation.line) is asked for is not understood; write its 'pagination', "
            + "or it is read as one page.")
      }
      return nil
    }
    if result.style == .link { result.pageParameter = parameter(Self.pageParameters)?.name }
    if result.style == .pageNumber || result.style == .offset {
      // A 'count' is in many answers that of the page: a list that it ended would lose all behind the first.
      let totals = members.filter { ListWrapper.totals.contains($0.plain) && $0.plain.hasPrefix("total") }
      result.totalMember = totals.first { isWhole($0.schema) }?.path
    }
    if result.style == .pageNumber {
      result.pageCountMember = members.first { Self.pageCounts.contains($0.plain) && isWhole($0.schema) }?.path
    }
    if let size = parameter(Self.sizeParameters) {
      result.pageSizeParameter = size.name
      result.maximumPageSize = size.maximum.flatMap { $0 > 0 ? $0 : nil }
      // A page that is not full ends a list that nobody counts: there a number out of a text would lose all behind it.
      let isCounted = result.totalMember != nil || result.pageCountMember != nil
      let endsShort = (result.style == .pageNumber || result.style == .offset) && !isCounted
      if result.maximumPageSize == nil, !endsShort { result.maximumPageSize = Self.maximum(in: size.summary) }
    }
    return result
  }

  /// What says that there may be more pages than one; nil where nothing does.
  private func sign(_ members: [Member]) -> String? {
    let member = members.first { member in
      Self.mores.contains(member.plain) || Self.pageCounts.contains(member.plain) || Self.cursors.contains(member.plain)
        || Self.nextURLs.contains(member.plain)
    }
    if let member { return "the answer has '\(member.path.joined(separator: "."))'" }
    return parameter(Self.sizeParameters).map { "'\($0.name)' says how many items a page has" }
  }

  // MARK: From a mapping

  /// What StackQL says: the token that the answer gives, and where the next request has it.
  private func mapped(_ node: Node, report: ImportReport) -> Pagination? {
    guard let token = node["responseToken"], let key = token["key"]?.scalar else { return nil }
    if token["location"]?.scalar == "header" {
      if key.lowercased() == "link" { return Pagination(style: .link) }
      report.add(.paging, at: token.place, "paging by the header '\(key)'; of headers only 'Link' is followed.")
      return nil
    }
    guard let path = JSONPath.names(key), !path.isEmpty else {
      report.add(.paging, at: token.place, "'\(key)' is no path of member names; the list is read as one page.")
      return nil
    }
    let parameter = node["requestToken"]?["key"]?.scalar ?? ""
    if method.parameters.contains(where: { $0.parameter.name == parameter }) {
      var result = Pagination(style: .cursor)
      result.cursorParameter = parameter
      result.cursorMember = path
      return result
    }
    guard parameter.isEmpty || path.last.map({ Self.nextURLs.contains(ListWrapper.plain($0)) }) == true else {
      return nil
    }
    var result = Pagination(style: .nextURL)
    result.nextURLMember = path
    return result
  }

  // MARK: From names

  private func inferred(_ members: [Member], _ schemas: SchemaReader) -> Pagination? {
    if let next = members.first(where: { isURL($0) }) {
      var result = Pagination(style: .nextURL)
      result.nextURLMember = next.path
      return result
    }
    if let parameter = parameter(Self.cursorParameters, isWhole: nil) {
      for name in Self.cursorNames {
        guard let member = members.first(where: { $0.plain == name && isToken($0.schema) }) else { continue }
        var result = Pagination(style: .cursor)
        result.cursorParameter = parameter.name
        result.cursorMember = member.path
        result.moreMember = more(members)
        return result
      }
    }
    if let result = byItem(members, schemas) { return result }
    if let parameter = parameter(Self.offsetParameters) {
      var result = Pagination(style: .offset)
      result.offsetParameter = parameter.name
      return result
    }
    if let parameter = parameter(Self.pageParameters) {
      var result = Pagination(style: .pageNumber)
      result.pageParameter = parameter.name
      if parameter.minimum == 0 || parameter.defaultValue == .number("0") { result.firstPage = 0 }
      return result
    }
    return nil
  }

  private func more(_ members: [Member]) -> [String]? {
    members.first { Self.mores.contains($0.plain) && $0.schema.kind == .boolean }?.path
  }

  /// A page that begins behind the item of an identifier, where the answer says whether there is more.
  private func byItem(_ members: [Member], _ schemas: SchemaReader) -> Pagination? {
    guard let parameter = parameter(Self.itemParameters, isWhole: nil), let more = more(members) else { return nil }
    var result = Pagination(style: .cursor)
    result.cursorParameter = parameter.name
    result.moreMember = more
    if let last = members.first(where: { $0.plain == "lastid" && isToken($0.schema) }) {
      result.cursorMember = last.path
      return result
    }
    guard let id = item?.properties.first(where: { $0.name == "id" }),
      let schema = schemas.schema(anyOf: id.schemas), isToken(schema)
    else { return nil }
    result.cursorItemMember = [id.name]
    return result
  }

  /// The first parameter of the query that has one of the names and is a whole number, unless that is left open.
  private func parameter(_ names: [String], isWhole: Bool? = true) -> Parameter? {
    for name in names {
      for use in method.parameters where use.location == .query && ListWrapper.plain(use.parameter.name) == name {
        if case .integer = use.parameter.type { return use.parameter }
        if isWhole == nil, case .string = use.parameter.type { return use.parameter }
      }
    }
    return nil
  }

  /// The members of the wrapper, and of objects in it.
  private func members(schemas: SchemaReader) -> [Member] {
    guard let wrapper else { return [] }
    var result: [Member] = []
    func add(_ schema: Schema, path: [String], isInLinks: Bool) {
      for property in schema.properties where path.count < 3 {
        guard let inner = schemas.schema(anyOf: property.schemas) else { continue }
        let plain = ListWrapper.plain(property.name)
        let isLinks = isInLinks || plain == "links"
        if inner.kind == .object {
          // {"_links": {"next": {"href": "…"}}}
          if isInLinks, plain == "next", inner.properties.contains(where: { $0.name == "href" }) {
            result.append(
              Member(path: path + [property.name, "href"], plain: "nexthref", schema: inner, isInLinks: true))
          } else if ListWrapper.sides.contains(plain) || plain == "next" && !path.isEmpty {
            // {"paging": {"next": {"after": "…"}}}
            add(inner, path: path + [property.name], isInLinks: isLinks)
          }
        } else {
          result.append(Member(path: path + [property.name], plain: plain, schema: inner, isInLinks: isInLinks))
        }
      }
    }
    add(wrapper, path: [], isInLinks: false)
    return result
  }

  /// Whether a member holds the URL of the next page: by its name alone, or by a name that may mean it and a sign that it does.
  private func isURL(_ member: Member) -> Bool {
    guard Self.nextURLs.contains(member.plain), member.schema.kind == .string || member.plain == "nexthref" else {
      return false
    }
    if member.plain != "next", member.plain != "nextpage" { return true }
    let format = member.schema.format ?? ""
    if member.isInLinks || ["uri", "url", "uri-reference"].contains(format) { return true }
    if let example = member.schema.example?.string, example.contains("://") || example.hasPrefix("/") { return true }
    let text = (member.schema.text ?? "").lowercased()
    return text.contains("url") || text.contains("link to")
  }

  private func isToken(_ schema: Schema) -> Bool {
    schema.kind == .string || schema.kind == .integer || schema.kind == .scalar
  }

  private func isWhole(_ schema: Schema) -> Bool { schema.kind == .integer || schema.kind == .number }

  /// The number behind "max" or "maximum" in a text: "Results per page (max 100)".
  static func maximum(in text: String) -> Int? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "," }
    guard let index = words.firstIndex(where: { $0 == "max" || $0 == "maximum" || $0 == "most" }) else { return nil }
    for word in words[(index + 1)...].prefix(4) {
      if let number = Int(word.filter { $0 != "," }), number > 0 { return number }
    }
    return nil
  }
}
