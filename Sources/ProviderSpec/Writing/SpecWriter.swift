/// Writes a provider as the files of its spec. The text depends on the values alone: the same provider is the same text.
public enum SpecWriter {
  /// The files: `provider.json` first, then one for each service, named as the service is.
  ///
  /// - Parameter schemas: The directory of the JSON Schema files as an editor finds it from the files, with a slash at the
  ///   end; nil leaves them unnamed.
  public static func files(of provider: Provider, schemas: String? = nil) -> [GeneratedFile] {
    var head = SpecObject()
    head.add("$schema", schemas.map { $0 + "provider.schema.json" })
    var files = [GeneratedFile(name: "provider.json", text: SpecLayout.text(.object(head.members + members(provider))))]
    for service in provider.services {
      var head = SpecObject()
      head.add("$schema", schemas.map { $0 + "service.schema.json" })
      files.append(
        GeneratedFile(
          name: fileName(of: service), text: SpecLayout.text(.object(head.members + ServiceWriter(service).members))))
    }
    return files
  }

  private static func fileName(of service: Service) -> String { service.name + ".json" }

  // MARK: The provider

  private static func members(_ provider: Provider) -> [Literal.Member] {
    var object = SpecObject()
    object.add("format", 1)
    object.add("name", provider.name)
    object.add("title", provider.title)
    object.add("summary", provider.summary)
    object.add("api_version", provider.apiVersion)
    var server = SpecObject()
    server.add("url", provider.server.url)
    server.add("environment", provider.server.environment)
    object.add("server", server)
    object.add("headers", objects: provider.headers) { header, object in
      object.add("name", header.name)
      object.add("value", header.value)
    }
    if let authentication = provider.authentication {
      var inner = SpecObject()
      inner.add("scheme", authentication.scheme.lowercased())
      inner.add("environment", strings: authentication.environment)
      inner.add("scopes_header", authentication.scopesHeader)
      object.add("authentication", inner)
    }
    object.add("pagination", provider.pagination.map(SpecWriter.pagination))
    object.add("rate_limit", provider.rateLimit.map(rateLimit))
    object.add("errors", errors(provider.errors))
    object.add("services", objects: provider.services) { service, object in
      object.add("name", service.name)
      object.add("file", fileName(of: service))
    }
    return object.members
  }

  private static func rateLimit(_ limit: RateLimit) -> SpecObject {
    var object = SpecObject()
    object.add("limit_header", limit.limitHeader)
    object.add("remaining_header", limit.remainingHeader)
    object.add("reset_header", limit.resetHeader)
    object.add("points_per_minute", limit.pointsPerMinute)
    object.add("read_cost", limit.readCost)
    object.add("write_cost", limit.writeCost)
    object.add("maximum_concurrency", limit.maximumConcurrency)
    object.add("default_concurrency", limit.defaultConcurrency)
    return object
  }

  private static func errors(_ rules: ErrorRules) -> SpecObject? {
    var object = SpecObject()
    object.add("message", path: rules.messageMember)
    object.add("documentation", path: rules.documentationMember)
    object.add("refusals", objects: rules.refusals) { refusal, object in
      object.add("status", refusal.status)
      object.add("message_contains", refusal.messageContains)
      object.add("reason", refusal.reason)
    }
    return object.members.isEmpty ? nil : object
  }

  /// A rule of paging, the provider's or a method's.
  static func pagination(_ pagination: Pagination) -> SpecObject {
    var object = SpecObject()
    object.add("style", pagination.style.rawValue)
    object.add("page_parameter", pagination.pageParameter)
    object.add("first_page", pagination.firstPage == 1 ? nil : pagination.firstPage)
    object.add("offset_parameter", pagination.offsetParameter)
    object.add("cursor_parameter", pagination.cursorParameter)
    object.add("page_size_parameter", pagination.pageSizeParameter)
    object.add("maximum_page_size", pagination.maximumPageSize)
    object.add("cursor_member", path: pagination.cursorMember)
    object.add("cursor_item_member", path: pagination.cursorItemMember)
    object.add("more_member", path: pagination.moreMember)
    object.add("next_url_member", path: pagination.nextURLMember)
    object.add("total_member", path: pagination.totalMember)
    object.add("page_count_member", path: pagination.pageCountMember)
    return object
  }
}
