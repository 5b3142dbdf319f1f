import Foundation
import Helpdesk

/// `{"action": "assign", "to": "ana"}`: what is to be done, and with what.
struct ActionBody {
  private let action: String
  /// A null is told from what was not said.
  private let fields: [String: String?]

  /// Of a tag, a stage, a queue: what fits on a label.
  static let mostCharacters = 80

  /// What a body asks for. Throws `Problem`.
  static func action(in bytes: [UInt8]) throws -> Action {
    guard let fields = try? JSONDecoder().decode([String: String?].self, from: Data(bytes)),
      let action = fields["action"] ?? nil
    else {
      throw Problem.badRequest("The body must be a JSON object with a string \"action\" and strings beside it.")
    }
    return try ActionBody(action: action, fields: fields).meaning()
  }

  private func meaning() throws -> Action {
    switch action {
    case "assign": .assign(try person())
    case "resolve": .resolve
    case "reopen": .reopen
    case "wait_customer": .waitCustomer
    case "wait_third_party": .waitThirdParty
    case "resume": .resume
    case "dismiss": .dismiss
    case "needs_answer": .needsAnswer(MessageID(try label("message")), writtenAt: nil)
    case "tag": .tag(try label("tag"))
    case "untag": .untag(try label("tag"))
    case "stage": .stage(try label("stage"))
    case "category": .category(try label("category"))
    case "queue": .queue(try label("queue"))
    case "team": .team(TeamID(try label("team")))
    case "priority": .priority(try level())
    default: throw Problem.badRequest("There is no such action; there are \(Self.names.joined(separator: ", ")).")
    }
  }

  static let names = [
    "assign", "resolve", "reopen", "wait_customer", "wait_third_party", "resume", "tag", "untag", "stage", "priority",
    "category", "queue", "team", "dismiss", "needs_answer",
  ]

  /// Nobody only when that was said: a slip in the name of the key must not take the case from whoever has it.
  private func person() throws -> PersonID? {
    guard let person = fields["to"] else {
      throw Problem.badRequest("The action \"assign\" takes a \"to\": a person, or null for nobody.")
    }
    return person.map { PersonID($0) }
  }

  private func label(_ key: String) throws -> String {
    let text = (fields[key] ?? nil)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !text.isEmpty, text.count <= Self.mostCharacters, !text.contains(where: \.isNewline) else {
      throw Problem.badRequest(
        "The action \"\(action)\" takes a \"\(key)\" of one line and at most \(Self.mostCharacters) characters.")
    }
    return text
  }

  private func level() throws -> Priority {
    guard let level = (fields["priority"] ?? nil).flatMap(Priority.init(rawValue:)) else {
      throw Problem.badRequest(
        "The action \"priority\" takes a \"priority\": \(Priority.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return level
  }
}
