/// Pages that `Link` headers name. Where they number the last one, too, the pages before it are known.
struct LinkPages: PageTurner {
  /// Where a numbered list ends, as the server last said it.
  private struct Numbering {
    /// A page of the list, in whose address another number stands for another page.
    var template: WebAddress
    var last: Int
  }

  private let pages: PageRequests
  private let pageSize: Int?
  private let pageParameter: String?

  private var current: PageView?
  /// The list's numbering by the links of the current page, where they have one.
  private var named: Numbering?
  /// The number of the current page, where pages are numbered.
  private var number: Int?
  private var numbering: Numbering?
  /// The number of the last page, as the server last said it.
  private var announcedLast: Int?
  /// Whether the page asked for last is one that nobody named.
  private var isProbe = false
  /// The pages already read, by hash: a list that leads back into itself has no end.
  private var visited: Set<Int> = []

  init(_ pages: PageRequests, pageSize: Int?, pageParameter: String?) {
    self.pages = pages
    self.pageSize = pageSize
    self.pageParameter = pageParameter
    number = pageParameter == nil ? nil : 1
    visited.insert(pages.first.address.hashValue)
  }

  mutating func take(_ page: PageView) throws -> Bool {
    // A server that knows no pages answers each with the whole list, for ever.
    if isProbe, let current, !page.links.areGiven, !current.links.areGiven, page.fingerprint == current.fingerprint,
      page.count > 0
    {
      throw PageProblem(reason: "the server answers the next page with the one before, so the list has no end")
    }
    try checkLength(page)
    current = page
    named = (try? page.links.next?.get()).flatMap { numbering(next: $0, last: page.links.last) }
    return !isProbe || page.count > 0
  }

  mutating func next() throws -> PreparedRequest? {
    guard let current else { return nil }
    if let next = current.links.next {
      let address: WebAddress
      do { address = try next.get() } catch { throw PageProblem(reason: error.reason) }
      try checkProgress(to: address)
      numbering = named
      number = pageParameter.flatMap { address.queryNumber($0) }
      isProbe = false
      return pages.moved(to: address)
    }
    guard !isAtEnd, let pageParameter, let number else { return nil }
    // The server chose the number.
    guard number < Int.max else { throw PageProblem(reason: "no page can have a larger number than this one") }
    self.number = number + 1
    let isKnown = numbering.map { number < $0.last } ?? false
    isProbe = !isKnown
    let template = isKnown ? numbering?.template : nil
    return pages.moved(
      to: (template ?? current.request.address).settingQueryNumber(pageParameter, to: number + 1))
  }

  func following(_ distance: Int) -> PreparedRequest? {
    guard let numbering, let pageParameter, let number, distance <= numbering.last - number else { return nil }
    return pages.moved(to: numbering.template.settingQueryNumber(pageParameter, to: number + distance))
  }

  var isAtEnd: Bool {
    guard let current else { return false }
    if current.links.next != nil { return false }
    // Links without a next one say that this is the end, whatever was said before; no links at all say nothing.
    guard !current.links.areGiven, current.count > 0, pageParameter != nil, let number else { return true }
    if let numbering, number < numbering.last { return false }
    if pageSize != nil, let announcedLast, number < announcedLast { return false }
    return pageSize.map { current.count < $0 } ?? true
  }

  var pagesBehind: Int {
    guard let current, let number, !isAtEnd else { return 0 }
    if (try? current.links.next?.get()) != nil { return named.map { $0.last - number } ?? 1 }
    return numbering.map { max($0.last - number, 0) } ?? 0
  }

  /// Throws where the next page is one that was read already.
  private mutating func checkProgress(to address: WebAddress) throws {
    let isBackwards =
      if let number, let next = pageParameter.flatMap({ address.queryNumber($0) }) { next <= number } else { false }
    guard visited.insert(address.hashValue).inserted, !isBackwards else { throw PageProblem.loop }
  }

  /// Throws where the list ends earlier than the server said before. Then items were taken out of it, and what stood
  /// behind them has moved to pages already read; a shift that leaves the number of pages as it was can't be seen.
  private mutating func checkLength(_ page: PageView) throws {
    guard let pageParameter, let number else { return }
    let isEnd = page.links.areGiven && page.links.next == nil
    let last: Int? =
      if page.count == 0, number > 1, isEnd || !page.links.areGiven { number - 1 } else if isEnd { number } else {
        page.links.last?.queryNumber(pageParameter)
      }
    guard let last else { return }
    if let announcedLast, last < announcedLast { throw PageProblem.shorter(from: announcedLast, to: last, "pages") }
    announcedLast = last
  }

  /// The list's numbering, if the next and the last page differ in nothing but the number and the next one is next.
  private func numbering(next: WebAddress, last: WebAddress?) -> Numbering? {
    guard let pageParameter, let number, let nextNumber = next.queryNumber(pageParameter), nextNumber - 1 == number,
      let last, let lastNumber = last.queryNumber(pageParameter), lastNumber >= nextNumber,
      next.settingQueryNumber(pageParameter, to: lastNumber) == last
    else { return nil }
    return Numbering(template: next, last: lastNumber)
  }
}

extension PageProblem {
  /// The next page is one that was read already.
  static let loop = PageProblem(reason: "the list leads back to a page already read, so it has no end")

  /// The list ends earlier than the server said before.
  static func shorter(from before: Int, to after: Int, _ unit: String) -> PageProblem {
    PageProblem(
      kind: .listChanged,
      reason: "the list became shorter while it was read, from \(before) \(unit) to \(after), so items of it "
        + "may have been missed", advice: "Ask again.")
  }
}
