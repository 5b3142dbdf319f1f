import BusinessTime
import Gateway
import Helpdesk

/// A conversation as the contract shows it. Times are RFC 3339 in the zone of the policy's calendar.
struct ConversationJSON: Encodable {
  var ref: Int64
  var state: String
  var priority: String
  var category: String
  var tags: [String]
  @Nullable var stage: String?
  @Nullable var queue: String?
  var team: String
  @Nullable var assignee: String?
  var contact: ContactJSON
  var number: String
  var language: String
  var source: String
  var openedAt: String
  var policy: String
  var policyVersion: String
  @Nullable var nextDueAt: String?
  var sla: String
  /// Only of those that wait for a customer whose silence is counted: the first until they are reminded, the second
  /// from then on.
  var remindsAt: String?
  var resolvesAt: String?
  /// Only of those that were merged.
  var mergedInto: Int64?
  var absorbed: [Int64]?
  var clocks: [ClockJSON]?
  var messages: [MessageJSON]?
  var timeline: [TimelineJSON]?
  var surveys: [SurveyJSON]?

  enum CodingKeys: String, CodingKey {
    case ref, state, priority, category, tags, stage, queue, team, assignee, contact, number, language, source, policy
    case sla, absorbed, clocks, messages, timeline, surveys
    case remindsAt = "reminds_at"
    case resolvesAt = "resolves_at"
    case mergedInto = "merged_into"
    case openedAt = "opened_at"
    case policyVersion = "policy_version"
    case nextDueAt = "next_due_at"
  }

  init(_ summary: ConversationSummary, zone: Zone, now: Timestamp) {
    let conversation = summary.conversation
    ref = conversation.ref.number
    state = conversation.state.rawValue
    priority = conversation.priority.rawValue
    category = conversation.category
    tags = conversation.tags
    _stage = Nullable(wrappedValue: conversation.stage)
    _queue = Nullable(wrappedValue: conversation.queue)
    team = conversation.team.rawValue
    _assignee = Nullable(wrappedValue: conversation.assignee?.rawValue)
    contact = ContactJSON(summary.contact)
    number = conversation.number.rawValue
    language = conversation.language.rawValue
    source = conversation.source
    openedAt = conversation.openedAt.rfc3339(in: zone)
    policy = conversation.policy
    policyVersion = conversation.version.rawValue
    _nextDueAt = Nullable(wrappedValue: conversation.nextDueAt?.rfc3339(in: zone))
    sla = conversation.sla(at: now).rawValue
    let silence = conversation.silence
    remindsAt = silence?.reminder == nil ? silence?.remindsAt.rfc3339(in: zone) : nil
    resolvesAt = silence?.reminder?.resolvesAt.rfc3339(in: zone)
    mergedInto = conversation.mergedInto?.number
    absorbed = conversation.absorbed?.map(\.number)
  }

  init(_ detail: ConversationDetail, zone: Zone, now: Timestamp) {
    self.init(detail.summary, zone: zone, now: now)
    clocks = detail.clocks.map { ClockJSON($0, zone: zone) }
    let known = detail.messages.reduce(into: [Wamid: String]()) { known, record in
      if let wamid = record.wamid { known[wamid] = record.shownID }
    }
    messages = detail.messages.map { MessageJSON($0, zone: zone, misfires: detail.misfires, known: known) }
    timeline = detail.timeline.map { TimelineJSON(at: $0.at.rfc3339(in: zone), what: $0.what, why: $0.why) }
    surveys = detail.surveys.map { SurveyJSON($0, zone: zone) }
  }
}

/// Who it is: the phone may be missing for ever, then the user id is all there is.
struct ContactJSON: Encodable {
  @Nullable var name: String?
  var phone: String?
  var userID: String?

  enum CodingKeys: String, CodingKey {
    case name, phone
    case userID = "user_id"
  }

  init(_ contact: Contact) {
    _name = Nullable(wrappedValue: contact.name)
    phone = contact.phone.map { "+\($0)" }
    userID = contact.userID?.rawValue
  }
}

/// A time that the customer was asked how it was; `comment` is a message's id.
struct SurveyJSON: Encodable {
  var askedAt: String
  @Nullable var deliveredAt: String?
  @Nullable var rating: Int?
  @Nullable var ratedAt: String?
  @Nullable var comment: String?
  @Nullable var person: String?
  var policy: String

  enum CodingKeys: String, CodingKey {
    case rating, comment, person, policy
    case askedAt = "asked_at"
    case deliveredAt = "delivered_at"
    case ratedAt = "rated_at"
  }

  init(_ survey: Survey, zone: Zone) {
    askedAt = survey.askedAt.rfc3339(in: zone)
    _deliveredAt = Nullable(wrappedValue: survey.deliveredAt?.rfc3339(in: zone))
    _rating = Nullable(wrappedValue: survey.rating?.rawValue)
    _ratedAt = Nullable(wrappedValue: survey.ratedAt?.rfc3339(in: zone))
    _comment = Nullable(wrappedValue: survey.comment?.rawValue)
    _person = Nullable(wrappedValue: survey.person?.rawValue)
    policy = survey.policy
  }
}

struct TimelineJSON: Encodable {
  var at: String
  var what: String
  var why: String
}
