/// Finds names of the spec that are different but become the same name in Swift.
struct NameCollisions {
  private var taken: [String: String] = [:]

  /// Records a name and reports that its Swift name is taken by another. A name given twice is not reported: that is
  /// a mistake of its own.
  mutating func add(_ name: Located<String>, as swiftName: String, what: String, report: inout SourceReport) {
    let description = "\(what) '\(name.value)'"
    guard let earlier = taken[swiftName] else {
      taken[swiftName] = description
      return
    }
    if earlier != description {
      report.error(
        at: name, "the \(description) is '\(swiftName)' in Swift, and so is the \(earlier); rename one of the two.")
    }
  }
}
