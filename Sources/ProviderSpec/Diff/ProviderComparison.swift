/// Compares two providers: their settings, then their services.
struct ProviderComparison {
  private let old: Provider
  private let new: Provider
  private var list = ChangeList()
  private let place: ChangeList.Place

  /// What was found.
  var changes: [SpecChange] { list.changes }

  init(old: Provider, new: Provider) {
    self.old = old
    self.new = new
    place = .init(subject: .provider, name: new.name)
  }

  mutating func run() {
    guard old != new else { return }
    compareNames()
    compareServer()
    comparePagination()
    compareRateLimit()
    compareErrors()
    compareServices()
  }

  // MARK: Settings

  private mutating func compareNames() {
    let types = [old, new].map { SwiftNames.providerTypeName(title: $0.title, name: $0.name) }
    let isOtherType = types[0] != types[1]
    list.compare(
      place, "name", old.name, new.name,
      .breaking(sql: true, swift: isOtherType && old.title == new.title, "tables have another name"))
    list.compare(
      place, "title", old.title, new.title,
      .breaking(swift: isOtherType, "the Swift type is called \(types[1]) and not \(types[0])"))
    list.compare(place, "summary", old.summary, new.summary)
    list.compare(place, "api_version", old.apiVersion, new.apiVersion)
  }

  private mutating func compareServer() {
    list.compare(place, "server.url", old.server.url, new.server.url)
    list.compare(
      place, "server.environment", old.server.environment, new.server.environment,
      old.server.environment == nil
        ? .addition : .breaking(sql: true, swift: true, "whoever sets the variable is sent to another server"))
    compareHeaders()
    let before = old.authentication
    let after = new.authentication
    if before == nil || after == nil {
      list.compare(
        place, "authentication", before?.scheme, after?.scheme,
        before == nil
          ? .breaking(sql: true, swift: true, "requests need a token now")
          : .breaking(sql: true, swift: true, "the token is not sent any more"))
      return
    }
    let reason = "tokens are not the same any more"
    list.compare(
      place, "authentication.scheme", before?.scheme, after?.scheme, .breaking(sql: true, swift: true, reason))
    let variables = (before?.environment ?? [], after?.environment ?? [])
    // More variables behind those that were there take nothing from anybody.
    list.compare(
      place, "authentication.environment", variables.0.joined(separator: ", "), variables.1.joined(separator: ", "),
      variables.1.starts(with: variables.0)
        ? .addition : .breaking(sql: true, swift: true, "another variable's token is taken, or none"))
    list.compare(place, "authentication.scopes_header", before?.scopesHeader, after?.scopesHeader)
  }

