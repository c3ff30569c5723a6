import ProviderSpec

/// What becomes a method: an operation, and what is said about how it is used.
struct MethodPlan {
  var operation: Operation
  /// The name, unique in the service once all are planned.
  var name: String
  /// The response that counts, by its status; nil where the operation's own decide.
  var status: Node?
  /// The media type of the response that counts.
  var mediaType: Node?
  /// Where in the response the object or list is, as a JSON path.
  var objectKey: Node?
  /// How the list is paged, as StackQL says it.
  var pagination: Node?
}

/// What becomes a resource.
struct ResourcePlan {
  /// Whether somebody wrote the verbs down; else they were inferred.
  var isMapped = false
  var name: String
  var title: String?
  var summary: String?
  /// The methods of each verb, by their numbers in the plan, in selection order.
  var verbs: [(verb: Verb, methods: [Int])]
}

/// What becomes a service: methods and the resources that they belong to.
struct ServicePlan {
  var methods: [MethodPlan] = []
  var resources: [ResourcePlan] = []
}
