import GitHubSandbox

/// Something that goes wrong at a server, as a column's cells of docs/faults.md have it.
struct Fault: Sendable {
  /// What happens, for people.
  var name: String
  /// The settings of the sandbox's rule; see docs/sandbox.md.
  var settings: String
  /// Whether it ends with the client's timeout, which is short then.
  var isTimed = false
  /// How many of the newest versions others delete meanwhile.
  var removed = 0
  /// Whether others change the list meanwhile, so that rows can come twice or not at all.
  var isShift = false

  init(_ name: String, _ settings: String, isTimed: Bool = false, removed: Int = 0, isShift: Bool = false) {
    self.name = name
    self.settings = settings
    self.isTimed = isTimed
    self.removed = removed
    self.isShift = isShift
  }

  static let all = [
    Fault("slow body, within the timeout", "slow=100000"),
    Fault("slow body, beyond the timeout", "slow=20", isTimed: true),
    Fault("late answer, within the timeout", "delay=50"),
    Fault("late answer, beyond the timeout", "delay=600000", isTimed: true),
    Fault("connection closed, once", "first=1:close"),
    Fault("connection closed, always", "close"),
    Fault("connection reset, once", "first=1:reset"),
    Fault("connection reset, always", "reset"),
    Fault("connection reset after acting", "reset:acted"),
    Fault("truncated body, once", "first=1:cut=100"),
    Fault("truncated body, always", "cut=100"),
    Fault("body without its last byte", "cut=1000000000"),
    Fault("truncated chunks", "chunked:cut=100"),
    Fault("body in chunks, whole", "chunked"),
    Fault("Content-Length too large", "length=+10", isTimed: true),
    Fault("Content-Length too small", "length=-10"),
    Fault("wrong Content-Type, right body", "type=text/html"),
    Fault("invalid JSON", "invalid"),
    Fault("HTML page as a success", "status=200:html"),
    Fault("HTML page as a failure, once", "first=1:status=502:html"),
    Fault("HTML page as a failure, always", "status=502:html"),
    Fault("JSON of another shape", "status=200:message=Hello"),
    Fault("no content", "status=204"),
    Fault("not modified, though nobody asked", "status=304"),
    Fault("redirection to nowhere", "status=302"),
    Fault("500, once", "first=1:status=500"),
    Fault("500, always", "status=500"),
    Fault("503, come back soon", "first=1:status=503:retry-after=1"),
    Fault("503, come back late", "status=503:retry-after=3600"),
    Fault("token revoked", "status=401:message=Bad credentials"),
    Fault("access refused", "status=403:message=Resource not accessible by integration"),
    Fault("not found", "status=404:message=Not Found"),
    Fault("Link missing", "link=none"),
    Fault("Link that leads to its own page", "link=loop"),
    Fault("Link to another server", "link=foreign"),
    Fault("primary limit, lifted soon", "first=1:quota=0/1"),
    Fault("primary limit, lifted late", "quota=0"),
    Fault("primary limit as 429, lifted late", "quota=0:status=429"),
    Fault("secondary limit, lifted soon", "first=1:points=0:retry-after=1"),
    Fault("secondary limit, lifted late", "points=0:retry-after=3600"),
    Fault("secondary limit without Retry-After", "points=0"),
    Fault("secondary limit as 429, lifted soon", "first=1:points=0:retry-after=1:status=429"),
    Fault("secondary limit as 429 without Retry-After", "points=0:status=429"),
    Fault("answer of 200 MB", "size=200"),
    Fault("answer of 200 MB in chunks", "size=200:chunked"),
    Fault("version added before the page", "first=1:added=1", isShift: true),
    Fault("as many versions added as a page holds", "first=1:added=20", isShift: true),
    Fault("version deleted before the page", "first=1:removed=1", removed: 1, isShift: true),
    Fault("as many versions deleted as a page holds", "first=1:removed=20", removed: 20, isShift: true),
    Fault("stale list: a version shown is gone", "first=1:stale=1", removed: 1, isShift: true),
  ]
}
