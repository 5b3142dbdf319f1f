/// What is known of a conversation when its policy is chosen.
package struct PolicyCandidate: Sendable, Equatable {
  package var number: NumberID
  package var category: String = "other"
  package var priority: Priority = .normal
  package var tags: Set<String> = []
  package var stage: String?
  package var queue: String?
  package var language: Language
  package var isNewContact: Bool
  package var source: String

  package init(number: NumberID, language: Language, isNewContact: Bool, source: String) {
    self.number = number
    self.language = language
    self.isNewContact = isNewContact
    self.source = source
  }
}

extension PolicyBook {
  /// The first policy whose condition holds, and why the ones before it did not (semantics §6).
  package func choose(for candidate: PolicyCandidate) -> (policy: Policy, why: String)? {
    var losers: [String] = []
    for policy in policies {
      guard let miss = policy.when.firstMiss(candidate) else {
        let passed = losers.isEmpty ? "" : "; not " + losers.joined(separator: ", not ")
        return (policy, "policy \(policy.name)\(passed)")
      }
      losers.append("\(policy.name) (\(miss))")
    }
    return nil
  }
}

extension Condition {
  /// The first part that does not hold; nil when all do.
  fileprivate func firstMiss(_ candidate: PolicyCandidate) -> String? {
    func misses<T: Hashable>(_ wanted: Set<T>, _ have: T?) -> Bool {
      !wanted.isEmpty && !(have.map(wanted.contains) ?? false)
    }
    if misses(numbers, candidate.number) { return "number" }
    if misses(categories, candidate.category) { return "category" }
    if misses(priorities, candidate.priority) { return "priority" }
    if !tags.isEmpty, tags.isDisjoint(with: candidate.tags) { return "tags" }
    if misses(stages, candidate.stage) { return "stage" }
    if misses(queues, candidate.queue) { return "queue" }
    if !segments.isEmpty { return "segment" }
    if misses(sources, candidate.source) { return "source" }
    if !languages.isEmpty,
      !languages.contains(where: { $0 == candidate.language || $0.rawValue == candidate.language.base })
    {
      return "language"
    }
    if let newContact, newContact != candidate.isNewContact { return "new contact" }
    return nil
  }
}
