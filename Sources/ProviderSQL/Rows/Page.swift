import CSimdJSON
import ProviderRuntime

/// The items of one response, as cells of the fields that were asked for.
// Unchecked because the compiler can't see it: what `pointer` leads to is never changed after it was read.
final class Page: @unchecked Sendable {
  /// How many items there are.
  let count: Int
  /// How many cells an item has.
  let width: Int
  private let pointer: OpaquePointer
  private let cells: UnsafePointer<csj_cell>?
  /// What the cells' offsets count in. A zero byte stands behind each text.
  let text: UnsafePointer<CChar>
  /// Whether zero bytes stand within texts, too.
  let hasZeros: Bool
  /// The cells that tell items apart; none where there is no such thing.
  private let identity: [Int]

  /// Reads a body.
  ///
  /// - Throws: `ProviderError` of the kind `invalidResponse` where it is empty, no JSON, or of another arrangement, and
  ///   `missingField` where an item lacks what tells it from the others.
  init(_ body: [UInt8], of method: MethodDescriptor, fields: FieldList) throws {
    let page = try fields.withFields { fields in
      method.response.mediaType == nil
        ? try Self.read(body, of: method, fields) : try Self.text(body, of: method, fields)
    }
    pointer = page
    count = csj_page_count(page)
    cells = csj_page_cells(page)
    text = csj_page_text(page)
    hasZeros = csj_page_has_zeros(page)
    width = fields.count
    identity = fields.identity
    try checkIdentity(of: method, fields)
  }

  deinit {
    csj_page_free(pointer)
  }

  private static func read(
    _ body: [UInt8], of method: MethodDescriptor, _ fields: UnsafeBufferPointer<csj_field>
  ) throws -> OpaquePointer {
    let response = method.response
    // What is there and says nothing of itself is an object without members.
    let body = response.shape == .none ? Array("{}".utf8) : body
    var error = csj_error()
    // One text that holds all names: nothing has to be kept in memory name by name.
    let names = response.member.map { Array($0.utf8) }
    let page = names.flatMap { $0 }.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: CChar.self) { text in
        var start = 0
        let path = names.map { name in
          defer { start += name.count }
          return csj_name(text: text.baseAddress.map { $0 + start }, length: name.count)
        }
        return path.withUnsafeBufferPointer { path in
          body.withUnsafeBufferPointer { body in
            var arrangement = csj_arrangement(
              shape: (response.shape == .list ? CSJ_LIST : CSJ_OBJECT).rawValue, path: path.baseAddress,
              path_length: path.count, has_values: response.type != nil && response.model == nil,
              // GraphQL answers so for an object that is not there; what else is wrong it tells as an error.
              may_be_null: method.graphQL != nil)
            return csj_page_read(body.baseAddress, body.count, &arrangement, fields.baseAddress, fields.count, &error)
          }
        }
      }
    }
    if let page { return page }
    let detail = withUnsafeBytes(of: error.detail) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    throw failure(error, detail: detail, method: method)
  }

  /// A body that is no JSON is one text.
  private static func text(
    _ body: [UInt8], of method: MethodDescriptor, _ fields: UnsafeBufferPointer<csj_field>
  ) throws -> OpaquePointer {
    let text = Array(String(decoding: body, as: UTF8.self).utf8)
    let page = text.withUnsafeBufferPointer {
      csj_page_of_text($0.baseAddress, $0.count, fields.baseAddress, fields.count)
    }
    if let page { return page }
    throw ProviderError(
      kind: .invalidResponse, method: method.name, reason: "the answer can't be read: it is too large")
  }

  /// How much memory the page takes, in bytes.
  var size: Int { csj_page_size(pointer) }

  /// A cell of an item; both indices must be within the page's bounds.
  func cell(_ row: Int, _ column: Int) -> csj_cell {
    guard let cells, row < count, column < width else { return csj_cell() }
    return cells[row * width + column]
  }

  /// How many of the first items stand at the end of the page before already. A list into which something was put
  /// while it was read shows items again that have moved to the next page.
  func overlap(with previous: Page) -> Int {
    identity.withUnsafeBufferPointer { csj_page_overlap(pointer, previous.pointer, $0.baseAddress, $0.count) }
  }

  /// The first item from one on that may meet conditions; `count` where there is none.
  func next(_ row: Int, meeting conditions: Conditions) -> Int {
    csj_page_find(pointer, row, conditions.list.baseAddress, conditions.list.count)
  }

  /// An item without what tells it from others is no item of this kind, such as an error that is sent as a success.
  private func checkIdentity(of method: MethodDescriptor, _ fields: FieldList) throws {
    for column in method.response.model.flatMap({ fields.required[$0] }) ?? [] {
      let row = csj_page_first_null(pointer, column)
      guard row < count else { continue }
      let place = method.response.shape != .list ? "" : " of item \(row + 1)"
      throw ProviderError(
        kind: .missingField(fields.names[column]), method: method.name,
        reason: "the field '\(fields.names[column])'\(place) is missing, which the spec rules out",
        advice: "The API differs from its spec, or this is not its answer.")
    }
  }

  private static func failure(_ error: csj_error, detail: String, method: MethodDescriptor) -> ProviderError {
    let reason =
      switch error.problem {
      case CSJ_EMPTY.rawValue: "the answer is empty"
      case CSJ_SHAPE.rawValue:
        error.item < 0
          ? "the answer has another shape: \(detail)"
          : "the answer has another shape: \(detail), at index \(error.item)"
      case CSJ_CAPACITY.rawValue: "the answer can't be read: \(detail)"
      default: "the answer is not JSON: \(detail)"
      }
    return ProviderError(kind: .invalidResponse, method: method.name, reason: reason)
  }
}

/// The fields of an item that a statement reads, ready for the parser.
// Unchecked because the compiler can't see it: the memory is written once, in `init`.
final class FieldList: @unchecked Sendable {
  /// A field that is asked for.
  struct Field {
    var name: String
    /// Whether a string is to stay JSON text.
    var asJSON: Bool
    /// Whether it is the item itself, where items are values.
    var isItem = false
  }

  /// The names, in the order of the cells.
  let names: [String]
  /// The fields that together tell one item from another; empty where nothing does.
  let identity: [Int]
  /// Those of them that every item of a model has, by the model's name.
  let required: [String: [Int]]
  private let fields: UnsafeMutableBufferPointer<csj_field>

  /// How many fields there are.
  var count: Int { names.count }

  init(_ fields: [Field], identity: [Int], required: [String: [Int]]) {
    names = fields.map(\.name)
    self.identity = identity
    self.required = required
    self.fields = .allocate(capacity: fields.count)
    for (index, field) in fields.enumerated() {
      let bytes = Array(field.name.utf8)
      let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
      self.fields.initializeElement(
        at: index,
        to: csj_field(
          name: UnsafePointer(copy.baseAddress), length: bytes.count, as_json: field.asJSON, is_item: field.isItem))
    }
  }

  deinit {
    for field in fields { UnsafeMutablePointer(mutating: field.name)?.deallocate() }
    fields.deallocate()
  }

  fileprivate func withFields<Result>(_ body: (UnsafeBufferPointer<csj_field>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(fields))
  }
}
