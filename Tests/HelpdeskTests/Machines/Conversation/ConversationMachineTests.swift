import BusinessTime
import Helpdesk
import Testing

/// A conversation led through everything that can happen to it, theme by theme six events deep, and through
/// everything at once as deep as the time allows.
@Suite struct ConversationMachineTests {
  /// A part of the alphabet, with the way to where its walk begins.
  struct Theme: Sendable {
    let name: String
    let beginning: [ConversationLetter]
    let letters: [ConversationLetter]

    init(_ name: String, _ beginning: [ConversationLetter], _ letters: [ConversationLetter]) {
      self.name = name
      self.beginning = beginning
      self.letters = letters
    }
  }

  private static let themes = [
    Theme("answers", [.asks], [.asks, .echoOfSixMinutesAgo, .reply, .replyAccepted, .replyFailed, .alarm]),
    Theme("late news", [.asks, .alarm], [.asksSixMinutesAgo, .echo, .echoInAnHour, .replyExpired, .reply, .alarm]),
    Theme("acknowledgement", [.asks], [.asks, .asksTwentyMinutesAgo, .ackFailed, .ackExpired, .alarm, .sixMinutes]),
    Theme("acknowledged", [.asks, .alarm], [.asks, .ackAccepted, .ackFailed, .ackUnconfirmed, .alarm, .sixMinutes]),
    Theme("machines that answer", [], [.asks, .ourNumberAsks, .automatic, .optsOut, .ackDelivered, .second, .hour]),
    Theme(
      "ladder", [.asks, .alarm, .alarm],
      [.reply, .replyAccepted, .replyFailedInAnHour, .nobodyReachable, .alarm, .sixMinutes]),
    Theme(
      "fail-over", [.asks, .alarm, .alarm, .alarm],
      [.echo, .reply, .replyAccepted, .noticeReached, .noticeFailed, .alarm, .sixMinutes]),
    Theme("threads", [], [.asks, .agentHolds, .agentHandsOver, .agentHandedOverBefore, .echo, .alarm, .sixMinutes]),
    Theme("hands", [.asks, .alarm], [.assignedToNobody, .assignedToBeto, .notes, .asks, .reply, .alarm, .hour]),
    Theme(
      "clock set back", [.asks],
      [.asks, .reply, .replyUnconfirmed, .noticeFailed, .ackExpired, .alarm, .twoSecondsBack]),
  ]

  @Test("every law holds on every path of six events, theme by theme")
  func sixDeep() async {
    let found = await Self.walk(Self.themes, depth: 6)
    print(found.figure("conversation"))
    #expect(found.faults == [])
  }

  @Test("every law holds on every path of three events of any kind, from the opening and from its middle")
  func anyThree() async {
    let beginnings: [[ConversationLetter]] = [[], [.asks, .alarm, .alarm, .alarm]]
    let found = await Self.walk(beginnings.map { Theme("all", $0, ConversationLetter.allCases) }, depth: 3)
    print(found.figure("conversation, every event"))
    #expect(found.faults == [])
  }

  /// All at once, as many as there are processors; the counts are added up.
  private static func walk(_ themes: [Theme], depth: Int) async -> Exploration {
    await withTaskGroup(of: Exploration.self) { group in
      for theme in themes {
        group.addTask {
          let explorer = Explorer(
            letters: theme.letters, step: { $1.edge(from: $0) }, inspect: { $0.stillness() })
          var found = await explorer.explore(from: [World.after(theme.beginning)], depth: depth)
          found.faults = found.faults.map { "\(theme.name): \($0)" }
          return found
        }
      }
      return await group.reduce(into: Exploration(depth: depth)) { $0.add($1) }
    }
  }
}

extension World {
  /// Monday at ten, and then so.
  static func after(_ letters: [ConversationLetter]) -> World {
    letters.reduce(World(at: Story.time("mon 10:00"))) { world, letter in letter.edge(from: world)!.state }
  }
}
