import Foundation
import GoldenProvider
import ProviderRuntime
import Testing

@Suite struct GoldenProviderTests {
  private typealias Stock = Depot.StockService
  private typealias Office = Depot.OfficeService

  private static let widget = """
    { "id": 7, "name": "Hex", "kind": "left-handed", "kinds": ["bolt", "brand-new"], "html_url": null, "is_new": false,
      "created_at": "2024-05-06T07:08:09Z", "sold_at": null, "check_dates": ["2024-05-06T07:08:09.25Z"],
      "shift_dates": [["2024-05-06T09:08:09+02:00"], []], "labels": ["red"], "sizes": [[1, 2], []],
      "shelf": { "code": "A-1", "top": { "id": 8, "name": "Top", "kind": "bolt", "html_url": "https://x", "is_new": true,
        "created_at": "2024-05-06T07:08:09Z", "sold_at": "2024-05-07T00:00:00Z", "shift_dates": [], "labels": [] } },
      "extra": { "holes": [1, 2.5, null, true, "x"] }, "default": "yes", "unknown": { "ignored": [] } }
    """

  @Test func `a list sends what was given and reads every field`() async throws {
    let transport = FakeTransport(json: "[\(Self.widget)]")
    let depot = Depot(token: "secret", transport: transport)
    var widgets: [Stock.Widget] = []
    let since = Date(timeIntervalSince1970: 1_714_979_289)
    for try await widget in depot.stock.widgets.list(
      depot: "a/b", kind: .bolt, since: since, maxWeight: 2.5, inStock: true, perPage: 5, page: 2)
    {
      widgets.append(widget)
    }
    let line =
      "GET https://depot.example/api/depots/a%2Fb/widgets?kind=bolt&since=2024-05-06T07%3A08%3A09Z&max_weight=2.5&in_stock=true&per_page=5&page=2"
    #expect(await transport.lines == [line])
    let headers = await transport.requests.first?.headers
    #expect(headers?["X-Depot-Version"] == "1")
    #expect(headers?["Authorization"] == "Bearer secret")
    let widget = try #require(widgets.first)
    #expect(widgets.count == 1)
    #expect(widget.id == 7)
    #expect(widget.kind == .leftHanded)
    #expect(widget.kinds == [.bolt, Stock.WidgetKind(rawValue: "brand-new")])
    #expect(widget.kinds?.map(\.isKnown) == [true, false])
    #expect(widget.htmlURL == nil)
    #expect(widget.createdAt == since)
    #expect(widget.soldAt == nil)
    #expect(widget.checkDates == [since + 0.25])
    #expect(widget.shiftDates == [[since], []])
    #expect(widget.sizes == [[1, 2], []])
    #expect(widget.shelf?.top?.name == "Top")
    #expect(widget.extra == ["holes": [1, 2.5, nil, true, "x"]])
    #expect(widget.`default` == "yes")
  }

  @Test func `a list inside an object is read like any other`() async throws {
    let transport = FakeTransport(json: "{ \"total\": 1, \"items\": [\(Self.widget)] }")
    var count = 0
    for try await widget in Depot(token: "", transport: transport).stock.widgets.list(
      kind: .noneValue, depot: "north", page: 1)
    {
      #expect(widget.name == "Hex")
      count += 1
    }
    #expect(count == 1)
    #expect(await transport.lines.first?.contains("/kinds/none/widgets/in/north?") == true)
  }

  @Test func `what is read can be written and read again`() throws {
    let first = try JSONDecoder().decode(Stock.Widget.self, from: Data(Self.widget.utf8))
    let written = try JSONEncoder().encode(first)
    let second = try JSONDecoder().decode(Stock.Widget.self, from: written)
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    guard case .object(let members) = try JSONDecoder().decode(JSONValue.self, from: written) else {
      Issue.record("no object")
      return
    }
    #expect(members["html_url"] == JSONValue.null, "a field that is always there is written as null")
    #expect(members["weight"] == nil, "a field that may be missing is left away")
    #expect(members["created_at"] == "2024-05-06T07:08:09Z")
    #expect(members["check_dates"] == ["2024-05-06T07:08:09.25Z"])
    #expect(members["unknown"] == nil)
  }

  @Test func `values differ where any part does, also behind a reference`() throws {
    let first = try JSONDecoder().decode(Stock.Widget.self, from: Data(Self.widget.utf8))
    let again = try JSONDecoder().decode(Stock.Widget.self, from: Data(Self.widget.utf8))
    #expect(first == again)
    #expect(Set([first, again]).count == 1)
    let members = try #require(try JSONSerialization.jsonObject(with: Data(Self.widget.utf8)) as? [String: Any])
    let changes: [String: Any] = [
      "id": 8, "name": "Bolt", "kind": "none", "html_url": "https://depot.example/8", "is_new": true,
      "created_at": "2023-05-06T07:08:09Z", "sold_at": "2023-05-06T07:08:09Z", "labels": ["blue"],
      "shelf": ["code": "A-1", "top": members], "part_of": members, "extra": ["holes": 2], "weight": 77.5,
    ]
    var values: Set = [first]
    for (name, value) in changes {
      let data = try JSONSerialization.data(withJSONObject: members.merging([name: value]) { $1 })
      let changed = try JSONDecoder().decode(Stock.Widget.self, from: data)
      #expect(changed != first, "\(name)")
      values.insert(changed)
    }
    #expect(values.count == changes.count + 1)
  }

