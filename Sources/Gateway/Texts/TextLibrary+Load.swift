import Foundation
import Helpdesk

extension TextLibrary {
  /// Reads `messages/`, `meta/` and `mail/` of the folder. Throws every problem of every file together.
  package static func load(from folder: String) throws(TextLibraryError) -> TextLibrary {
    var problems = TextProblems()
    var messages = Shelf<MessageText>()
    each(in: folder, "messages", ending: ".mustache", &problems) { file, problems in
      guard let text = MessageText(file.source, name: file.name, problems: &problems) else { return }
      messages.put(text, name: file.name, language: file.language)
    }
    var definitions = Shelf<MetaTemplate>()
    each(in: folder, "meta", ending: ".json", &problems) { file, problems in
      let template = MetaTemplate(file.source, name: file.name, language: file.language, problems: &problems)
      guard let template else { return }
      definitions.put(template, name: file.name, language: file.language)
    }
    var mails = Shelf<MailText>()
    each(in: folder, "mail", ending: ".mustache", &problems) { file, problems in
      guard let mail = MailText(file.source, name: file.name, problems: &problems) else { return }
      mails.put(mail, name: file.name, language: file.language)
    }
    guard problems.count == 0 else { throw TextLibraryError(problems: problems.all) }
    return TextLibrary(messages: messages, definitions: definitions, mails: mails)
  }

  /// In alphabetical order, so that problems come in the same order on every machine.
  private static func each(
    in folder: String, _ kind: String, ending: String, _ problems: inout TextProblems,
    _ read: (TextFile, inout TextProblems) -> Void
  ) {
    let path = folder + "/" + kind
    problems.file = path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return problems.add("There is no folder of that name that can be read.")
    }
    let visible = names.filter { !$0.hasPrefix(".") }.sorted()
    guard visible.count <= mostFiles else {
      return problems.add("The folder holds \(visible.count) files; more than \(mostFiles) must be a mistake.")
    }
    for name in visible {
      problems.file = path + "/" + name
      if let file = TextFile(path: problems.file, fileName: name, ending: ending, &problems) { read(file, &problems) }
    }
  }

  /// Ten times what ships, in ten languages.
  private static let mostFiles = 2000
}

/// A file's content, and what its name says.
private struct TextFile {
  let name: String
  let language: Language
  let source: String

  init?(path: String, fileName: String, ending: String, _ problems: inout TextProblems) {
    let parts = fileName.dropLast(ending.count).split(separator: ".", omittingEmptySubsequences: false)
    guard fileName.hasSuffix(ending), parts.count == 2, Self.isName(parts[0]), Self.isTag(parts[1]) else {
      problems.add("The file is not named like `ack.es\(ending)`: small letters, a language tag, this ending.")
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path), data.count <= Self.mostBytes else {
      problems.add("The file cannot be read, or is larger than \(Self.mostBytes) bytes.")
      return nil
    }
    guard let source = String(data: data, encoding: .utf8) else {
      problems.add("The file is not UTF-8.")
      return nil
    }
    name = String(parts[0])
    language = Language(parts[1])
    self.source = source
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
  }

  /// `es`, `fil`, `pt_BR`.
  private static func isTag(_ text: Substring) -> Bool {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    let isBase = (2...3).contains(parts[0].count) && parts[0].allSatisfy { ("a"..."z").contains($0) }
    return isBase && parts.count <= 2
      && (parts.count == 1 || (parts[1].count == 2 && parts[1].allSatisfy { ("A"..."Z").contains($0) }))
  }

  /// Ten times the longest message that Meta takes.
  private static let mostBytes = 40_960
}
