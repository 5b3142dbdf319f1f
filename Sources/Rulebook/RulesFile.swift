import Helpdesk

/// Reads the rules file whole: every value checked, every problem told at once with its place.
package enum RulesFile {
  /// `file` is the name for messages, and the folder that a relative database path starts from. The environment is
  /// only asked whether variables are set; no value of it is kept.
  package static func load(
    text: String, file: String, environment: [String: String], context: LoadContext
  ) -> LoadedRules {
    let findings = Findings(file: file)
    guard let root = Tree.read(text, findings: findings) else {
      return LoadedRules(rules: nil, settings: nil, calendars: [:], problems: findings.errors, warnings: [])
    }
    let reading = Reading(
      declared: DeclaredNames(root), findings: findings, environment: environment, context: context)
    SecretScan.run(over: root, findings: findings)
    NotYet.warn(about: root, findings: findings)
    let document = Document(root, reading: reading, file: file)
    let isUsable = findings.errorCount == 0
    return LoadedRules(
      rules: isUsable ? document?.rules : nil, settings: isUsable ? document?.settings : nil,
      calendars: document?.calendars ?? [:], problems: findings.errors, warnings: findings.warnings)
  }
}

/// What all parts of one reading share.
struct Reading {
  let declared: DeclaredNames
  let findings: Findings
  let environment: [String: String]
  let context: LoadContext
}
