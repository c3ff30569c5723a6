import ProviderSpec
import Testing

@Suite struct SwiftNamesTests {
  @Test(
    arguments: [
      ("package_version", "PackageVersion"), ("html_url", "HTMLURL"), ("id", "IDModel"), ("simple-user", "SimpleUser"),
      ("error", "ErrorModel"), ("string", "StringModel"), ("type", "TypeModel"), ("swift", "SwiftModel"),
      ("3d_model", "_3dModel"),
    ])
  func `types are named in upper camel case and hide none of Swift's own`(name: String, expected: String) {
    #expect(SwiftNames.typeName(name) == expected)
  }

  @Test(
    arguments: [
      ("html_url", "htmlURL"), ("package_version_id", "packageVersionID"), ("id", "id"), ("url", "url"),
      ("ids", "ids"), ("user_ids", "userIDs"), ("repo_urls", "repoURLs"), ("https_url", "httpsURL"),
      ("createdAt", "createdAt"), ("HTMLPage", "htmlPage"), ("DOCKER_IMAGE", "dockerImage"), ("x86_64", "x86_64"),
      ("x8664", "x8664"), ("+1", "plus1"), ("-1", "minus1"), ("*", "asterisk"), ("1st", "_1st"), ("größe", "größe"),
      ("o\u{308}l", "öl"), ("🙂", "u1f642"), ("a🙂", "aU1f642"), ("\u{202E}txt", "txt"), ("\u{200B}", "u200b"),
      ("a\"; b", "aB"), ("sha256_sum", "sha256Sum"), ("class", "class"),
    ])
  func `members are named in lower camel case with acronyms in capitals`(name: String, expected: String) {
    #expect(SwiftNames.memberName(name) == expected)
  }

  @Test func `names that differ only in case or separators are numbered in order`() {
    #expect(
      SwiftNames.memberNames(["name", "Name", "na_me", "NAME", "name_2"]) == [
        "name", "name3", "naMe", "name4", "name2",
      ])
  }

  @Test func `names that Swift reserves get a suffix`() {
    #expect(
      SwiftNames.memberNames(["self", "init", "none", "hash_value"], suffix: "Field") == [
        "selfField", "initField", "noneField", "hashValueField",
      ])
  }

  @Test func `keywords are written in backticks`() {
    #expect(SwiftNames.escaped("default") == "`default`")
    #expect(SwiftNames.escaped("name") == "name")
  }

  @Test(
    arguments: [
      ("GitHub", "github", "GitHub"), ("My API (v2)", "my", "MyAPIV2"), ("世界", "world", "World"),
      ("3D", "three", "Three"),
      ("String", "string", "StringProvider"), ("Swift", "swift", "SwiftProvider"),
    ])
  func `the provider's type is named by its title`(title: String, name: String, expected: String) {
    #expect(SwiftNames.providerTypeName(title: title, name: name) == expected)
  }
}
