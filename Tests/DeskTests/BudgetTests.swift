import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// A number's service messages of a month, as Meta counts them, and what becomes of acknowledgements once they are spent.
@Suite struct BudgetTests {
  private let ten = Office.ten
  private let free = Pricing(category: "service", type: "free_customer_service")
  private let paid = Pricing(category: "service", type: "regular")

  private func services(_ office: Office, at now: Timestamp) throws -> Int {
    try office.tables.line(Office.number)?.count(in: now)?.services ?? 0
  }

  /// Meta has told of so many service messages today.
  private func spend(_ count: Int, in office: Office, at now: Timestamp) throws {
    for place in 0..<count {
      try office.status(.sent, of: Wamid("wamid.s\(place)"), pricing: free, at: now)
    }
  }

  private func ask(_ place: Int, _ office: Office, priority: Priority? = nil, at now: Timestamp) throws {
    try office.write("wamid.q\(place)", from: "52155555060\(10 + place)", at: now)
    if let priority {
      let ref = ConversationRef(Int64(1001 + place))
      try office.handle(.command(.act(ref, .priority(priority), author: .person("ana"))), at: now)
    }
    try office.run(until: now.plus(seconds: 2))
  }

  private func alerts(_ office: Office) throws -> [OutboxEntry] {
    office.tables.outbox.rows().filter { if case .budgetSpent = $0.matter { true } else { false } }
  }

