import Foundation

extension Dataset {
  /// The demo: the organisations `acme` and `globex`, the users `octocat` (whom tokens belong to) and `hubber`, with packages of
  /// every type. It is the same every time, down to ids and dates; it was current on 2025-06-30 at 12:00 UTC.
  public static let demo = Dataset(
    organizations: [
      Account("acme", id: 1001, packages: Demo.acmeContainers + Demo.acmeOthers + Demo.acmeDocker),
      Account("globex", id: 1002, packages: Demo.globex),
    ],
    users: [
      Account("octocat", id: 583_231, packages: Demo.octocat),
      Account("hubber", id: 583_232, packages: Demo.hubber),
    ],
    authenticatedUser: "octocat", now: Demo.now)
}

/// The demo's parts.
private enum Demo {
  /// 2025-06-30T12:00:00Z.
  static let now = Date(timeIntervalSince1970: 1_751_284_800)

  static func day(_ daysAgo: Double) -> Date { now.addingTimeInterval(-daysAgo * 86_400) }

  /// A version as the tables below write it: how many days old, its tags, and what else there is to say about it.
  struct Entry {
    var age: Double
    var tags: [String] = []
    var name: String?
    var deletedAge: Double?
    var downloads = 0
    var license: String?
    var description: String?
  }

  /// A package with an id and version ids of its own, so that a change to one package leaves the others' alone. Version ids
  /// are above 2^31.
  static func package(
    _ name: String, _ type: Dataset.PackageType, id: Int64, _ visibility: Dataset.Visibility = .private,
    repository: String? = nil, versions entries: [Entry]
  ) -> Dataset.Package {
    let firstVersion = 3_000_000_000 + id * 1000
    let versions = entries.enumerated().map { place, entry in
      Dataset.Version(
        id: firstVersion + Int64(entries.count - place), name: entry.name, tags: entry.tags, createdAt: day(entry.age),
        deletedAt: entry.deletedAge.map(day), downloads: entry.downloads, license: entry.license,
        description: entry.description)
    }
    return Dataset.Package(
      name, type: type, id: 2_000_000 + id, visibility: visibility, repository: repository, versions: .list(versions))
  }

  /// A service's images: one a week, of which every other one is a tagged release.
  static func service(_ name: String, id: Int64, releases: Int) -> Dataset.Package {
    let count = releases * 2
    return package(
      name, .container, id: id, .internal,
      versions: (0..<count).map { place in
        let release = (count - place) / 2
        let tags = place.isMultiple(of: 2) ? ["v0.\(release).0"] + (place == 0 ? ["latest"] : []) : []
        return Entry(age: Double(3 + 7 * place), tags: tags)
      })
  }

  static let acmeContainers: [Dataset.Package] = [
    package(
      "web", .container, id: 1, repository: "acme/web",
      versions: [
        Entry(age: 1, tags: ["v2.3.0", "latest"]), Entry(age: 2), Entry(age: 5), Entry(age: 9, tags: ["v2.2.1"]),
        Entry(age: 12, deletedAge: 4), Entry(age: 20, tags: ["pr-117"]), Entry(age: 33, tags: ["v2.2.0", "v2.2"]),
        Entry(age: 34), Entry(age: 61, tags: ["pr-98"], deletedAge: 3), Entry(age: 75, tags: ["v2.1.0"]),
        Entry(age: 76), Entry(age: 120, tags: ["v2.0.0"]), Entry(age: 121), Entry(age: 300, tags: ["v1.9.4"]),
      ]),
    package(
      "api", .container, id: 2, .internal, repository: "acme/api",
      versions: [
        Entry(age: 0.5, tags: ["v4.1.0", "latest"]), Entry(age: 14, tags: ["v4.0.2"]), Entry(age: 15),
        Entry(age: 40, tags: ["v4.0.1"]), Entry(age: 90, tags: ["v4.0.0"]), Entry(age: 91, deletedAge: 10),
        Entry(age: 200, tags: ["v3.9.0"]),
      ]),
    package(
      "tools/builder", .container, id: 3, .public, repository: "acme/tools",
      versions: [
        Entry(age: 7, tags: ["2025.06", "latest"]), Entry(age: 8), Entry(age: 38, tags: ["2025.05"]),
        Entry(age: 68, tags: ["2025.04"]),
      ]),
    service("svc-auth", id: 4, releases: 6),
    service("svc-billing", id: 5, releases: 4),
    service("svc-mail", id: 6, releases: 3),
    service("svc-search", id: 7, releases: 9),
    package("hello", .container, id: 8, versions: [Entry(age: 25, tags: ["latest"]), Entry(age: 26), Entry(age: 27)]),
    package("versions", .container, id: 9, versions: [Entry(age: 50, tags: ["v1"]), Entry(age: 51)]),
    package("restore", .container, id: 10, versions: [Entry(age: 52, tags: ["v1"]), Entry(age: 53)]),
    Dataset.Package(
      "monorepo", type: .container, id: 2_000_011, repository: "acme/monorepo",
      versions: .generated(Dataset.GeneratedVersions(count: 10_000, firstID: 3_100_000_001, newest: day(0)))),
    deleted(
      package("retired", .container, id: 12, versions: [Entry(age: 400, tags: ["v0.1"]), Entry(age: 410)]), daysAgo: 6),
  ]

