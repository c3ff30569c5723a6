import Foundation

extension Dataset {
  /// Reads a dataset from a JSON file.
  ///
  /// Names are those of the API where it has them; what is left out takes the same value as in Swift. `versions` is an array of
  /// versions, or an object that says how many to generate. Dates are written `2025-06-30T12:00:00Z`. Unknown keys are errors.
  ///
  ///     {
  ///       "now": "2025-06-30T12:00:00Z",
  ///       "authenticated_user": "octocat",
  ///       "organizations": [
  ///         {
  ///           "login": "acme", "id": 1001,
  ///           "packages": [
  ///             {
  ///               "name": "web", "package_type": "container", "id": 2000001,
  ///               "visibility": "private", "repository": "acme/web",
  ///               "owner": true, "access": "admin",
  ///               "created_at": "2024-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
  ///               "deleted_at": null, "docker_conflict": false, "docker_tags_key": "tag",
  ///               "versions": [
  ///                 {
  ///                   "id": 3000000001, "name": "sha256:…", "tags": ["latest"],
  ///                   "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
  ///                   "deleted_at": null, "downloads": 0, "license": "MIT", "description": "…"
  ///                 }
  ///               ]
  ///             },
  ///             {
  ///               "name": "monorepo", "package_type": "container",
  ///               "versions": {
  ///                 "count": 10000, "first_id": 3100000001, "newest": "2025-06-30T12:00:00Z",
  ///                 "interval": 3600, "tagged_every": 10
  ///               }
  ///             }
  ///           ]
  ///         }
  ///       ],
  ///       "users": [{ "login": "octocat", "packages": [] }]
  ///     }
  ///
  /// Required are `login`, `name`, `package_type` and `count`. Throws ``DatasetError`` with everything that is wrong.
  public init(contentsOf path: String) throws {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw DatasetError(path: path, problems: ["cannot be read: \(Self.reasonForNotReading(error))"])
    }
    do throws(DatasetError) {
      try self.init(json: data)
    } catch {
      throw DatasetError(path: path, problems: error.problems)
    }
  }

  /// Reads a dataset from JSON text in the form that ``init(contentsOf:)`` describes. Throws ``DatasetError``.
  public init(json data: Data) throws(DatasetError) {
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: data)
    } catch {
      throw DatasetError(path: nil, problems: ["is not JSON: \(Self.reason(error))"])
    }
    let problems = ProblemList()
    self.init(DatasetReader(value, "", problems))
    if !problems.texts.isEmpty { throw DatasetError(path: nil, problems: problems.texts) }
  }

  /// Foundation's own words differ between systems, and say little.
  private static func reasonForNotReading(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "no permission"
    default: "it is no file"
    }
  }

  private static func reason(_ error: any Error) -> String {
    let details = (error as NSError).userInfo
    return details[NSDebugDescriptionErrorKey] as? String ?? (error as NSError).localizedDescription
  }

  fileprivate init(_ reader: DatasetReader) {
    let organizations = reader.array("organizations").map(Account.init)
    let users = reader.array("users").map(Account.init)
    let authenticated = reader.string("authenticated_user")
    self.init(
      organizations: organizations, users: users, authenticatedUser: authenticated, now: reader.date("now"))
    if let authenticated, !users.contains(where: { $0.login.lowercased() == authenticated.lowercased() }) {
      reader.report("authenticated_user", "'\(authenticated)' is none of the users")
    }
    for (key, accounts) in [("organizations", organizations), ("users", users)] {
      var logins: Set<String> = []
      for account in accounts where !logins.insert(account.login.lowercased()).inserted {
        reader.report(key, "'\(account.login)' is there twice")
      }
    }
    reader.finish()
  }
}

/// What is wrong with a dataset, all of it.
public struct DatasetError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, if it came from one.
  public var path: String?
  /// Each problem with its place, as in `organizations[0].packages[2].visibility: 'secret' is none of …`.
  public var problems: [String]

  /// One problem a line, each after the file's name.
  public var description: String {
    problems.map { "\(path ?? "dataset"): \($0)" }.joined(separator: "\n")
  }
}

extension Dataset.Account {
  fileprivate init(_ reader: DatasetReader) {
    self.init(
      reader.required("login", reader.string("login"), or: ""), id: reader.id("id"),
      packages: reader.array("packages").map(Dataset.Package.init))
    var keys: Set<PackageKey> = []
    for package in packages where package.deletedAt == nil {
      if !keys.insert(PackageKey(type: package.type, name: package.name)).inserted {
        reader.report("packages", "the \(package.type.rawValue) package '\(package.name)' is there twice")
      }
    }
    reader.finish()
  }
}

extension Dataset.Package {
  fileprivate init(_ reader: DatasetReader) {
    self.init(
      reader.required("name", reader.string("name"), or: ""),
      type: reader.required("package_type", reader.choice("package_type"), or: .container), id: reader.id("id"),
      visibility: reader.choice("visibility") ?? .private, repository: reader.string("repository"),
      showsOwner: reader.boolean("owner") ?? true, access: reader.choice("access") ?? .admin,
      createdAt: reader.date("created_at"), updatedAt: reader.date("updated_at"),
      deletedAt: reader.date("deleted_at"), hasDockerConflict: reader.boolean("docker_conflict") ?? false,
      dockerTagsKey: reader.choice("docker_tags_key") ?? .tag, versions: Self.versions(reader))
    reader.finish()
  }

  private static func versions(_ reader: DatasetReader) -> Dataset.Versions {
    guard let run = reader.objectIfPresent("versions") else {
      return .list(reader.array("versions").map(Dataset.Version.init))
    }
    let count = run.required("count", run.integer("count", in: 0...100_000_000), or: 0)
    let generated = Dataset.GeneratedVersions(
      count: Int(clamping: count), firstID: run.id("first_id"), newest: run.date("newest"),
      interval: run.integer("interval", in: 0...1_000_000_000).map { Int(clamping: $0) } ?? 3600,
      taggedEvery: run.integer("tagged_every", in: 0...100_000_000).map { Int(clamping: $0) } ?? 10)
    run.finish()
    return .generated(generated)
  }
}

extension Dataset.Version {
  fileprivate init(_ reader: DatasetReader) {
    self.init(
      id: reader.id("id"), name: reader.string("name"), tags: reader.strings("tags"),
      createdAt: reader.date("created_at"), updatedAt: reader.date("updated_at"),
      deletedAt: reader.date("deleted_at"),
      downloads: reader.integer("downloads", in: 0...(1 << 53)).map { Int(clamping: $0) } ?? 0,
      license: reader.string("license"), description: reader.string("description"))
    reader.finish()
  }
}
