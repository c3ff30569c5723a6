import Foundation
import ProviderRuntime
import RawServer

/// The made-up weather service over real HTTP: readings that can be listed in every way, and changed.
final class WeatherServer: Sendable {
  /// What is wrong with the lists.
  enum Fault: Sendable {
    case none
    /// Every page leads on to itself.
    case loop
    /// Every page leads on to another server.
    case foreign
    /// The list loses items behind its first page.
    case shorter
  }

  /// A request as it came.
  struct Request: Sendable {
    var method: String
    var target: String
    var headers: [String: String]
    var body: String

    var line: String { "\(method) \(target)" }

    init(_ text: String) {
      let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      let lines = parts[0].split(separator: "\r\n")
      let words = lines.first?.split(separator: " ") ?? []
      (method, target) = words.count > 1 ? (String(words[0]), String(words[1])) : ("", "")
      headers = [:]
      for line in lines.dropFirst() {
        let pair = line.split(separator: ":", maxSplits: 1)
        if pair.count == 2 { headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
      }
      body = parts.count > 1 ? String(parts[1]) : ""
    }

    /// A value of the query, or of a GraphQL document's variables.
    func value(_ name: String) -> String? {
      if let item = URLComponents(string: target)?.queryItems?.first(where: { $0.name == name }) { return item.value }
      switch WeatherServer.json(body)["variables"]?[name] {
      case .integer(let number)?: return String(number)
      case .string(let text)?: return text
      default: return nil
      }
    }
  }

  private struct State {
    var readings: [Int64: [String: JSONValue]] = [:]
    var nextID: Int64 = 1
    var requests: [Request] = []
    var fault = Fault.none
  }

  private let state = Locked(State())
  private let server = Locked<RawServer?>(nil)

  /// Starts a server with so many readings; a token is due.
  init(readings: Int) throws {
    state.withLock { state in
      for id in 1...Int64(readings) {
        state.readings[id] = ["id": .integer(id), "celsius": .number(Double(id) + 0.5), "sky": "clear", "note": nil]
      }
      state.nextID = Int64(readings) + 1
    }
    let server = try RawServer { [self] connection in
      while let text = connection.request() { connection.write(answer(Request(text))) }
    }
    self.server.withLock { $0 = server }
  }

  var url: String { server.withLock { $0?.url } ?? "" }

  func stop() { server.withLock { $0?.stop() } }