  static let acmeOthers: [Dataset.Package] = [
    package(
      "@acme/ui", .npm, id: 20, repository: "acme/ui",
      versions: [
        Entry(age: 3, name: "3.1.0", license: "MIT", description: "Buttons, forms and tables"),
        Entry(age: 30, name: "3.0.0", license: "MIT"), Entry(age: 31, name: "3.0.0-rc.1", deletedAge: 20),
        Entry(age: 180, name: "2.8.4"),
      ]),
    package(
      "left-pad", .npm, id: 21, .public, repository: "acme/left-pad",
      versions: [
        Entry(age: 45, name: "1.3.1", downloads: 120, license: "MIT"),
        Entry(age: 500, name: "1.3.0", downloads: 5_001, license: "MIT", description: "Pads a string on its left"),
        Entry(age: 520, name: "1.2.0", downloads: 4_999),
      ]),
    package(
      "com.acme.core", .maven, id: 22, .internal, repository: "acme/core",
      versions: [Entry(age: 11, name: "5.2.0"), Entry(age: 44, name: "5.1.0"), Entry(age: 45, name: "5.1.0-SNAPSHOT")]),
    package(
      "acme-cli", .rubygems, id: 23, .public, repository: "acme/cli",
      versions: [Entry(age: 60, name: "0.9.1"), Entry(age: 160, name: "0.9.0")]),
    package(
      "Acme.Client", .nuget, id: 24, repository: "acme/client-dotnet",
      versions: [Entry(age: 18, name: "1.4.0"), Entry(age: 80, name: "1.3.0")]),
  ]

  static let acmeDocker: [Dataset.Package] = [
    inConflict(
      package(
        "legacy-web", .docker, id: 30, repository: "acme/web",
        versions: [Entry(age: 700, tags: ["1.8", "1"], name: "1.8"), Entry(age: 760, tags: ["1.7"], name: "1.7")]), .tag
    ),
    inConflict(
      withoutOwner(
        package(
          "legacy-api", .docker, id: 31, repository: "acme/api",
          versions: [Entry(age: 650, tags: ["2.0"], name: "2.0"), Entry(age: 690, name: "docker-base-layer")])), .tags),
  ]

  static let globex: [Dataset.Package] = [
    package(
      "portal", .container, id: 40, repository: "globex/portal",
      versions: [Entry(age: 4, tags: ["v7", "latest"]), Entry(age: 6), Entry(age: 95, tags: ["v6"]), Entry(age: 96)]),
    package("data/etl", .container, id: 41, .internal, versions: [Entry(age: 13, tags: ["nightly"]), Entry(age: 14)]),
    readOnly(package("shared", .container, id: 42, .public, versions: [Entry(age: 70, tags: ["v1"]), Entry(age: 72)])),
    package(
      "@globex/charts", .npm, id: 43, repository: "globex/charts",
      versions: [Entry(age: 22, name: "0.4.0"), Entry(age: 55, name: "0.3.0")]),
    package("com.globex.billing", .maven, id: 44, versions: [Entry(age: 130, name: "1.0.0")]),
  ]

  static let octocat: [Dataset.Package] = [
    package(
      "dotfiles", .container, id: 50, .public, repository: "octocat/dotfiles",
      versions: [Entry(age: 10, tags: ["latest"]), Entry(age: 100), Entry(age: 101, deletedAge: 12)]),
    package(
      "@octocat/hello", .npm, id: 51, .public, repository: "octocat/hello",
      versions: [Entry(age: 24, name: "1.1.0", license: "MIT"), Entry(age: 124, name: "1.0.0", license: "MIT")]),
    package("hello-octo", .rubygems, id: 52, versions: [Entry(age: 210, name: "0.1.0")]),
    inConflict(
      package("old-blog", .docker, id: 53, versions: [Entry(age: 800, tags: ["latest"], name: "latest")]), .tag),
    deleted(
      package("old-site", .container, id: 54, .public, versions: [Entry(age: 300, tags: ["latest"])]), daysAgo: 8),
  ]

  static let hubber: [Dataset.Package] = [
    package(
      "playground", .container, id: 60, .public, versions: [Entry(age: 29, tags: ["v1", "latest"]), Entry(age: 31)]),
    package("tiny", .npm, id: 61, .public, versions: [Entry(age: 35, name: "0.0.2"), Entry(age: 36, name: "0.0.1")]),
    invisible(package("diary", .container, id: 62, versions: [Entry(age: 2, tags: ["latest"])])),
  ]

  // MARK: Variations

  static func deleted(_ package: Dataset.Package, daysAgo: Double) -> Dataset.Package {
    var package = package
    package.deletedAt = day(daysAgo)
    return package
  }

  static func inConflict(_ package: Dataset.Package, _ key: Dataset.DockerTagsKey) -> Dataset.Package {
    var package = package
    package.hasDockerConflict = true
    package.dockerTagsKey = key
    return package
  }

  static func withoutOwner(_ package: Dataset.Package) -> Dataset.Package {
    var package = package
    package.showsOwner = false
    return package
  }

  static func readOnly(_ package: Dataset.Package) -> Dataset.Package {
    var package = package
    package.access = .read
    return package
  }

  static func invisible(_ package: Dataset.Package) -> Dataset.Package {
    var package = package
    package.access = .none
    return package
  }
}
