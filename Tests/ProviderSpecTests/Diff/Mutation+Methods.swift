import Foundation

extension Mutation {
  private static let list = "methods/get_all_package_versions_for_package_owned_by_org"
  private static let delete = "methods/delete_package_version_for_org"

  /// Changes of methods.
  static let methods: [Mutation] = [
    Mutation(
      "a method's name",
      "SQL+Swift major: method 'delete_package_version_for_org' renamed to 'remove_version' (a guess)"
    ) {
      try $0.replace("\"delete_package_version_for_org\"", with: "\"remove_version\"")
    },
    Mutation(
      "a method less",
      "SQL+Swift major: method 'list_docker_migration_conflicting_packages_for_user' removed (GET /users/{username}/docker/conflicts)"
    ) {
      let name = "list_docker_migration_conflicting_packages_for_user"
      try $0.remove("methods/\(name)")
      try $0.remove("resources/docker_migration_packages/methods/\(name)")
      try $0.remove("resources/docker_migration_packages/verbs/select/\(name)")
    },
    Mutation(
      "a method more",
      "- minor: method 'star_package' added (PUT /orgs/{org}/packages/{package_type}/{package_name}/star)"
    ) {
      try $0.insert(
        """
        { "name": "star_package", "action": "star", "response": { "status": 204 }, "summary": "Stars a package.",
          "request": "PUT /orgs/{org}/packages/{package_type}/{package_name}/star" }
        """, behind: "methods/list_packages_for_organization")
      try $0.at("resources/packages/methods").add("star_package")
      try $0.at("resources/packages/verbs/exec").add("star_package")
    },
    Mutation(
      "a method more that takes over statements",
      "SQL major: method 'find_packages' added (GET /orgs/{org}/found/{package_type}/{visibility})"
    ) {
      try $0.insert(
        """
        { "name": "find_packages", "action": "find", "response": { "status": 200, "list": "package" },
          "request": "GET /orgs/{org}/found/{package_type}/{visibility}", "summary": "Finds packages." }
        """, behind: "methods/list_packages_for_organization")
      try $0.at("resources/packages/methods").add("find_packages")
      try $0.at("resources/packages/verbs/select").add("find_packages")
    },
    Mutation(
      "a method more that takes over calls",
      "Swift major: method 'show_packages' added (POST /orgs/{org}/shown/{package_type})"
    ) {
      try $0.insert(
        """
        { "name": "show_packages", "action": "list", "response": { "status": 204 }, "required": ["visibility"],
          "request": "POST /orgs/{org}/shown/{package_type}", "summary": "Shows packages." }
        """, behind: "methods/list_packages_for_organization")
      try $0.at("resources/packages/methods").add("show_packages")
      try $0.at("resources/packages/verbs/exec").add("show_packages")
    },
    Mutation("an action", "Swift major: method 'delete_package_version_for_org': action 'delete' → 'remove'") {
      try $0.set(delete, "action", "\"remove\"")
    },
    Mutation(
      "a path",
      "- patch: method 'list_docker_migration_conflicting_packages_for_organization': request 'GET /orgs/{org}/docker/conflicts' → 'GET /orgs/{org}/docker-conflicts'"
    ) {
      try $0.set(
        "methods/list_docker_migration_conflicting_packages_for_organization", "request",
        "\"GET /orgs/{org}/docker-conflicts\"")
    },
    Mutation(
      "an HTTP method",
      "- patch: method 'restore_package_for_org': request 'POST /orgs/{org}/packages/{package_type}/{package_name}/restore' → 'PUT /orgs/{org}/packages/{package_type}/{package_name}/restore'"
    ) {
      try $0.set(
        "methods/restore_package_for_org", "request",
        "\"PUT /orgs/{org}/packages/{package_type}/{package_name}/restore\"")
    },
    Mutation(
      "path parameters in another order",
      "Swift major: method 'restore_package_for_org': request 'POST /orgs/{org}/packages/{package_type}/{package_name}/restore' → 'POST /packages/{package_type}/{package_name}/of/{org}/restore'"
    ) {
      try $0.set(
        "methods/restore_package_for_org", "request",
        "\"POST /packages/{package_type}/{package_name}/of/{org}/restore\"")
    },
    Mutation(
      "an optional parameter more",
      "- minor: parameter 'visibility' of method 'get_all_package_versions_for_package_owned_by_org' added (optional, enum visibility)"
    ) {
      try $0.at("\(list)/optional").add("visibility")
    },
    Mutation(
      "a required parameter more",
      "SQL+Swift major: parameter 'username' of method 'get_all_package_versions_for_package_owned_by_org' added (required, string)"
    ) {
      try $0.set(list, "required", "[\"username\"]")
    },
    Mutation(
      "a parameter less",
      "SQL+Swift major: parameter 'state' of method 'get_all_package_versions_for_package_owned_by_org' removed (optional, enum package_state)"
    ) {
      try $0.remove("\(list)/optional/state")
      // Somebody else has to take it: what nothing uses is an error.
      try $0.at("methods/list_packages_for_user/optional").add("state")
    }.also("- minor: parameter 'state' of method 'list_packages_for_user' added (optional, enum package_state)"),
    Mutation(
      "a parameter's name in one method",
      "SQL+Swift major: parameter 'per_page' of method 'list_packages_for_user' renamed to 'page_size' (a guess)"
    ) {
      try $0.remove("methods/list_packages_for_user/optional/per_page")
      try $0.at("methods/list_packages_for_user/optional").add("page_size")
      try $0.insert(
        """
        { "name": "page_size", "type": "integer", "default": 30, "minimum": 1, "maximum": 100, "example": 100,
          "summary": "Items on a page; the server lowers what exceeds 100." }
        """, behind: "parameters/per_page")
    },
    Mutation(
      "a parameter that is required now",
      "SQL+Swift major: parameter 'state' of method 'get_all_package_versions_for_package_owned_by_org': required 'false' → 'true'"
    ) {
      try $0.remove("\(list)/optional/state")
      try $0.set(list, "required", "[\"state\"]")
    },
    Mutation(
      "a parameter that is optional now",
      "- minor: parameter 'package_type' of method 'list_packages_for_organization': required 'true' → 'false'"
    ) {
      try $0.set("methods/list_packages_for_organization", "required", nil)
      try $0.set(
        "methods/list_packages_for_organization", "optional", #"["package_type", "visibility", "page", "per_page"]"#)
    },
    Mutation(
      "optional parameters in another order",
      "Swift major: method 'get_all_package_versions_for_package_owned_by_org': parameters 'org, package_type, package_name, state, page, per_page' → 'org, package_type, package_name, page, per_page, state'"
    ) {
      try $0.remove("\(list)/optional/state")
      try $0.at("\(list)/optional").add("state")
    },
    Mutation(
      "an answer of another model",
      "SQL+Swift major: method 'list_docker_migration_conflicting_packages_for_organization': response 'list of model package' → 'list of model package_version'"
    ) {
      try $0.set(
        "methods/list_docker_migration_conflicting_packages_for_organization/response", "list", "\"package_version\"")
    },
    Mutation(
      "a list inside an object",
      "- patch: method 'get_all_package_versions_for_package_owned_by_org': response.member none → 'versions'"
    ) {
      try $0.set("\(list)/response", "member", "\"versions\"")
    },
    Mutation("another status", "- patch: method 'delete_package_version_for_org': response.status '204' → '202'") {
      try $0.set("\(delete)/response", "status", "202")
    },
    Mutation(
      "an answer where there was none",
      "- patch: method 'delete_package_version_for_org': response.status '204' → '200'",
      "Swift major: method 'delete_package_version_for_org': response 'none' → 'model package_version'"
    ) {
      try $0.set("\(delete)/response", "status", "200")
      try $0.set("\(delete)/response", "object", "\"package_version\"")
    },
    Mutation(
      "scopes",
      "- patch: method 'delete_package_version_for_org': scopes 'read:packages, delete:packages' → 'delete:packages'"
    ) {
      try $0.set(delete, "scopes", "[\"delete:packages\"]")
    },
    Mutation(
      "no inverse",
      "SQL+Swift major: method 'restore_package_version_for_org': inverse 'delete_package_version_for_org' → none"
    ) {
      try $0.set("methods/restore_package_version_for_org", "inverse", nil)
    },
    Mutation(
      "a method's texts", "- patch: method 'delete_package_version_for_org': summary changed",
      "- patch: method 'delete_package_version_for_org': documentation changed",
      "- patch: method 'delete_package_version_for_org': examples changed"
    ) {
      try $0.set(delete, "summary", "\"Deletes it.\"")
      try $0.set(delete, "documentation", "\"https://docs.github.com/\"")
      try $0.set(delete, "examples", #"[{ "parameter": "package_name", "value": "x" }]"#)
    },
  ]
}
