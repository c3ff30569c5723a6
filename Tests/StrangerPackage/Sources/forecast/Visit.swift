import CurlTransport
import ProviderRuntime
import Weather

/// Calls a real server, as somebody does who wrote a spec and nothing else, and prints what comes of it.
struct Visit {
  private typealias Service = Weather.ReadingsService
  private let service: Service

  init() {
    service = Weather(transport: CurlTransport()).readings
  }

  /// Reads the list of each way of paging, by itself and by a page that is given.
  func lists() async {
    await list("page_number", service.readings.list())
    await list("offset", service.archive.list())
    await list("cursor", service.stream.list())
    await list("next_url", service.log.list())
    await list("link", service.feed.list())
    await list("graphql", service.found.find(sky: .clear))
    await list("page", service.readings.list(page: 2))
    await list("skip", service.archive.list(skip: 3, size: 2))
    await list("after", service.stream.list(after: "10"))
    await list(
      "parameters", service.readings.list(sky: [.clear, .cloudy], fields: ["id", "celsius"], xUnits: "a b", page: 1))
  }

  private func list(_ name: String, _ readings: PagedSequence<Service.Reading>) async {
    var ids: [String] = []
    do {
      for try await reading in readings { ids.append(String(reading.id)) }
      print(name, ids.joined(separator: ","))
    } catch {
      print(name, ids.joined(separator: ","), Self.kind(error))
    }
  }

  /// Adds, reads, changes, replaces and removes a reading, and sends and reads texts.
  func changes() async throws {
    let readings = service.readings
    let new = Service.NewReading(
      celsius: 21.5, sky: .clear, note: "a \"b\"\n", place: Service.Place(lat: 47.5, lon: 8.5), tags: ["x", "é"])
    let id = try await readings.create(body: new, xTags: [1, 2]).id
    print("created", id)
    print("read", try await readings.get(readingID: Int(id)).note ?? "none")
    print("changed", try await readings.change(readingID: Int(id), body: Service.ReadingChange(celsius: 3)).celsius)
    // A property that is nil is left away; null itself is sent by a body that is plain JSON.
    let cleared: Service.Reading = try await service.client.object(
      Service.Methods.changeReading, ["reading_id": .integer(Int64(id))], body: ["note": nil] as JSONValue)
    print("cleared", cleared.note ?? "none", cleared.celsius)
    print(
      "replaced",
      try await readings.replace(readingID: Int(id), body: Service.NewReading(celsius: -1)).sky?.rawValue ?? "none")
    try await readings.remark(readingID: Int(id), body: "as {is}\n")
    print("bulletin", try await service.bulletins.get(readingID: Int(id)))
    try await readings.delete(readingID: Int(id))
    do {
      _ = try await readings.get(readingID: Int(id))
    } catch {
      print("gone", Self.kind(error))
    }
  }

  private static func kind(_ error: any Error) -> String {
    (error as? ProviderError).map { "\($0.kind)" } ?? "\(error)"
  }
}
