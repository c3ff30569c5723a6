import ProviderRuntime

/// Answers of one page that the running statement has read, so that the inner side of a join asks for each only once.
struct PageCache {
  struct Key: Hashable, Sendable {
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
}
