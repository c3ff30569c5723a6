/// Mistakes in the structure of a file, each with all that the loader says about it.
extension Mistake {
  static let structure: [Mistake] = [
    .things(
      "an unknown key",
      #""title": "Things", "summary": "Things of"#,
      #""titel": "Things", "summary": "Things of"#,
      #"spec/things.json:70:5: error: a resource without 'title'; write for example "title": "Packages"."#,
      #"spec/things.json:71:25: error: unknown key 'titel' in a resource. Did you mean 'title'?"#
    ),
    .things(
      "an unknown key that resembles none",
      #""title": "Part","#,
      #""title": "Part", "colour": "x","#,
      #"spec/things.json:29:40: error: unknown key 'colour' in a model; it has 'name', 'title', 'summary' and 'fields'."#
    ),
    .things(
      "a missing key",
      #"""

            "request": "GET /shops/{shop}/things",
      """#,
      "",
      #"spec/things.json:34:5: error: a method without 'request'; write for example "request": "GET /packages/{package_id}"."#
    ),
    .things(
      "a string where an array belongs",
      #"["get_thing", "list_things"],"#,
      #""get_thing","#,
      #"spec/things.json:75:19: error: the verb 'select' has an array of methods, found a string."#
    ),
    .things(
      "a number where a string belongs",
      #""What Acme sells.""#,
      "7",
      #"spec/things.json:6:14: error: 'summary' of a service is a string, found a number."#
    ),
    .things(
      "a string where a boolean belongs",
      #""required": true"#,
      #""required": "yes""#,
      #"spec/things.json:21:56: error: 'required' of a field is true or false, found a string."#
    ),
    .things(
      "a string where an object belongs",
      #"""
      { "status": 204 },
            "scopes"
      """#,
      #"""
      "none",
            "scopes"
      """#,
      #"spec/things.json:57:19: error: expected a response, which is an object; found a string."#
    ),
    .things(
      "a fraction where a whole number belongs",
      #""minimum": 1, "maximum""#,
      #""minimum": 0.5, "maximum""#,
      #"spec/things.json:15:68: error: 'minimum' of a parameter is a whole number of 64 bits, found 0.5."#
    ),
    .things(
      "a number that fits no integer",
      #""maximum": 50, "summary""#,
      #""maximum": 99999999999999999999, "summary""#,
      #"spec/things.json:15:82: error: 'maximum' of a parameter is a whole number of 64 bits, found 99999999999999999999."#
    ),
    .things(
      "an empty text",
      #""What Acme sells.""#,
      #"" ""#,
      #"spec/things.json:6:14: error: 'summary' of a service is empty; every one needs it."#
    ),
    .things(
      "an empty array",
      #""scopes": ["things"]"#,
      #""scopes": []"#,
      #"spec/things.json:58:17: error: 'scopes' of a method is empty; write at least one element, or leave the key out."#
    ),
    .things(
      "an unsupported format",
      #""format": 1"#,
      #""format": 2"#,
      #"spec/things.json:3:13: error: format 2 is not supported; this version of Bindery reads format 1."#
    ),
    .things(
      "names that are none",
      #""name": "list_things", "action": "list""#,
      #""name": "List-Things", "action": "2""#,
      #"spec/things.json:35:15: error: 'List-Things' is no name; names are lower-case letters, digits and underscores behind a letter. Did you mean 'list_things'?"#,
      #"spec/things.json:35:40: error: '2' is no name; names are lower-case letters, digits and underscores behind a letter."#,
      #"spec/things.json:73:32: error: unknown method 'list_things'. Did you mean 'List-Things'?"#
    ),
    .things(
      "a control character in a field's name",
      #""name": "made_at""#,
      #""name": "made\u0000at""#,
      #"spec/things.json:24:19: error: 'name' of a field holds a control character; no server has such a name."#
    ),
    .things(
      "an element that is no object",
      #"{ "name": "green" }]"#,
      #""green"]"#,
      #"spec/things.json:8:100: error: expected a value of an enum, which is an object; found a string."#,
      #"spec/things.json:23:92: error: the example 'green' is no value of enum 'color'; it is one of 'red'."#
    ),
  ]
}
