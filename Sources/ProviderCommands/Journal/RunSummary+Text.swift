import ProviderSQL

extension RunSummary {
  /// The run in a line: `run 7, begun 2026-01-31T12:00:00.000Z, of github at https://api.github.com: DELETE …`.
  var text: String {
    let line = VisibleText.line(statement)
    return "run \(run), begun \(started), of \(provider) at \(server): "
      + (line.count > 200 ? line.prefix(199) + "…" : line)
  }

  /// A line for each provider and server with the runs that went there: `github at https://api.github.com: runs 1-3, 7`.
  static func places(of runs: [RunSummary]) -> [String] {
    var places: [String] = []
    var numbers: [String: [ClosedRange<Int64>]] = [:]
    for run in runs {
      let place = "\(run.provider) at \(run.server)"
      if numbers[place] == nil { places.append(place) }
      var ranges = numbers[place] ?? []
      if let last = ranges.last, last.upperBound + 1 == run.run {
        ranges[ranges.count - 1] = last.lowerBound...run.run
      } else {
        ranges.append(run.run...run.run)
      }
      numbers[place] = ranges
    }
    return places.map { place in
      let ranges = numbers[place] ?? []
      let isOne = ranges.count == 1 && ranges[0].count == 1
      let list = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      return "\(place): \(isOne ? "run" : "runs") \(list.joined(separator: ", "))"
    }
  }
}
