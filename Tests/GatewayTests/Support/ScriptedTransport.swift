import Foundation
import Gateway
import Synchronization

/// A line to Meta that answers as told and remembers what went out.
final class ScriptedTransport: HTTPTransport {
  private let answer: @Sendable (Int, HTTPCall) async -> HTTPExchange
  private let sent = Mutex<[HTTPCall]>([])
  private let open = Mutex<(now: Int, most: Int)>((0, 0))

  /// `answer` gets the call and its place, counted from 1. Without it, everything is accepted.
  init(
    _ answer: @escaping @Sendable (Int, HTTPCall) async -> HTTPExchange = { place, _ in .accepted("wamid.\(place)") }
  ) {
    self.answer = answer
  }

  /// The first call waits at the latch; everything is accepted.
  static func firstWaits(at latch: Latch) -> ScriptedTransport {
    ScriptedTransport { place, _ in
      if place == 1 { await latch.pass() }
      return .accepted("wamid.\(place)")
    }
  }

  var calls: [HTTPCall] { sent.withLock { $0 } }
  /// The outbox ids in the order in which they went out.
  var ids: [String] { calls.map { $0.outboxID } }
  var mostAtOnce: Int { open.withLock { $0.most } }

  func send(_ call: HTTPCall) async -> HTTPExchange {
    let place = sent.withLock { sent in
      sent.append(call)
      return sent.count
    }
    open.withLock { open in
      open.now += 1
      open.most = max(open.most, open.now)
    }
    defer { open.withLock { $0.now -= 1 } }
    return await answer(place, call)
  }
}

extension HTTPExchange {
  static func accepted(_ wamid: String, headers: [HTTPHeader] = []) -> HTTPExchange {
    let body = #"{"messaging_product":"whatsapp","contacts":[],"messages":[{"id":"\#(wamid)"}]}"#
    return .response(HTTPAnswer(status: 200, headers: headers, body: Array(body.utf8)))
  }

  static func refused(
    _ status: Int, code: Int, subcode: Int? = nil, headers: [HTTPHeader] = []
  ) -> HTTPExchange {
    let below = subcode.map { #","error_subcode":\#($0)"# } ?? ""
    let body = #"{"error":{"message":"synthetic","type":"OAuthException","code":\#(code)\#(below)}}"#
    return .response(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)))
  }
}

extension HTTPCall {
  /// `biz_opaque_callback_data`, found without the code that wrote it.
  var outboxID: String {
    let text = String(decoding: body, as: UTF8.self)
    guard let range = text.range(of: #""biz_opaque_callback_data":""#) else { return "" }
    return String(text[range.upperBound...].prefix { $0 != "\"" })
  }
}
