import ProviderRuntime

/// The rows of one scan: the pages of its requests, in the order of the requests.
///
/// What it hands out is the same however the requests are sent, so that fetching several at a time changes nothing here.
final class RowSource {
  /// Some rows, and the request that they come from.
  struct Batch {
    var page: Page
    /// The first row that counts.
    var firstRow: Int
    var request: Int
  }

  let requests: [PlannedRequest]
  private let session: Session
  private let client: ProviderClient
  private let fields: FieldList
  private let expectedRows: Int?
  private var index = 0
  private var reader: PageReader?
  /// The first page of the request at hand, while it is the only one.
  private var onlyPage: Page?
  private var pagesRead = 0

  init(session: Session, client: ProviderClient, requests: [PlannedRequest], fields: FieldList, expectedRows: Int?) {
    self.session = session
    self.client = client
    self.requests = requests
    self.fields = fields
    self.expectedRows = expectedRows
  }

  /// The next rows; nil behind the last.
  func next() throws -> Batch? {
    while index < requests.count {
      let request = requests[index]
      let key = PageCache.Key(client.provider.name, request, fields.names)
      if reader == nil, let known = session.pages[key] {
        index += 1
        if let page = known.page, page.count > 0 { return Batch(page: page, firstRow: 0, request: index - 1) }
        continue
      }
      let reader =
        self.reader
        ?? PageReader(session: session, client: client, request: request, fields: fields, expectedRows: expectedRows)
      self.reader = reader
      if let page = try reader.next() {
        pagesRead += 1
        onlyPage = pagesRead == 1 ? page : nil
        if page.count > reader.firstRow { return Batch(page: page, firstRow: reader.firstRow, request: index) }
        continue
      }
      // An answer of several pages is not kept: nobody knows how large it gets.
      if pagesRead <= 1 { session.pages[key] = PageCache.Entry(page: onlyPage) }
      onlyPage = nil
      pagesRead = 0
      self.reader = nil
      index += 1
    }
    return nil
  }
}

/// Answers of one page that the running statement has read, so that the inner side of a join asks for each only once.
struct PageCache {
  struct Key: Hashable {
    var provider: String
    var method: String
    var arguments: Arguments
    var fields: [String]

    init(_ provider: String, _ request: PlannedRequest, _ fields: [String]) {
      self.provider = provider
      method = request.method.name
      arguments = request.arguments
      self.fields = fields
    }
  }

  struct Entry {
    /// The whole answer; nil where it was "no such object".
    var page: Page?
  }

  /// Bounds that keep a long join in little memory.
  private static let maximumCount = 1_000
  private static let maximumSize = 8 * 1024 * 1024

  private var entries: [Key: Entry] = [:]
  private var order: [Key] = []
  private var oldest = 0
  private var size = 0

  subscript(key: Key) -> Entry? {
    get { entries[key] }
    set {
      guard let newValue, entries[key] == nil else { return }
      entries[key] = newValue
      order.append(key)
      size += newValue.page?.size ?? 0
      while entries.count > Self.maximumCount || size > Self.maximumSize, oldest < order.count {
        let entry = entries.removeValue(forKey: order[oldest])
        size -= entry?.page?.size ?? 0
        oldest += 1
      }
      if oldest > Self.maximumCount {
        order.removeFirst(oldest)
        oldest = 0
      }
    }
  }

  mutating func removeAll() {
    entries.removeAll()
    order.removeAll()
    oldest = 0
    size = 0
  }
}
