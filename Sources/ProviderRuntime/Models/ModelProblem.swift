/// Why a JSON text is not what a model, or another type of a method's answer, describes, and where.
struct ModelProblem: Error, Hashable {
  /// A step into a value.
  enum Step: Hashable {
    case member(String)
    case element(Int)
  }

  enum Kind: Hashable {
    /// A field that is always there is not.
    case missing
    /// A field that is never null is.
    case null
    /// It is not what it has to be, for example `a string`.
    case isNot(String)
    /// It is of the right kind, and means nothing: why.
    case unreadable(String)
    /// The whole text is no JSON.
    case notJSON
  }

  var kind: Kind
  /// Where, the outermost step first.
  var path: [Step] = []
}

extension ModelProblem {
  /// The problem in the terms of the standard library.
  func decodingError(at outer: [any CodingKey]) -> DecodingError {
    let keys = path.map { step -> FieldKey in
      switch step {
      case .member(let name): FieldKey(stringValue: name)
      case .element(let index): FieldKey(intValue: index)
      }
    }
    func context(_ path: [FieldKey], _ description: String) -> DecodingError.Context {
      .init(codingPath: outer + path, debugDescription: description)
    }
    switch kind {
    case .missing:
      return .keyNotFound(
        keys.last ?? FieldKey(stringValue: ""), context(keys.dropLast(), "the spec says that it is always there"))
    case .null: return .valueNotFound(Any.self, context(keys, "the spec says that it is never null"))
    case .isNot(let kind): return .typeMismatch(Any.self, context(keys, "it is not \(kind)"))
    case .unreadable(let reason): return .dataCorrupted(context(keys, reason))
    case .notJSON: return .dataCorrupted(context(keys, "it is no JSON"))
    }
  }
}

/// A step into a value, in the terms of the standard library.
private struct FieldKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "Index \(intValue)"
    self.intValue = intValue
  }
}
