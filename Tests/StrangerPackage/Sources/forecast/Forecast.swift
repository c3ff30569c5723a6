import ProviderRuntime
import Weather

/// Answers every request with the same station.
struct CannedTransport: HTTPTransport {
  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    print(request.method, request.url)
    return HTTPResponse(
      status: 200, headers: ["Content-Type": "application/json"],
      body: Array(#"{ "id": "zrh", "name": "Zurich", "height": 432, "opened_at": "1949-01-01T00:00:00Z" }"#.utf8))
  }
}

@main struct Forecast {
  static func main() async throws {
    switch CommandLine.arguments.dropFirst().first {
    case "lists": return await Visit().lists()
    case "changes": return try await Visit().changes()
    default: break
    }
    let weather = Weather(token: "", transport: CannedTransport())
    let station = try await weather.stations.stations.get(country: .switzerland, stationID: "zrh")
    print(station.name)
    for property in Mirror(reflecting: station.fieldValues).children {
      print("property", property.label ?? "", property.value)
    }
    for field in Weather.StationsService.Station.descriptor.fields { print("field", field.name) }
    for service in Weather.descriptor.services { print("service", service.name) }
  }
}
