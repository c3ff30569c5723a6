import ProviderSpec

/// The parameters of a service as the registry holds them: one static member for each way in which methods use one.
struct SharedParameters {
  /// A parameter and its member's name, without backticks.
  struct Entry {
    let name: String
    let parameter: MethodParameter
  }

  /// Every parameter that a method uses, in the order of first use.
  let all: [Entry]
  private let names: [MethodParameter: String]

  init(_ service: Service) {
    var seen: Set<MethodParameter> = []
    let parameters = service.methods.flatMap(\.parameters).filter { seen.insert($0).inserted }
    let swiftNames = SwiftNames.memberNames(parameters.map(\.parameter.name), suffix: "Parameter")
    all = zip(swiftNames, parameters).map { Entry(name: $0, parameter: $1) }
    names = Dictionary(zip(parameters, swiftNames), uniquingKeysWith: { first, _ in first })
  }

  /// The member that holds the parameter, as it is written after a dot.
  func name(of parameter: MethodParameter) -> String? {
    names[parameter].map(SwiftNames.escaped)
  }
}
