import BusinessTime
import Foundation
import Gateway
import Helpdesk

/// A story as one JSON object: each sentence beside what it was told from. Times are RFC 3339 in the story's zone.
struct StoryJSON: Encodable {
  var ref: Int64
  var timezone: String
  var heading: String
  var clocks: [Clock]
  var events: [Event]

  struct Clock: Encodable {
    var clock: String
    var policy: String
    var startedAt: String
    var dueAt: String?
    var stoppedAt: String?
    /// `met`, `breached`, `excluded(reason)`; missing while it runs.
    var outcome: String?
    var text: String
  }

  struct Event: Encodable {
    var at: String
    /// As the record has them; missing for what no record was made of.
    var what: String?
    var why: String?
    var text: String
  }

  init(_ story: CaseStory) {
    let zone = story.zone
    (ref, timezone, heading) = (story.ref.number, zone.name, story.heading)
    clocks = story.clocks.map { clock in
      let instance = clock.instance
      return Clock(
        clock: instance.clock.rawValue, policy: instance.policy, startedAt: instance.startedAt.rfc3339(in: zone),
        dueAt: instance.dueAt?.rfc3339(in: zone), stoppedAt: instance.stoppedAt?.rfc3339(in: zone),
        outcome: instance.outcome?.name, text: clock.text)
    }
    events = story.events.map {
      Event(at: $0.at.rfc3339(in: zone), what: $0.entry?.what, why: $0.entry?.why, text: $0.text)
    }
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
