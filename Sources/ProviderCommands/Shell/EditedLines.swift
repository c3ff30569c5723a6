import CEditline
import ProviderSQL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines that are edited by libedit: with arrow keys, earlier statements, and completion of names.
final class EditedLines: LineReader {
  /// Finds the names that could stand before the cursor of the line, given as an offset in bytes.
  private let complete: (_ line: String, _ cursor: Int) -> Completion
  private var editor: OpaquePointer?

  /// Nil where libedit is not there.
  init?(
    program: String, history: [String], complete: @escaping (_ line: String, _ cursor: Int) -> Completion
  ) {
    self.complete = complete
    Self.chooseEncoding()
    // The editor is closed before this object goes away.
    let context = Unmanaged.passUnretained(self).toOpaque()
    editor = ced_open(program, Int32(HistoryFile.limit), context) { context, editor, line, length, cursor in
      guard let context, let editor, let line else { return false }
      let lines = Unmanaged<EditedLines>.fromOpaque(context).takeUnretainedValue()
      let bytes = UnsafeRawBufferPointer(start: line, count: Int(length))
      return lines.tab(String(decoding: bytes, as: UTF8.self), Int(cursor), in: editor)
    }
    guard editor != nil else { return nil }
    for statement in history { remember(statement) }
  }

  deinit {
    if let editor { ced_close(editor) }
  }

  func read(prompt: String) -> TypedLine {
    var text: UnsafePointer<CChar>?
    var length: Int32 = 0
    switch ced_read(editor, prompt, &text, &length) {
    case CED_CANCELLED: return .cancelled
    case CED_END: return .end
    default:
      guard let text else { return .end }
      return .line(String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self))
    }
  }

  func remember(_ statement: String) { ced_remember(editor, statement) }

  /// Completes the name before the cursor; returns whether something was written below the line.
  private func tab(_ line: String, _ cursor: Int, in editor: OpaquePointer) -> Bool {
    // At the beginning of a line the key does what it is named after, also for a text that is pasted.
    guard line.utf8.prefix(cursor).contains(where: { $0 != 0x20 && $0 != 0x09 }) else {
      ced_replace(editor, 0, "\t")
      return false
    }
    let completion = complete(line, cursor)
    guard var inserted = completion.commonBeginning else { return false }
    if completion.names.count == 1, !inserted.hasSuffix("."), line.utf8.dropFirst(cursor).first != 0x20 {
      inserted += " "
    }
    if inserted.count > completion.typed.count || completion.names.count == 1 {
      ced_replace(editor, Int32(completion.typed.unicodeScalars.count), inserted)
      return false
    }
    Console.put("\n" + ColumnList.text(completion.names, width: Self.terminalWidth))
    return true
  }

  private static var terminalWidth: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// SQL is UTF-8, whatever the environment says of its language.
  private static func chooseEncoding() {
    for name in ["", "C.UTF-8", "en_US.UTF-8"] {
      guard setlocale(LC_CTYPE, name) != nil, let encoding = nl_langinfo(nl_item(CODESET)) else { continue }
      if String(cString: encoding) == "UTF-8" { return }
    }
  }
}
