/// The pages that GitHub's errors point at: https://docs.github.com/rest/packages/packages.
enum Documentation {
  static let root = "https://docs.github.com/rest"

  static func url(_ operation: Operation, _ owner: Owner) -> String {
    switch operation {
    case .getAccount: root
    default: "\(root)/packages/packages#\(anchor(operation, owner))"
    }
  }

  private static func anchor(_ operation: Operation, _ owner: Owner) -> String {
    // The page calls the same owner by different words: "for an organization", "owned by an organization", and so on.
    let (whose, plain) =
      switch owner {
      case .organization, .organizationID: ("an-organization", "organization")
      case .user, .userID: ("a-user", "user")
      case .authenticatedUser: ("the-authenticated-user", "authenticated-user")
      }
    // Only the pages on deleting and restoring one's own versions have an article before "package".
    let article = owner == .authenticatedUser ? "a-" : ""
    switch operation {
    case .getAccount: return ""
    case .listConflicts: return "get-list-of-conflicting-packages-during-docker-migration-for-\(plain)"
    case .listPackages:
      return owner == .authenticatedUser
        ? "list-packages-for-the-authenticated-users-namespace" : "list-packages-for-\(whose)"
    case .getPackage: return "get-a-package-for-\(whose)"
    case .deletePackage: return "delete-a-package-for-\(whose)"
    case .restorePackage: return "restore-a-package-for-\(whose)"
    case .listVersions: return "list-package-versions-for-a-package-owned-by-\(whose)"
    case .getVersion: return "get-a-package-version-for-\(whose)"
    case .deleteVersion: return "delete-\(article)package-version-for-\(whose)"
    case .restoreVersion: return "restore-\(article)package-version-for-\(whose)"
    }
  }
}
