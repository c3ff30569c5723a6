/// Mistakes in resources, each with all that the loader says about it.
extension Mistake {
  static let resources: [Mistake] = [
    .things(
      "an unknown verb",
      #""insert": ["create_thing"]"#,
      #""insret": ["create_thing"]"#,
      #"spec/things.json:76:9: error: unknown verb 'insret'. Did you mean 'insert'?"#
    ),
    .things(
      "a verb without methods",
      #""insert": ["create_thing"]"#,
      #""insert": ["create_thing"], "update": []"#,
      #"spec/things.json:76:47: error: the verb 'update' has no methods; remove it."#
    ),
    .things(
      "a verb with a wrong HTTP method",
      #"""
      "delete": ["delete_thing"],
              "exec": ["restore_thing"]
      """#,
      #""delete": ["delete_thing", "restore_thing"]"#,
      #"spec/things.json:77:36: error: the verb 'delete' with 'restore_thing', which is a POST; it takes DELETE."#
    ),
    .things(
      "a verb with a method of no resource",
      #""insert": ["create_thing"]"#,
      #""insert": ["craete_thing"]"#,
      #"spec/things.json:76:20: error: unknown method 'craete_thing'. Did you mean 'create_thing'?"#
    ),
    .things(
      "a verb with a method that the resource does not have",
      #""list_things", "create_thing","#,
      #""list_things","#,
      #"spec/things.json:76:20: error: the method 'create_thing' does not belong to resource 'things'; add it to its 'methods'."#
    ),
    .things(
      "a select that returns nothing",
      #"""
      GET /shops/{shop}/things/{thing_id}",
            "response": { "status": 200, "object": "thing" },
      """#,
      #"""
      GET /first_thing",
            "response": { "status": 204 },
      """#,
      #"spec/things.json:75:20: error: the verb 'select' with 'get_thing', which returns nothing; it takes methods that return rows, or a GET whose path names what may be there."#
    ),
    .things(
      "an identity that names no field",
      #""field": "id""#,
      #""field": "di""#,
      #"spec/things.json:72:56: error: 'di' is no field of model 'thing'. Did you mean 'id'?"#
    ),
    .things(
      "an identity that names no path parameter",
      #""parameter": "thing_id", "field""#,
      #""parameter": "things_id", "field""#,
      #"spec/things.json:72:35: error: 'things_id' is no path parameter of the resource's methods. Did you mean 'thing_id'?"#
    ),
    .things(
      "an identity of different types",
      #""field": "id""#,
      #""field": "name""#,
      #"spec/things.json:72:56: error: the field 'name' is of type 'string', the parameter 'thing_id' of type 'integer'; an identity ties values of one type."#
    ),
    .things(
      "an identity given twice",
      #""field": "id" }]"#,
      #""field": "id" }, { "parameter": "thing_id", "field": "id" }]"#,
      #"spec/things.json:72:79: error: the identity of 'thing_id' is given twice; remove one of the two."#
    ),
    .things(
      "an identity against the field of the same name",
      #"{ "name": "id", "type": "integer", "required": true, "example": 7 },"#,
      #"{ "name": "id", "type": "integer", "required": true }, { "name": "thing_id", "type": "integer" },"#,
      #"spec/things.json:72:56: error: the field 'thing_id' already carries the parameter of its name; remove this identity."#
    ),
    .things(
      "enum and model of one name in Swift",
      #""part""#,
      #""color_""#,
      #"spec/things.json:29:15: error: the model 'color_' is 'Color' in Swift, and so is the enum 'color'; rename one of the two."#
    ).everywhere,
    .things(
      "two methods of one name in Swift",
      #""restore_thing""#,
      #""delete__thing""#,
      #"spec/things.json:62:15: error: the method 'delete__thing' is 'deleteThing' in Swift, and so is the method 'delete_thing'; rename one of the two."#
    ).everywhere,
    .things(
      "two resources of one name in Swift",
      #""resources": ["#,
      #"""
      "resources": [
          {
            "name": "things_", "title": "Things", "summary": "Again.", "model": "thing",
            "methods": ["get_thing"], "verbs": { "select": ["get_thing"] }
          },
      """#,
      #"spec/things.json:75:15: error: the resource 'things' is 'ThingsResource' in Swift, and so is the resource 'things_'; rename one of the two."#
    ),
    .things(
      "a resource given twice",
      #""resources": ["#,
      #"""
      "resources": [
          {
            "name": "things", "title": "Things", "summary": "Again.", "model": "thing",
            "methods": ["get_thing"], "verbs": { "select": ["get_thing"] }
          },
      """#,
      #"spec/things.json:75:15: error: the resource 'things' is given twice; remove or rename one of the two."#
    ),
    .things(
      "two methods with the same action and labels",
      #""name": "restore_thing", "action": "restore""#,
      #""name": "restore_thing", "action": "delete""#,
      #"spec/things.json:73:79: error: the method 'restore_thing' is 'delete(shop:thingID:)' in Swift, and so is 'delete_thing'; give one of them another action."#
    ),
  ]
}
