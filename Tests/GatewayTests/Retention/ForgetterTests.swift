import BusinessTime
import Helpdesk
import Rulebook
import Simulation
import Testing
import WhatsApp

@testable import Gateway

/// The erasing of one customer, step by step (semantics §14).
@Suite("forgetting") struct ForgetterTests {
  /// Nobody waits: a batch follows the one before at once.
  private struct Rushed: WallClock {
    var time = StepClock.monday.adding(seconds: 3600)
    func now() -> Timestamp { time }
    func sleep(until deadline: Timestamp) async throws {}
  }

  private static let phone = "15555550100"
  private static let other = "15555550200"
  private static let name = CustomerName("+1 555 555 0100")!

  private static func forgetter(_ house: House) -> Forgetter {
    Forgetter(store: house.store, committer: house.committer, clock: Rushed())
  }

  private static func retention(_ house: House, after seconds: Int64) -> RetentionService {
    let clock = Rushed(time: house.clock.now().adding(seconds: seconds))
    let forgetter = Forgetter(store: house.store, committer: house.committer, clock: clock)
    return RetentionService(
      committer: house.committer, clock: clock, terms: { RetentionTerms(RetentionSettings()) }, forgetter: forgetter)
  }

  /// Two customers in one post, more messages than a batch holds of the first; both are resolved.
  private static func filled(_ house: House) async throws {
    let many = (0..<80).map { Posts.message("wamid.a\($0)", from: phone, text: "secreto \($0)") }
    let theirs = [Posts.message("wamid.b", from: other, text: "de otra persona")]
    #expect(await house.post(Posts.body(many + theirs)).status == 200)
    #expect(await house.post(Array("{\"from\":\"\(phone)\",".utf8)).status == 200)
    #expect(await house.post(Array("{\"from\":\"\(other)\",".utf8)).status == 200)
    for ref: Int64 in [1001, 1002] {
      _ = try await house.committer.submit(.command(.act(ConversationRef(ref), .resolve, author: .person("ana"))))
    }
  }

  /// Step by step from here on. Throws if it is refused.
  private static func begun(_ house: House) async throws -> Forgetting {
    let answer = try await house.committer.perform(BeginForgetting(customer: name), alone: true)
    guard case .begun(let forgetting) = answer else { throw HookedStore.Planned() }
    return forgetting
  }

  private static func rows(_ house: House, _ kind: TraceKind) async throws -> [TraceRow] {
    try await house.store.read { try $0.traces(kind, after: nil, most: 1000) }
  }

