/// Mistakes in types, defaults and examples, each with all that the loader says about it.
extension Mistake {
  static let types: [Mistake] = [
    .things(
      "an unknown type",
      #""name": "weight", "type": "number""#,
      #""name": "weight", "type": "nubmer""#,
      #"spec/things.json:30:46: error: unknown type 'nubmer'. Did you mean 'number'?"#
    ),
    .things(
      "a type of another language",
      #""name": "id", "type": "integer""#,
      #""name": "id", "type": "int64""#,
      #"spec/things.json:21:33: error: unknown type 'int64'. Did you mean 'integer'?"#
    ),
    .things(
      "a misspelt format",
      #""format": "date-time""#,
      #""format": "datetime""#,
      #"spec/things.json:24:58: error: unknown format 'datetime'. Did you mean 'date-time'?"#
    ),
    .things(
      "a format of another type",
      #""type": "integer", "format": "int64""#,
      #""type": "integer", "format": "date-time""#,
      #"spec/things.json:12:56: error: format 'date-time' on type 'integer'; it belongs to 'string'."#
    ),
    .things(
      "a format on a type without one",
      #""name": "weight", "type": "number", "example": 1.5"#,
      #""name": "weight", "type": "boolean", "format": "int32""#,
      #"spec/things.json:30:67: error: a format on type 'boolean'; only strings and numbers have one."#
    ),
    .things(
      "a format beside an enum",
      #""enum": "color", "nullable""#,
      #""enum": "color", "format": "uuid", "nullable""#,
      #"spec/things.json:23:73: error: a format beside an enum; the enum's values say it all, remove the format."#
    ),
    .things(
      "an enum on a number",
      #""name": "page", "type": "integer", "default": 1,"#,
      #""name": "page", "type": "integer", "enum": "color","#,
      #"spec/things.json:14:50: error: an enum on type 'integer'; only a string has one."#
    ),
    .things(
      "a model on an array",
      #""type": "array", "items": { "type": "object", "model": "part" }"#,
      #""type": "array", "items": { "type": "string" }, "model": "part""#,
      #"spec/things.json:25:85: error: a model on type 'array'; only an object has one, so write it under 'items'."#
    ),
    .things(
      "items on a string",
      #""name": "name", "type": "string""#,
      #""name": "name", "type": "string", "items": { "type": "string" }"#,
      #"spec/things.json:22:45: error: 'items' on type 'string'; only an array has them."#
    ),
    .things(
      "an array without items",
      #""type": "array", "items": { "type": "object", "model": "part" }"#,
      #""type": "array""#,
      #"spec/things.json:25:36: error: an array without 'items'; write for example "items": { "type": "string" }."#,
      #"spec/things.json:29:15: error: nothing uses the model 'part'; refer to it or remove it."#
    ),
    .things(
      "a parameter that is an object",
      #""name": "shop", "type": "string""#,
      #""name": "shop", "type": "object""#,
      #"spec/things.json:11:31: error: a parameter of type 'object'; parameters travel in the URL or a header, as strings, numbers and booleans, or an array of such."#
    ),
    .things(
      "a model without fields",
      #""fields": [{ "name": "weight", "type": "number", "example": 1.5 }]"#,
      #""fields": []"#,
      #"spec/things.json:30:17: error: a model without fields; for an object of unknown members use "type": "object" without a model."#
    ),
    .things(
      "a minimum on a string",
      #""name": "shop", "type": "string""#,
      #""name": "shop", "type": "string", "minimum": 1"#,
      #"spec/things.json:11:52: error: a minimum on type 'string'; only numbers have one."#
    ),
    .things(
      "a minimum above the maximum",
      #""minimum": 1, "maximum": 50"#,
      #""minimum": 60, "maximum": 50"#,
      #"spec/things.json:15:68: error: the minimum, 60, is above the maximum, 50; swap them."#
    ),
    .things(
      "a default outside its enum",
      #""default": "red""#,
      #""default": "rde""#,
      #"spec/things.json:13:70: error: the default 'rde' is no value of enum 'color'. Did you mean 'red'?"#
    ),
    .things(
      "a default of the wrong type",
      #""default": 20"#,
      #""default": "20""#,
      #"spec/things.json:15:53: error: the default is of type 'integer', found a string."#
    ),
    .things(
      "a default above the maximum",
      #""default": 20"#,
      #""default": 51"#,
      #"spec/things.json:15:53: error: the default, 51, is above the maximum, 50."#
    ),
    .things(
      "a default below the minimum",
      #""default": 20"#,
      #""default": 0"#,
      #"spec/things.json:15:53: error: the default, 0, is below the minimum, 1."#
    ),
    .things(
      "a wildcard on a number",
      #""name": "page", "type": "integer""#,
      #""name": "page", "type": "integer", "wildcard": "all""#,
      #"spec/things.json:14:54: error: a wildcard on type 'integer'; it is a value beside a field's own, which are strings."#
    ),
    .things(
      "a wildcard on a header",
      #""enum": "color", "default""#,
      #""enum": "color", "in": "header", "wildcard": "red", "default""#,
      #"spec/things.json:13:87: error: a wildcard on a header; it stands for the values of a row's field, remove it."#
    ),
    .things(
      "a wildcard outside its enum",
      #""enum": "color", "default""#,
      #""enum": "color", "wildcard": "all", "default""#,
      #"spec/things.json:13:71: error: the wildcard 'all' is no value of enum 'color'; it is one of 'red' and 'green'."#
    ),
    .things(
      "an example of the wrong type",
      #""example": 7"#,
      #""example": "7""#,
      #"spec/things.json:21:73: error: the example is of type 'integer', found a string."#
    ),
    .things(
      "an example outside its enum",
      #""example": "green""#,
      #""example": "blue""#,
      #"spec/things.json:23:92: error: the example 'blue' is no value of enum 'color'; it is one of 'red' and 'green'."#
    ),
    .things(
      "an example that is null on a field that is not",
      #""example": 7"#,
      #""example": null"#,
      #"spec/things.json:21:73: error: the example is of type 'integer', found null."#
    ),
  ]
}
