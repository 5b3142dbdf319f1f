package import BusinessTime
package import Helpdesk

/// Every decision of one conversation with its reason, in English, for whoever asks why (`acuse explain`).
///
/// Pure: told from a `CaseFile` and nothing else. It names our people, the customer by name, and words of theirs that a
/// rule knows; no phone and no text of a message.
package struct CaseStory: Sendable, Equatable {
  package var ref: ConversationRef
  /// Whose wall clock its times are of.
  package var zone: Zone
  /// Who, where, and how it stands: one paragraph.
  package var heading: String
  /// Each run of each clock, oldest first.
  package var clocks: [Clock]
  /// What happened, in order of time.
  package var events: [Event]

  package struct Clock: Sendable, Equatable {
    package var instance: ClockInstance
    package var text: String
  }

  package struct Event: Sendable, Equatable {
    package var at: Timestamp
    /// As the record has it; nil for what no record was made of.
    package var entry: TimelineEntry?
    package var text: String
  }

  package init(_ file: CaseFile) {
    let words = StoryWords(file)
    ref = file.conversation.ref
    zone = file.zone
    heading = HeadingStory(words).text
    clocks = file.detail.clocks.map { Clock(instance: $0, text: ClockStory($0, words).text) }
    events = EventStory(words).events
  }
}
