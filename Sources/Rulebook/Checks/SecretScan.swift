/// Finds tokens and other secrets anywhere in the file, also where the schema would accept them as a text.
enum SecretScan {
  static func run(over node: Node, findings: Findings) {
    switch node.kind {
    case .scalar(let text, _) where Shown.looksSecret(text):
      findings.error(
        node.place, "This looks like a secret, and none belongs into the rules file.",
        hint: "give it through the environment, and revoke one that was written to a file")
    case .scalar: break
    case .list(let items): items.forEach { run(over: $0, findings: findings) }
    case .map(let entries): entries.forEach { run(over: $0.value, findings: findings) }
    }
  }
}
