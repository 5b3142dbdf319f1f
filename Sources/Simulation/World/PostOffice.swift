import Gateway
import Helpdesk
import Synchronization

/// The company's mail server, as one life sees it: what is handed over waits until the world decides what becomes of it.
final class PostOffice: Mailer {
  struct Call: Sendable {
    var number: Int
    /// The letter's own name, from its `Message-ID`.
    var name: String
    var recipient: String
    var continuation: CheckedContinuation<Letter.Outcome, Never>
  }

  private struct State {
    var calls: [Call] = []
    var count = 0
  }

  private let probe: Probe
  private let state = Mutex(State())

  init(probe: Probe) { self.probe = probe }

  func deliver(_ mail: OutgoingMail) async -> Letter.Outcome {
    guard (try? probe.pass("mail")) != nil else { return .putOff(code: "cancelled") }
    let outcome = await withCheckedContinuation { continuation in
      state.withLock { state in
        state.count += 1
        state.calls.append(
          Call(
            number: state.count, name: Self.name(of: mail.message), recipient: mail.recipient,
            continuation: continuation))
      }
    }
    guard (try? probe.pass("mailed")) != nil else { return .putOff(code: "cancelled") }
    return outcome
  }

  var waiting: [Call] { state.withLock { $0.calls } }

  /// Whoever takes a call must resume it.
  func take(_ number: Int) -> Call? {
    state.withLock { state in
      state.calls.firstIndex { $0.number == number }.map { state.calls.remove(at: $0) }
    }
  }

  private static func name(of message: [UInt8]) -> String {
    let lines = String(decoding: message, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.first { $0.hasPrefix("Message-ID: ") }.map(String.init) ?? ""
  }
}
