import Helpdesk
import Mustache

/// One mail: mustache as in `MessageText`, with its subject in the front matter.
///
///     ---
///     subject: Acuse: {{business}} no puede enviar
///     ---
struct MailText: Sendable {
  private let subject: MustacheTemplate
  private let body: MustacheTemplate
  private let variables: Set<TextVariable>

  /// Everything that is wrong goes into `problems`; nil if anything is.
  init?(_ source: String, name: String, problems: inout TextProblems) {
    let before = problems.count
    let (frontMatter, text, bodyLine) = FrontMatter.split(source)
    let lines = (frontMatter ?? []).filter { !$0.allSatisfy(\.isWhitespace) }
    guard lines.count == 1, let line = lines.first, line.hasPrefix(Self.key) else {
      problems.add("A mail begins with a front matter of one line: `subject: Acuse: …`.")
      return nil
    }
    let subject = String(line.dropFirst(Self.key.count))
    let known = TextVariable.suppliedToMail(for: name)
    if known.isEmpty { problems.add("No mail of that name is ever sent.") }
    let tags = MustacheTag.tags(in: subject).map { ($0, 2) } + MustacheTag.tags(in: text).map { ($0, bodyLine + 1) }
    for (tag, first) in tags {
      if let sentence = tag.objection(among: known) { problems.add(sentence, line: first + tag.line) }
    }
    if subject.allSatisfy(\.isWhitespace) { problems.add("The subject is empty.", line: 2) }
    if text.allSatisfy(\.isWhitespace) { problems.add("The text is empty.", line: bodyLine + 1) }
    guard problems.count == before else { return nil }
    do {
      self.subject = try MustacheTemplate(string: MessageText.plainText + subject)
      body = try MustacheTemplate(string: MessageText.plainText + MessageText.trimmed(text))
    } catch {
      problems.add("The sections of the text do not match: each `{{#…}}` needs its `{{/…}}`.", line: bodyLine + 1)
      return nil
    }
    variables = Set(tags.compactMap { TextVariable(rawValue: $0.0.name) })
  }

  func words(_ values: TextValues) -> MailWords {
    var filled: [String: String] = [:]
    for variable in variables { filled[variable.rawValue] = values.freeForm(variable) }
    return MailWords(
      subject: MessageText.trimmed(subject.render(filled)), text: MessageText.trimmed(body.render(filled)))
  }

  private static let key = "subject: "
}
