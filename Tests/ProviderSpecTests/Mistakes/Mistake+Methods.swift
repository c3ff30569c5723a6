/// Mistakes in methods, each with all that the loader says about it.
extension Mistake {
  static let methods: [Mistake] = [
    .things(
      "an example of a parameter that the method does not take",
      #""get_thing", "action": "get""#,
      #""get_thing", "action": "get", "examples": [{ "parameter": "shop_id", "value": "south" }]"#,
      "spec/things.json:42:73: error: unknown parameter 'shop_id'; the method does not take it."
    ),
    .things(
      "examples of another type, twice",
      #""get_thing", "action": "get""#,
      #""get_thing", "action": "get", "examples": [{ "parameter": "thing_id", "value": "x" }, { "parameter": "thing_id", "value": 1 }]"#,
      "spec/things.json:42:94: error: the example is of type 'integer', found a string.",
      "spec/things.json:42:116: error: the example of parameter 'thing_id' of method 'get_thing' is given twice; remove or rename one of the two."
    ),
    .things(
      "a request line without a path",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET""#,
      #"spec/things.json:43:18: error: 'GET' is no request line; write a method, a space and a path, as in 'GET /orgs/{org}'."#
    ),
    .things(
      "an unknown HTTP method",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""get /shops/{shop}/things/{thing_id}""#,
      #"spec/things.json:43:19: error: unknown HTTP method 'get'. Did you mean 'GET'?"#
    ),
    .things(
      "an HTTP method that nobody knows",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""FETCH /shops/{shop}/things/{thing_id}""#,
      #"spec/things.json:43:19: error: unknown HTTP method 'FETCH'; it is one of 'GET', 'POST', 'PUT', 'PATCH' and 'DELETE'."#
    ),
    .things(
      "a path without a slash",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET shops/{shop}/things/{thing_id}""#,
      #"spec/things.json:43:23: error: the path 'shops/{shop}/things/{thing_id}' does not begin with '/'; write '/shops/{shop}/things/{thing_id}'."#
    ),
    .things(
      "a query in a path",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}/things/{thing_id}?page=1""#,
      #"spec/things.json:43:54: error: '?' in a path; name the query's parameters under 'required' and 'optional' instead."#
    ),
    .things(
      "a space in a path",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}/my things/{thing_id}""#,
      #"spec/things.json:43:39: error: character U+0020 in a path; write it percent-encoded."#
    ),
    .things(
      "an opening brace too many",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}/things/{{thing_id}""#,
      #"spec/things.json:43:45: error: '{' inside braces; close the first pair before it."#
    ),
    .things(
      "a closing brace too many",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}}/things/{thing_id}""#,
      #"spec/things.json:43:36: error: '}' without '{' before it; a parameter is written {name}."#
    ),
    .things(
      "a brace that is not closed",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}/things/{thing_id""#,
      #"spec/things.json:43:44: error: '{' without '}' behind it; a parameter is written {name}."#
    ),
    .things(
      "braces without a name",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{shop}/things/{}""#,
      #"spec/things.json:43:44: error: braces without a name; a parameter is written {name}."#
    ),
    .things(
      "a path parameter twice",
      #""GET /shops/{shop}/things/{thing_id}""#,
      #""GET /shops/{thing_id}/things/{thing_id}""#,
      #"spec/things.json:43:48: error: the path holds {thing_id} twice; each parameter has one place."#
    ),
    .things(
      "a path parameter in the query too",
      #""optional": ["page", "size"]"#,
      #""optional": ["page", "size", "shop"]"#,
      #"spec/things.json:37:59: error: 'shop' is in the path already; name only the query's parameters here."#
    ),
    .things(
      "a parameter both required and optional",
      #""optional": ["page", "size"]"#,
      #""optional": ["page", "size", "color"]"#,
      #"spec/things.json:37:59: error: 'color' is required already; name it under one of the two."#
    ),
    .things(
      "a parameter twice",
      #""optional": ["page", "size"]"#,
      #""optional": ["page", "size", "page"]"#,
      #"spec/things.json:37:59: error: 'optional' of a method holds 'page' twice; remove one of the two."#
    ),
    .things(
      "a body on a GET",
      #""request": "GET /shops/{shop}/things/{thing_id}","#,
      #""request": "GET /shops/{shop}/things/{thing_id}", "body": "thing","#,
      #"spec/things.json:43:65: error: a body on a GET, which has none; use another HTTP method, or parameters."#
    ),
    .things(
      "a response that is both object and list",
      #""list": "thing", "member": "items""#,
      #""object": "thing", "list": "thing""#,
      #"spec/things.json:38:55: error: a response with both 'object' and 'list'; it answers one or the other."#
    ),
    .things(
      "a member without a list",
      #""status": 201, "object": "thing""#,
      #""status": 201, "member": "items""#,
      #"spec/things.json:51:36: error: a response with 'member' but without 'list' or 'object'; it names where they are."#
    ),
    .things(
      "a body on status 204",
      #"""
      "status": 204 },
            "scopes"
      """#,
      #"""
      "status": 204, "object": "thing" },
            "scopes"
      """#,
      #"spec/things.json:57:46: error: a body on status 204, which has none; remove 'object'."#
    ),
    .things(
      "a status that is no success",
      #""status": 201"#,
      #""status": 404"#,
      #"spec/things.json:51:31: error: status 404 is no success; a response says one from 200 to 299."#
    ),
    .things(
      "an inverse that does not exist",
      #""inverse": "restore_thing""#,
      #""inverse": "restor_thing""#,
      #"spec/things.json:58:40: error: unknown method 'restor_thing'. Did you mean 'restore_thing'?"#
    ),
    .things(
      "a method that is its own inverse",
      #""inverse": "delete_thing""#,
      #""inverse": "restore_thing""#,
      #"spec/things.json:65:18: error: the method 'restore_thing' is its own inverse; name the one that undoes it."#
    ),
    .things(
      "an inverse with other path parameters",
      #""POST /shops/{shop}/things/{thing_id}/restore""#,
      #""POST /shops/{shop}/things/restore""#,
      #"spec/things.json:58:40: error: the inverse 'restore_thing' takes other path parameters: 'thing_id' is in one path only; an inverse takes the same."#,
      #"spec/things.json:65:18: error: the inverse 'delete_thing' takes other path parameters: 'thing_id' is in one path only; an inverse takes the same."#
    ),
    .things(
      "an inverse that requires what the method does not take",
      #"      "inverse": "delete_thing","#,
      #"      "required": ["color"], "inverse": "delete_thing","#,
      #"spec/things.json:58:40: error: the inverse 'restore_thing' requires 'color', which 'delete_thing' does not take."#
    ),
    .things(
      "an inverse that undoes another method",
      #""inverse": "delete_thing""#,
      #""inverse": "create_thing""#,
      #"spec/things.json:58:40: error: the inverse 'restore_thing' names 'create_thing' as its own; two methods that undo each other name each other."#,
      #"spec/things.json:65:18: error: the inverse 'create_thing' takes other path parameters: 'thing_id' is in one path only; an inverse takes the same."#
    ),
    .things(
      "an inverse of a read",
      #""summary": "Reads a thing.""#,
      #""inverse": "delete_thing", "summary": "Reads a thing.""#,
      #"spec/things.json:45:18: error: an inverse of a GET; a read changes nothing that could be undone, remove it."#
    ),
    .things(
      "documentation that is no address",
      #""summary": "Reads a thing.""#,
      #""documentation": "see the manual", "summary": "Reads a thing.""#,
      #"spec/things.json:45:24: error: 'see the manual' is no web address: it holds a character that a web address can't."#
    ),
  ]
}