  private mutating func compareHeaders() {
    let before = Dictionary(old.headers.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.headers.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    for header in new.headers {
      let place = ChangeList.Place(subject: .header, name: header.name)
      if let earlier = before[header.name.lowercased()] {
        list.compare(place, "value", earlier.value, header.value)
      } else {
        list.add(place, header.value, .detail)
      }
    }
    for header in old.headers where after[header.name.lowercased()] == nil {
      list.remove(.init(subject: .header, name: header.name), header.value, .detail)
    }
  }

  private mutating func comparePagination() {
    if old.pagination == nil || new.pagination == nil {
      list.compare(
        place, "pagination", old.pagination?.style.rawValue, new.pagination?.style.rawValue,
        old.pagination == nil
          ? .addition : .breaking(sql: true, swift: true, "lists end behind their first page"))
    } else {
      list.comparePagination(place, old.pagination, new.pagination)
    }
  }

  private mutating func compareRateLimit() {
    let before = old.rateLimit
    let after = new.rateLimit
    if before == nil || after == nil {
      list.compare(place, "rate_limit", before.map { _ in "set" }, after.map { _ in "set" })
      return
    }
    let numbers: [(String, Int?, Int?)] = [
      ("points_per_minute", before?.pointsPerMinute, after?.pointsPerMinute),
      ("read_cost", before?.readCost, after?.readCost),
      ("write_cost", before?.writeCost, after?.writeCost),
      ("maximum_concurrency", before?.maximumConcurrency, after?.maximumConcurrency),
      ("default_concurrency", before?.defaultConcurrency, after?.defaultConcurrency),
    ]
    for (key, earlier, later) in numbers {
      list.compare(place, "rate_limit.\(key)", earlier.map(String.init), later.map(String.init))
    }
    list.compare(place, "rate_limit.limit_header", before?.limitHeader, after?.limitHeader)
    list.compare(place, "rate_limit.remaining_header", before?.remainingHeader, after?.remainingHeader)
    list.compare(place, "rate_limit.reset_header", before?.resetHeader, after?.resetHeader)
  }

  private mutating func compareErrors() {
    func path(_ member: [String]?) -> String? { member.map(SpecText.path) }
    list.compare(place, "errors.message", path(old.errors.messageMember), path(new.errors.messageMember))
    list.compare(
      place, "errors.documentation", path(old.errors.documentationMember), path(new.errors.documentationMember))
    func text(_ refusal: Refusal) -> String {
      "\(refusal.status)" + (refusal.messageContains.map { " '\($0)'" } ?? "")
    }
    let before = Dictionary(grouping: old.errors.refusals, by: \.reason)
    let after = Dictionary(grouping: new.errors.refusals, by: \.reason)
    let reasons = old.errors.refusals.map(\.reason) + new.errors.refusals.map(\.reason)
    var seen: Set<String> = []
    for reason in reasons where seen.insert(reason).inserted {
      let place = ChangeList.Place(subject: .refusal, name: reason)
      switch (before[reason], after[reason]) {
      case (let earlier?, nil):
        list.remove(
          place, earlier.map(text).joined(separator: ", "),
          .breaking(swift: true, "an error never has this reason any more"))
      case (nil, let later?): list.add(place, later.map(text).joined(separator: ", "))
      case (let earlier?, let later?):
        list.compare(
          place, "refusals", earlier.map(text).joined(separator: ", "), later.map(text).joined(separator: ", "))
      case (nil, nil): break
      }
    }
    // The first that matches counts.
    var unique: [[String]] = []
    for refusals in [old.errors.refusals, new.errors.refusals] {
      var names: Set<String> = []
      unique.append(refusals.map(\.reason).filter { names.insert($0).inserted })
    }
    list.compareOrder(place, "errors.refusals", unique[0], unique[1])
  }

  // MARK: Services

  private mutating func compareServices() {
    let renames = Similarity.renames(
      old.services, new.services, name: \.name, oldLikeness: Self.likeness, newLikeness: Self.likeness)
    let oldNames = Dictionary(renames.map { ($0.new, $0.old) }, uniquingKeysWith: { first, _ in first })
    let before = Dictionary(old.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var kept: Set<String> = []
    var compared = old
    compared.title = new.title
    compared.name = new.name
    for service in new.services {
      let place = ChangeList.Place(subject: .service, name: oldNames[service.name] ?? service.name)
      list.service = service.name
      guard var earlier = before[place.name] else {
        list.add(place, Self.counts(service))
        continue
      }
      kept.insert(place.name)
      if earlier.name != service.name {
        list.rename(
          place, to: service.name, .breaking(sql: true, swift: true, "tables and the Swift property have another name"))
        earlier.name = service.name
      }
      var comparison = ServiceComparison(old: earlier, new: service)
      comparison.run()
      list.append(comparison.changes)
      if let index = compared.services.firstIndex(where: { $0.name == place.name }) {
        compared.services[index] = comparison.old
      }
    }
    for service in old.services where !kept.contains(service.name) {
      list.service = service.name
      list.remove(
        .init(subject: .service, name: service.name), Self.counts(service),
        .breaking(sql: true, swift: true, "its tables and functions are gone"))
    }
    list.append(SwiftNameComparison.changes(from: compared, to: new))
  }

  private static func likeness(_ service: Service) -> Likeness {
    var likeness = Likeness()
    likeness.add(name: service.name)
    for resource in service.resources { likeness.add("resource:\(resource.name)", 2) }
    for method in service.methods { likeness.add("method:\(method.name)", 1) }
    return likeness
  }

  private static func counts(_ service: Service) -> String {
    "\(service.resources.count) resource\(service.resources.count == 1 ? "" : "s"), "
      + "\(service.methods.count) method\(service.methods.count == 1 ? "" : "s")"
  }
}

extension ChangeList {
  /// Compares two ways of paging, of a provider or of one method.
  mutating func comparePagination(_ place: Place, _ old: Pagination?, _ new: Pagination?) {
    guard let old, let new else {
      compare(place, "pagination", old?.style.rawValue, new?.style.rawValue)
      return
    }
    compare(place, "pagination.style", old.style.rawValue, new.style.rawValue)
    func path(_ member: [String]?) -> String? { member.map(SpecText.path) }
    // Whoever gives one of these reads that page and no further.
    let positions: [(String, String?, String?)] = [
      ("page_parameter", old.pageParameter, new.pageParameter),
      ("offset_parameter", old.offsetParameter, new.offsetParameter),
      ("cursor_parameter", old.cursorParameter, new.cursorParameter),
    ]
    for (key, before, after) in positions {
      compare(
        place, "pagination.\(key)", before, after,
        before == nil
          ? .detail : .breaking(sql: true, swift: true, "giving '\(before ?? "")' does not mean one page any more"))
    }
    let others: [(String, String?, String?)] = [
      ("first_page", String(old.firstPage), String(new.firstPage)),
      ("page_size_parameter", old.pageSizeParameter, new.pageSizeParameter),
      ("maximum_page_size", old.maximumPageSize.map(String.init), new.maximumPageSize.map(String.init)),
      ("cursor_member", path(old.cursorMember), path(new.cursorMember)),
      ("cursor_item_member", path(old.cursorItemMember), path(new.cursorItemMember)),
      ("more_member", path(old.moreMember), path(new.moreMember)),
      ("next_url_member", path(old.nextURLMember), path(new.nextURLMember)),
      ("total_member", path(old.totalMember), path(new.totalMember)),
      ("page_count_member", path(old.pageCountMember), path(new.pageCountMember)),
    ]
    for (key, before, after) in others { compare(place, "pagination.\(key)", before, after) }
  }
}
