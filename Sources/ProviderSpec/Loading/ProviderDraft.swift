/// A provider as its file says it: its services are named, not read yet.
struct ProviderDraft {
  /// Everything but the services.
  var provider: Provider
  /// Name and file of each service.
  var services: [(name: Located<String>, file: Located<String>)] = []
  /// Whether no service was left out because it could not be read.
  var servicesAreComplete = true
  var pagination: PaginationDraft?
}
