/// Why a request is not carried out, as GitHub tells it.
enum Refusal: Error, Equatable {
  case notFound
  case packageNotFound
  case versionNotFound
  /// The token sees the package but may not change it.
  case forbidden
  /// The token lacks a scope.
  case missingScope(String)
  case badCredentials
  case authenticationRequired
  /// GitHub serves no client that does not name itself.
  case noUserAgent
  case unsupportedVersion(String)
  /// A parameter is missing or is none of its values.
  case invalidArgument
  case pageTooDeep
  case bodyNotAllowed
  /// Of a public version; for a package, of one of its versions.
  case tooManyDownloads(isPackage: Bool)
  case lastVersion(String)
  /// What is to be restored has been replaced by something of the same name.
  case nameInUse(String)

  var status: Int {
    switch self {
    case .notFound, .packageNotFound, .versionNotFound: 404
    case .forbidden, .missingScope, .noUserAgent: 403
    case .badCredentials, .authenticationRequired: 401
    case .bodyNotAllowed: 422
    // [assumed] for nameInUse: what such a refusal looks like has not been seen.
    case .unsupportedVersion, .invalidArgument, .pageTooDeep, .tooManyDownloads, .lastVersion, .nameInUse: 400
    }
  }

  /// The messages of 404, 401, the 400s of listings and deletions are those seen; the others are [assumed].
  var message: String {
    switch self {
    case .notFound: "Not Found"
    case .packageNotFound: "Package not found."
    case .versionNotFound: "Package version not found."
    case .forbidden: "You need admin permission on the package to do this."
    case .missingScope(let scope): "You need at least \(scope) scope to do this."
    case .badCredentials: "Bad credentials"
    case .authenticationRequired: "Requires authentication"
    case .noUserAgent: "A request must carry a User-Agent header."
    case .unsupportedVersion(let version): "API version \(version) is not supported."
    case .invalidArgument: "Invalid argument."
    case .pageTooDeep: "The product of page and per_page is limited to 10000."
    case .bodyNotAllowed: "This request takes no body."
    case .tooManyDownloads(let isPackage):
      "Publicly visible package\(isPackage ? "s" : " versions") with more than 5000 downloads cannot be deleted."
        + " Contact GitHub support for further assistance."
    case .lastVersion(let what):
      "You cannot delete the \(what) of a package. You must delete the package instead."
    case .nameInUse(let what): "The \(what) cannot be restored: its name is in use again."
    }
  }
}
