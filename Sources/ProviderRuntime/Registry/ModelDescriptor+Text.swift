extension ModelDescriptor {
  /// Creates a model from its parts, each field in one text, as generated code has them: the call that makes a field of
  /// values takes the compiler more than all else about it.
  ///
  /// A text is `name|type|presence|example|title|summary`; what is not there is empty, and left away at the end. `\`
  /// stands before a `|` or `\` that is meant as such, and `\-` for a text that is there and empty. The type is written
  /// `string(date-time)`, `enum(color)`, `integer(int64)`, `number`, `boolean`, `object`, `model(thing)`, or `[string]` for
  /// an array of such; the presence `r` (always there), `n` (may be null), `rn` or nothing. A text that is none of this
  /// ends the program: generator and runtime agree on it.
  ///
  /// - Parameters:
  ///   - name: The model's name, unique within its service.
  ///   - title: The name for people.
  ///   - summary: What the model is.
  ///   - enums: The sets of values that its fields' types name.
  ///   - fields: The fields' texts.
  public init(name: String, title: String, summary: String, enums: [EnumDescriptor] = [], fields: [String]) {
    self.init(
      name: name, title: title, summary: summary,
      fields: fields.map { text in
        let parts = Self.parts(text)
        func part(_ index: Int) -> String? { index < parts.count ? parts[index] : nil }
        guard let name = part(0), let type = part(1).flatMap({ TypeDescriptor($0[...].utf8, enums) }) else {
          fatalError("'\(text)' is no field that this version of ProviderRuntime understands")
        }
        return FieldDescriptor(
          name: name, type: type, isRequired: part(2)?.contains("r") == true,
          isNullable: part(2)?.contains("n") == true, example: part(3), title: part(4), summary: part(5) ?? "")
      })
  }

  /// The parts of a field's text; nil where one is not there.
  private static func parts(_ text: String) -> [String?] {
    var parts: [String?] = []
    var part: [UInt8] = []
    var isThere = false
    var isEscaped = false
    func end() {
      parts.append(isThere ? String(decoding: part, as: UTF8.self) : nil)
      part.removeAll(keepingCapacity: true)
      isThere = false
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\") where !isEscaped:
        isEscaped = true
        isThere = true
      case UInt8(ascii: "|") where !isEscaped:
        end()
      case UInt8(ascii: "-") where isEscaped:
        isEscaped = false
      default:
        isEscaped = false
        isThere = true
        part.append(byte)
      }
    }
    end()
    return parts
  }
}

extension TypeDescriptor {
  /// Reads a type as a field's text has it; nil where it is none. By bytes, as a format may be any text.
  fileprivate init?(_ text: Substring.UTF8View, _ enums: [EnumDescriptor]) {
    if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
      guard let element = TypeDescriptor(text.dropFirst().dropLast(), enums) else { return nil }
      self = .array(element)
      return
    }
    let name = text.prefix { $0 != UInt8(ascii: "(") }
    let argument =
      name.endIndex < text.endIndex ? String(Substring(text[name.endIndex...].dropFirst().dropLast())) : nil
    switch String(Substring(name)) {
    case "string": self = .string(format: argument)
    case "integer": self = .integer(format: argument)
    case "number": self = .number(format: argument)
    case "boolean": self = .boolean
    case "object": self = .object
    case "model":
      guard let argument else { return nil }
      self = .model(argument)
    case "enum":
      guard let values = enums.first(where: { $0.name == argument }) else { return nil }
      self = .enumeration(values)
    default: return nil
    }
  }
}
