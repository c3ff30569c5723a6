import ProviderSpec

/// Which models hold themselves, straight or through others: a struct can't, so such fields go behind a reference.
struct Recursion {
  /// The models on a cycle, each with the number of its cycle.
  private let cycles: [String: Int]

  init(_ models: [Model]) {
    var search = Search(
      edges: Dictionary(
        models.map { model in
          (
            model.name,
            model.fields.compactMap { field -> String? in
              if case .model(let name) = field.type { name } else { nil }
            }
          )
        }, uniquingKeysWith: { first, _ in first }))
    for model in models { search.visit(model.name) }
    cycles = search.components
  }

  /// Whether the field closes a cycle of models. Arrays are references already.
  func isIndirect(_ field: Field, of model: Model) -> Bool {
    guard case .model(let name) = field.type, let cycle = cycles[model.name] else { return false }
    return cycles[name] == cycle
  }

  /// Finds strongly connected components (Tarjan's algorithm, with a stack of its own, as a spec may be deep).
  private struct Search {
    let edges: [String: [String]]
    var components: [String: Int] = [:]
    private var index: [String: Int] = [:]
    private var low: [String: Int] = [:]
    private var open: [String] = []
    private var isOpen: Set<String> = []

    init(edges: [String: [String]]) {
      self.edges = edges
    }

    mutating func visit(_ root: String) {
      guard index[root] == nil else { return }
      var path: [(name: String, next: Int)] = []
      enter(root, &path)
      while let (name, next) = path.last {
        let targets = edges[name] ?? []
        if next < targets.count {
          path[path.count - 1].next += 1
          let target = targets[next]
          if index[target] == nil {
            enter(target, &path)
          } else if isOpen.contains(target) {
            low[name] = min(low[name, default: 0], index[target, default: 0])
          }
        } else {
          path.removeLast()
          if let parent = path.last?.name {
            low[parent] = min(low[parent, default: 0], low[name, default: 0])
          }
          if low[name] == index[name] { close(name) }
        }
      }
    }

    private mutating func enter(_ name: String, _ path: inout [(name: String, next: Int)]) {
      index[name] = index.count
      low[name] = index[name]
      open.append(name)
      isOpen.insert(name)
      path.append((name, 0))
    }

    private mutating func close(_ root: String) {
      var members: [String] = []
      while let name = open.popLast() {
        isOpen.remove(name)
        members.append(name)
        if name == root { break }
      }
      guard members.count > 1 || (edges[root] ?? []).contains(root) else { return }
      for member in members { components[member] = index[root] }
    }
  }
}
