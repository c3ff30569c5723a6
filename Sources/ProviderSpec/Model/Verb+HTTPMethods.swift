extension Verb {
  /// The HTTP methods that a verb's methods may have.
  package func httpMethods(hasGraphQL: Bool) -> [String] {
    switch self {
    case .select: hasGraphQL ? ["GET", "POST"] : ["GET"]
    case .insert: ["POST", "PUT"]
    case .update: ["PATCH", "POST", "PUT"]
    case .replace: ["PUT", "POST"]
    case .delete: ["DELETE"]
    case .exec: RequestLine.httpMethods
    }
  }
}
