import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Testing
import WebAPI

/// `GET /api/v1/events`.
@Suite(.serialized, .timeLimit(.minutes(1))) struct EventTests {
  private static func limits() -> WebLimits {
    var limits = WebLimits()
    limits.heartbeat = .milliseconds(20)
    return limits
  }

  /// A connection on which the stream has begun.
  private static func listen(_ house: WebHouse, token: String) async throws -> Wire {
    let wire = try Wire(port: house.port)
    try await wire.write(
      "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
    let head = try await wire.until(": heartbeat\n\n")
    #expect(head.hasPrefix("HTTP/1.1 200"))
    #expect(head.lowercased().contains("content-type: text/event-stream\r\n"))
    #expect(head.lowercased().contains("cache-control: no-store\r\n"))
    return wire
  }

  private static func untilNobodyListens(_ house: WebHouse) async throws {
    while house.feed.listenerCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test("what is committed is told with its id, its name, and what happened to which conversation")
  func events() async throws {
    try await WebHouse.open(limits: Self.limits()) { house in
      let wire = try await Self.listen(house, token: try await house.token())
      try await house.customerWrites("wamid.one", text: "No puedo pagar")
      let opened = try await wire.until(#""what":"opened""#)
      #expect(opened.contains("id: 1\nevent: timeline\ndata: {"))
      #expect(opened.contains(#""at":"2026-11-23T15:00:00Z""#))
      #expect(opened.contains(#""ref":1001"#))
      let assigned = try await wire.until("\n\n")
      #expect(!assigned.contains("No puedo pagar"))
      house.feed.publish([.sent("o1", conversation: ConversationRef(1001), state: .accepted)])
      let sent = try await wire.until(#""why":"accepted"}"#)
      #expect(sent.contains("event: send\ndata: {"))
      #expect(sent.contains(#""what":"send""#))
      // Nobody's conversation: not told.
      house.feed.publish([.received(ReceiveReport(new: 1)), .sent("o2", conversation: nil, state: .accepted)])
      house.feed.publish([.sent("o3", conversation: ConversationRef(1002), state: .failed)])
      let next = try await wire.until(#""why":"failed"}"#)
      #expect(next.components(separatedBy: "event:").count == 2)
    }
  }

  @Test("a comment comes again and again while nothing happens")
  func heartbeat() async throws {
    try await WebHouse.open(limits: Self.limits()) { house in
      let wire = try await Self.listen(house, token: try await house.token())
      for _ in 0..<3 { _ = try await wire.until(": heartbeat\n\n") }
    }
  }

  @Test("so many may listen and no more; whoever goes away makes room")
  func bound() async throws {
    try await WebHouse.open(limits: Self.limits()) { house in
      let token = try await house.token()
      var others = (0..<LiveFeed.mostListeners - 1).compactMap { _ in house.feed.listen() }
      var wire: Wire? = try await Self.listen(house, token: token)
      #expect(wire != nil)
      #expect(house.feed.listenerCount == 256)
      #expect(try await house.get("/api/v1/events", token: token).isProblem("too-many-listeners", 503))
      wire = nil
      others = []
      #expect(others.isEmpty)
      try await Self.untilNobodyListens(house)
      _ = try await Self.listen(house, token: token)
    }
  }

  @Test("a listener that falls behind is cut off")
  func slow() async throws {
    try await WebHouse.open(limits: Self.limits()) { house in
      let wire = try await Self.listen(house, token: try await house.token())
      let entry = TimelineEntry(at: house.clock.now(), what: "noted", why: String(repeating: "a", count: 1000))
      let flood = [FeedEvent](
        repeating: .happened(Happening(conversation: ConversationRef(1001), entry: entry)), count: 50_000)
      house.feed.publish(flood)
      // What did not fit is told before the next that fits.
      while house.feed.listenerCount > 0 {
        house.feed.publish(Array(flood.prefix(1)))
        try await Task.sleep(for: .milliseconds(5))
      }
      let told = try await wire.untilEnd()
      #expect(told.components(separatedBy: "event: timeline").count < 50_000)
    }
  }

  @Test("a listener that takes nothing in is cut off, however little it has missed")
  func stuck() async throws {
    var limits = Self.limits()
    limits.listenerPatience = .milliseconds(100)
    try await WebHouse.open(limits: limits) { house in
      let wire = try await Self.listen(house, token: try await house.token())
      // Fewer than the feed keeps for one listener, and more than the sockets hold between them.
      let entry = TimelineEntry(at: house.clock.now(), what: "noted", why: String(repeating: "a", count: 200_000))
      for _ in 0..<200 {
        house.feed.publish([.happened(Happening(conversation: ConversationRef(1001), entry: entry))])
      }
      try await Self.untilNobodyListens(house)
      #expect(try await wire.untilEnd().components(separatedBy: "event: timeline").count < 200)
    }
  }

  @Test("a token that is revoked hears no more, and a gateway that stops ends every stream")
  func ends() async throws {
    try await WebHouse.open(limits: Self.limits()) { house in
      let made = try await house.tokens.create(for: .person("ana"), role: .agent)
      let wire = try await Self.listen(house, token: made.token)
      _ = try await Self.listen(house, token: try await house.token())
      #expect(try await house.tokens.revoke(id: made.row.id))
      let rest = try await wire.until("0\r\n\r\n")
      #expect(!rest.contains("event:"))
      // The other one is still open: the house must close all the same.
    }
  }
}
