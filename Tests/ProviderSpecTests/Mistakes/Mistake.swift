/// A piece of the small spec's text, what it is changed to, and all that the loader must say then.
struct Mistake: Sendable, CustomStringConvertible {
  var description: String
  var file: String
  var text: String
  var change: String
  var complaints: [String]
  /// Whether every occurrence of the text is changed, not the first alone.
  var isEverywhere = false

  /// The same mistake wherever the text occurs.
  var everywhere: Mistake {
    var result = self
    result.isEverywhere = true
    return result
  }

  /// A mistake in the service's file.
  static func things(_ description: String, _ text: String, _ change: String, _ complaints: String...) -> Mistake {
    Mistake(description: description, file: "things", text: text, change: change, complaints: complaints)
  }

  /// A mistake in the provider's file.
  static func provider(_ description: String, _ text: String, _ change: String, _ complaints: String...) -> Mistake {
    Mistake(description: description, file: "provider", text: text, change: change, complaints: complaints)
  }
}