  @Test func `what a request carries can be changed, and a copy of it stays as it was`() {
    let first = Office.NewOrder(lines: [Office.OrderLine(widgetID: 7)])
    var second = first
    second.lines[0].count = 3
    second.note = "soon"
    #expect(first != second)
    #expect(first.lines[0].count == nil)
    #expect(first.note == nil)
  }

  @Test func `a missing field is named, and so is one that is null where it must not be`() async throws {
    for (json, path) in [
      (Self.widget.replacing("\"labels\": [\"red\"],", with: ""), "labels"),
      (Self.widget.replacing("\"html_url\": null,", with: ""), "html_url"),
      (Self.widget.replacing("\"code\": \"A-1\",", with: ""), "shelf.code"),
    ] {
      let depot = Depot(token: "", transport: FakeTransport(json: json))
      let error = await #expect(throws: ProviderError.self) {
        try await depot.stock.widgets.get(depot: "north", widgetID: 7)
      }
      #expect(error?.kind == .missingField(path))
    }
    let depot = Depot(
      token: "", transport: FakeTransport(json: Self.widget.replacing("\"id\": 7", with: "\"id\": null")))
    let error = await #expect(throws: ProviderError.self) {
      try await depot.stock.widgets.get(depot: "north", widgetID: 7)
    }
    #expect(error.map { "\($0)".contains("id") } == true)
  }

  @Test func `bodies are sent as JSON and answers without one are no error`() async throws {
    let transport = FakeTransport { request in
      HTTPResponse(
        status: request.method == "POST" && request.url.hasSuffix("widgets")
          ? 201 : request.method == "PATCH" ? 200 : 204,
        headers: ["Content-Type": "application/json"],
        body: request.method == "PATCH" || request.url.hasSuffix("widgets") ? Array(Self.widget.utf8) : [])
    }
    let widgets = Depot(token: "t", transport: transport).stock.widgets
    let body = Stock.NewWidget(name: "Hex", kind: .bolt)
    #expect(try await widgets.add(depot: "north", body: body).id == 7)
    #expect(
      try await widgets.change(depot: "north", widgetID: 7, body: Stock.NewWidget(name: "Hex"), inStock: false).id == 7)
    try await widgets.replace(depot: "north", widgetID: 7, body: body)
    try await widgets.delete(depot: "north", widgetID: 7)
    try await widgets.restore(depot: "north", widgetID: 7)
    #expect(
      await transport.lines.map { $0.replacing("https://depot.example/api", with: "") } == [
        "POST /depots/north/widgets", "PATCH /depots/north/widgets/7?in_stock=false", "PUT /depots/north/widgets/7",
        "DELETE /depots/north/widgets/7", "POST /depots/north/widgets/7/restore",
      ])
    let bodies = await transport.requests.map { $0.body.map { String(decoding: $0, as: UTF8.self) } }
    #expect(bodies[0] == #"{"kind":"bolt","name":"Hex"}"#)
    #expect(bodies[1] == #"{"name":"Hex"}"#)
    #expect(bodies[3] == nil)
  }

  @Test func `what answers a body with a list is read whole`() async throws {
    let transport = FakeTransport(json: "[\(Self.widget), \(Self.widget)]")
    let set = try await Depot(token: "t", transport: transport).stock.widgets
      .addSet(depot: "north", body: Stock.NewWidget(name: "Hex"))
    #expect(set.map(\.id) == [7, 7])
    #expect(await transport.lines == ["POST https://depot.example/api/depots/north/sets"])
  }

  @Test func `the registry holds what the spec says`() throws {
    let provider = Depot.descriptor
    #expect(
      provider.authentication
        == AuthenticationDescriptor(
          scheme: "Bearer", environment: ["DEPOT_TOKEN", "DEPOT_KEY"], scopesHeader: "x-depot-scopes"))
    #expect(provider.errors.refusals.map(\.reason) == ["in_use", "locked"])
    #expect(provider.rateLimit?.writeCost == 3)
    #expect(provider.services.map(\.name) == ["stock", "people", "office"])
    let stock = provider.services[0]
    #expect(stock.summary.hasSuffix("put on them so that others find them."))
    let widgets = stock.resources[0]
    #expect(widgets.verbs.map(\.verb) == [.select, .insert, .update, .replace, .delete, .exec])
    #expect(widgets.identity == [IdentityDescriptor(parameter: "widget_id", field: "id")])
    let list = Stock.Methods.listWidgets
    #expect(widgets.methods.first == list)
    #expect(list.parameters.map(\.name) == ["depot", "kind", "since", "max_weight", "in_stock", "per_page", "page"])
    #expect(list.parameters.map(\.isRequired) == [true, true, false, false, false, false, false])
    #expect(list.parameters.map(\.defaultValue) == [nil, "bolt", nil, "1.5", "true", "30", "1"])
    #expect(list.parameters[5].maximum == 50)
    #expect(list.parameters[1].type == .enumeration(Stock.WidgetKind.descriptor))
    #expect(Stock.Methods.deleteWidget.inverse == "restore_widget")
    #expect(Stock.Methods.listWidgetsOfKind.response.member == ["items"])
    let fields = Stock.Widget.descriptor.fields
    #expect(fields.map(\.name).prefix(3) == ["id", "name", "kind"])
    #expect(fields[1].example == "Hex \"bolt\"")
    #expect(fields.first { $0.name == "extra" }?.example == #"{"colour":"red","holes":[1,null,true]}"#)
    #expect(fields.first { $0.name == "shift_dates" }?.type == .array(.array(.string(format: "date-time"))))
    #expect(fields.first { $0.name == "shelf" }?.isNullable == true)
  }
}
