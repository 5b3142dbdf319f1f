package import BusinessTime
package import Gateway
package import Helpdesk

/// What the routes need of the gateway: assembled once, passed by value.
package struct WebServices: Sendable {
  package var intake: Intake
  package var tokens: Tokens
  package var health: Health
  package var clock: any WallClock
  /// Takes one input through the commit and returns the desk's answer.
  package var submit: @Sendable (Input) async throws -> Answer
  package var store: any Store
  /// The zones in which times are shown.
  package var zones: @Sendable () -> CalendarZones
  /// The gateway's figures in Prometheus' text format.
  package var metrics: @Sendable () async -> String
  /// The version of the rules that is decided by now.
  package var rules: @Sendable () -> RulesVersion
  package var limits = WebLimits()

  package init(
    intake: Intake, tokens: Tokens, health: Health, clock: any WallClock, store: any Store,
    submit: @escaping @Sendable (Input) async throws -> Answer, zones: @escaping @Sendable () -> CalendarZones,
    rules: @escaping @Sendable () -> RulesVersion, metrics: @escaping @Sendable () async -> String
  ) {
    self.intake = intake
    self.tokens = tokens
    self.health = health
    self.clock = clock
    self.store = store
    self.submit = submit
    self.zones = zones
    self.metrics = metrics
    self.rules = rules
  }

  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try await store.read(body)
  }
}

/// Times of a conversation are shown in the zone of its policy's calendar.
package struct CalendarZones: Sendable {
  private let context: DeskContext

  package init(_ context: DeskContext) { self.context = context }

  package func zone(of conversation: Conversation) -> Zone {
    let book = context.books[conversation.version] ?? context.rules.book
    let calendar = book.policy(named: conversation.policy).flatMap { book.calendars[$0.calendar] }
    return calendar?.zone ?? .utc
  }
}
