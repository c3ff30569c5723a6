extension ProviderClient {
  /// Reads the pages of a list, fetching ahead as far as the reader has shown that it goes on.
  ///
  /// An explicit page number reads that page only. `parse` runs on any thread, for several pages at once; an error
  /// that it throws and that is no `ProviderError` becomes `.invalidResponse` with its description. A method that
  /// answers one object has one page.
  public func pages<Page: Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments,
    parse: @escaping @Sendable (HTTPResponse) throws -> ParsedPage<Page>
  ) -> PageSequence<Page> {
    PageSequence { [self] in
      let session = try session
      let pagination = provider.pagination
      let parameter = pagination?.pageParameter.flatMap { name in
        method.parameters.contains { $0.name == name } ? name : nil
      }
      let isList = method.response.shape == .list
      return PageReader(
        fetcher: PageFetcher(session: session, parse: parse), first: try session.builder.request(method, arguments),
        isSinglePage: !isList || pagination == nil || parameter.flatMap { arguments[$0] } != nil,
        pageSize: session.builder.pageSize(method, arguments), pageParameter: parameter)
    }
  }
}
