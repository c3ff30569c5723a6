/// An object of a spec's file while it is put together: what is nil or empty is left out, as a person would.
struct SpecObject {
  private(set) var members: [Literal.Member] = []

  mutating func add(_ name: String, literal: Literal?) {
    if let literal { members.append(Literal.Member(name: name, value: literal)) }
  }

  mutating func add(_ name: String, _ text: String?) {
    add(name, literal: text.flatMap { $0.isEmpty ? nil : .string($0) })
  }

  mutating func add(_ name: String, _ number: Int?) {
    add(name, literal: number.map { .number(String($0)) })
  }

  /// Writes `true` only: false is what is left out.
  mutating func add(_ name: String, _ value: Bool) {
    if value { add(name, literal: .boolean(true)) }
  }

  mutating func add(_ name: String, _ object: SpecObject?) {
    add(name, literal: object.map { .object($0.members) })
  }

  /// The way to a member, as short as it can be read again: text unless a name holds a dot.
  mutating func add(_ name: String, path: [String]?) {
    guard let path, !path.isEmpty else { return }
    if path.contains(where: { $0.contains(".") }) {
      add(name, strings: path)
    } else {
      add(name, path.joined(separator: "."))
    }
  }

  mutating func add(_ name: String, strings: [String]) {
    if !strings.isEmpty { add(name, literal: .array(strings.map { .string($0) })) }
  }

  mutating func add<Value>(_ name: String, objects values: [Value], _ write: (Value, inout SpecObject) -> Void) {
    if values.isEmpty { return }
    add(
      name,
      literal: .array(
        values.map { value in
          var object = SpecObject()
          write(value, &object)
          return .object(object.members)
        }))
  }
}
