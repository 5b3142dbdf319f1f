import BusinessTime

/// One printed line. It is only ever made from what the stand-in saw or the gateway committed.
struct DemoLine: Sendable, Equatable {
  /// In the order in which lines of one second are shown: what was said, what was decided, what arrived.
  enum Kind: Int, Sendable, CaseIterable {
    /// A customer's or a colleague's message, once the gateway has answered its webhook with 200.
    case wrote
    /// A line of a conversation's record, once it is committed: `step` is a step of a ladder, `alert` somebody of
    /// ours is told, `met` a clock that stopped in time.
    case record, step, breached, alert, met
    /// A message that reached a phone, as its screen shows it.
    case phone

    var mark: String {
      switch self {
      case .wrote: "💬"
      case .record: "📒"
      case .step: "⏳"
      case .breached: "🔴"
      case .alert: "🔔"
      case .met: "🟢"
      case .phone: "📱"
      }
    }

    /// All lines of a record keep their own order.
    var rank: Int {
      switch self {
      case .wrote: 0
      case .record, .step, .breached, .alert, .met: 1
      case .phone: 2
      }
    }
  }

  var at: Timestamp
  var kind: Kind
  /// Whose phone, who wrote, or which conversation.
  var who: String
  var text: String

  /// `10:16:00  📱 Lucía Paz    ⏰ Caso #1001 …`; long texts go on below, indented.
  func rendered(in zone: Zone) -> String {
    let name = who + String(repeating: " ", count: max(0, Self.nameWidth - who.count))
    let indent = "\n" + String(repeating: " ", count: Self.textColumn)
    return "\(at.timeOfDay(in: zone))  \(kind.mark) \(name)  " + wrapped.joined(separator: indent)
  }

  private static let nameWidth = 12
  private static let textColumn = 27
  /// With the columns before it, it fits a window of a hundred characters.
  private static let textWidth = 72

  private var wrapped: [String] {
    text.split(separator: "\n").flatMap { paragraph -> [String] in
      var lines: [String] = []
      for word in paragraph.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= Self.textWidth {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines
    }
  }
}

extension Timestamp {
  /// `10:16:00`.
  func timeOfDay(in zone: Zone) -> String { String(rfc3339(in: zone).dropFirst(11).prefix(8)) }
}
