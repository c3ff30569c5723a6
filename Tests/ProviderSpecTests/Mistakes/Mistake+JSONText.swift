/// Mistakes in the JSON text, each with all that the loader says about it.
extension Mistake {
  static let jsonText: [Mistake] = [
    .things(
      "a repeated key",
      #"""
      "title": "Things",
        "summary"
      """#,
      #"""
      "title": "Things",
        "title": "Twice",
        "summary"
      """#,
      #"spec/things.json:6:3: error: the key 'title' is given twice in one object; keep one of the two."#
    ),
    .things(
      "a comma behind the last element",
      #"["get_thing", "list_things"],"#,
      #"["get_thing", "list_things",],"#,
      #"spec/things.json:75:46: error: a comma before ']'; JSON allows none behind the last one, remove it."#
    ),
    .things(
      "a comma behind the last member",
      #"""
      "status": 204 },
            "scopes"
      """#,
      #"""
      "status": 204, },
            "scopes"
      """#,
      #"spec/things.json:57:34: error: a comma before '}'; JSON allows none behind the last one, remove it."#
    ),
    .things(
      "a missing comma",
      #"""
      "title": "Things",
        "summary"
      """#,
      #"""
      "title": "Things"
        "summary"
      """#,
      #"spec/things.json:6:3: error: expected ',' or '}' in the object, found '"'."#
    ),
    .things(
      "a missing colon",
      #"""
      "title": "Things",
        "summary"
      """#,
      #"""
      "title" "Things",
        "summary"
      """#,
      #"spec/things.json:5:11: error: expected ':' after the name 'title', found '"'."#
    ),
    .things(
      "a comment",
      #"  "enums": ["#,
      #"""
        // colors
        "enums": [
      """#,
      #"spec/things.json:7:3: error: JSON has no comments; remove it, or say it in a 'summary'."#
    ),
    .things(
      "a string in apostrophes",
      #"""
      "title": "Things",
        "summary"
      """#,
      #"""
      "title": 'Things',
        "summary"
      """#,
      #"spec/things.json:5:12: error: expected a value, found an apostrophe; JSON's strings are in double quotes."#
    ),
    .things(
      "a name without quotes",
      #"""
      "title": "Things",
        "summary"
      """#,
      #"""
      title: "Things",
        "summary"
      """#,
      #"spec/things.json:5:3: error: expected a name in double quotes, found 't'."#
    ),
    .things(
      "a string that does not end on its line",
      #""What Acme sells.""#,
      #""What Acme sells."#,
      #"spec/things.json:6:14: error: the string does not end on its line; close it with '"', or write a line break as \n."#
    ),
    .things(
      "an unknown escape",
      #""What Acme sells.""#,
      #""What \Acme sells.""#,
      #"spec/things.json:6:20: error: unknown escape of 'A'; JSON knows \" \\ \/ \b \f \n \r \t and \u with four digits."#
    ),
    .things(
      "an escape without digits",
      #""What Acme sells.""#,
      #""What \u12 sells.""#,
      #"spec/things.json:6:20: error: \u without four hexadecimal digits."#
    ),
    .things(
      "half a surrogate pair",
      #""What Acme sells.""#,
      #""What \ud83d sells.""#,
      #"spec/things.json:6:20: error: half of a surrogate pair; write the character itself, or both halves."#
    ),
    .things(
      "a control character",
      #""What Acme sells.""#,
      #""What\#u{1}Acme sells.""#,
      #"spec/things.json:6:19: error: control character U+0001 in a string; write it as an escape."#
    ),
    .things(
      "an unknown word",
      #""required": true"#,
      #""required": True"#,
      #"spec/things.json:21:56: error: unknown word 'True'; JSON knows true, false and null, strings are in double quotes."#
    ),
    .things(
      "a number with a leading zero",
      #""minimum": 1, "summary""#,
      #""minimum": 01, "summary""#,
      #"spec/things.json:14:67: error: a number begins with 0; JSON's numbers have no leading zeros."#
    ),
    .things(
      "a number without digits",
      #""minimum": 1, "summary""#,
      #""minimum": -, "summary""#,
      #"spec/things.json:14:68: error: expected a digit, found ','."#
    ),
    .things(
      "text behind the end",
      #"""
            }
          }
        ]
      }

      """#,
      #"""
            }
          }
        ]
      }
      }

      """#,
      #"spec/things.json:83:1: error: unexpected '}' after the end of the JSON value; remove it."#
    ),
    .things(
      "a name that would break the message's line and colour the terminal",
      #""minimum": 1, "summary""#,
      #""mini\nm\u001bum": 1, "summary""#,
      #"spec/things.json:14:56: error: unknown key 'mini\u000am\u001bum' in a parameter. Did you mean 'minimum'?"#
    ),
  ]
}
