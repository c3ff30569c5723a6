import Foundation

extension Mutation {
  private static let versions = "resources/package_versions"

  /// Changes of resources.
  static let resources: [Mutation] = [
    Mutation(
      "a resource less",
      "SQL+Swift major: resource 'user_versions' removed (get_package_version_for_user, get_all_package_versions_for_package_owned_by_user, delete_package_version_for_user, restore_package_version_for_user)"
    ) {
      try $0.remove("resources/user_versions")
    },
    Mutation("a resource more", "- minor: resource 'found_packages' added (list_packages_for_user)") {
      try $0.insert(
        """
        { "name": "found_packages", "title": "Found", "summary": "Found ones.", "model": "package",
          "methods": ["list_packages_for_user"], "verbs": { "select": ["list_packages_for_user"] } }
        """, behind: versions)
    },
    Mutation("a resource's name", "SQL+Swift major: resource 'user_versions' renamed to 'people_versions' (a guess)") {
      try $0.set("resources/user_versions", "name", "\"people_versions\"")
    },
    Mutation(
      "a resource's texts", "- patch: resource 'packages': title 'Packages' → 'All packages'",
      "- patch: resource 'packages': summary changed"
    ) {
      try $0.set("resources/packages", "title", "\"All packages\"")
      try $0.set("resources/packages", "summary", "\"All.\"")
    },
    Mutation("an identity less", "SQL major: resource 'org_versions': identity.package_version_id 'id' → none") {
      try $0.set("resources/org_versions", "identity", nil)
    },
    Mutation("an identity by another field", "SQL major: resource 'packages': identity.package_name 'name' → 'url'") {
      try $0.set("resources/packages/identity/package_name", "field", "\"url\"")
    },
    Mutation("an identity more", "- minor: resource 'packages': identity.org none → 'url'") {
      try $0.at("resources/packages/identity").elements.append(
        MutableJSON(["parameter": "org", "field": "url"]))
    },
    Mutation(
      "a method that another resource has, too",
      "- minor: method 'restore_package_version_for_user' added (POST /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore)"
    ) {
      try $0.at("resources/org_versions/methods").add("restore_package_version_for_user")
      try $0.at("resources/org_versions/verbs/exec").add("restore_package_version_for_user")
    },
    Mutation(
      "a method that only another resource has",
      "SQL+Swift major: method 'restore_package_version_for_org' removed (POST /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore)"
    ) {
      try $0.remove("resources/org_versions/methods/restore_package_version_for_org")
      try $0.set("resources/org_versions/verbs", "exec", nil)
    },
    Mutation(
      "methods of a verb in an order that changes nothing",
      "- patch: resource 'org_versions': verbs.select 'get_package_version_for_organization, get_all_package_versions_for_package_owned_by_org' → 'get_all_package_versions_for_package_owned_by_org, get_package_version_for_organization'"
    ) {
      let select = try $0.at("resources/org_versions/verbs/select")
      select.elements.swapAt(0, 1)
    },
    Mutation(
      "a method under another verb",
      "SQL major: resource 'user_versions': verbs.delete 'delete_package_version_for_user' → none",
      "- minor: resource 'user_versions': verbs.exec 'restore_package_version_for_user' → 'restore_package_version_for_user, delete_package_version_for_user'"
    ) {
      try $0.set("resources/user_versions/verbs", "delete", nil)
      try $0.at("resources/user_versions/verbs/exec").add("delete_package_version_for_user")
    },
  ]
}