  @Test("a message is counted once, beside whichever of its statuses Meta says what it costs, free or not")
  func counted() throws {
    let office = Office()
    try office.status(.sent, of: "wamid.1", pricing: free, at: ten)
    try office.status(.delivered, of: "wamid.1", pricing: free, at: ten.plus(seconds: 1))
    try office.status(.delivered, of: "wamid.1", pricing: free, at: ten.plus(seconds: 2))
    try office.status(.sent, of: "wamid.2", at: ten)
    try office.status(.read, of: "wamid.2", pricing: paid, at: ten.plus(seconds: 3))
    try office.status(.sent, of: "wamid.3", pricing: Pricing(category: "utility", type: "regular"), at: ten)
    #expect(try services(office, at: ten) == 2)
    let count = try #require(try office.tables.line(Office.number)?.count(in: ten))
    #expect(
      count.messages == ["service/free_customer_service": 1, "service/regular": 1, "utility/regular": 1])
  }

  @Test(
    "each month counts its own, by the status's time; what is more than eight days late counts when it comes")
  func months() throws {
    let office = Office()
    let december = Timestamp(seconds: 1_796_083_200)  // 2026-12-01 00:00 UTC
    try office.status(.sent, of: "wamid.1", pricing: free, at: december.plus(seconds: -1))
    try office.status(.sent, of: "wamid.2", pricing: free, at: december)
    let january = december.plus(minutes: 31 * 24 * 60)
    try office.status(
      .sent, of: "wamid.3", pricing: free, written: december.plus(seconds: -2), at: december.plus(seconds: 9))
    #expect(try services(office, at: december.plus(seconds: -1)) == 2)
    #expect(try services(office, at: december) == 1)
    try office.status(.sent, of: "wamid.4", pricing: free, at: january)
    try office.status(.sent, of: "wamid.5", pricing: free, written: december.plus(seconds: -2), at: january)
    #expect(try services(office, at: december.plus(seconds: -1)) == 0)
    #expect(try services(office, at: december) == 1)
    #expect(try services(office, at: january) == 2)
  }

  @Test("once it is spent only high and urgent cases are acknowledged, and the clocks of all run as ever")
  func degrades() throws {
    let office = Office(monthlyBudget: 3)
    try spend(2, in: office, at: ten)
    try ask(0, office, at: ten)
    #expect(try office.entries(.acknowledgement).count == 1)
    try office.status(.sent, of: "wamid.s9", pricing: paid, at: ten.plus(minutes: 1))
    for (place, priority) in [nil, Priority.low, .high, .urgent].enumerated() {
      try ask(1 + place, office, priority: priority, at: ten.plus(minutes: Int64(2 + place)))
    }
    let counts = try (1002...1005).map { try office.entries(.acknowledgement, of: $0).count }
    #expect(counts == [0, 0, 1, 1])
    #expect(try office.clock(.acknowledgement, of: 1002)?.outcome == .excluded(reason: "over_budget"))
    #expect(try office.clock(.firstResponse, of: 1002)?.dueAt == ten.plus(minutes: 17))
  }

  @Test("the lead and management are told in the first case that it leaves without an answer, once a month and number")
  func told() throws {
    let office = Office(monthlyBudget: 1)
    try spend(3, in: office, at: ten)
    try ask(0, office, priority: .urgent, at: ten)
    #expect(try alerts(office) == [])
    try ask(1, office, at: ten.plus(minutes: 1))
    try ask(2, office, at: ten.plus(minutes: 2))
    let told = try alerts(office)
    #expect(Set(told.map(\.recipient)) == [.person("lucia"), .person("marta")])
    #expect(told.map(\.conversation) == [ConversationRef(1002), ConversationRef(1002)])
    let text = try #require(told.first?.rendering.freeForm?.text)
    #expect(text.hasPrefix("budget ") && text.contains("count=3;") && text.contains("limit=1;"))
    #expect(text.contains("business=Soporte;"))

    // Neither has it yet: after an hour the next case tells again.
    try ask(3, office, at: ten.plus(minutes: 60))
    #expect(try alerts(office).count == 2)
    try ask(4, office, at: ten.plus(minutes: 62))
    #expect(try alerts(office).count == 4)
    let entry = try #require(try alerts(office).last)
    _ = try office.claim(entry.id, at: ten.plus(minutes: 63))
    try office.handle(
      .settled(entry.id, .accepted(wamid: "wamid.b", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 63))
    try ask(5, office, at: ten.plus(minutes: 200))
    #expect(try alerts(office).count == 4)

    let december = ten.plus(minutes: 10 * 24 * 60)
    try ask(6, office, at: december)
    #expect(try office.entries(.acknowledgement, of: 1007).count == 1)
    try office.status(.sent, of: "wamid.d1", pricing: free, at: december.plus(minutes: 1))
    try ask(7, office, at: december.plus(minutes: 2))
    #expect(try alerts(office).count == 6)
  }

  @Test("while nothing goes out from the number nobody is told; the first case after that tells")
  func broken() throws {
    let office = Office(monthlyBudget: 1)
    try spend(1, in: office, at: ten)
    try ask(0, office, priority: .urgent, at: ten)
    let probe = try #require(try office.entries(.acknowledgement).first).id
    _ = try office.claim(probe, at: ten.plus(seconds: 3))
    try office.handle(.settled(probe, .refused(code: "190", remedy: .openBreaker(.account))), at: ten.plus(seconds: 3))
    try ask(1, office, at: ten.plus(minutes: 1))
    #expect(try office.clock(.acknowledgement, of: 1002)?.outcome == .excluded(reason: "over_budget"))
    #expect(try alerts(office) == [])
    _ = try office.claim(probe, at: ten.plus(minutes: 2))
    try office.handle(
      .settled(probe, .accepted(wamid: "wamid.p", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 2))
    try ask(2, office, at: ten.plus(minutes: 3))
    #expect(try alerts(office).map(\.conversation) == [ConversationRef(1003), ConversationRef(1003)])
  }

  @Test("a status with a time that cannot be is counted in the month in which it came, and stops no later count")
  func wrongTime() throws {
    let office = Office()
    let far = Timestamp(seconds: 2_209_000_000)  // in 2040
    try office.status(.sent, of: "wamid.1", pricing: free, written: far, at: ten)
    try office.status(.sent, of: "wamid.2", pricing: free, written: Timestamp(seconds: 1_000_000), at: ten)
    #expect(try services(office, at: ten) == 2)
    #expect(try services(office, at: far) == 0)
    let december = ten.plus(minutes: 10 * 24 * 60)
    try office.status(.sent, of: "wamid.3", pricing: free, at: december)
    #expect(try services(office, at: december) == 1)
  }

  @Test("without a budget nothing is held back, however much was sent")
  func unbounded() throws {
    let office = Office()
    try spend(50, in: office, at: ten)
    try ask(0, office, at: ten)
    #expect(try office.entries(.acknowledgement).count == 1)
  }
}
