/// What goes wrong with an answer on its way: the request itself is carried out as if nothing were the matter.
public struct Damage: Sendable, Hashable {
  /// Where a `Link` header leads.
  public enum Link: Sendable, Hashable {
    /// There is none.
    case none
    /// The next page is the one that was asked for.
    case loop
    /// The next page is at another server, given as scheme and authority: `http://elsewhere.invalid`.
    case foreign(String)
  }

  /// The `Content-Type` in place of the right one.
  public var contentType: String?
  /// Whether the body ends halfway, as a whole answer that is no JSON.
  public var isInvalid: Bool
  /// The `Link` header in place of the right one; nil leaves that.
  public var link: Link?
  /// The size in bytes that the body is brought to with white space behind it. It is made up while it is sent.
  public var size: Int?
  /// Whether the body comes in chunks, without a `Content-Length`.
  public var isChunked: Bool
  /// How many bytes of the body come in a second.
  public var bytesPerSecond: Int?
  /// Behind how many bytes of the body the connection ends; always before the last one.
  public var cut: Int?
  /// By how much the `Content-Length` differs from the body's.
  public var lengthError: Int?

  /// Creates damage; what is not given stays whole.
  public init(
    contentType: String? = nil, isInvalid: Bool = false, link: Link? = nil, size: Int? = nil, isChunked: Bool = false,
    bytesPerSecond: Int? = nil, cut: Int? = nil, lengthError: Int? = nil
  ) {
    self.contentType = contentType
    self.isInvalid = isInvalid
    self.link = link
    self.size = size
    self.isChunked = isChunked
    self.bytesPerSecond = bytesPerSecond
    self.cut = cut
    self.lengthError = lengthError
  }

  /// Whether the bytes are sent otherwise than at once and with their length.
  var changesDelivery: Bool { isPieced || lengthError != nil }

  /// Whether the bytes do not come whole, with a length and at once.
  var isPieced: Bool { size != nil || isChunked || bytesPerSecond != nil || cut != nil }
}

extension Response {
  /// Does the damage, as far as it is to the answer and not to how it is sent.
  mutating func suffer(_ damage: Damage, answering request: Request) {
    if let contentType = damage.contentType { set("Content-Type", contentType) }
    if damage.isInvalid { body.removeLast((body.count + 1) / 2) }
    switch damage.link {
    case nil: break
    case Damage.Link.none?: set("Link", nil)
    case .loop?: set("Link", "<\(request.origin)\(request.path)?\(request.query)>; rel=\"next\"")
    case .foreign(let origin)?: set("Link", "<\(origin)\(request.path)?\(request.query)>; rel=\"next\"")
    }
    self.damage = damage
  }

  private mutating func set(_ name: String, _ value: String?) {
    headers.removeAll { $0.name == name }
    if let value { headers.append((name, value)) }
  }
}
