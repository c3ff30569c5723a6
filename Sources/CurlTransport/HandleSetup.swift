import CCurl
import ProviderRuntime

/// Sets libcurl's options for a request.
struct HandleSetup {
  let handle: UnsafeMutableRawPointer
  let request: HTTPRequest
  let options: TransferOptions

  /// Sets everything but the callbacks; the list of headers is the caller's to free after the handle.
  func apply(errorText: UnsafeMutablePointer<CChar>) throws(TransportError) -> UnsafeMutablePointer<curl_slist>? {
    try check(bindery_setopt_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
    try check(bindery_setopt_safety(handle))
    try set(CURLOPT_URL, request.url)
    // The path goes out as it was built; libcurl would take dot segments out of it.
    try set(CURLOPT_PATH_AS_IS, 1)
    // Signals are the process's; libcurl's timeouts do without.
    try set(CURLOPT_NOSIGNAL, 1)
    // An empty list stands for everything that this libcurl can decompress. It does not notice where a compressed stream
    // ends early and the answer's length is what was said: that page's JSON is cut, which its reader finds.
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_BUFFERSIZE, 128 << 10)
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try setSecurity()
    try setTimes()
    try check(
      bindery_setopt_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(options.maximumBodySize)))
    try setMethod()
    return try setHeaders()
  }

  private func setSecurity() throws(TransportError) {
    try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    // Requests that come together share the first connection where the server multiplexes.
    if request.url.hasPrefix("https:") {
      try set(CURLOPT_PIPEWAIT, 1)
    } else if request.headers["Authorization"] != nil {
      // Without encryption only this machine may see a secret; a proxy that the environment names would see it, too.
      try set(CURLOPT_NOPROXY, "*")
    }
    if let file = options.certificateFile { try set(CURLOPT_CAINFO, file) }
    if let directory = options.certificateDirectory { try set(CURLOPT_CAPATH, directory) }
  }

  private func setTimes() throws(TransportError) {
    try set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.milliseconds)
    if let timeout = request.timeout { try set(CURLOPT_TIMEOUT_MS, timeout.milliseconds) }
  }

  private func setMethod() throws(TransportError) {
    guard Self.isToken(request.method) else { throw .invalidRequest("'\(request.method)' is no method") }
    switch (request.method, request.body) {
    case ("GET", nil): try set(CURLOPT_HTTPGET, 1)
    case ("HEAD", nil): try set(CURLOPT_NOBODY, 1)
    case ("DELETE", nil), ("OPTIONS", nil): try set(CURLOPT_CUSTOMREQUEST, request.method)
    // Of the rest a server expects a length, also where it is zero.
    case (_, let body):
      try set(CURLOPT_POST, 1)
      try set(CURLOPT_CUSTOMREQUEST, request.method)
      let body = body ?? []
      try check(bindery_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      let code = body.withUnsafeBytes { bytes in
        // Copied at once, so the pointer need not outlive this call. Of an empty array there is none.
        bindery_setopt_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      }
      try check(code)
    }
  }

  private func setHeaders() throws(TransportError) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    do throws(TransportError) {
      // libcurl would announce a form, and wait for a server that says "100 Continue".
      var lines = ["Expect:"]
      if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
      for field in request.headers.fields {
        guard Self.isToken(field.name), field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
          throw .invalidRequest("the header '\(Self.printable(field.name))' has characters that no header can have")
        }
        // With a colon and nothing behind it libcurl would leave the header out.
        lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
      }
      for line in lines {
        guard let longer = bindery_slist_append(list, line) else { throw .unavailable("libcurl is out of memory") }
        list = longer
      }
      try check(bindery_setopt_list(handle, CURLOPT_HTTPHEADER, list))
      return list
    } catch {
      bindery_slist_free_all(list)
      throw error
    }
  }

  /// Whether a text is a token by RFC 9110, section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !isSeparator($0) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "/"),
      UInt8(ascii: ":")...UInt8(ascii: "@"), UInt8(ascii: "[")...UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private static func printable(_ text: String) -> String {
    text.filter { $0.isASCII && $0 >= " " && $0 != "\u{7F}" }
  }

  private func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
    try check(bindery_setopt_long(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) throws(TransportError) {
    // A string ends for C at its first zero.
    guard !value.utf8.contains(0) else { throw .invalidRequest("it holds a zero character") }
    try check(bindery_setopt_string(handle, option, value))
  }

  private func check(_ code: CURLcode) throws(TransportError) {
    guard code == CURLE_OK else { throw .unavailable(String(cString: bindery_easy_strerror(code))) }
  }
}
