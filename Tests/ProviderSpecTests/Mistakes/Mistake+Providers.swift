/// Mistakes in provider.json, each with all that the loader says about it.
extension Mistake {
  static let providers: [Mistake] = [
    .provider(
      "a server that is no address",
      #""https://api.acme.example/v2""#,
      #""api.acme.example""#,
      #"spec/provider.json:8:22: error: 'api.acme.example' is no server's address: it begins with 'https://'."#
    ),
    .provider(
      "a server without a host",
      #""https://api.acme.example/v2""#,
      #""https:///v2""#,
      #"spec/provider.json:8:22: error: 'https:///v2' is no server's address: it has no host."#
    ),
    .provider(
      "a server that ends with a slash",
      #""https://api.acme.example/v2""#,
      #""https://api.acme.example/""#,
      #"spec/provider.json:8:22: error: the server's address ends with '/'; paths begin with one, remove it here."#
    ),
    .provider(
      "a server with a query",
      #""https://api.acme.example/v2""#,
      #""https://api.acme.example/?v=2""#,
      #"spec/provider.json:8:22: error: the server's address has a query or a fragment; it ends with the path."#
    ),
    .provider(
      "a server with a user",
      #""https://api.acme.example/v2""#,
      #""https://me:secret@api.acme.example""#,
      #"spec/provider.json:8:22: error: the server's address holds a user; tokens come from the environment, remove it."#
    ),
    .provider(
      "a token sent unencrypted",
      #""https://api.acme.example/v2""#,
      #""http://api.acme.example/v2""#,
      #"spec/provider.json:8:22: error: the token would travel unencrypted to 'http://api.acme.example/v2'; write 'https://api.acme.example/v2'."#
    ),
    .provider(
      "an environment variable that can't be",
      #""ACME_URL""#,
      #""ACME-URL""#,
      #"spec/provider.json:8:68: error: 'ACME-URL' can't name an environment variable; use letters, digits and underscores, as in 'API_URL'."#
    ),
    .provider(
      "a header that Bindery sets",
      #""name": "Accept""#,
      #""name": "Authorization""#,
      #"spec/provider.json:9:25: error: the header 'Authorization' is set by Bindery itself; remove it."#
    ),
    .provider(
      "a header that can't be",
      #""name": "Accept""#,
      #""name": "My Accept""#,
      #"spec/provider.json:9:25: error: 'My Accept' can't name a header; use letters, digits and hyphens, as in 'X-Request-Id'."#
    ),
    .provider(
      "a header given twice",
      #""value": "application/json" }"#,
      #""value": "application/json" }, { "name": "accept", "value": "x" }"#,
      #"spec/provider.json:9:76: error: the header 'accept' is given twice; remove one of the two."#
    ),
    .provider(
      "an unknown authentication",
      #""bearer""#,
      #""baerer""#,
      #"spec/provider.json:10:33: error: unknown authentication scheme 'baerer'. Did you mean 'bearer'?"#
    ),
    .provider(
      "an unknown pagination",
      #""style": "link""#,
      #""style": "lnk""#,
      #"spec/provider.json:11:28: error: unknown pagination 'lnk'. Did you mean 'link'?"#
    ),
    .provider(
      "a page size parameter that no service has",
      #""page_size_parameter": "size""#,
      #""page_size_parameter": "sizes""#,
      #"spec/provider.json:11:85: error: 'page_size_parameter' names 'sizes', which is no parameter of any service. Did you mean 'size'?"#
    ),
    .provider(
      "a page parameter that is no number",
      #""page_parameter": "page""#,
      #""page_parameter": "shop""#,
      #"spec/provider.json:11:54: error: 'page_parameter' names 'shop', which is of type 'string'; it has to be an integer."#
    ),
    .provider(
      "a page larger than its parameter allows",
      #""maximum_page_size": 50"#,
      #""maximum_page_size": 100"#,
      #"spec/provider.json:11:114: error: 'maximum_page_size' is 100, more than the maximum of 'size', 50; lower it."#
    ),
    .provider(
      "a largest page without a parameter",
      #""page_size_parameter": "size", "#,
      "",
      #"spec/provider.json:11:83: error: 'maximum_page_size' without 'page_size_parameter'; name the parameter that sets the size."#
    ),
    .provider(
      "a rate limit whose default is above its maximum",
      #""default_concurrency": 4"#,
      #""default_concurrency": 40"#,
      #"spec/provider.json:12:102: error: 'default_concurrency' is 40, more than 'maximum_concurrency', 10; lower it."#
    ),
    .provider(
      "a rate limit below one",
      #""maximum_concurrency": 10"#,
      #""maximum_concurrency": 0"#,
      #"spec/provider.json:12:75: error: 'maximum_concurrency' of a rate limit is 0; it is at least 1."#
    ),
    .provider(
      "a refusal that is no failure",
      #""status": 403"#,
      #""status": 200"#,
      #"spec/provider.json:15:30: error: status 200 is no failure; a refusal has one from 400 to 599."#
    ),
    .provider(
      "a refusal that is never reached",
      #""reason": "locked" }]"#,
      #""reason": "locked" }, { "status": 403, "message_contains": "Locked out", "reason": "out" }]"#,
      #"spec/provider.json:15:87: error: this refusal is never reached: 'locked' before it matches the same answers; move it up."#
    ),
    .provider(
      "no services",
      #"[{ "name": "things", "file": "things.json" }]"#,
      "[]",
      #"spec/provider.json:17:15: error: 'services' of a provider is empty; write at least one element."#
    ),
    .provider(
      "a service given twice",
      #""file": "things.json" }]"#,
      #""file": "things.json" }, { "name": "things", "file": "things.json" }]"#,
      #"spec/provider.json:17:71: error: the service 'things' is given twice; give one of them another name."#,
      #"spec/provider.json:17:89: error: the file 'things.json' is given twice; each service has its own."#
    ),
    .provider(
      "services of one name in Swift",
      #""file": "things.json" }]"#,
      #""file": "things.json" }, { "name": "things_", "file": "more.json" }]"#,
      #"spec/provider.json:17:71: error: the service 'things_' is 'Things' in Swift, and so is the service 'things'; rename one of the two."#,
      #"spec/provider.json:17:90: error: the file 'spec/more.json' can't be read (no such file); write the service there."#
    ),
    .provider(
      "a service whose file is missing",
      #""file": "things.json""#,
      #""file": "thing.json""#,
      #"spec/provider.json:17:44: error: the file 'spec/thing.json' can't be read (no such file); write the service there."#
    ),
    .provider(
      "a service outside of the directory",
      #""file": "things.json""#,
      #""file": "../things.json""#,
      #"spec/provider.json:17:44: error: '../things.json' is not beside the provider's file; a service's file lies in the same directory."#
    ),
    .provider(
      "a service in a file that is not JSON",
      #""file": "things.json""#,
      #""file": "things.yaml""#,
      #"spec/provider.json:17:44: error: 'things.yaml' is no JSON file by its name; services are written in '.json' files."#
    ),
    .provider(
      "a service of another name",
      #""name": "things""#,
      #""name": "items""#,
      #"spec/things.json:4:11: error: the service is 'things' here and 'items' in provider.json; use one name."#
    ),
  ]
}
