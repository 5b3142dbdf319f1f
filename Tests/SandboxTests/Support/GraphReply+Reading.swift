import BusinessTime
import Sandbox

extension GraphReply {
  /// The status of an answer; nil when the connection was cut.
  var status: Int? {
    switch ending {
    case .answer(let status, _, _), .truncated(let status, _): status
    case .cut: nil
    }
  }

  /// The body of an answer, read as JSON.
  var json: JSON? {
    switch ending {
    case .answer(_, _, let body): try? JSON(bytes: body)
    case .truncated, .cut: nil
    }
  }

  /// The code of an error answer.
  var code: Int64? { json?["error"]?["code"]?.integer }

  /// What an error answer says in detail.
  var details: String? { json?["error"]?["error_data"]?["details"]?.text }
}

extension MetaRules {
  /// Sends at that moment.
  mutating func send(_ body: JSON, at moment: Timestamp = Fixture.noon) -> GraphReply {
    answer(Fixture.send(body), at: moment)
  }

  /// Lets time pass, and takes every webhook of that time as delivered; the updates in their order.
  mutating func updates(until moment: Timestamp) -> [WebhookUpdate] {
    advance(to: moment)
    var updates: [WebhookUpdate] = []
    while let post = webhooks.take(at: moment, settings.webhooks) {
      updates += post.updates
      webhooks.settle(post, status: 200, at: moment, settings.webhooks)
    }
    return updates
  }

  /// Lets time pass; the elements of `statuses` that were told, in their order.
  mutating func statuses(until moment: Timestamp) -> [JSON] {
    updates(until: moment).flatMap { $0.value["statuses"]?.elements ?? [] }
  }
}
