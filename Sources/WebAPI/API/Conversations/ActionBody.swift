import Foundation
import Helpdesk

/// `{"action": "assign", "to": "ana"}`: what is to be done, and with what.
struct ActionBody: Decodable {
  var action: String
  var to: String?
  var tag: String?
  var stage: String?
  var priority: String?
  var category: String?
  var queue: String?
  var team: String?

  /// Of a tag, a stage, a queue: what fits on a label.
  static let mostCharacters = 80

  /// What a body asks for. Throws `Problem`.
  static func action(in bytes: [UInt8]) throws -> Action {
    let body: ActionBody
    do {
      body = try JSONDecoder().decode(ActionBody.self, from: Data(bytes))
    } catch is DecodingError {
      throw Problem.badRequest("The body must be a JSON object with a string \"action\" and strings beside it.")
    }
    return try body.meaning()
  }

  private func meaning() throws -> Action {
    switch action {
    case "assign": .assign(to.map { PersonID($0) })
    case "resolve": .resolve
    case "reopen": .reopen
    case "wait_customer": .waitCustomer
    case "wait_third_party": .waitThirdParty
    case "resume": .resume
    case "dismiss": .dismiss
    case "tag": .tag(try label(tag, "tag"))
    case "untag": .untag(try label(tag, "tag"))
    case "stage": .stage(try label(stage, "stage"))
    case "category": .category(try label(category, "category"))
    case "queue": .queue(try label(queue, "queue"))
    case "team": .team(TeamID(try label(team, "team")))
    case "priority": .priority(try level())
    default: throw Problem.badRequest("There is no such action; there are \(Self.names.joined(separator: ", ")).")
    }
  }

  static let names = [
    "assign", "resolve", "reopen", "wait_customer", "wait_third_party", "resume", "tag", "untag", "stage", "priority",
    "category", "queue", "team", "dismiss",
  ]

  private func label(_ value: String?, _ key: String) throws -> String {
    let text = value?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !text.isEmpty, text.count <= Self.mostCharacters, !text.contains(where: \.isNewline) else {
      throw Problem.badRequest(
        "The action \"\(action)\" takes a \"\(key)\" of one line and at most \(Self.mostCharacters) characters.")
    }
    return text
  }

  private func level() throws -> Priority {
    guard let level = priority.flatMap(Priority.init(rawValue:)) else {
      throw Problem.badRequest(
        "The action \"priority\" takes a \"priority\": \(Priority.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return level
  }
}
