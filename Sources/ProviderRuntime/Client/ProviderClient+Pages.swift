extension ProviderClient {
  /// Reads the pages of a list, fetching ahead as far as the reader has shown that it goes on.
  ///
  /// An explicit page number, offset or cursor reads that page only. `parse` runs on any thread, for several pages at once; an error
  /// that it throws and that is no `ProviderError` becomes `.invalidResponse` with its description. A method that
  /// answers one object has one page.
  public func pages<Page: Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments,
    parse: @escaping @Sendable (HTTPResponse) throws -> ParsedPage<Page>
  ) -> PageSequence<Page> {
    PageSequence { [self] in
      let session = try session
      let first = try session.builder.request(method, arguments)
      let rule = provider.pagination(of: method)
      let turner = rule?.turner(PageRequests(first: first, builder: session.builder)) ?? SinglePage()
      // Of one page alone that was asked for nothing is asked but its items.
      let fetcher = PageFetcher(
        session: session, pagination: turner is SinglePage ? nil : rule,
        isWholeList: method.response.shape == .list && !provider.areOfOnePage(arguments, method), parse: parse)
      return PageReader(fetcher: fetcher, first: first, turner: turner)
    }
  }
}
