import BusinessTime
import Gateway
import Helpdesk
import Hummingbird

extension ConversationQuery {
  /// `?state=&sla=&assignee=&team=&q=&sort=due&limit=&cursor=`; an unknown value is an error with the known ones.
  init(_ parameters: borrowing Parameters, now: Timestamp) throws {
    self.init(now: now)
    func value(_ name: String) -> String? {
      parameters[Substring(name)].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let text = value("state") {
      states = Set(try text.split(separator: ",").map { try Self.parse(String($0), as: "state") })
    }
    if let text = value("sla") { sla = try Self.parse(text, as: "sla") }
    if let text = value("sort") { sort = try Self.parse(text, as: "sort") }
    assignee = value("assignee").map { PersonID($0) }
    team = value("team").map { TeamID($0) }
    self.text = value("q")
    var page = ConversationRoutes.defaultPage
    if let limit = value("limit") {
      guard let number = Int(limit), (1...ConversationRoutes.mostPage).contains(number) else {
        throw Problem.badRequest("limit takes a number from 1 to \(ConversationRoutes.mostPage).")
      }
      page = number
    }
    // One more than the page says whether there is another.
    most = page + 1
    if let cursor = value("cursor") {
      guard let number = Int(cursor), number >= 0 else {
        throw Problem.badRequest("cursor takes what next_cursor gave.")
      }
      offset = number
    }
  }

  private static func parse<T: RawRepresentable<String> & CaseIterable>(_ text: String, as name: String) throws -> T {
    guard let value = T(rawValue: text) else {
      throw Problem.badRequest("\(name) takes one of: \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return value
  }
}
