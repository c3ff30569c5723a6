import CSimdJSON
import Foundation
import GitHubProvider
@testable import ProviderRuntime
@testable import ProviderSQL

extension FuzzTarget {
  private static let words = [
    "{\"id\":", "\"label\":\"", "\"weight\":1.5", "\"boxes\":[", "\"tags\":[\"a\"]", "\"sealed\":true", "null", "-0",
    "1e308", "1e309",
    "18446744073709551616", "9223372036854775808", "-9223372036854775808", "0.1", "\\u0000", "\\ud83d\\ude00",
    "\\ud800",
    "\\\"", "[[[[[[", "]]]]]]", "\u{0}", "é", "\u{FEFF}", "\"metadata\":{\"package_type\":\"container\"}",
    "\"created_at\":\"2022-04-18T20:01:02Z\"",
    "\"owner\":{\"login\":\"a\",\"id\":1}", ",", "}", "]",
  ]

  /// An answer's body, read as a page in each shape, as typed models and as an error.
  static let bodies = FuzzTarget("bodies", maximumLength: 8_192, mutations: 1_500, dictionary: words) { bytes in
    let foreign = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    for method in [Depot.list, Depot.get, Depot.pages] {
      do {
        try checkPage(try Page(bytes, of: method, fields: fields), of: method, foreign)
      } catch let error as ProviderError {
        _ = "\(error)"
      }
    }
    try checkMembers(bytes, foreign)
    try checkModel(PackageVersion.self, bytes)
    try checkModel(Package.self, bytes)
    try checkModel([PackageVersion].self, bytes)
    try checkModel(JSONValue.self, bytes)
    _ = ErrorBody(HTTPResponse(status: 400, body: bytes), Depot.provider.errors, hiding: nil)
  }

  private typealias PackageVersion = GitHub.PackagesService.PackageVersion
  private typealias Package = GitHub.PackagesService.Package

  private static let fields = FieldList(
    [
      ("id", false), ("label", false), ("weight", false), ("sealed", false), ("order", true), ("tags", true),
      ("", false),
    ].map { FieldList.Field(name: $0.0, asJSON: $0.1) } + [FieldList.Field(name: "value", asJSON: true, isItem: true)],
    identity: [0], required: [:])

  /// Members are found as another reader finds them, where it reads the body at all.
  private static func checkMembers(_ bytes: [UInt8], _ foreign: Any?) throws {
    let isWhole = (try? JSONMember(whole: bytes)) != nil
    // It takes other encodings than UTF-8, too.
    let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    if foreign != nil, isText { try require(isWhole, "no JSON for one reader, JSON for the other") }
    for path in [["id"], ["boxes"], ["owner", "login"], ["metadata", "package_type"], ["label"], [""]] {
      guard let member = try? JSONMember(path, of: bytes), let foreign else { continue }
      // Of members that come twice one reader takes the first and the other the last.
      let name = Array("\"\(path.last ?? "")\"".utf8)
      guard isText, !bytes.contains(UInt8(ascii: "\\")), bytes.ranges(of: name).count == 1, path.count == 1 else {
        continue
      }
      let value = (foreign as? [String: Any])?[path[0]]
      switch member {
      case .missing: try require(value == nil, "a member that one reader finds")
      case .string(let text): try require(value as? String == text, "another text: \(text)")
      case .null: try require(value is NSNull, "no null")
      case .array: try require(value is [Any], "no array")
      case .object: try require(value is [String: Any], "no object")
      case .boolean(let truth): try require(value as? Bool == truth, "another truth")
      case .integer(let number): try require((value as? NSNumber)?.int64Value == number, "another number: \(number)")
      case .number: try require(value is NSNumber, "no number")
      }
    }
  }

  private static func checkPage(_ page: Page, of method: MethodDescriptor, _ foreign: Any?) throws {
    // Another reader finds as many items, where it reads the body at all: it is stricter about numbers and depth.
    if let foreign {
      let count: Int? =
        switch (method.response.shape, method.response.member.first) {
        case (.list, nil): (foreign as? [Any])?.count
        case (.list, let member?): ((foreign as? [String: Any])?[member] as? [Any])?.count
        case (.object, _), (.none, _): foreign is [String: Any] ? 1 : nil
        }
      // Of members that come twice one reader takes the first and the other the last.
      if method.response.member.isEmpty {
        try require(count == page.count, "\(page.count) items, \(count.map(String.init) ?? "no list")")
      }
    }
    for row in 0..<page.count {
      for column in 0..<fields.count {
        let cell = page.cell(row, column)
        guard cell.kind == CSJ_STRING.rawValue || cell.kind == CSJ_JSON.rawValue else { continue }
        let bytes = UnsafeRawBufferPointer(start: page.text + Int(cell.value.offset), count: Int(cell.length))
        try require(String(validating: bytes, as: UTF8.self) != nil, "a cell's text is no UTF-8")
        guard cell.kind == CSJ_JSON.rawValue else { continue }
        let isJSON = bytes.withMemoryRebound(to: UInt8.self) { csj_is_json($0.baseAddress, $0.count) }
        try require(isJSON, "a cell's JSON is none: \(text(bytes))")
      }
    }
  }

  /// What is decoded is the same after it was written and read again.
  private static func checkModel<Model: Codable & Equatable>(_ type: Model.Type, _ bytes: [UInt8]) throws {
    guard let model = try? JSONDecoder().decode(type, from: Data(bytes)) else { return }
    let encoder = JSONEncoder()
    let written = try encoder.encode(model)
    let again = try JSONDecoder().decode(type, from: written)
    // A second round, because the first may cut a date's fraction short.
    try require(
      try JSONDecoder().decode(type, from: encoder.encode(again)) == again, "\(again) changes when it is written")
  }
}
