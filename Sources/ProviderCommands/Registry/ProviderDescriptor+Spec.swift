import ProviderRuntime
import ProviderSpec

// The registry of a spec that was not compiled: what the generator writes as text, as values. GoldenProvider, whose spec
// uses every feature of the format, keeps both alike: the tests compare its compiled registry with the one made here.

extension ProviderDescriptor {
  /// The registry of a provider as its spec describes it.
  public init(_ provider: Provider) {
    self.init(
      name: provider.name, title: provider.title, summary: provider.summary,
      server: ServerDescriptor(url: provider.server.url, environment: provider.server.environment),
      headers: provider.headers.map { HeaderDescriptor(name: $0.name, value: $0.value) },
      authentication: provider.authentication.map {
        AuthenticationDescriptor(scheme: $0.scheme, environment: $0.environment, scopesHeader: $0.scopesHeader)
      },
      pagination: provider.pagination.map(PaginationDescriptor.init),
      rateLimit: provider.rateLimit.map {
        RateLimitDescriptor(
          limitHeader: $0.limitHeader, remainingHeader: $0.remainingHeader, resetHeader: $0.resetHeader,
          pointsPerMinute: $0.pointsPerMinute, readCost: $0.readCost, writeCost: $0.writeCost,
          maximumConcurrency: $0.maximumConcurrency, defaultConcurrency: $0.defaultConcurrency)
      },
      errors: ErrorDescriptor(
        messageMember: provider.errors.messageMember, documentationMember: provider.errors.documentationMember,
        refusals: provider.errors.refusals.map {
          RefusalDescriptor(status: $0.status, messageContains: $0.messageContains, reason: $0.reason)
        }),
      services: provider.services.map { ServiceRegistry($0).descriptor })
  }
}

extension PaginationDescriptor {
  init(_ pagination: Pagination) {
    let style: Style =
      switch pagination.style {
      case .link: .link
      case .pageNumber: .pageNumber
      case .offset: .offset
      case .cursor: .cursor
      case .nextURL: .nextURL
      }
    self.init(
      style: style, pageParameter: pagination.pageParameter, firstPage: pagination.firstPage,
      offsetParameter: pagination.offsetParameter, cursorParameter: pagination.cursorParameter,
      pageSizeParameter: pagination.pageSizeParameter, maximumPageSize: pagination.maximumPageSize,
      cursorMember: pagination.cursorMember, cursorItemMember: pagination.cursorItemMember,
      moreMember: pagination.moreMember, nextURLMember: pagination.nextURLMember, totalMember: pagination.totalMember,
      pageCountMember: pagination.pageCountMember)
  }
}
