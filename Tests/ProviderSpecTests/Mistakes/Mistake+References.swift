/// Mistakes in names and references, each with all that the loader says about it.
extension Mistake {
  static let references: [Mistake] = [
    .things(
      "a parameter given twice",
      #""parameters": ["#,
      #"""
      "parameters": [
          { "name": "shop", "type": "string", "summary": "Again." },
      """#,
      #"spec/things.json:12:15: error: the parameter 'shop' is given twice; remove or rename one of the two."#
    ),
    .things(
      "a method given twice",
      #"""
      "methods": [

      """#,
      #"""
      "methods": [
          {
            "name": "get_thing", "action": "get", "summary": "Reads a thing, too.",
            "request": "GET /shops/{shop}/things/{thing_id}", "response": { "status": 200, "object": "thing" }
          },

      """#,
      #"spec/things.json:46:15: error: the method 'get_thing' is given twice; remove or rename one of the two."#
    ),
    .things(
      "a model given twice",
      #""models": ["#,
      #"""
      "models": [
          { "name": "part", "title": "Part", "summary": "Again.", "fields": [{ "name": "id", "type": "integer" }] },
      """#,
      #"spec/things.json:30:15: error: the model 'part' is given twice; remove or rename one of the two."#
    ),
    .things(
      "a field given twice",
      #""name": "made_at""#,
      #""name": "name""#,
      #"spec/things.json:24:19: error: the field 'name' of model 'thing' is given twice; remove or rename one of the two."#
    ),
    .things(
      "an enum value given twice",
      #"{ "name": "green" }"#,
      #"{ "name": "green" }, { "name": "red" }"#,
      #"spec/things.json:8:131: error: the value 'red' of enum 'color' is given twice; remove or rename one of the two."#
    ),
    .things(
      "an enum given twice",
      #""enums": ["#,
      #"""
      "enums": [
          { "name": "color", "summary": "Again.", "values": [{ "name": "red" }, { "name": "green" }] },
      """#,
      #"spec/things.json:9:15: error: the enum 'color' is given twice; remove or rename one of the two."#
    ),
    .things(
      "an unknown model of a response",
      #"""
      "object": "thing" },
            "summary": "Reads
      """#,
      #"""
      "object": "thnig" },
            "summary": "Reads
      """#,
      #"spec/things.json:44:46: error: unknown model 'thnig'. Did you mean 'thing'?"#
    ),
    .things(
      "an unknown model of a field",
      #""model": "part" }"#,
      #""model": "screw" }"#,
      #"spec/things.json:25:83: error: unknown model 'screw'; define it under 'models'."#,
      #"spec/things.json:29:15: error: nothing uses the model 'part'; refer to it or remove it."#
    ),
    .things(
      "an unknown model of a body",
      #""body": "thing""#,
      #""body": "things""#,
      #"spec/things.json:50:15: error: unknown model 'things'. Did you mean 'thing'?"#
    ),
    .things(
      "an unknown model of a resource",
      #""summary": "Things of a shop.", "model": "thing""#,
      #""summary": "Things of a shop.", "model": "item""#,
      #"spec/things.json:71:85: error: unknown model 'item'; define it under 'models'."#
    ),
    .things(
      "an unknown enum",
      #""enum": "color", "default""#,
      #""enum": "colour", "default""#,
      #"spec/things.json:13:50: error: unknown enum 'colour'. Did you mean 'color'?"#
    ),
    .things(
      "an unknown method of a resource",
      #""methods": ["get_thing","#,
      #""methods": ["gte_thing","#,
      #"spec/things.json:73:19: error: unknown method 'gte_thing'. Did you mean 'get_thing'?"#
    ),
    .things(
      "an unknown query parameter",
      #""optional": ["page", "size"]"#,
      #""optional": ["page", "sise"]"#,
      #"spec/things.json:37:51: error: unknown parameter 'sise'. Did you mean 'size'?"#
    ),
    .things(
      "a path parameter without a definition",
      #"""
      { "name": "shop", "type": "string", "summary": "Name of the shop." },

      """#,
      "",
      #"spec/things.json:35:30: error: unknown path parameter 'shop'; define it under 'parameters'."#,
      #"spec/things.json:42:30: error: unknown path parameter 'shop'; define it under 'parameters'."#,
      #"spec/things.json:48:31: error: unknown path parameter 'shop'; define it under 'parameters'."#,
      #"spec/things.json:55:33: error: unknown path parameter 'shop'; define it under 'parameters'."#,
      #"spec/things.json:62:31: error: unknown path parameter 'shop'; define it under 'parameters'."#
    ),
    .things(
      "a parameter that nothing uses",
      #""required": ["color"], "#,
      "",
      #"spec/things.json:13:15: error: nothing uses the parameter 'color'; refer to it or remove it."#
    ),
    .things(
      "a model that nothing uses",
      #"{ "type": "object", "model": "part" }"#,
      #"{ "type": "object" }"#,
      #"spec/things.json:29:15: error: nothing uses the model 'part'; refer to it or remove it."#
    ),
    .things(
      "a method in no resource",
      #""create_thing", "delete_thing", "restore_thing"]"#,
      #""delete_thing", "restore_thing"]"#,
      #"spec/things.json:76:20: error: the method 'create_thing' does not belong to resource 'things'; add it to its 'methods'."#
    ),
    .things(
      "a method under no verb",
      #"""
      ,
              "exec": ["restore_thing"]
      """#,
      "",
      #"spec/things.json:73:79: error: the method 'restore_thing' is under no verb; put it under one, 'exec' where no other fits."#
    ),
  ]
}
