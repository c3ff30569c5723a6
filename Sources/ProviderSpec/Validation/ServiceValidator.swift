/// Checks that what a service's file refers to exists and fits. Every look-up is by dictionary, so that time grows with
/// the file and no faster.
struct ServiceValidator {
  let draft: ServiceDraft
  var report: SourceReport
  let enums: [String: EnumDraft]
  let parameters: [String: ParameterDraft]
  let models: [String: ModelDraft]
  let methods: [String: MethodDraft]
  /// The names of the fields of each model.
  let fields: [String: [String: FieldDraft]]

  var usedEnums: Set<String> = []
  var usedParameters: Set<String> = []
  var usedModels: Set<String> = []
  var usedMethods: Set<String> = []
  /// How many names were looked for that are not defined.
  private var suggestions = 0
  /// Models that misspelt references most likely stand for.
  var meantModels: [String] = []

  init(_ draft: ServiceDraft, report: SourceReport) {
    self.draft = draft
    self.report = report
    enums = Dictionary(draft.enums.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    parameters = Dictionary(draft.parameters.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    models = Dictionary(draft.models.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    methods = Dictionary(draft.methods.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    fields = models.mapValues { model in
      Dictionary(model.fields.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Reports every mistake.
  mutating func check() {
    checkDuplicates(draft.enums.map(\.name), "enum")
    checkDuplicates(draft.parameters.map(\.name), "parameter")
    checkDuplicates(draft.models.map(\.name), "model")
    checkDuplicates(draft.methods.map(\.name), "method")
    checkDuplicates(draft.resources.map(\.name), "resource")
    for enumeration in draft.enums {
      checkDuplicates(enumeration.values.map(\.name), "value", of: "enum '\(enumeration.name.value)'")
    }
    for model in draft.models {
      checkDuplicates(model.fields.map(\.name), "field", of: "model '\(model.name.value)'")
    }
    for parameter in draft.parameters { check(parameter) }
    for model in draft.models {
      for field in model.fields { check(field) }
    }
    for method in draft.methods { check(method) }
    for resource in draft.resources { check(resource) }
    checkSwiftNames()
    checkUse()
  }

  mutating func checkDuplicates(_ names: [Located<String>], _ what: String, of owner: String? = nil) {
    var seen: Set<String> = []
    for name in names where !name.value.isEmpty && !seen.insert(name.value).inserted {
      let place = owner.map { " of \($0)" } ?? ""
      report.error(at: name, "the \(what) '\(name.value)'\(place) is given twice; remove or rename one of the two.")
    }
  }

  /// Reports a name that is not defined. Gives the name that may have been meant, for it to count as used: one mistake
  /// is one complaint.
  mutating func unknown(
    _ what: String, _ name: Located<String>, among known: some Sequence<String>, advice: String
  ) -> String? {
    // Looking for the nearest name takes time with each of them: a broken file of thousands must not take minutes.
    suggestions += 1
    let meant = suggestions > 100 ? nil : Suggestion.nearest(to: name.value, among: known)
    let right = meant.map { ". Did you mean '\($0)'?" } ?? "; \(advice)."
    report.error(at: name, "unknown \(what) '\(name.value)'\(right)")
    return meant
  }

  mutating func useModel(_ name: Located<String>) {
    if name.value.isEmpty { return }
    guard models[name.value] != nil else {
      let meant = unknown("model", name, among: draft.models.map(\.name.value), advice: "define it under 'models'")
      if let meant { meantModels.append(meant) }
      return
    }
  }

  mutating func useEnum(_ name: Located<String>) {
    guard enums[name.value] != nil else {
      let meant = unknown("enum", name, among: draft.enums.map(\.name.value), advice: "define it under 'enums'")
      if let meant { usedEnums.insert(meant) }
      return
    }
    usedEnums.insert(name.value)
  }
}
