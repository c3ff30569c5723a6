#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads values of fields out of a JSON text, once from the front: what no field asks for is passed over.
///
/// Foundation's decoder would come with all of FoundationEssentials, and takes several times as long.
struct FieldReader {
  private var scanner: JSONScanner
  private var depth = 0

  /// Reads the value that names lead to, the outermost first, in a text that is JSON to its end.
  static func read(_ type: FieldType, at path: [String] = [], of text: [UInt8]) throws(ModelProblem) -> FieldValue {
    do {
      return try text.withUnsafeBufferPointer { bytes in
        var reader = FieldReader(scanner: JSONScanner(bytes))
        let reached = try reader.scanner.reach(path)
        if reached < path.count { throw ModelProblem(kind: .missing, path: path[...reached].map { .member($0) }) }
        let value = try reader.read(type, at: path.map { .member($0) })
        try reader.scanner.leave(path)
        return value
      }
    } catch let problem as ModelProblem {
      throw problem
    } catch JSONMember.Problem.noObject(let names, _) {
      throw ModelProblem(kind: .isNot("an object"), path: names.map { .member($0) })
    } catch {
      throw ModelProblem(kind: .notJSON)
    }
  }

  private init(scanner: JSONScanner) {
    self.scanner = scanner
  }

  /// Reads a value; a problem in it is told with the steps that lead to it.
  private mutating func read(_ type: FieldType, at steps: @autoclosure () -> [ModelProblem.Step]) throws -> FieldValue {
    do {
      return try read(type)
    } catch var problem as ModelProblem {
      problem.path = steps() + problem.path
      throw problem
    }
  }

  /// Reads a value. One that is null is no value of its type.
  private mutating func read(_ type: FieldType) throws -> FieldValue {
    scanner.skipSpace()
    if !type.mayBeNull, scanner.peek == UInt8(ascii: "n") {
      try scanner.skipValue()
      throw ModelProblem(kind: .null)
    }
    switch type {
    case .json: return .json(try scanner.tree(depth: depth))
    case .string: return .string(try string())
    case .date:
      let text = try string()
      guard let timestamp = Timestamp(text) else {
        throw ModelProblem(kind: .unreadable("'\(text)' is not a date in ISO 8601, such as 2022-04-18T20:01:02Z"))
      }
      return .date(timestamp.date)
    case .boolean:
      let isTrue = scanner.peek == UInt8(ascii: "t")
      try expect(isTrue ? "t" : "f", "a boolean")
      try scanner.skipValue()
      return .boolean(isTrue)
    case .integer:
      let text = try number("a whole number")
      // 1.0 and 1e3 are whole numbers, too.
      guard let value = Int(text) ?? Double(text).flatMap(Int.init(exactly:)) else {
        throw ModelProblem(kind: .isNot("a whole number of 64 bits"))
      }
      return .integer(value)
    case .number:
      guard let value = Double(try number("a number")), value.isFinite else {
        throw ModelProblem(kind: .isNot("a number of 64 bits"))
      }
      return .number(value)
    case .model(let model):
      let layout = ModelLayout.of(model)
      return .model(FieldValues(try object(layout), layout))
    case .array(let element): return .array(try array(element))
    }
  }

  private mutating func array(_ element: FieldType) throws -> [FieldValue] {
    try expect("[", "an array")
    try enter()
    var values: [FieldValue] = []
    if try scanner.open("[", "]") {
      repeat { values.append(try read(element, at: [.element(values.count)])) } while try scanner.goesOn("]")
    }
    depth -= 1
    return values
  }

  /// The values of a model's fields. Of members with the same name the first counts.
  private mutating func object(_ layout: ModelLayout) throws -> [FieldValue] {
    try expect("{", "an object")
    try enter()
    var values: [FieldValue?] = Array(repeating: nil, count: layout.fields.count)
    // Most servers write members in the order in which they are described.
    var next = 0
    if try scanner.open("{", "}") {
      repeat {
        let index = try name(of: layout, from: next)
        try scanner.expectColon()
        guard let index, values[index] == nil else {
          try scanner.skipValue()
          continue
        }
        values[index] = try value(of: layout.fields[index])
        next = index + 1
      } while try scanner.goesOn("}")
    }
    depth -= 1
    return try zip(values, layout.fields).map { value, field in
      guard let value = value ?? (field.presence == .optional ? .null : nil) else {
        throw ModelProblem(kind: .missing, path: [.member(field.name)])
      }
      return value
    }
  }

  private mutating func value(of field: ModelLayout.Field) throws -> FieldValue {
    scanner.skipSpace()
    if field.presence != .required, scanner.peek == UInt8(ascii: "n") {
      try scanner.skipValue()
      return .null
    }
    return try read(field.type, at: [.member(field.name)])
  }

  /// Reads a member's name: which field it names; nil where it is none.
  private mutating func name(of layout: ModelLayout, from next: Int) throws -> Int? {
    scanner.skipSpace()
    var escaped = scanner
    if let name = try scanner.plainString() { return layout.index(name, from: next) }
    return layout.index(try escaped.string().utf8, from: next)
  }

  private mutating func string() throws -> String {
    try expect("\"", "a string")
    return try scanner.string()
  }

  private mutating func number(_ kind: String) throws -> String {
    guard let byte = scanner.peek, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) else {
      throw try other(kind)
    }
    return try scanner.number()
  }

  /// Throws unless a value begins here as one of its kind does.
  private mutating func expect(_ start: Unicode.Scalar, _ kind: String) throws {
    if scanner.peek != UInt8(ascii: start) { throw try other(kind) }
  }

  /// The problem of a value of another kind. What is no value at all is no JSON.
  private mutating func other(_ kind: String) throws -> ModelProblem {
    try scanner.skipValue()
    return ModelProblem(kind: .isNot(kind))
  }

  private mutating func enter() throws {
    depth += 1
    if depth > JSONScanner.maximumRecursion { throw JSONMember.Problem.notJSON }
  }
}

extension FieldConvertible {
  /// Reads the value that names lead to in a JSON text.
  init(reading text: [UInt8], at path: [String] = []) throws(ModelProblem) {
    // What is read by a type's own rule is a value of it.
    guard let value = Self(fieldValue: try FieldReader.read(FieldType(of: Self.self), at: path, of: text)) else {
      fatalError("\(Self.self) takes another value than the one that it is read as")
    }
    self = value
  }
}

extension ModelLayout {
  /// The place of the field of a name, looked for from a place on.
  fileprivate func index(_ name: some Collection<UInt8>, from next: Int) -> Int? {
    func holds(_ index: Int) -> Bool {
      fields[index].name.utf8.count == name.count && fields[index].name.utf8.elementsEqual(name)
    }
    return (next..<fields.count).first(where: holds) ?? (0..<min(next, fields.count)).first(where: holds)
  }
}
