extension Method {
  /// Whether the method says that the token's own account is meant: by its action, or by a path that begins with it
  /// (`/user/keys`, `/v2/me`, `/users/@me/keys`). A parameter there names somebody: `/user/{username}`.
  package var namesCaller: Bool {
    if (action + " " + name).contains("authenticated_user") { return true }
    let segments = path.split(separator: "/")
    let texts = segments.prefix { !$0.contains("{") }.drop(while: Self.isVersion)
    guard let first = texts.first else { return false }
    let isFollowed = texts.dropFirst().first != nil || texts.endIndex == segments.count
    return Self.callers.contains(String(first)) && isFollowed
      || Self.selves.contains(texts.dropFirst().first.map(String.init) ?? "")
  }

  /// What the account of whoever asks is called where a path begins.
  private static let callers: Set<String> = ["user", "me", "self", "my", "account", "viewer"]
  /// What stands for whoever asks in the place of an account's name.
  private static let selves: Set<String> = ["me", "self", "@me"]

  /// Whether a segment says which API it is: `api`, `v1`, `v2.1`.
  private static func isVersion(_ text: Substring) -> Bool {
    if text == "api" || text == "rest" { return true }
    return text.first == "v" && text.count > 1 && text.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
  }
}
