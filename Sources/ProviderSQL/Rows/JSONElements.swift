import CSimdJSON

/// The elements of JSON arrays that a statement gives.
enum JSONElements {
  /// The elements of a JSON array; nil where the text is no such array.
  static func values(_ text: String) -> [SQLValue]? {
    guard text.utf8.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "[") else { return nil }
    var text = text
    return text.withUTF8 { text in
      var arrangement = csj_arrangement(
        shape: CSJ_LIST.rawValue, path: nil, path_length: 0, has_values: true, may_be_null: false)
      var field = csj_field(name: nil, length: 0, as_json: false, is_item: true)
      var error = csj_error()
      guard let page = csj_page_read(text.baseAddress, text.count, &arrangement, &field, 1, &error) else { return nil }
      defer { csj_page_free(page) }
      guard let cells = csj_page_cells(page) else { return [] }
      return (0..<csj_page_count(page)).map { SQLValue(cells[$0], in: csj_page_text(page)) ?? .null }
    }
  }
}

extension SQLValue {
  /// The value of a cell, whose text stands in that of its page; nil for null.
  init?(_ cell: csj_cell, in text: UnsafePointer<CChar>) {
    switch cell.kind {
    case CSJ_NULL.rawValue: return nil
    case CSJ_INTEGER.rawValue: self = .integer(cell.value.integer)
    case CSJ_BOOLEAN.rawValue: self = .boolean(cell.value.integer != 0)
    case CSJ_REAL.rawValue: self = .real(cell.value.real)
    default:
      let bytes = UnsafeRawBufferPointer(start: text + Int(cell.value.offset), count: Int(cell.length))
      let text = String(decoding: bytes, as: UTF8.self)
      self = cell.kind == CSJ_JSON.rawValue ? .json(text) : .text(text)
    }
  }
}
