import BusinessTime
package import Gateway
package import Helpdesk

/// What the routes need of the gateway: assembled once, passed by value.
package struct WebServices: Sendable {
  package var intake: Intake
  package var tokens: Tokens
  package var health: Health
  package var clock: any WallClock
  /// The only way in which anything changes.
  package var committer: Committer
  package var store: any Store
  /// What is decided by now: rules, and the books of open conversations.
  package var context: @Sendable () -> DeskContext
  /// The gateway's figures in Prometheus' text format.
  package var metrics: @Sendable () async -> String
  package var limits = WebLimits()

  package init(
    intake: Intake, tokens: Tokens, health: Health, clock: any WallClock, store: any Store, committer: Committer,
    context: @escaping @Sendable () -> DeskContext, metrics: @escaping @Sendable () async -> String
  ) {
    self.intake = intake
    self.tokens = tokens
    self.health = health
    self.clock = clock
    self.store = store
    self.committer = committer
    self.context = context
    self.metrics = metrics
  }

  /// The zones in which times are shown.
  var zones: CalendarZones { CalendarZones(context()) }

  /// Takes one input through the commit and returns the desk's answer.
  func submit(_ input: Input) async throws -> Answer { try await committer.submit(input) }

  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try await store.read(body)
  }
}

/// Times of a conversation are shown in the zone of its policy's calendar.
struct CalendarZones: Sendable {
  private let context: DeskContext

  init(_ context: DeskContext) { self.context = context }

  func zone(of conversation: Conversation) -> Zone {
    let book = context.books[conversation.version] ?? context.rules.book
    let calendar = book.policy(named: conversation.policy).flatMap { book.calendars[$0.calendar] }
    return calendar?.zone ?? .utc
  }
}
