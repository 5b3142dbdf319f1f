package import BusinessTime
package import HTTPTypes
package import Sandbox

/// One request that came to the stand-in.
package struct RecordedRequest: Sendable {
  package var at: Timestamp
  package var method: String
  /// The path with its query, as it came.
  package var target: String
  /// The path alone.
  package var path: String
  package var headers: HTTPFields
  package var body: [UInt8]
  /// The id of the message that this request made; nil when it made none.
  package var acceptedID: String?
  /// The status of the answer; nil when the connection was cut.
  package var answered: Int?

  /// The value of a header, by its name in any case; nil when it is absent.
  package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

  /// The body as JSON; nil when it is none.
  package var json: JSON? { try? JSON(bytes: body) }
}

/// One attempt to bring a webhook to the gateway.
package struct WebhookAttempt: Sendable {
  /// The same for all attempts and copies of one POST.
  package var postID: Int
  /// 1 for the first.
  package var attempt: Int
  package var copy: Int
  package var at: Timestamp
  /// Nil when no answer came.
  package var status: Int?
  /// Real microseconds from writing to the answer.
  package var tookMicroseconds: Int64
  package var body: [UInt8]
}

/// What can be seen at one moment; keep it only as long as needed.
package struct SandboxView: Sendable {
  package var requests: [RecordedRequest]
  package var attempts: [WebhookAttempt]
  package var rules: MetaRules
}

/// Something that happened, as it happens.
package enum SandboxEvent: Sendable {
  case request(RecordedRequest)
  case webhook(WebhookAttempt)
  case phone(PhoneArrival)
}
