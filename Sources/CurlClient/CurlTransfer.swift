import CCurl
import Gateway

/// One call while libcurl has it: what has left, what has come, and what its end therefore means.
///
/// The body goes out through a read callback without a seek callback: so we know when it is first touched,
/// and libcurl cannot rewind it for a second attempt. libcurl calls in through `CurlCallbacks`, on the
/// driver's thread only.
final class CurlTransfer {
  enum End {
    /// libcurl is through with it.
    case done(CURLcode)
    /// We take it away.
    case failed(TransportFault)
  }

  let waiting: CurlWaiting
  let easy: CurlEasy
  /// What libcurl reads while it runs; freed when it is done.
  var headerList: UnsafeMutablePointer<curl_slist>?
  private(set) var answer: CurlAnswer
  private var bodyOffset = 0
  private var begun = false
  private var refusedRepeat = false

  init(_ waiting: CurlWaiting, on easy: CurlEasy, maxHeaderBytes: Int) {
    self.waiting = waiting
    self.easy = easy
    self.answer = CurlAnswer(maxHeaderBytes: maxHeaderBytes, maxBodyBytes: waiting.ticket.call.maxResponseBytes)
  }

  /// Whether the peer may have the whole request, seen cautiously: a request without a body from the moment
  /// that it is begun; one with a body from the first byte that libcurl took of it; any request once a byte
  /// of an answer has come. A body that was never touched cannot be whole at the peer.
  private var mayHaveArrived: Bool {
    answer.hasBegun || bodyOffset > 0 || (begun && waiting.ticket.call.body.isEmpty)
  }

  /// libcurl wants a new connection. When a reused one dies before a byte of an answer, libcurl starts over,
  /// also with a POST that the peer has read: that we refuse.
  func mayConnect() -> Bool {
    refusedRepeat = mayHaveArrived
    return !refusedRepeat
  }

  /// A connection stands, new or not, and libcurl is about to write the request. The second barrier against
  /// starting over: another idle connection needs no new socket.
  func mayBegin() -> Bool {
    guard mayConnect() else { return false }
    begun = true
    return true
  }

  /// Fills `target` with the next bytes of the body and says how many.
  func readBody(into target: UnsafeMutableRawBufferPointer) -> Int {
    let body = waiting.ticket.call.body
    let count = min(target.count, body.count - bodyOffset)
    guard count > 0 else { return 0 }
    target.copyBytes(from: body[bodyOffset..<bodyOffset + count])
    bodyOffset += count
    return count
  }

  /// False refuses the line and ends the transfer.
  func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool { answer.takeHeaderLine(line) }

  /// False refuses the bytes and ends the transfer.
  func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool { answer.takeBody(bytes) }

  func exchange(at end: End) -> HTTPExchange {
    let fault: TransportFault
    switch end {
    case .done(let code) where code == CURLE_OK:
      if let whole = answer.whole { return .response(whole) }
      fault = answer.hasBegun ? .truncated : .reset
    case .done(let code):
      fault = self.fault(code)
    case .failed(let reason):
      fault = reason
    }
    return mayHaveArrived ? .unknown(fault) : .notSent(fault)
  }

  func releaseHeaders() {
    curl_slist_free_all(headerList)
    headerList = nil
  }

  private func fault(_ code: CURLcode) -> TransportFault {
    if answer.isTooLarge { return .tooLarge }
    if refusedRepeat { return .reset }
    return TransportFault(code, requestBegun: begun, answerBegun: answer.hasBegun)
  }
}
