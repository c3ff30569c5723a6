import CCurl
import ProviderRuntime

/// The thread that runs all transfers of a transport on libcurl's multi interface.
///
/// Others post what is to be done and wake the thread; libcurl is called on the thread only, but for
/// `curl_multi_wakeup`, which may be called on any.
// Unchecked because of `multi` and `active`: only the loop's thread uses them, except that any thread may wake `multi`,
// which lives until the thread has ended.
final class CurlLoop: @unchecked Sendable {
  private enum Command {
    case add(Transfer)
    case remove(Transfer)
    case stop
  }

  private let commands = Locked<[Command]>([])
  private let handles = Locked(0)
  private let multi: UnsafeMutableRawPointer
  private let thread = Locked<LoopThread?>(nil)
  private var active: [ObjectIdentifier: Transfer] = [:]

  /// Starts the thread.
  init() throws {
    try Self.load()
    guard let multi = bindery_multi_init() else { throw TransportError.unavailable("libcurl is out of memory") }
    self.multi = multi
    // Servers are few: more connections than these would only burden them.
    _ = bindery_multi_setopt_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 100)
    _ = bindery_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, 32)
    guard let thread = LoopThread(running: { [self] in run() }) else {
      bindery_multi_cleanup(multi)
      throw TransportError.unavailable("no thread could be started")
    }
    self.thread.withLock { $0 = thread }
  }

  /// Starts a transfer.
  func add(_ transfer: Transfer) { post(.add(transfer)) }

  /// Ends a transfer whose caller no longer waits.
  func remove(_ transfer: Transfer) { post(.remove(transfer)) }

  /// Ends the thread, waits until it has freed every handle, and frees the rest. Called once, when nothing is posted any
  /// more.
  func stop() {
    post(.stop)
    thread.withLock { $0 }?.join()
    // Not on the thread: it may end before the wake-up above has been written.
    bindery_multi_cleanup(multi)
  }

  /// How many easy handles exist.
  var liveHandles: Int { handles.withLock { $0 } }

  private static let isLoaded = Locked(false)

  /// Loads and initializes libcurl, once. Where that fails it is tried again the next time: it may be installed meanwhile.
  private static func load() throws {
    try isLoaded.withLock { isLoaded in
      if isLoaded { return }
      if let problem = bindery_load() { throw TransportError.unavailable(String(cString: problem)) }
      // 3 is CURL_GLOBAL_ALL, a macro that Swift does not import.
      guard bindery_global_init(3) == CURLE_OK else {
        throw TransportError.unavailable("libcurl could not be initialized")
      }
      isLoaded = true
    }
  }

  private func post(_ command: Command) {
    let isFirst = commands.withLock { commands in
      commands.append(command)
      return commands.count == 1
    }
    // With others before it the thread has been woken already and has not come to read yet.
    if isFirst { bindery_multi_wakeup(multi) }
  }

  private func run() {
    var running: Int32 = 0
    while obeyCommands() {
      // Of transfers that share an HTTP/2 connection one may have read what belongs to another, which libcurl does not
      // always come back to by itself (seen in 7.88). So a pass that ended a transfer is followed by another one, and
      // the wait is short while there are transfers; without it they stood still until a timer of theirs went off.
      repeat { bindery_multi_perform(multi, &running) } while collectFinished()
      // Ends early for sockets, libcurl's own timers and wake-ups.
      bindery_multi_poll(multi, nil, 0, active.isEmpty ? 60_000 : 50, nil)
    }
    for transfer in active.values { release(transfer) }
    active.removeAll()
  }

  /// Does what was posted; false once the loop is to end.
  private func obeyCommands() -> Bool {
    let posted = commands.withLock { commands in
      let posted = commands
      commands.removeAll(keepingCapacity: true)
      return posted
    }
    for command in posted {
      switch command {
      case .add(let transfer): start(transfer)
      case .remove(let transfer):
        if active.removeValue(forKey: ObjectIdentifier(transfer)) != nil { release(transfer) }
      case .stop: return false
      }
    }
    return true
  }

  private func start(_ transfer: Transfer) {
    // Cancelled between its beginning and here: the removal came before and found nothing.
    guard !transfer.isFinished else { return }
    do {
      let handle = try transfer.makeHandle()
      handles.withLock { $0 += 1 }
      active[ObjectIdentifier(transfer)] = transfer
      guard bindery_multi_add_handle(multi, handle) == CURLM_OK else {
        throw TransportError.unavailable("libcurl took no further transfer")
      }
    } catch {
      if active.removeValue(forKey: ObjectIdentifier(transfer)) != nil { release(transfer) }
      transfer.finish(.failure(error))
    }
  }

  /// Hands out the results of the transfers that have ended; false where there are none.
  private func collectFinished() -> Bool {
    var hasAny = false
    var left: Int32 = 0
    while let message = bindery_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      let code = bindery_message_result(message)
      var pointer: UnsafeMutableRawPointer?
      _ = bindery_getinfo_pointer(handle, CURLINFO_PRIVATE, &pointer)
      guard let pointer else { continue }
      let transfer = Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue()
      active.removeValue(forKey: ObjectIdentifier(transfer))
      let result = transfer.result(code)
      release(transfer)
      transfer.finish(result)
      hasAny = true
    }
    return hasAny
  }

  private func release(_ transfer: Transfer) {
    guard let handle = transfer.handle else { return }
    bindery_multi_remove_handle(multi, handle)
    transfer.releaseHandle()
    handles.withLock { $0 -= 1 }
  }
}
