import CSQLite
import Dispatch
import ProviderRuntime

/// Runs a statement ahead of itself: on a connection and a thread of its own, over tables that answer empty from a
/// certain one on, to learn what that one is going to be asked for.
///
/// SQLite joins by nested loops, which ask an inner table for one key at a time. Up to the inner table the scout does
/// exactly what the statement will do, since nothing in SQL leads back from an inner table to what is asked of it, but
/// for LIMIT and EXISTS, which end a loop early.
// Unchecked because the compiler can't see it: the connection is used by the thread that prepares, and by the scout's
// own between `start` and the end of `stop`, never by both.
final class Scout: @unchecked Sendable {
  let session: Session
  private let connection: OpaquePointer
  private let queue = DispatchQueue(label: "scout")
  private let end = DispatchSemaphore(value: 0)
  private var prepared: OpaquePointer?
  /// Whether it was started and not stopped since.
  var isRunning: Bool { session.scout != nil }

  /// Opens a connection to the same database; nil where that does not work.
  init?(of database: Database) {
    let (code, opened) = database.location.open(creating: false)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      return nil
    }
    connection = opened
    session = Session(companionOf: database.session)
    session.interrupter.open(opened)
    guard TableModule.register(session, on: opened) == SQLITE_OK else {
      // Swift does not run `deinit` here.
      session.interrupter.close()
      sqlite3_close_v2(opened)
      return nil
    }
  }

  deinit {
    session.interrupter.close()
    sqlite3_close_v2(connection)
  }

  /// The statement's program as it is compiled here.
  func program(of sql: String) -> Program? {
    session.beginPlanning()
    return session.program(of: sql, on: connection)
  }

  /// Begins to run ahead; false where the statement can't be compiled.
  func start(_ sql: String, as role: ScoutRole, with readAhead: ReadAhead) -> Bool {
    session.beginPlanning()
    guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, let statement = prepared else {
      return false
    }
    guard session.interrupter.beginStatement() else {
      sqlite3_finalize(statement)
      prepared = nil
      return false
    }
    session.scout = role
    session.readAhead = readAhead
    nonisolated(unsafe) let running = statement
    queue.async { [self] in
      // SQLite forgets an interrupt that comes before the first step.
      while !session.interrupter.isInterrupted, sqlite3_step(running) == SQLITE_ROW {}
      readAhead.retire(scout: role.reader)
      end.signal()
    }
    return true
  }

  /// Ends the run, whatever it is at, and waits for that.
  func stop() {
    session.interrupter.interrupt()
    session.scout?.waker.wake()
    end.wait()
    session.interrupter.endStatement()
    sqlite3_finalize(prepared)
    prepared = nil
    session.scout = nil
    // What was fetched is not kept until the next statement.
    session.endReading()
  }
}
