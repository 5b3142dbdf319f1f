import BusinessTime
import Helpdesk
import Testing

@testable import Gateway
@testable import Simulation

/// What one of our people's reaction does, and mostly does not do.
@Suite struct ReactionTests {
  private let ten = Office.ten
  private let ref = ConversationRef(1001)

  private func react(_ office: Office, at now: Timestamp) throws -> OutboxID {
    let message = try #require(office.tables.messages.rows { $0.wamid == "wamid.1" }.first)
    let command = Command.reply(ref, text: "👍", form: .reaction(to: message.id), author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(command), at: now) else { throw DeskError.noPolicy }
    return id
  }

  @Test("one that fails is told to nobody, and one that is sent again answers nobody either")
  func retried() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let id = try react(office, at: ten.plus(minutes: 1))
    _ = try office.claim(id, at: ten.plus(minutes: 1))
    try office.handle(.settled(id, .refused(code: "131009", remedy: .giveUp)), at: ten.plus(minutes: 1, seconds: 1))
    #expect(try office.entries(.alert).isEmpty)
    let retry = Command.retry(id, author: .person("lucia"))
    #expect(try office.handle(.command(retry), at: ten.plus(minutes: 2)) == .done)
    #expect(try office.tables.outboxEntry(id)?.state == .queued)
    let contact = try #require(try office.conversation().flatMap { try office.tables.contact($0.contact) })
    #expect(contact.lastHuman == [:])
    #expect(try office.clock(.firstResponse)?.stoppedAt == nil)
    #expect(try office.clock(.firstResponse)?.dueAt == ten.plus(minutes: 15))
  }

  @Test("one that follows a question leaves the question open: thanks are an answer to it")
  func afterQuestion() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let question = Command.reply(ref, text: "¿Ya le funciona?", author: .person("ana"))
    try office.handle(.command(question), at: ten.plus(minutes: 1))
    _ = try react(office, at: ten.plus(minutes: 2))
    try office.write("wamid.2", .text("Gracias"), at: ten.plus(minutes: 3))
    #expect(try office.tables.message("wamid.2")?.counts == true)
  }

  @Test("the story of the case tells it as what it is")
  func story() throws {
    let words = try SentenceTests.words()
    var entry = OutboxEntry(
      id: "o1", kind: .reply, number: Office.number, recipient: .contact("c1"), conversation: ref,
      createdAt: Office.ten, rendering: Rendering(freeForm: .reaction(to: "wamid.1", emoji: "👍"), template: nil))
    entry.author = "ana"
    var file = words.file
    file.detail.messages.append(.outbox(entry))
    let told = EventStory(StoryWords(file)).events.map(\.text)
    #expect(told.contains("Ana Ruiz reacted to a message of the customer's. It waits to be sent."))
  }
}
