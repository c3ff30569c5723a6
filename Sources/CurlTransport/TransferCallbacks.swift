import CCurl
import ProviderRuntime

/// What libcurl calls while a transfer runs, on the loop's thread.
enum TransferCallbacks {
  /// Installs the callbacks. libcurl keeps an unretained pointer: the loop keeps the transfer as long as its handle.
  static func install(on handle: UnsafeMutableRawPointer, for transfer: Transfer) throws(TransportError) {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    let codes = [
      bindery_setopt_pointer(handle, CURLOPT_PRIVATE, context),
      bindery_setopt_pointer(handle, CURLOPT_WRITEDATA, context),
      bindery_setopt_pointer(handle, CURLOPT_HEADERDATA, context),
      bindery_setopt_pointer(handle, CURLOPT_PREREQDATA, context),
      bindery_setopt_data_callback(handle, CURLOPT_WRITEFUNCTION) { data, size, count, context in
        TransferCallbacks.bytes(data, size * count, context, TransferCallbacks.receive)
      },
      bindery_setopt_data_callback(handle, CURLOPT_HEADERFUNCTION) { data, size, count, context in
        TransferCallbacks.bytes(data, size * count, context) { $0.head.receive($1, &$0.refusal) }
      },
      bindery_setopt_prereq_callback(handle) { context, _, _, _, _ in
        TransferCallbacks.transfer(context).map(TransferCallbacks.mayStart) == true
          ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
      },
    ]
    guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw .unavailable("libcurl took no callback") }
  }

  private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Hands bytes to a receiver. Any number but theirs makes libcurl give up.
  private static func bytes(
    _ data: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ receive: (Transfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let transfer = transfer(context) else { return 0 }
    return receive(transfer, UnsafeRawBufferPointer(start: data, count: count)) ? count : count == 0 ? 1 : 0
  }

  private static func receive(_ transfer: Transfer, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let limit = transfer.options.maximumBodySize
    guard transfer.body.count + bytes.count <= limit else {
      transfer.refusal = .bodyTooLarge(limit: limit)
      return false
    }
    if transfer.body.isEmpty, let handle = transfer.handle {
      var length: curl_off_t = -1
      _ = bindery_getinfo_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
      transfer.body.reserveCapacity(min(max(Int(length), bytes.count), limit))
    }
    transfer.body.append(contentsOf: bytes)
    return true
  }

  /// libcurl sends a request again by itself when a kept connection ends without an answer. The server may have acted
  /// on the first one all the same, so only reads may go out twice.
  private static func mayStart(_ transfer: Transfer) -> Bool {
    defer { transfer.wasStarted = true }
    guard transfer.wasStarted, transfer.request.method != "GET", transfer.request.method != "HEAD" else { return true }
    transfer.refusal = .connectionLost("the server ended the connection")
    return false
  }
}
