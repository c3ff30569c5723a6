import Foundation

extension Mutation {
  /// Changes of shared parameters and of enums.
  static let values: [Mutation] = [
    Mutation("a parameter's name", "SQL+Swift major: parameter 'org' renamed to 'organization' (a guess)") {
      try $0.replace("{org}", with: "{organization}")
      try $0.set("parameters/org", "name", "\"organization\"")
    },
    Mutation(
      "a parameter's type", "SQL+Swift major: parameter 'token': type 'string' → 'integer'"
    ) {
      try $0.set("parameters/token", "type", "\"integer\"")
    },
    Mutation("a number's format", "- patch: parameter 'package_version_id': type 'integer (int64)' → 'integer'") {
      try $0.set("parameters/package_version_id", "format", nil)
    },
    Mutation("an enum in place of a text", "SQL+Swift major: parameter 'token': type 'string' → 'enum visibility'") {
      try $0.set("parameters/token", "enum", "\"visibility\"")
    },
    Mutation("a text in place of an enum", "SQL+Swift major: parameter 'visibility': type 'enum visibility' → 'string'")
    {
      try $0.set("parameters/visibility", "enum", nil)
    },
    Mutation("another default", #"SQL+Swift major: parameter 'state': default '"active"' → '"deleted"'"#) {
      try $0.set("parameters/state", "default", "\"deleted\"")
    },
    Mutation("no default", #"- patch: parameter 'state': default '"active"' → none"#) {
      try $0.set("parameters/state", "default", nil)
    },
    Mutation("a value that asks for all", "- minor: parameter 'state': wildcard none → 'active'") {
      try $0.set("parameters/state", "wildcard", "\"active\"")
    },
    Mutation("a tighter bound", "SQL major: parameter 'per_page': minimum '1' → '2'") {
      try $0.set("parameters/per_page", "minimum", "2")
    },
    Mutation("a wider bound", "- minor: parameter 'per_page': minimum '1' → '0'") {
      try $0.set("parameters/per_page", "minimum", "0")
    },
    Mutation("no bound", "- minor: parameter 'per_page': maximum '100' → none") {
      try $0.set("parameters/per_page", "maximum", nil)
    },
    Mutation("a parameter's example", "- patch: parameter 'org': example changed") {
      try $0.set("parameters/org", "example", "\"octo\"")
    },
    Mutation("a parameter's summary", "- patch: parameter 'org': summary changed") {
      try $0.set("parameters/org", "summary", "\"The organization.\"")
    },
    Mutation("a value more", "- minor: value 'cargo' of enum 'package_type' added") {
      try $0.insert(#"{ "name": "cargo", "summary": "Rust crates." }"#, behind: "enums/package_type/values/nuget")
    },
    Mutation(
      "a value less that is given",
      "- patch: field 'package_type' of model 'package_version_metadata': example changed",
      "SQL+Swift major: value 'docker' of enum 'package_type' removed",
      "- patch: field 'package_type' of model 'package': example changed"
    ) {
      try $0.remove("enums/package_type/values/docker")
      try $0.replace("\"example\":\"docker\"", with: "\"example\":\"npm\"")
    },
    Mutation("a value less that is only read", "Swift major: value 'ROLE' of enum 'bypass_reviewer_type' removed") {
      try $0.remove("enums/bypass_reviewer_type/values/ROLE")
    },
    Mutation("a value's name", "SQL+Swift major: value 'internal' of enum 'visibility' renamed to 'inner' (a guess)") {
      try $0.set("enums/visibility/values/internal", "name", "\"inner\"")
    },
    Mutation("a value's summary", "- patch: value 'internal' of enum 'visibility': summary changed") {
      try $0.set("enums/visibility/values/internal", "summary", "\"Members.\"")
    },
    Mutation(
      "values in another order",
      "- patch: enum 'visibility': values 'public, private, internal' → 'private, internal, public'"
    ) {
      let values = try $0.at("enums/visibility/values")
      values.elements.append(values.elements.removeFirst())
    },
    Mutation("an enum's name", "Swift major: enum 'package_state' renamed to 'version_state' (a guess)") {
      try $0.replace("\"enum\":\"package_state\"", with: "\"enum\":\"version_state\"")
      try $0.set("enums/package_state", "name", "\"version_state\"")
    },
    Mutation("an enum's summary", "- patch: enum 'package_state': summary changed") {
      try $0.set("enums/package_state", "summary", "\"States.\"")
    },
  ]
}
