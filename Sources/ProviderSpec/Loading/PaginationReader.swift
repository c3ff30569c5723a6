/// Reads a rule of paging: the provider's, or a method's own.
enum PaginationReader {
  static let shape = ObjectShape(
    "a pagination", .required("style", "\"link\""), .optional("page_parameter"), .optional("first_page"),
    .optional("offset_parameter"), .optional("cursor_parameter"), .optional("page_size_parameter"),
    .optional("maximum_page_size"), .optional("cursor_member"), .optional("cursor_item_member"),
    .optional("more_member"), .optional("next_url_member"), .optional("total_member"), .optional("page_count_member"))

  /// The keys that belong to a style, beside those that all have, and the ones that it can't do without.
  private static func keys(of style: Pagination.Style) -> (own: [String], required: [String]) {
    switch style {
    case .link: (["page_parameter"], [])
    case .pageNumber: (["page_parameter", "first_page", "total_member", "page_count_member"], ["page_parameter"])
    case .offset: (["offset_parameter", "total_member"], ["offset_parameter"])
    case .cursor:
      (["cursor_parameter", "cursor_member", "cursor_item_member", "more_member"], ["cursor_parameter"])
    case .nextURL: (["next_url_member"], ["next_url_member"])
    }
  }

  /// The rule; nil where it can't be read, which was reported.
  static func read(_ node: SourceNode, report: inout SourceReport) -> PaginationDraft? {
    guard let reader = ObjectReader(node, shape, report: &report) else { return nil }
    let name = reader.string("style", &report)
    let style = Pagination.Style(rawValue: name.value)
    if style == nil, !name.value.isEmpty {
      let styles = Pagination.Style.allCases.map(\.rawValue)
      report.error(
        at: name, "unknown pagination '\(name.value)'\(Suggestion.text(for: name.value, orOneOf: styles))")
    }
    let firstPage = reader.integer("first_page", atLeast: 0, &report)
    var draft = PaginationDraft(offset: node.offset, pagination: Pagination(style: style ?? .link))
    draft.pageParameter = reader.optionalString("page_parameter", &report)
    draft.offsetParameter = reader.optionalString("offset_parameter", &report)
    draft.cursorParameter = reader.optionalString("cursor_parameter", &report)
    draft.pageSizeParameter = reader.optionalString("page_size_parameter", &report)
    draft.maximumPageSize = reader.integer("maximum_page_size", atLeast: 1, &report)
    draft.pagination.firstPage = firstPage?.value ?? 1
    draft.pagination.pageParameter = draft.pageParameter?.value
    draft.pagination.offsetParameter = draft.offsetParameter?.value
    draft.pagination.cursorParameter = draft.cursorParameter?.value
    draft.pagination.pageSizeParameter = draft.pageSizeParameter?.value
    draft.pagination.maximumPageSize = draft.maximumPageSize?.value
    draft.pagination.cursorMember = reader.memberPath("cursor_member", &report)?.value
    draft.pagination.cursorItemMember = reader.memberPath("cursor_item_member", &report)?.value
    draft.pagination.moreMember = reader.memberPath("more_member", &report)?.value
    draft.pagination.nextURLMember = reader.memberPath("next_url_member", &report)?.value
    draft.pagination.totalMember = reader.memberPath("total_member", &report)?.value
    draft.pagination.pageCountMember = reader.memberPath("page_count_member", &report)?.value
    if let maximum = draft.maximumPageSize, reader.node("page_size_parameter") == nil {
      report.error(
        at: maximum, "'maximum_page_size' without 'page_size_parameter'; name the parameter that sets the size.")
    }
    if let style { check(style, reader, report: &report) }
    return draft
  }

  private static func check(_ style: Pagination.Style, _ reader: ObjectReader, report: inout SourceReport) {
    let (own, required) = keys(of: style)
    let shared = ["style", "page_size_parameter", "maximum_page_size"]
    for key in shape.keys.map(\.name) where reader.node(key) != nil && !(shared + own).contains(key) {
      let styles = Pagination.Style.allCases.filter { keys(of: $0).own.contains(key) }.map(\.rawValue)
      report.error(
        at: reader.offset(of: key),
        "'\(key)' on pagination '\(style.rawValue)'; it belongs to \(Suggestion.list(styles, last: "or")).")
    }
    for key in required where reader.node(key) == nil {
      report.error(at: reader.offset, "pagination '\(style.rawValue)' without '\(key)', which it can't do without.")
    }
    guard style == .cursor else { return }
    switch (reader.node("cursor_member"), reader.node("cursor_item_member")) {
    case (nil, nil):
      report.error(
        at: reader.offset,
        "pagination 'cursor' without 'cursor_member' or 'cursor_item_member', one of which says where the next page begins."
      )
    case (_?, _?):
      report.error(
        at: reader.offset(of: "cursor_item_member"),
        "'cursor_item_member' beside 'cursor_member'; the cursor is in the last item or beside the list, remove one of the two."
      )
    default: break
    }
  }
}

extension ObjectReader {
  /// Names of members joined by dots, or an array of them, which may hold dots; the outermost first. Nil where the key is
  /// not given or wrong.
  func memberPath(_ key: String, _ report: inout SourceReport) -> Located<[String]>? {
    if let node = node(key), case .array(let elements) = node.content {
      let names = elements.compactMap { if case .string(let name) = $0.content, !name.isEmpty { name } else { nil } }
      guard !names.isEmpty, names.count == elements.count else {
        report.error(
          at: node.offset,
          "'\(key)' of \(shape.what) is no way to a member; write an array of names, as in [\"@odata.nextLink\"], none empty."
        )
        return nil
      }
      return Located(names, at: node.offset)
    }
    guard let text = optionalString(key, &report) else { return nil }
    let names = text.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if names.contains("") {
      report.error(
        at: text, "'\(text.value)' is no way to a member; write names joined by dots, as in 'meta.next', none empty.")
      return nil
    }
    return Located(names, at: text.offset)
  }
}
