/// What follows a commit once its callers were answered: whoever may have something to do looks at once, and the
/// live feed hears what happened.
package struct AfterCommit: Sendable {
  private let feed: LiveFeed
  private let nudges: [Signal]

  /// `nudges` are those of the alarm service and the sender.
  package init(feed: LiveFeed, nudges: [Signal]) {
    self.feed = feed
    self.nudges = nudges
  }

  @Sendable package func callAsFunction(_ turn: GroupTurn) {
    // An earlier alarm or a new send may stand in the tables now; looking costs one indexed read.
    if turn.isEventful { for nudge in nudges { nudge.raise() } }
    feed.publish(turn.happenings.map(FeedEvent.happened))
  }
}
