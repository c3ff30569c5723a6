import CCurl
import ProviderRuntime

/// One request on its way, and who waits for it.
// Unchecked because everything but `waiter` is used by the loop's thread only, once the transfer is posted to it.
final class Transfer: @unchecked Sendable {
  private enum Waiter {
    case none
    case waiting(CheckedContinuation<HTTPResponse, any Error>)
    case finished
  }

  let request: HTTPRequest
  let options: TransferOptions
  private let waiter = Locked(Waiter.none)

  /// libcurl's handle, from `makeHandle` to `releaseHandle`.
  private(set) var handle: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var errorText: UnsafeMutablePointer<CChar>?

  /// The response as far as it has come.
  var head = ResponseHead()
  var body: [UInt8] = []
  /// Why a callback made libcurl give up.
  var refusal: TransportError?
  /// Whether the request was on its way once.
  var wasStarted = false

  init(_ request: HTTPRequest, _ options: TransferOptions) {
    self.request = request
    self.options = options
  }

  /// Registers who waits; false where the transfer was cancelled before, which the waiter then learns.
  func begin(_ continuation: CheckedContinuation<HTTPResponse, any Error>) -> Bool {
    let isFinished = waiter.withLock { waiter in
      if case .finished = waiter { return true }
      waiter = .waiting(continuation)
      return false
    }
    if isFinished { continuation.resume(throwing: CancellationError()) }
    return !isFinished
  }

  /// Hands the result to who waits, once; false where it came too late.
  @discardableResult
  func finish(_ result: Result<HTTPResponse, any Error>) -> Bool {
    let previous = waiter.withLock { waiter in
      let previous = waiter
      waiter = .finished
      return previous
    }
    switch previous {
    case .none: return true
    case .waiting(let continuation):
      continuation.resume(with: result)
      return true
    case .finished: return false
    }
  }

  /// Whether nobody waits any more.
  var isFinished: Bool {
    waiter.withLock { if case .finished = $0 { true } else { false } }
  }

  /// Makes the handle that the loop runs.
  func makeHandle() throws(TransportError) -> UnsafeMutableRawPointer {
    guard let handle = bindery_easy_init() else { throw .unavailable("libcurl gave no handle") }
    do throws(TransportError) {
      let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
      errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
      self.errorText = errorText
      self.handle = handle
      headerList = try HandleSetup(handle: handle, request: request, options: options).apply(errorText: errorText)
      try TransferCallbacks.install(on: handle, for: self)
      return handle
    } catch {
      releaseHandle()
      throw error
    }
  }

  /// Frees the handle and what belongs to it. It must have left the multi handle before.
  func releaseHandle() {
    bindery_easy_cleanup(handle)
    bindery_slist_free_all(headerList)
    errorText?.deallocate()
    (handle, headerList, errorText) = (nil, nil, nil)
  }

  /// What libcurl's end of the transfer means.
  func result(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
    if code == CURLE_OK {
      // libcurl takes the end of the connection for the end of the headers.
      guard head.isComplete else { return .failure(TransportError.connectionLost("its headers are not whole")) }
      return .success(HTTPResponse(status: head.status, headers: HTTPHeaders(head.fields), body: body))
    }
    return .failure(refusal ?? transportError(code))
  }

  private func transportError(_ code: CURLcode) -> TransportError {
    var systemError = 0
    var preparation: curl_off_t = 0
    if let handle {
      _ = bindery_getinfo_long(handle, CURLINFO_OS_ERRNO, &systemError)
      _ = bindery_getinfo_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &preparation)
    }
    let text = errorText.map { String(cString: $0) } ?? ""
    return TransportError(
      code, text: text.isEmpty ? String(cString: bindery_easy_strerror(code)) : text, systemError: Int32(systemError),
      wasConnected: preparation > 0, hasHead: head.status != 0, bodyLimit: options.maximumBodySize)
  }
}
