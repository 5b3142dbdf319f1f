import BusinessTime
import Gateway
import Helpdesk

extension ConversationQuery {
  /// `?state=&sla=&assignee=&team=&q=&sort=due&limit=&cursor=`; an unknown value is an error with the known ones.
  init(_ call: APICall, now: Timestamp) throws {
    self.init(now: now)
    states = try call.names("state")
    sla = try call.name("sla")
    sort = try call.name("sort") ?? .due
    assignee = call.query("assignee").map { PersonID($0) }
    team = call.query("team").map { TeamID($0) }
    text = call.query("q")
    // One more than the page says whether there is another.
    most = try call.pageSize() + 1
    after = try call.query("cursor").map { try ConversationCursor($0, for: self).place }
  }
}
