/// The arguments of a request by parameter name, in the order in which they were first set.
public struct Arguments: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private struct Entry: Sendable, Hashable {
    var name: String
    var value: ArgumentValue
  }

  private var entries: [Entry] = []

  /// Creates no arguments.
  public init() {}

  /// Creates arguments from names and values; a name that comes twice has the later value.
  public init(dictionaryLiteral elements: (String, ArgumentValue)...) {
    for (name, value) in elements { self[name] = value }
  }

  /// The names, in the order in which they were first set.
  public var names: [String] { entries.map(\.name) }

  /// The value of a name; nil where it is not given. Setting nil takes the argument away.
  public subscript(name: String) -> ArgumentValue? {
    get { entries.first { $0.name == name }?.value }
    set {
      let index = entries.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}
