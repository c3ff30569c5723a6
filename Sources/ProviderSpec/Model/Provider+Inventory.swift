extension Provider {
  /// What the spec describes, in numbers: `provider 'github', 1 service, 5 resources, 27 methods, 14 models`.
  public var inventory: String {
    let counts = [
      (services.count, "service"), (services.reduce(0) { $0 + $1.resources.count }, "resource"),
      (services.reduce(0) { $0 + $1.methods.count }, "method"), (services.reduce(0) { $0 + $1.models.count }, "model"),
    ]
    return "provider '\(name)', " + counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}
