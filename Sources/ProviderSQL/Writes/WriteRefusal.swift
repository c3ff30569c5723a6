import ProviderRuntime

/// Sentences for changes that are not done, with what to write instead.
enum WriteRefusal {
  /// Why a verb can't change a table; nil for a DELETE that has methods.
  static func unsupported(_ verb: Verb, _ table: ResourceTable) -> SQLError? {
    if verb == .delete, table.methods[.delete]?.isEmpty == false { return nil }
    let action =
      switch verb {
      case .insert: "INSERT and REPLACE do not work on \(table.name)"
      case .update: "UPDATE does not work on \(table.name)"
      default: "nothing can be deleted from \(table.name)"
      }
    let methods = table.writeMethods.map(\.name)
    guard !methods.isEmpty else { return SQLError(.readOnly, "\(action): the provider has no method that changes it") }
    let hint = table.methods[.delete]?.isEmpty == false ? "DELETE or EXEC" : "EXEC"
    return SQLError(
      .readOnly, "\(action); what changes it are its methods \(methods.joined(separator: ", ")), by \(hint)")
  }
}
