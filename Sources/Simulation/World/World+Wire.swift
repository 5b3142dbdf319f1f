import BusinessTime
import Gateway
import Sandbox

extension World {
  /// One call reaches Meta; its answer comes at once or is held back.
  func wireTakes(_ draw: inout Choices) -> Bool {
    let waiting = life.wire.waiting.filter { call in !heldAnswers.contains { $0.number == call.number } }
    guard !waiting.isEmpty else { return false }
    let call = draw.one(of: waiting)
    meta.advance(to: now)
    let reply = ask(call)
    if draw.oneIn(3) {
      heldAnswers.append((call.number, exchange(reply), call.id))
    } else {
      answer(call.number, exchange(reply))
    }
    return true
  }

  /// One answer that was held back arrives.
  func wireAnswers(_ draw: inout Choices) -> Bool {
    guard !heldAnswers.isEmpty else { return wireTakes(&draw) }
    let held = heldAnswers.remove(at: draw.below(heldAnswers.count))
    answer(held.number, held.exchange)
    return true
  }

  func answer(_ number: Int, _ exchange: HTTPExchange) {
    guard let call = life.wire.take(number) else { return }
    if call.marks == nil { ledger.underWay[call.id, default: 1] -= 1 }
    call.continuation.resume(returning: exchange)
  }

  /// The next send meets this; the call that it concerns may be on the wire already.
  func graphFault(_ kind: Action.Kind, _ draw: inout Choices) -> Bool {
    switch kind {
    case .graphTimeout, .graphNoConnection, .graphCutBefore: return cuts(kind, &draw)
    case .answerAfterStatus: return answersAfterStatus(&draw)
    case _: break
    }
    guard meta.faults.isEmpty, let effect = effect(kind, &draw) else { return false }
    meta.faults.append(Fault(effect))
    planted.append(kind)
    // It counts once a send meets it.
    return false
  }

  private func effect(_ kind: Action.Kind, _ draw: inout Choices) -> Fault.Effect? {
    switch kind {
    case .graph400: .graphError(.code(draw.one(of: [100, 131_008, 131_009, 131_021, 131_026, 131_051])))
    case .graph401: .graphError(.code(draw.one(of: [0, 190])))
    case .graph403: .graphError(.code(draw.one(of: [10, 368, 131_031])))
    case .graph429: .bareStatus(429, accepting: false)
    case .graph500: .graphError(.code(draw.one(of: [1, 2, 131_000, 131_016, 133_004])))
    case .graphThrottle: .graphError(.code(draw.one(of: [4, 613, 80_007, 130_429, 131_048])))
    case .graphPairLimit: .graphError(.code(131_056))
    case .graphWindow: .graphError(.code(131_047))
    case .graphTemplate: .graphError(.code(draw.one(of: [132_001, 132_015, 132_016])))
    case .graphBare5xx: .bareStatus(draw.one(of: [502, 503]), accepting: draw.oneIn(2))
    case .graphNotJSON: .notJSON
    case .graphTruncated: .truncated
    case .graphCutAfter: .acceptThenCut(reset: draw.oneIn(2))
    case .graphFailsLater: .failLater(.code(draw.one(of: [131_026, 131_047, 131_049, 131_053])))
    case .statusesDropped: .dropStatuses
    case .statusesRepeated: .repeatStatuses(3)
    case .statusesReversed: .reverseStatuses
    case .callbackMissing: .withoutCallbackData
    case _: nil
    }
  }

  /// A call ends without Meta having it, known or not known to the gateway.
  private func cuts(_ kind: Action.Kind, _ draw: inout Choices) -> Bool {
    let waiting = life.wire.waiting.filter { call in !heldAnswers.contains { $0.number == call.number } }
    guard !waiting.isEmpty else { return false }
    let call = draw.one(of: waiting)
    switch kind {
    case .graphNoConnection:
      answer(call.number, .notSent(draw.one(of: [.couldNotConnect, .couldNotResolve, .tlsFailed])))
    case .graphTimeout: answer(call.number, .unknown(.timedOut))
    case _: answer(call.number, .unknown(.reset))
    }
    return true
  }

  /// The status of a message arrives before the answer to its own send.
  private func answersAfterStatus(_ draw: inout Choices) -> Bool {
    let waiting = life.wire.waiting.filter { call in !heldAnswers.contains { $0.number == call.number } }
    guard !waiting.isEmpty else { return false }
    let call = draw.one(of: waiting)
    let reply = ask(call)
    heldAnswers.append((call.number, exchange(reply), call.id))
    now = now.adding(seconds: 2)
    showTime()
    collect()
    return true
  }

  /// What takes too long ends by itself, whether Meta has it or not.
  func endOverdueCalls() {
    for call in life.wire.waiting where (now - start) - call.sentAt >= Int64(call.call.totalTimeoutSeconds * 1000) {
      heldAnswers.removeAll { $0.number == call.number }
      tally.happened("call timed out")
      answer(call.number, .unknown(.timedOut))
    }
  }

  /// Meta decides about a call, whether or not the gateway hears of it.
  @discardableResult
  func ask(_ call: Wire.Call) -> GraphReply {
    let faults = meta.faults.count
    let reply = meta.answer(request(call.call), at: now)
    for kind in planted { tally.did(kind) }
    planted = []
    take(call, reply, faults: faults)
    return reply
  }

  private func request(_ call: HTTPCall) -> GraphRequest {
    let path =
      call.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).last.map { "/" + $0 } ?? "/"
    let authorization = call.headers.first { $0.name == "Authorization" }?.value
    return GraphRequest(method: call.method, path: path, authorization: authorization, body: call.body)
  }

  private func exchange(_ reply: GraphReply) -> HTTPExchange {
    switch reply.ending {
    case .answer(let status, _, let body): .response(HTTPAnswer(status: status, body: body))
    case .truncated: .unknown(.truncated)
    case .cut: .unknown(.reset)
    }
  }
}
