import Foundation

extension Mutation {
  /// Changes of models and fields.
  static let models: [Mutation] = [
    Mutation("a field less", "SQL+Swift major: field 'version_count' of model 'package' removed (integer, required)") {
      try $0.remove("models/package/fields/version_count")
    },
    Mutation("a field more", "- minor: field 'size' of model 'package' added (integer)") {
      try $0.insert(#"{ "name": "size", "type": "integer" }"#, behind: "models/package/fields/id")
    },
    Mutation("a required field more", "- minor: field 'size' of model 'package' added (integer, required)") {
      try $0.insert(#"{ "name": "size", "type": "integer", "required": true }"#, behind: "models/package/fields/id")
    },
    Mutation(
      "a required field more that may be null",
      "- minor: field 'size' of model 'package' added (integer, required, nullable)"
    ) {
      try $0.insert(
        #"{ "name": "size", "type": "integer", "required": true, "nullable": true }"#,
        behind: "models/package/fields/id")
    },
    Mutation("a field with a parameter's name", "SQL major: field 'org' of model 'package' added (string)") {
      try $0.insert(#"{ "name": "org", "type": "string" }"#, behind: "models/package/fields/id")
    },
    Mutation(
      "a field's name",
      "SQL+Swift major: field 'version_count' of model 'package' renamed to 'versions_count' (a guess)"
    ) {
      try $0.set("models/package/fields/version_count", "name", "\"versions_count\"")
    },
    Mutation(
      "one field in place of another",
      "- minor: field 'size' of model 'package' added (string, nullable)",
      "SQL+Swift major: field 'version_count' of model 'package' removed (integer, required)"
    ) {
      try $0.insert(
        #"{ "name": "size", "type": "string", "nullable": true, "summary": "Bytes of all files." }"#,
        behind: "models/package/fields/version_count")
      try $0.remove("models/package/fields/version_count")
    },
    Mutation("a field's type", "SQL+Swift major: field 'version_count' of model 'package': type 'integer' → 'number'") {
      try $0.set("models/package/fields/version_count", "type", "\"number\"")
    },
    Mutation(
      "a text that is a date", "Swift major: field 'html_url' of model 'package': type 'string' → 'string (date-time)'"
    ) {
      try $0.set("models/package/fields/html_url", "format", "\"date-time\"")
      try $0.set("models/package/fields/html_url", "example", nil)
    }.also("- patch: field 'html_url' of model 'package': example changed"),
    Mutation("a text's format", "- patch: field 'html_url' of model 'package': type 'string' → 'string (uri)'") {
      try $0.set("models/package/fields/html_url", "format", "\"uri\"")
    },
    Mutation(
      "a text that is an enum's value", "Swift major: field 'url' of model 'package': type 'string' → 'enum visibility'"
    ) {
      try $0.set("models/package/fields/url", "enum", "\"visibility\"")
      try $0.set("models/package/fields/url", "example", nil)
    }.also("- patch: field 'url' of model 'package': example changed"),
    Mutation(
      "an object of another model that lacks fields",
      "SQL+Swift major: field 'owner' of model 'package': type 'model simple_user' → 'model repository_license'"
    ) {
      try $0.set("models/package/fields/owner", "model", "\"repository_license\"")
    },
    Mutation("any object", "Swift major: field 'owner' of model 'package': type 'model simple_user' → 'object'") {
      try $0.set("models/package/fields/owner", "model", nil)
    },
    Mutation(
      "a list of the same",
      "SQL+Swift major: field 'tag' of model 'docker_metadata': type 'list of string' → 'list of integer'"
    ) {
      try $0.set("models/docker_metadata/fields/tag", "items", #"{ "type": "integer" }"#)
      try $0.set("models/docker_metadata/fields/tag", "example", nil)
    },
    Mutation(
      "a field that may be missing", "Swift major: field 'version_count' of model 'package': required 'true' → 'false'"
    ) {
      try $0.set("models/package/fields/version_count", "required", nil)
    },
    Mutation(
      "a field that is always there",
      "Swift major: field 'description' of model 'package_version': required 'false' → 'true'"
    ) {
      try $0.set("models/package_version/fields/description", "required", "true")
    },
    Mutation(
      "a field that may be null", "Swift major: field 'version_count' of model 'package': nullable 'false' → 'true'"
    ) {
      try $0.set("models/package/fields/version_count", "nullable", "true")
    },
    Mutation(
      "a field that may be missing or null", "- patch: field 'owner' of model 'package': nullable 'true' → 'false'"
    ) {
      try $0.set("models/package/fields/owner", "nullable", nil)
    },
    Mutation(
      "fields in another order",
      "- patch: model 'package_version_metadata': fields 'package_type, container, docker' → 'container, docker, package_type'"
    ) {
      let fields = try $0.at("models/package_version_metadata/fields")
      fields.elements.append(fields.elements.removeFirst())
    },
    Mutation(
      "a field's texts", "- patch: field 'owner' of model 'package': title 'Simple User' → 'Owner'",
      "- patch: field 'owner' of model 'package': summary changed"
    ) {
      try $0.set("models/package/fields/owner", "title", "\"Owner\"")
      try $0.set("models/package/fields/owner", "summary", "\"Whose it is.\"")
    },
    Mutation("a field's example", "- patch: field 'version_count' of model 'package': example changed") {
      try $0.set("models/package/fields/version_count", "example", "2")
    },
    Mutation("a model's name", "Swift major: model 'package_version' renamed to 'release' (a guess)") {
      for key in ["model", "list", "object"] {
        try $0.replace("\"\(key)\":\"package_version\"", with: "\"\(key)\":\"release\"")
      }
      try $0.set("models/package_version", "name", "\"release\"")
    },
    Mutation(
      "a model's texts", "- patch: model 'package': title 'Package' → 'A package'",
      "- patch: model 'package': summary changed"
    ) {
      try $0.set("models/package", "title", "\"A package\"")
      try $0.set("models/package", "summary", "\"It.\"")
    },
    Mutation(
      "a model more", "- minor: field 'size' of model 'package' added (model package_size)",
      "- minor: model 'package_size' added (1 field)"
    ) {
      try $0.insert(
        #"{ "name": "size", "type": "object", "model": "package_size" }"#, behind: "models/package/fields/id")
      try $0.insert(
        #"{ "name": "package_size", "title": "Size", "summary": "Size.", "fields": [{ "name": "bytes", "type": "integer" }] }"#,
        behind: "models/package")
    },
  ]
}
