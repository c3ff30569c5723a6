import ProviderRuntime

/// What one scan asks for. One for all who look at the scan, as that is done several times for each page.
final class ScanQuestion: Sendable {
  let client: ProviderClient
  let requests: PlannedRequests
  let fields: FieldList
  /// How many rows the statement wants at most, as far as can be told; nil where that is not known.
  let expectedRows: Int?

  init(client: ProviderClient, requests: PlannedRequests, fields: FieldList, expectedRows: Int?) {
    self.client = client
    self.requests = requests
    self.fields = fields
    self.expectedRows = expectedRows
  }

  /// Whether the answers would be the same.
  func isSame(as other: ScanQuestion) -> Bool {
    client.provider.name == other.client.provider.name && requests == other.requests
      && fields.names == other.fields.names && expectedRows == other.expectedRows
  }

  func key(_ request: PlannedRequest) -> PageCache.Key {
    PageCache.Key(client.provider.name, request, fields.names)
  }
}

/// The answer to one request, as far as it is fetched and somebody still wants it.
struct Fetch {
  let stream: PageStream
  let key: PageCache.Key
  /// The pages asked for, those left out that everybody has had.
  var pulls: [Pull] = []
  /// How many pages everybody has had.
  var dropped = 0
  /// How many pages the statement has had.
  var taken = 0
  /// Whether a page is being fetched.
  var isBusy = false
  /// Whether there is nothing behind what was fetched, because that was the last page or failed.
  var isComplete = false
  var hasFailed = false
  /// How many pages the stream may have under way on its own.
  var reserved = 0
  /// Whether the statement no longer wants it.
  var isAbandoned = false

  /// How many pages were asked for.
  var asked: Int { dropped + pulls.count }
}

/// A scan that somebody reads or is expected to read.
struct Scan {
  /// How far a reader is.
  struct Place: Comparable {
    var request = 0
    var page = 0

    static func < (a: Place, b: Place) -> Bool { (a.request, a.page) < (b.request, b.page) }
  }

  let question: ScanQuestion
  /// Where in the statement it is, and the how manieth there; nil where nobody runs ahead.
  let position: (site: Int, number: Int)?
  /// By index of the request.
  var fetches: [Int: Fetch] = [:]
  /// Who reads it, the statement being number 0.
  var places: [Int: Place]
  /// The first request that nobody has asked for yet.
  var nextRequest = 0
  /// Whether the statement has not come to it.
  var isExpected: Bool
}