  /// Nothing of the first customer is left, and all of the second.
  private static func verify(_ house: House) async throws {
    #expect(try await rows(house, .messages).map(\.wamids) == [["wamid.b"]])
    #expect(try await rows(house, .quarantine).count == 1)
    let journal = try await rows(house, .journal).map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(journal.contains { $0.contains("de otra persona") } && !journal.contains { $0.contains("secreto") })
    #expect(try await rows(house, .timeline).allSatisfy { $0.conversation == ConversationRef(1002) })
    try await house.store.read { (tables: any ReadTables) throws in
      #expect(try tables.forgettings().isEmpty)
      for place in 0..<80 { #expect(try tables.isForgotten(Wamid("wamid.a\(place)"))) }
      #expect(try !tables.isForgotten("wamid.b"))
      #expect(try tables.detail(ConversationRef(1001), messages: 9)?.summary.contact.phone == nil)
      #expect(try tables.detail(ConversationRef(1002), messages: 9)?.messages.count == 1)
    }
  }

  @Test("all that is theirs goes, in batches of 64 rows at most, and is counted by kind")
  func whole() async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      let before = house.store.transactions
      guard case .over(let report) = try await Self.forgetter(house).work(on: Self.name) else {
        Issue.record("not over")
        return
      }
      #expect(report.counts["messages"] == 80 && report.counts["quarantine"] == 1 && report.counts["contacts"] == 1)
      // 80 items and the order that resolved it.
      #expect(report.counts["journal"] == 81 && report.counts["conversations"] == 1)
      #expect(report.isLogEmpty)
      // Two batches of messages, two of the journal at least: no transaction takes all.
      #expect(house.store.transactions - before >= 7)
      try await Self.verify(house)
      #expect(try await Self.forgetter(house).work(on: Self.name) == .refused(.unknown))
    }
  }

  @Test("cut off after any step, whoever asks again finishes, and nothing is counted twice", arguments: 0..<16)
  func cutOff(after steps: Int) async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      var forgetting = try await Self.begun(house)
      let first = Self.forgetter(house)
      for _ in 0..<steps { _ = try await first.step(&forgetting) }
      // Another process: it knows only what the store holds.
      guard case .over(let report) = try await Self.forgetter(house).work(on: Self.name) else {
        Issue.record("not over")
        return
      }
      #expect(report.counts["messages"] == 80 && report.counts["journal"] == 81)
      try await Self.verify(house)
    }
  }

  @Test("cut off after any step and left alone for a day, it is finished all the same", arguments: [0, 1, 7, 15])
  func abandoned(after steps: Int) async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      var forgetting = try await Self.begun(house)
      for _ in 0..<steps { _ = try await Self.forgetter(house).step(&forgetting) }
      await Self.retention(house, after: 24 * 3600 - 1).round()
      #expect(try await house.store.read { try $0.forgettings() }.map(\.id) == [forgetting.id])
      await Self.retention(house, after: 24 * 3600).round()
      try await Self.verify(house)
    }
  }

  @Test("by the reference it can be said again as often as one likes: there is nothing left")
  func again() async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      let reference = try #require(CustomerName("#1001"))
      _ = try await Self.forgetter(house).work(on: reference)
      guard case .over(let report) = try await Self.forgetter(house).work(on: reference) else {
        Issue.record("not over")
        return
      }
      #expect(report.counts.filter { $0.value > 0 } == ["contacts": 1, "conversations": 1])
      try await Self.verify(house)
    }
  }

  @Test("what comes in while it is being erased is a new customer's, and stays")
  func meanwhile() async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      var forgetting = try await Self.begun(house)
      house.clock.advance(seconds: 1)
      let anew = Posts.message("wamid.new", from: Self.phone, text: "otra vez", at: house.clock.now())
      #expect(await house.post(Posts.body([anew])).status == 200)
      let forgetter = Self.forgetter(house)
      while try await forgetter.step(&forgetting) {}
      #expect(try await Self.rows(house, .messages).flatMap(\.wamids).contains("wamid.new"))
      let journal = try await Self.rows(house, .journal).map { String(decoding: $0.bytes, as: UTF8.self) }
      #expect(journal.contains { $0.contains("otra vez") })
      // A repeat of what was forgotten is a duplicate in a post with something new.
      let old = Posts.message("wamid.a3", from: Self.phone, text: "secreto 3")
      #expect(await house.post(Posts.body([old])).status == 200)
      #expect(try await house.counts().conversations == 3)
      #expect(!(try await Self.rows(house, .messages).flatMap(\.wamids).contains("wamid.a3")))
    }
  }

  @Test("what was told of them while their messages were still there goes with what lay around it")
  func lateItem() async throws {
    let house = House()
    try await house.open {
      try await Self.filled(house)
      var forgetting = try await Self.begun(house)
      house.clock.advance(seconds: 1)
      let read = #"{"id":"wamid.a3","status":"read","timestamp":"1","recipient_id":"\#(Self.phone)"}"#
      let value = """
        {"metadata":{"phone_number_id":"\(House.number.rawValue)"},"contacts":[{"wa_id":"\(Self.phone)"}],\
        "statuses":[\(read)]}
        """
      let body = """
        {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"messages",\
        "value":\(value)}]}]}
        """
      #expect(await house.post(Array(body.utf8)).status == 200)
      #expect(try await Self.rows(house, .statuses).count == 1)
      let forgetter = Self.forgetter(house)
      while try await forgetter.step(&forgetting) {}
      for kind in TraceKind.allCases {
        let left = try await Self.rows(house, kind).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(!left.contains { $0.contains(Self.phone) }, "\(kind)")
      }
    }
  }

  /// Known by a phone and a user id; one message is known by its digest.
  private static let forgetting = Forgetting(
    id: "f", beganAt: StepClock.monday, contacts: ["c1"], phones: [PhoneKey("5215555506001")], userIDs: ["MX.5550001"],
    conversations: [ConversationRef(1042)])

  private static func isTheirs(_ text: String, _ kind: TraceKind = .envelopes, at seconds: Int64 = 0) throws -> Bool {
    let row = TraceRow(key: "1", at: StepClock.monday.adding(seconds: seconds), bytes: Array(text.utf8))
    return try TraceReader(forgetting).isTheirs(row, kind) { $0 == "wamid.ab/c+d==" }
  }

  @Test(
    "raw bytes are theirs if they hold their phone in any of its forms, their user id, or a message id of theirs",
    arguments: [
      #"{"wa_id":"5215555506001"}"#, #"{"from":"525555506001"}"#, #"{"phone":"+525555506001"}"#, "tel:+5215555506001;",
      #"{"user_id":"MX.5550001"}"#, #"{"id":"wamid.ab/c+d=="}"#, #"{"id":"wamid.ab\/c+d=="}"#,
      // 1D 18 0D, the phone, 15 02 in base64.
      #"{"id":"wamid.HRgNNTIxNTU1NTUwNjAwMRUC"}"#, #"{"x":"\u002b525555506001"}"#, "not JSON 5215555506001",
    ])
  func theirs(text: String) throws {
    #expect(try Self.isTheirs(text))
  }

  @Test(
    "and not if they hold another's",
    arguments: [
      #"{"wa_id":"5215555506002"}"#, #"{"n":"15215555506001"}"#, #"{"user_id":"MX.55500012"}"#,
      #"{"id":"wamid.ab/c+e=="}"#, #"{"id":"wamid.HRgNNTIxNTU1NTUwNjAwMhUC"}"#, "1042", "", "\\", #"\u00"#,
    ])
  func others(text: String) throws {
    #expect(try !Self.isTheirs(text))
  }

  @Test("an answer of the API's is theirs if it names their conversation")
  func answers() throws {
    #expect(try Self.isTheirs(#"{"ref":1042}"#, .keptAnswers))
    #expect(try !Self.isTheirs(#"{"ref":10421}"#, .keptAnswers))
  }

  @Test("what came after them is theirs only by the id of a message that was")
  func later() throws {
    #expect(try !Self.isTheirs(#"{"from":"5215555506001"}"#, at: 1))
    #expect(try Self.isTheirs(#"{"id":"wamid.ab/c+d=="}"#, at: 1))
  }

  @Test("orders are theirs by the conversation or the customer that they name, whatever else they hold")
  func orders() throws {
    let reader = TraceReader(Self.forgetting)
    func isTheirs(_ body: JournalEntry.Body) throws -> Bool {
      let entry = JournalEntry(at: StepClock.monday, seed: Seed(high: 1, low: 1), body: body)
      return try reader.isTheirs(TraceRow(JournalRow(sequence: 1, entry: entry)), .journal) { _ in false }
    }
    let (theirs, others) = (ConversationRef(1042), ConversationRef(1043))
    for (ref, isOne) in [(theirs, true), (others, false)] {
      let order = MisfireOrder(conversation: ref, message: "m", rule: "pago")
      let commands: [Command] = [
        .reply(ref, text: "Hola", author: .person("ana")), .act(ref, .tag("5215555506001"), author: .person("ana")),
        .misfire(order, author: .person("ana")), .misfireUndone(order, author: .person("ana")),
      ]
      for command in commands { #expect(try isTheirs(.command(command)) == isOne, "\(command)") }
    }
    for (phone, isOne) in [("525555506001", true), ("525555506002", false)] {
      let opening = Opening(number: House.number, customer: Identity(phone: phone), text: "Hola")
      #expect(try isTheirs(.command(.open(opening, author: .automation(name: "crm")))) == isOne)
      let accepted = Outcome.accepted(wamid: "wamid.x", returnedPhone: phone, userID: nil)
      #expect(try isTheirs(.settled("o1", accepted)) == isOne)
    }
    for body in [JournalEntry.Body.wake(.conversation(theirs)), .claimed("o1", leaseSeconds: 60)] {
      #expect(try !isTheirs(body))
    }
  }

  @Test("the digest of a message id is HMAC-SHA256 under the key")
  func digest() {
    // RFC 4231, case 2, and the empty message under the empty key.
    let jefe = Digest.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(Self.hex(jefe) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(Self.hex(Digest.hmac([], key: [])) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    #expect(ForgottenWamid.digest(of: "wamid.1", key: [1]) != ForgottenWamid.digest(of: "wamid.1", key: [2]))
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
