package import BusinessTime

/// An answer of the API's as it goes out.
package struct WrittenAnswer: Sendable, Equatable {
  package var status: Int
  /// Its media type.
  package var type: String
  package var body: [UInt8]

  package init(status: Int, type: String, body: [UInt8]) {
    self.status = status
    self.type = type
    self.body = body
  }
}

/// What a caller calls one request, so that it is carried out once however often it comes.
package struct AnswerKey: Sendable, Equatable {
  /// The id of the token: another's key is another key.
  package var token: String
  /// The caller's own words, at most `mostCharacters`.
  package var key: String
  /// SHA-256 of method, path and body.
  package var request: [UInt8]

  /// What fits a UUID, a hash or a reference of somebody else's system.
  package static let mostCharacters = 255

  package init(token: String, key: String, request: [UInt8]) {
    self.token = token
    self.key = key
    self.request = request
  }
}

/// What was answered under a key.
package struct KeptAnswer: Sendable, Equatable {
  package var key: AnswerKey
  package var at: Timestamp
  package var status: Int
  package var type: String
  /// Nil: it was longer than `mostBytes`, and is shown as it is when it is asked for again.
  package var body: [UInt8]?

  /// For how long it is answered again, in seconds: a caller that has not come again within a day has given up.
  package static let keptSeconds: Int64 = 86_400
  /// Of one token: one every nine seconds, day and night.
  package static let mostPerToken = 10_000
  /// Enough for whatever an order is answered with, except a conversation with a long history: with `mostPerToken` it
  /// bounds what a program gone wild can fill.
  package static let mostBytes = 32_768

  package init(key: AnswerKey, at: Timestamp, status: Int, type: String, body: [UInt8]?) {
    self.key = key
    self.at = at
    self.status = status
    self.type = type
    self.body = body
  }
}
