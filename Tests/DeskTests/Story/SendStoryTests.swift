import BusinessTime
import Helpdesk
import Testing

@testable import Gateway

/// What became of a send, as `acuse explain` tells it.
@Suite struct SendStoryTests {
  private static let fates: [(change: @Sendable (inout OutboxEntry) -> Void, sentence: String)] = [
    ({ _ in }, "It waits to be sent."),
    (
      { $0.failure = "131056" },
      "It waits for another try: too much was sent to this recipient at once (WhatsApp's error 131056)."
    ),
    (
      {
        $0.state = .parked
        $0.dueAt = Office.ten.plus(minutes: 30)
      }, "It is held back until 10:30 at least."
    ),
    ({ $0.state = .inFlight }, "It is being sent."),
    (
      {
        $0.state = .inDoubt
        $0.failure = "timed_out"
        $0.dueAt = Office.ten.plus(minutes: 2, seconds: 5)
      },
      "It may have arrived or not (WhatsApp did not answer in time); WhatsApp's word is awaited until 10:02:05."
    ),
    (
      {
        $0.close(.unconfirmed, because: "lease_ended")
      }, "Whether it arrived is not known: the gateway was stopped while it was being sent."
    ),
    (
      {
        $0.attempt = 3
        $0.close(.failed, because: "http_502")
      }, "It did not go through after 3 tries: WhatsApp answered with the HTTP status 502."
    ),
    (
      {
        $0.acceptedAt = Office.ten.plus(seconds: 1)
        $0.close(.failed, because: "131049")
      },
      "WhatsApp took it at 10:00:01, but it did not arrive: Meta holds back messages to this recipient to keep them few (WhatsApp's error 131049)."
    ),
    ({ $0.close(.expired, because: "valid_until") }, "It was not sent: it could not be sent in time."),
    ({ $0.close(.cancelled, because: "irrelevant") }, "It was not sent: by then nobody waited for it any more."),
    (
      { $0.close(.cancelled, because: "merged") },
      "It was not sent: the conversation was merged, and the other one had told the customer already."
    ),
    (
      { $0.close(.cancelled, because: "hourly_cap") },
      "It was not sent: the hourly cap of notices for this person was reached."
    ),
    ({ $0.close(.failed, because: "999999") }, "It did not go through: WhatsApp's error 999999."),
    ({ $0.close(.failed, because: "gremlins") }, "It did not go through: “gremlins”."),
    (
      {
        $0.state = .accepted
        $0.sentAsTemplate = true
        $0.acceptedAt = Office.ten.plus(minutes: 24 * 60)
      },
      "WhatsApp took it on Tuesday 24 November at 10:00 as an approved template, because the 24-hour window was closed; that it reached the phone is not known yet."
    ),
    (
      {
        $0.state = .accepted
        $0.acceptedAt = Office.ten.plus(seconds: 1)
        $0.deliveredAt = Office.ten.plus(minutes: 1)
        $0.readAt = Office.ten.plus(minutes: 1)
      }, "WhatsApp took it at 10:00:01, and it was read at 10:01."
    ),
  ]

  @Test("what became of a send is told for each state that it can be in")
  func sends() throws {
    let words = try SentenceTests.words()
    for (change, sentence) in Self.fates {
      var entry = OutboxEntry(
        id: "o1", kind: .alert, number: Office.number, recipient: .person("ana"), conversation: ConversationRef(1001),
        createdAt: Office.ten, rendering: Rendering(freeForm: .text("Hola"), template: nil))
      change(&entry)
      #expect(SendStory(entry, words).text == sentence)
    }
  }
}
