import ProviderSpec

/// A small spec without mistakes that uses most of the format, kept in memory. Tests change a piece of its text and look
/// at what the loader says.
struct SmallSpec {
  /// The files by path; a path that is missing can't be read.
  var files: [String: [UInt8]] = [
    "spec/provider.json": Array(Self.provider.utf8), "spec/things.json": Array(Self.things.utf8),
  ]

  struct NoSuchFile: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }

  /// What the loader makes of it.
  func load() throws -> Provider {
    try SpecLoader.load(directory: "spec") { path in
      guard let bytes = files[path] else { throw NoSuchFile() }
      return bytes
    }
  }

  /// The loader's complaints, one a line; empty where it has none.
  func complaints() throws -> [String] {
    do {
      _ = try load()
      return []
    } catch let error as SpecError {
      return error.diagnostics.map(\.description)
    }
  }

  static let provider = """
    {
      "$schema": "../provider.schema.json",
      "format": 1,
      "name": "acme",
      "title": "Acme",
      "summary": "Acme's API.",
      "api_version": "2",
      "server": { "url": "https://api.acme.example/v2", "environment": "ACME_URL" },
      "headers": [{ "name": "Accept", "value": "application/json" }],
      "authentication": { "scheme": "bearer", "environment": ["ACME_TOKEN"], "scopes_header": "x-scopes" },
      "pagination": { "style": "link", "page_parameter": "page", "page_size_parameter": "size", "maximum_page_size": 50 },
      "rate_limit": { "read_cost": 1, "write_cost": 2, "maximum_concurrency": 10, "default_concurrency": 4 },
      "errors": {
        "message": "message",
        "refusals": [{ "status": 403, "message_contains": "locked", "reason": "locked" }]
      },
      "services": [{ "name": "things", "file": "things.json" }]
    }

    """

  static let things = """
    {
      "$schema": "../service.schema.json",
      "format": 1,
      "name": "things",
      "title": "Things",
      "summary": "What Acme sells.",
      "enums": [
        { "name": "color", "summary": "Colors.", "values": [{ "name": "red", "summary": "As blood." }, { "name": "green" }] }
      ],
      "parameters": [
        { "name": "shop", "type": "string", "summary": "Name of the shop." },
        { "name": "thing_id", "type": "integer", "format": "int64", "summary": "Number of the thing." },
        { "name": "color", "type": "string", "enum": "color", "default": "red", "summary": "Only of this color." },
        { "name": "page", "type": "integer", "default": 1, "minimum": 1, "summary": "Number of the page." },
        { "name": "size", "type": "integer", "default": 20, "minimum": 1, "maximum": 50, "summary": "Size of a page." }
      ],
      "models": [
        {
          "name": "thing", "title": "Thing", "summary": "One thing.",
          "fields": [
            { "name": "id", "type": "integer", "required": true, "example": 7 },
            { "name": "name", "type": "string", "summary": "Name of the thing." },
            { "name": "color", "type": "string", "enum": "color", "nullable": true, "example": "green" },
            { "name": "made_at", "type": "string", "format": "date-time" },
            { "name": "parts", "type": "array", "items": { "type": "object", "model": "part" } }
          ]
        },
        {
          "name": "part", "title": "Part", "summary": "A part of a thing.",
          "fields": [{ "name": "weight", "type": "number", "example": 1.5 }]
        }
      ],
      "methods": [
        {
          "name": "list_things", "action": "list",
          "request": "GET /shops/{shop}/things",
          "required": ["color"], "optional": ["page", "size"],
          "response": { "status": 200, "list": "thing", "member": "items" },
          "summary": "Lists things."
        },
        {
          "name": "get_thing", "action": "get",
          "request": "GET /shops/{shop}/things/{thing_id}",
          "response": { "status": 200, "object": "thing" },
          "summary": "Reads a thing."
        },
        {
          "name": "create_thing", "action": "create",
          "request": "POST /shops/{shop}/things",
          "body": "thing",
          "response": { "status": 201, "object": "thing" },
          "summary": "Makes a thing."
        },
        {
          "name": "delete_thing", "action": "delete",
          "request": "DELETE /shops/{shop}/things/{thing_id}",
          "response": { "status": 204 },
          "scopes": ["things"], "inverse": "restore_thing",
          "summary": "Removes a thing."
        },
        {
          "name": "restore_thing", "action": "restore",
          "request": "POST /shops/{shop}/things/{thing_id}/restore",
          "response": { "status": 204 },
          "inverse": "delete_thing",
          "summary": "Brings a thing back."
        }
      ],
      "resources": [
        {
          "name": "things", "title": "Things", "summary": "Things of a shop.", "model": "thing",
          "identity": [{ "parameter": "thing_id", "field": "id" }],
          "methods": ["get_thing", "list_things", "create_thing", "delete_thing", "restore_thing"],
          "verbs": {
            "select": ["get_thing", "list_things"],
            "insert": ["create_thing"],
            "delete": ["delete_thing"],
            "exec": ["restore_thing"]
          }
        }
      ]
    }

    """
}
