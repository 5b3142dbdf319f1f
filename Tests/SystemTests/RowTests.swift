import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Rulebook
import SQLiteStore
import Testing
import WhatsApp

@testable import acuse

/// How many rows the real transactions change, as SQLite counts them.
@Suite(.serialized) struct RowTests {
  private static let rules = """
    gateway: { listen: "127.0.0.1:0", database: "sqlite:acuse.db" }
    meta: { graph_url: "http://127.0.0.1:9", graph_version: v26.0 }
    numbers:
      - { phone_number_id: "106540352242922", waba_id: "102290129340398", display: "+52 55 5555 1234", name: Soporte,
          language: es_MX, team: soporte, access_token: ACUSE_ACCESS_TOKEN }
    calendars:
      siempre: { timezone: America/Mexico_City, always_open: true }
    people:
      ana: { name: Ana Ruiz, whatsapp: "+5215555501111", language: es, timezone: America/Mexico_City, team: soporte, roles: management }
    teams:
      soporte: { lead: ana, assign: least_loaded }
    policies:
      - name: general
        calendar: siempre
        acknowledge: { open: ack, closed: ack_closed, late: ack_late }
        clocks:
          first_response: { target: 15m, ladder: [{ at: due, tell: lead }] }
    """

  private static let acknowledge = "acknowledge: { open: ack, closed: ack_closed, late: ack_late }"

  @Test(
    "opening a conversation changes at most seven rows, and the wake that acknowledges it or says why not four",
    arguments: [
      ("Hola", "5215555506001", true, [OutboxEntry.Kind.acknowledgement]),
      ("BAJA", "5215555506001", true, [.optOutConfirmation]),
      ("Hola", "525555551234", true, [.alert]),
      ("Hola", "5215555506001", false, []),
    ])
  func rows(_ text: String, _ phone: String, _ acknowledges: Bool, _ kinds: [OutboxEntry.Kind]) async throws {
    let place = try Workplace()
    let texts = try Assembly.texts(config: place.config)
    let rules = acknowledges ? Self.rules : Self.rules.replacing(Self.acknowledge, with: "")
    let loaded = Assembly.read(rules, file: place.config, texts: texts, checksSecrets: false)
    let context = Assembly.context(try #require(loaded.rules), texts: texts, lexicon: Lexicon([]))
    let store = try SQLiteStore.open(at: place.database)
    let start = Timestamp(seconds: 1_795_449_600)
    let clock = StepClock(at: start)
    let committer = Committer(store: store, clock: clock, context: { context })
    let body = Meta.webhook(text: text, from: phone, wamid: "wamid.ROWS", at: start.seconds)
    let decoded = WebhookDecoder.decode(body, receivedAt: start)
    let webhook = ReceivedWebhook(id: "envelope", receivedAt: start, secretIndex: 0, body: body, decoded: decoded)

    let opening = try await changes(store) { try await commit(committer) { try await $0.receive(webhook) } }
    #expect(opening.value == ReceiveReport(new: 1))
    #expect((1...7).contains(opening.rows))

    clock.move(to: start.adding(seconds: 2))
    let wake = Input.wake(.conversation(ConversationRef(1001)))
    let acknowledging = try await changes(store) { try await commit(committer) { try await $0.submit(wake) } }
    #expect((1...4).contains(acknowledging.rows))
    let entries = try await store.read { try $0.dueSends(at: start.adding(seconds: 2), most: 10) }
    #expect(entries.map(\.kind) == kinds)
    print(
      "figure: opening (\(kinds.first?.rawValue ?? "nothing")) changed \(opening.rows) rows, acknowledging \(acknowledging.rows)"
    )
    await store.close()
  }

  private func changes<R>(_ store: SQLiteStore, _ body: () async throws -> R) async throws -> (value: R, rows: Int) {
    let before = try await store.totalChanges()
    let value = try await body()
    return (value, try await store.totalChanges() - before)
  }

  /// One work in one transaction, without a running loop.
  private func commit<R: Sendable>(
    _ committer: Committer, _ body: @escaping @Sendable (Committer) async throws -> R
  ) async throws -> R {
    async let result = body(committer)
    while committer.waiting == 0 { await Task.yield() }
    await committer.step()
    return try await result
  }
}
