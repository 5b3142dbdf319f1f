import ArgumentParser
import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Rulebook
import SQLiteStore

/// `acuse explain 1042`: why one conversation went as it did, for whoever has to answer for it.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells every decision of one conversation with its reason, also while the gateway runs.")

  @OptionGroup var rules: ConfigOption
  @Argument(help: "The conversation's reference: 1042 or #1042.") var reference: String
  @Flag(help: "One JSON object.") var json = false

  func run() async throws {
    let ref = try parsedReference()
    let texts = try rules.texts()
    let loaded = try rules.load().rules
    guard let rules = loaded.rules, let path = loaded.settings?.databasePath else { return }
    let file = self.rules.path
    let found = try await Self.read(path) { tables -> CaseFile? in
      guard let detail = try tables.detail(ref, messages: CaseFile.most) else { return nil }
      let version = detail.summary.conversation.version
      let stored = version == rules.book.version ? nil : try tables.rules(version)
      let book = stored.flatMap { Assembly.read($0.source, file: file, texts: texts, checksSecrets: false).rules?.book }
      return CaseFile(
        detail: detail, alerts: try tables.alerts(about: ref, most: CaseFile.most), rules: rules,
        book: book ?? rules.book, now: SystemClock().now())
    }
    guard let found else { throw Complaint("there is no conversation #\(ref.number).") }
    let story = CaseStory(found)
    print(json ? try StoryJSON(story).text : story.text)
  }

  private func parsedReference() throws -> ConversationRef {
    let digits = reference.hasPrefix("#") ? reference.dropFirst() : reference[...]
    guard digits.allSatisfy(\.isWholeNumber), let number = Int64(digits), number > 0 else {
      throw Complaint.wrongUse("a conversation is named by its reference, such as 1042 or #1042.")
    }
    return ConversationRef(number)
  }

  private static func read<R: Sendable>(
    _ path: String, _ body: @escaping @Sendable (any ReadTables) throws -> R
  ) async throws -> R {
    do {
      return try await SQLiteReader(at: path).read(body)
    } catch let error as OpenError {
      throw Complaint("\(path): \(error.description).")
    } catch let error as StoreError {
      throw Complaint("\(path): the database cannot be read now (\(error)).")
    }
  }
}
