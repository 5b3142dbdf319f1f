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
  package var quarantine: Quarantine
  package var feed: LiveFeed
  /// What is decided by now: rules, and the books of open conversations.
  package var context: @Sendable () -> DeskContext
  /// Reads rules, texts and secrets anew, as SIGHUP does.
  package var reload: @Sendable () async -> ReloadOutcome
  /// The gateway's figures in Prometheus' text format.
  package var metrics: @Sendable () async -> String
  package var limits = WebLimits()

  package init(
    intake: Intake, tokens: Tokens, health: Health, clock: any WallClock, store: any Store, committer: Committer,
    quarantine: Quarantine, feed: LiveFeed, context: @escaping @Sendable () -> DeskContext,
    reload: @escaping @Sendable () async -> ReloadOutcome, metrics: @escaping @Sendable () async -> String
  ) {
    self.intake = intake
    self.tokens = tokens
    self.health = health
    self.clock = clock
    self.store = store
    self.committer = committer
    self.quarantine = quarantine
    self.feed = feed
    self.context = context
    self.reload = reload
    self.metrics = metrics
  }

  /// The zones in which times are shown.
  var zones: CalendarZones { CalendarZones(context()) }

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
