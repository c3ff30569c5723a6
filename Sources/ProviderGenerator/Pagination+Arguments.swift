import ProviderSpec

extension Pagination {
  /// The arguments of the registry's `PaginationDescriptor`.
  var arguments: [Argument] {
    [Argument("style", .code(".\(styleCase)"))] + string("pageParameter", pageParameter)
      + (firstPage == 1 ? [] : integer("firstPage", firstPage)) + string("offsetParameter", offsetParameter)
      + string("cursorParameter", cursorParameter) + string("pageSizeParameter", pageSizeParameter)
      + integer("maximumPageSize", maximumPageSize) + member("cursorMember", cursorMember)
      + member("cursorItemMember", cursorItemMember) + member("moreMember", moreMember)
      + member("nextURLMember", nextURLMember) + member("totalMember", totalMember)
      + member("pageCountMember", pageCountMember)
  }

  /// The name of the style in the registry.
  var styleCase: String {
    switch style {
    case .link: "link"
    case .pageNumber: "pageNumber"
    case .offset: "offset"
    case .cursor: "cursor"
    case .nextURL: "nextURL"
    }
  }
}

/// The argument that is the way to a member of a body; none where there is none.
func member(_ label: String, _ path: [String]?) -> [Argument] {
  path.map { [Argument(label, .list($0.map { .string($0) }))] } ?? []
}
