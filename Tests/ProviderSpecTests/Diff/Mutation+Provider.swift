import Foundation

extension Mutation {
  /// Changes of the provider's settings and of its services as a whole.
  static let provider: [Mutation] = [
    Mutation("its name", "SQL major: provider: name 'github' → 'hub'") {
      try $0.set("", "name", "\"hub\"", of: "provider")
    },
    Mutation("its title", "Swift major: provider: title 'GitHub' → 'Git Hub Two'") {
      try $0.set("", "title", "\"Git Hub Two\"", of: "provider")
    },
    Mutation("its title, which names the same type", "- patch: provider: title 'GitHub' → 'Git Hub'") {
      try $0.set("", "title", "\"Git Hub\"", of: "provider")
    },
    Mutation("its summary", "- patch: provider: summary changed") {
      try $0.set("", "summary", "\"GitHub.\"", of: "provider")
    },
    Mutation("the API's version", "- patch: provider: api_version changed") {
      try $0.set("", "api_version", "\"2026-01-01\"", of: "provider")
    },
    Mutation("the server", "- patch: provider: server.url 'https://api.github.com' → 'https://api.github.example'") {
      try $0.set("server", "url", "\"https://api.github.example\"", of: "provider")
    },
    Mutation(
      "the server's variable", "SQL+Swift major: provider: server.environment 'GITHUB_API_URL' → 'GITHUB_URL'"
    ) {
      try $0.set("server", "environment", "\"GITHUB_URL\"", of: "provider")
    },
    Mutation("a header", "- patch: header 'X-GitHub-Api-Version': value '2022-11-28' → '2026-01-01'") {
      try $0.set("headers/X-GitHub-Api-Version", "value", "\"2026-01-01\"", of: "provider")
    },
    Mutation("a header more", "- patch: header 'X-More' added (1)") {
      try $0.insert(#"{ "name": "X-More", "value": "1" }"#, behind: "headers/Accept", of: "provider")
    },
    Mutation("a header less", "- patch: header 'Accept' removed (application/vnd.github+json)") {
      try $0.remove("headers/Accept", of: "provider")
    },
    Mutation("no authentication", "SQL+Swift major: provider: authentication 'Bearer' → none") {
      try $0.set("", "authentication", nil, of: "provider")
    },
    Mutation(
      "a variable for the token more",
      "- minor: provider: authentication.environment 'GITHUB_TOKEN, GH_TOKEN' → 'GITHUB_TOKEN, GH_TOKEN, HUB'"
    ) {
      try $0.set("authentication", "environment", #"["GITHUB_TOKEN", "GH_TOKEN", "HUB"]"#, of: "provider")
    },
    Mutation(
      "variables for the token in another order",
      "SQL+Swift major: provider: authentication.environment 'GITHUB_TOKEN, GH_TOKEN' → 'GH_TOKEN, GITHUB_TOKEN'"
    ) {
      try $0.set("authentication", "environment", #"["GH_TOKEN", "GITHUB_TOKEN"]"#, of: "provider")
    },
    Mutation("smaller pages", "- patch: provider: pagination.maximum_page_size '100' → '50'") {
      try $0.set("pagination", "maximum_page_size", "50", of: "provider")
    },
    Mutation("no paging", "SQL+Swift major: provider: pagination 'link' → none") {
      try $0.set("", "pagination", nil, of: "provider")
    },
    Mutation("its limits", "- patch: provider: rate_limit.points_per_minute '900' → '300'") {
      try $0.set("rate_limit", "points_per_minute", "300", of: "provider")
    },
    Mutation("a refusal less", "Swift major: refusal 'single_sign_on_required' removed (403 'SAML')") { spec in
      try spec.remove("errors/refusals/single_sign_on_required", of: "provider")
    },
    Mutation("a refusal more", "- minor: refusal 'gone' added (410)") { spec in
      try spec.insert(
        #"{ "status": 410, "reason": "gone" }"#, behind: "errors/refusals/bad_credentials", of: "provider")
    },
    Mutation(
      "another message of a refusal",
      "- patch: refusal 'bad_credentials': refusals '401 'bad credentials'' → '401 'no credentials''"
    ) { spec in
      try spec.set("errors/refusals/bad_credentials", "message_contains", "\"no credentials\"", of: "provider")
    },
    Mutation("a service more", "- minor: service 'zen' added (1 resource, 1 method)") { spec in
      try spec.add(
        service: "zen",
        """
        { "format": 1, "name": "zen", "title": "Zen", "summary": "Wisdom.",
          "models": [{ "name": "saying", "title": "Saying", "summary": "A saying.",
                       "fields": [{ "name": "text", "type": "string", "required": true }] }],
          "methods": [{ "name": "get_saying", "action": "get", "request": "GET /zen",
                        "response": { "status": 200, "object": "saying" }, "summary": "Says something." }],
          "resources": [{ "name": "sayings", "title": "Sayings", "summary": "Sayings.", "model": "saying",
                          "methods": ["get_saying"], "verbs": { "select": ["get_saying"] } }] }
        """)
    },
    Mutation("a service's name", "SQL+Swift major: service 'packages' renamed to 'registry' (a guess)") { spec in
      try spec.renameService("packages", to: "registry")
    },
  ]
}
