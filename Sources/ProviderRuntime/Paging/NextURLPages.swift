/// Pages of which each holds the URL of the next one in its body.
struct NextURLPages: PageTurner {
  private let pages: PageRequests
  private var current: PageView?
  /// The pages already read, by hash: a list that leads back into itself has no end.
  private var visited: Set<Int> = []

  init(_ pages: PageRequests) {
    self.pages = pages
    visited.insert(pages.first.address.hashValue)
  }

  mutating func take(_ page: PageView) -> Bool {
    current = page
    return true
  }

  mutating func next() throws -> PreparedRequest? {
    guard let current, let reference = current.marks.nextURL else { return nil }
    let address: WebAddress
    do {
      address = try PageLinks.page(reference, from: current.request.address).get()
    } catch {
      throw PageProblem(reason: error.reason)
    }
    guard visited.insert(address.hashValue).inserted else { throw PageProblem.loop }
    return pages.moved(to: address)
  }

  func following(_ distance: Int) -> PreparedRequest? { nil }

  var isAtEnd: Bool { current.map { $0.marks.nextURL == nil } ?? false }

  var pagesBehind: Int { current?.marks.nextURL == nil ? 0 : 1 }
}
