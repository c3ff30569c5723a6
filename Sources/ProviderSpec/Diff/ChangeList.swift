/// The changes that were found so far in one part of a spec.
struct ChangeList {
  /// What a change happened to.
  struct Place {
    var subject: SpecChange.Subject
    var name: String
    var owner: String?
    var resources: [String] = []
  }

  /// The service that is compared; nil for the provider itself.
  var service: String?
  private(set) var changes: [SpecChange] = []

  /// Tells of something new, in a few words.
  mutating func add(_ place: Place, _ text: String? = nil, _ impact: Impact = .addition) {
    note(.added, place, new: text, impact)
  }

  /// Tells of something that is gone.
  mutating func remove(_ place: Place, _ text: String? = nil, _ impact: Impact) {
    note(.removed, place, old: text, impact)
  }

  /// Tells of something that seems to have another name. The place has the old one.
  mutating func rename(_ place: Place, to name: String, _ impact: Impact) {
    note(.renamed, place, old: place.name, new: name, impact)
  }

  /// Tells of a property where it has changed, and returns whether it has.
  @discardableResult
  mutating func compare(
    _ place: Place, _ property: String, _ old: String?, _ new: String?, _ impact: Impact = .detail
  ) -> Bool {
    // Nothing is nothing, whether it is left out or left empty.
    let old = old?.isEmpty == true ? nil : old
    let new = new?.isEmpty == true ? nil : new
    guard old != new else { return false }
    note(.changed, place, property: property, old: old, new: new, impact)
    return true
  }

  /// Tells of a list where the order of what is in both has changed.
  mutating func compareOrder(
    _ place: Place, _ property: String, _ old: [String], _ new: [String], _ impact: Impact = .detail
  ) {
    let common = Set(old).intersection(new)
    let before = old.filter(common.contains)
    let after = new.filter(common.contains)
    if before != after {
      compare(place, property, before.joined(separator: ", "), after.joined(separator: ", "), impact)
    }
  }

  mutating func append(_ others: [SpecChange]) { changes += others }

  private mutating func note(
    _ kind: SpecChange.Kind, _ place: Place, property: String? = nil, old: String? = nil, new: String? = nil,
    _ impact: Impact
  ) {
    changes.append(
      SpecChange(
        kind: kind, subject: place.subject, service: service, resources: place.resources, name: place.name,
        owner: place.owner, property: property, old: old, new: new, impact: impact))
  }
}