  /// What was asked since it was last looked at, in order.
  func takeRequests() -> [Request] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests
    }
  }

  func set(_ fault: Fault) { state.withLock { $0.fault = fault } }

  private func answer(_ request: Request) -> String {
    let (status, headers, body) = state.withLock { state in
      state.requests.append(request)
      guard request.headers["authorization"] == "Bearer let-me-in" else { return (401, "", #"{"message":"who?"}"#) }
      let path = request.target.prefix { $0 != "?" }
      let words = path.split(separator: "/")
      if words.first == "readings", words.count > 1 || request.method != "GET" {
        return Self.object(request, words, &state)
      }
      return list(request, String(path), state)
    }
    let type = request.target.hasSuffix("/bulletin") && status == 200 ? "text/plain; charset=utf-8" : "application/json"
    return
      "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }

  private func list(_ request: Request, _ path: String, _ state: State) -> (Int, String, String) {
    let size = Int(request.value("size") ?? "") ?? 3
    let page = Int(request.value("page") ?? "") ?? 1
    var start: Int
    switch path {
    case "/readings", "/feed", "/almanac": start = (page - 1) * size
    case "/archive": start = Int(request.value("skip") ?? "") ?? 0
    default: start = Int(request.value("after") ?? "") ?? 0
    }
    let total = state.readings.count - (state.fault == .shorter && start > 0 ? 8 : 0)
    if state.fault == .loop { start = 0 }
    let end = min(start + size, total)
    let ids = state.readings.keys.sorted()[min(start, end)..<end]
    let items = Self.text(.array(ids.map { .object(state.readings[$0] ?? [:]) }))
    let hasMore = end < total
    let host = state.fault == .foreign ? "http://127.0.0.1:1" : ""
    switch path {
    case "/readings": return (200, "", #"{"data":{"readings":\#(items)},"meta":{"total":\#(total)}}"#)
    case "/archive": return (200, "", #"{"count":\#(total),"readings":\#(items)}"#)
    case "/stream":
      return (
        200, "", #"{"readings":\#(items),"next":{"cursor":\#(hasMore ? "\"\(end)\"" : "null"),"more":\#(hasMore)}}"#
      )
    case "/tail": return (200, "", #"{"data":\#(items),"has_more":\#(hasMore)}"#)
    case "/almanac":
      return (
        200, "", #"{"@almanac.readings":\#(items),"@almanac.pages":\#((total + size - 1) / size)}"#
      )
    case "/log":
      let links = hasMore ? #""next":"\#(host)/log?size=\#(size)&after=\#(end)""# : ""
      return (200, "", #"{"readings":\#(items),"links":{\#(links)}}"#)
    case "/feed":
      let last = (total + size - 1) / size
      let next = "<\(host)/feed?size=\(size)&page=\(page + 1)>; rel=\"next\""
      let link =
        hasMore
        ? "Link: \(next), <\(host)/feed?size=\(size)&page=\(last)>; rel=\"last\"\r\n" : "Link: </feed>; rel=first\r\n"
      return (200, state.fault == .loop ? "Link: </feed?size=5&page=1>; rel=next\r\n" : link, items)
    case "/graphql":
      let info = #""pageInfo":{"endCursor":"\#(end)","hasNextPage":\#(hasMore)}"#
      return (200, "", #"{"data":{"readings":{"nodes":\#(items),\#(info)}}}"#)
    default: return (404, "", #"{"message":"no such list"}"#)
    }
  }

  private static func object(
    _ request: Request, _ words: [Substring], _ state: inout State
  ) -> (Int, String, String) {
    func answer(_ status: Int, _ id: Int64) -> (Int, String, String) {
      (status, "", text(.object(["reading": .object(state.readings[id] ?? [:])])))
    }
    let members: [String: JSONValue]
    if case .object(let sent) = json(request.body) { members = sent } else { members = [:] }
    let isJSON = request.headers["content-type"] == "application/json"
    if words.count == 1 {
      guard request.method == "POST", isJSON, members["celsius"] != nil else {
        return (422, "", #"{"message":"celsius?"}"#)
      }
      let id = state.nextID
      state.nextID += 1
      state.readings[id] = members.merging(["id": .integer(id)]) { $1 }
      return answer(201, id)
    }
    guard let id = Int64(words[1]), let reading = state.readings[id] else {
      return (404, "", #"{"message":"no such reading"}"#)
    }
    switch (request.method, words.dropFirst(2).first) {
    case ("GET", nil): return answer(200, id)
    case ("GET", "stars"):
      // Every second reading has one of gold.
      return id.isMultiple(of: 2) && words.last == "gold" ? (204, "", "") : (404, "", #"{"message":"no star"}"#)
    case ("GET", "bulletin"): return (200, "", "Reading \(id): \(text(reading["celsius"] ?? nil)) degrees")
    case ("PATCH", nil) where isJSON: state.readings[id] = reading.merging(members) { $1 }
    case ("PUT", nil) where isJSON && members["celsius"] != nil:
      state.readings[id] = members.merging(["id": .integer(id)]) { $1 }
    case ("DELETE", nil):
      state.readings[id] = nil
      return (204, "", "")
    case ("POST", "remarks") where request.headers["content-type"] == "text/plain": return (204, "", "")
    default: return (415, "", #"{"message":"not like this"}"#)
    }
    return answer(200, id)
  }

  static func json(_ text: String) -> JSONValue {
    (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .null
  }

  private static func text(_ value: JSONValue) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
