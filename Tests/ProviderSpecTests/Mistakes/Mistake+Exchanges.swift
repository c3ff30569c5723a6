extension Mistake {
  /// Mistakes in parameters of methods, bodies, answers and ways of paging.
  static let exchanges: [Mistake] = [
    .things(
      "a resource without the model of its selects",
      #""summary": "Things of a shop.", "model": "thing","#,
      #""summary": "Things of a shop.","#,
      #"spec/things.json:75:20: error: the verb 'select' with 'get_thing', which returns 'thing', on a resource without a model; write "model": "thing"."#,
      #"spec/things.json:75:33: error: the verb 'select' with 'list_things', which returns 'thing', on a resource without a model; write "model": "thing"."#
    ),
    .things(
      "a model that no select returns",
      #""summary": "Things of a shop.", "model": "thing","#,
      #""summary": "Things of a shop.", "model": "part","#,
      #"spec/things.json:71:85: error: no select method of 'things' returns 'part'; it is one of 'thing'."#
    ),
    .things(
      "an object parameter in an array",
      #""name": "color", "type": "string", "enum": "color", "default": "red""#,
      #""name": "color", "type": "array", "items": { "type": "object" }"#,
      #"spec/things.json:13:60: error: a parameter of type 'object'; parameters travel in the URL or a header, as strings, numbers and booleans, or an array of such."#
    ),
    .things(
      "a parameter in a cookie",
      #""name": "color", "type": "string", "enum": "color", "default": "red""#,
      #""name": "color", "type": "string", "enum": "color", "in": "cookie""#,
      #"spec/things.json:13:65: error: a parameter in 'cookie'; it is one of 'query' and 'header'."#
    ),
    .things(
      "a header that can't be one",
      #""name": "page", "type": "integer", "default": 1"#,
      #""name": "page ", "type": "integer", "in": "header", "default": 1"#,
      #"spec/provider.json:11:54: error: 'page_parameter' names 'page', which is no parameter of any service. Did you mean 'page '?"#,
      #"spec/things.json:14:15: error: 'page ' can't name a header; use letters, digits and hyphens, as in 'X-Request-Id'."#,
      #"spec/things.json:37:43: error: unknown parameter 'page'. Did you mean 'page '?"#
    ),
    .things(
      "explode on a string",
      #""name": "color", "type": "string", "enum": "color", "default": "red""#,
      #""name": "color", "type": "string", "enum": "color", "explode": true"#,
      #"spec/things.json:13:59: error: 'explode' says how an array is written into the query; remove it."#
    ),
    .things(
      "a path parameter that is an array",
      #""name": "shop", "type": "string""#,
      #""name": "shop", "type": "array", "items": { "type": "string" }"#,
      #"spec/things.json:36:30: error: the path parameter 'shop' is an array; a segment of a path holds one value."#,
      #"spec/things.json:43:30: error: the path parameter 'shop' is an array; a segment of a path holds one value."#,
      #"spec/things.json:49:31: error: the path parameter 'shop' is an array; a segment of a path holds one value."#,
      #"spec/things.json:56:33: error: the path parameter 'shop' is an array; a segment of a path holds one value."#,
      #"spec/things.json:63:31: error: the path parameter 'shop' is an array; a segment of a path holds one value."#
    ),
    .things(
      "a wildcard in a path",
      #""name": "shop", "type": "string""#,
      #""name": "shop", "type": "string", "wildcard": "all""#,
      #"spec/things.json:36:30: error: the path parameter 'shop' has a wildcard; a path names one thing, so remove the wildcard."#,
      #"spec/things.json:43:30: error: the path parameter 'shop' has a wildcard; a path names one thing, so remove the wildcard."#,
      #"spec/things.json:49:31: error: the path parameter 'shop' has a wildcard; a path names one thing, so remove the wildcard."#,
      #"spec/things.json:56:33: error: the path parameter 'shop' has a wildcard; a path names one thing, so remove the wildcard."#,
      #"spec/things.json:63:31: error: the path parameter 'shop' has a wildcard; a path names one thing, so remove the wildcard."#
    ),
    .things(
      "a path parameter in a header",
      #""name": "shop", "type": "string""#,
      #""name": "shop", "type": "string", "in": "header""#,
      #"spec/things.json:36:30: error: the path parameter 'shop' is defined in a header; give one of the two another name."#,
      #"spec/things.json:43:30: error: the path parameter 'shop' is defined in a header; give one of the two another name."#,
      #"spec/things.json:49:31: error: the path parameter 'shop' is defined in a header; give one of the two another name."#,
      #"spec/things.json:56:33: error: the path parameter 'shop' is defined in a header; give one of the two another name."#,
      #"spec/things.json:63:31: error: the path parameter 'shop' is defined in a header; give one of the two another name."#
    ),
    .things(
      "a method's parameter that it does not use",
      #""required": ["color"], "optional""#,
      #""parameters": [{ "name": "size_of_all", "type": "integer", "summary": "No size." }], "required": ["color"], "optional""#,
      #"spec/things.json:37:32: error: nothing uses the parameter 'size_of_all' of method 'list_things'; name it in the path, under 'required' or under 'optional', or remove it."#
    ),
    .things(
      "a method's parameter given twice",
      #""required": ["color"], "optional""#,
      #""parameters": [{ "name": "page", "type": "integer", "summary": "A." }, { "name": "page", "type": "integer", "summary": "B." }], "required": ["color"], "optional""#,
      #"spec/things.json:14:15: error: nothing uses the parameter 'page'; refer to it or remove it."#,
      #"spec/things.json:37:88: error: the parameter 'page' of method 'list_things' is given twice; remove or rename one of the two."#
    ),
    .things(
      "a method's parameter with a default outside its bounds",
      #""required": ["color"], "optional""#,
      #""parameters": [{ "name": "page", "type": "integer", "default": 0, "minimum": 1, "summary": "A." }], "required": ["color"], "optional""#,
      #"spec/things.json:14:15: error: nothing uses the parameter 'page'; refer to it or remove it."#,
      #"spec/things.json:37:70: error: the default, 0, is below the minimum, 1."#
    ),
    .things(
      "a body of a model and a type",
      #""body": "thing","#,
      #""body": { "type": "object", "model": "thing" },"#,
      #"spec/things.json:50:15: error: a body that is an object of a model; write the model's name in its place."#
    ),
    .things(
      "a body that is no JSON and no string",
      #""body": "thing","#,
      #""body": { "type": "integer", "media_type": "text/plain" },"#,
      #"spec/things.json:50:25: error: a body of 'text/plain' and of type 'integer'; what is no JSON is a string."#
    ),
    .things(
      "a body that is a number",
      #""body": "thing","#,
      #""body": 7,"#,
      #"spec/things.json:50:15: error: 'body' of a method is the name of a model or a type, as in { "type": "string" }; found a number."#
    ),
    .things(
      "a media type that is none",
      #""body": "thing","#,
      #""body": { "type": "string", "media_type": "text" },"#,
      #"spec/things.json:50:49: error: 'text' is no media type; write for example 'text/plain'."#
    ),
    .things(
      "a value of a body of an unknown model",
      #""body": "thing","#,
      #""body": { "type": "array", "items": { "type": "object", "model": "thnig" } },"#,
      #"spec/things.json:50:72: error: unknown model 'thnig'. Did you mean 'thing'?"#
    ),
    .things(
      "a text that is a list",
      #""status": 200, "list": "thing", "member": "items""#,
      #""status": 200, "list": { "type": "string" }, "media_type": "text/plain""#,
      #"spec/things.json:38:80: error: 'media_type' is for a body that is no JSON; write "object": { "type": "string" } beside it."#
    ),
    .things(
      "a member in a text",
      #""status": 201, "object": "thing""#,
      #""status": 201, "object": { "type": "string" }, "member": "a", "media_type": "text/plain""#,
      #"spec/things.json:51:78: error: 'member' in a body of 'text/plain', which has none; remove it."#
    ),
    .things(
      "a way to a member with a gap",
      #""member": "items""#,
      #""member": "data..items""#,
      #"spec/things.json:38:63: error: 'data..items' is no way to a member; write names joined by dots, as in 'meta.next', none empty."#
    ),
    .things(
      "a list of an unknown type",
      #""status": 201, "object": "thing""#,
      #""status": 201, "object": { "type": "strnig" }"#,
      #"spec/things.json:51:56: error: unknown type 'strnig'. Did you mean 'string'?"#
    ),
    .things(
      "an object that is a number",
      #""status": 201, "object": "thing""#,
      #""status": 201, "object": 3"#,
      #"spec/things.json:51:46: error: 'object' of a response is the name of a model or a type, as in { "type": "string" }; found a number."#
    ),
    .things(
      "a document beside a body",
      #""body": "thing","#,
      #""body": "thing", "graphql": "query { things { id } }","#,
      #"spec/things.json:50:15: error: a body beside 'graphql', which is the body; remove it."#
    ),
    .things(
      "a document on a GET",
      #""required": ["color"], "optional""#,
      #""graphql": "query ($color: String!, $page: Int, $size: Int) { things }", "required": ["color"], "optional""#,
      #"spec/things.json:37:18: error: 'graphql' on a GET; a document is sent by POST."#
    ),
    .things(
      "a parameter that the document does not take",
      #""body": "thing","#,
      #""graphql": "query ($colour: String!) { things }", "required": ["color"],"#,
      #"spec/things.json:50:70: error: the document of 'create_thing' has no variable '$color'; use it there or remove it."#
    ),
    .things(
      "a pagination of an unknown style",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "pages" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:32: error: unknown pagination 'pages'; it is one of 'link', 'page_number', 'offset', 'cursor' and 'next_url'."#
    ),
    .things(
      "a pagination with a key of another style",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "offset", "offset_parameter": "page", "cursor_member": "next" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:70: error: 'cursor_member' on pagination 'offset'; it belongs to 'cursor'."#
    ),
    .things(
      "a pagination without its key",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "cursor", "cursor_parameter": "color" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:21: error: pagination 'cursor' without 'cursor_member' or 'cursor_item_member', one of which says where the next page begins."#
    ),
    .things(
      "a cursor in two places",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "cursor", "cursor_parameter": "color", "cursor_member": "a", "cursor_item_member": "id" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:93: error: 'cursor_item_member' beside 'cursor_member'; the cursor is in the last item or beside the list, remove one of the two."#
    ),
    .things(
      "a count of pages where none are numbered",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "offset", "offset_parameter": "page", "page_count_member": "n" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:70: error: 'page_count_member' on pagination 'offset'; it belongs to 'page_number'."#
    ),
    .things(
      "a way to a member with an empty name",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "next_url", "next_url_member": ["a", ""] }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:63: error: 'next_url_member' of a pagination is no way to a member; write an array of names, as in ["@odata.nextLink"], none empty."#
    ),
    .things(
      "a pagination by a parameter that the method does not take",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "page_number", "page_parameter": "pgae" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:65: error: unknown parameter 'pgae'. Did you mean 'page'?"#
    ),
    .things(
      "a pagination by a parameter of another type",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "page_number", "page_parameter": "color" }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:65: error: 'page_parameter' names 'color', which is of type 'string'; it has to be an integer."#
    ),
    .things(
      "a pagination of what is no list",
      #""response": { "status": 201"#,
      #""pagination": { "style": "link" }, "response": { "status": 201"#,
      #"spec/things.json:51:21: error: a pagination on 'create_thing', which answers no list; remove it."#
    ),
    .things(
      "a first page below zero",
      #""response": { "status": 200, "list": "thing""#,
      #""pagination": { "style": "page_number", "page_parameter": "page", "first_page": -1 }, "response": { "status": 200, "list": "thing""#,
      #"spec/things.json:38:87: error: 'first_page' of a pagination is -1; it is at least 0."#
    ),
  ]
}
