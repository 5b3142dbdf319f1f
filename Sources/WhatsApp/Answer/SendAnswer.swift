package import Helpdesk

/// Turns what came back from a send into what the desk hears (whatsapp §4, §5).
///
/// Decided by Graph's code before the HTTP status. Codes go on, Meta's prose never does: it can hold what a customer
/// wrote.
package enum SendAnswer {
  /// A whole answer. `retryAfter` is the header's value: seconds; a date there is not honoured, since Graph documents
  /// neither.
  package static func outcome(status: Int, retryAfter: String? = nil, body: [UInt8]) -> Outcome {
    let answer = GraphAnswer(body)
    if (200...299).contains(status), let wamid = answer.wamid {
      return .accepted(wamid: wamid, returnedPhone: answer.returnedPhone, userID: answer.userID)
    }
    let wait = retryAfter.flatMap(seconds)
    if let error = answer.error { return outcome(of: error, isServerError: status >= 500, wait: wait) }
    return outcome(ofBare: status, wait: wait)
  }

  /// The transport could not have handed the request over whole: nothing was sent. `fault` is its stable word.
  package static func outcome(notSent fault: String) -> Outcome {
    let isOurMistake = fault == "invalid_call"
    return .refused(code: fault, remedy: isOurMistake ? .giveUp : transportRetry)
  }

  /// Bytes left and no whole answer came: Meta may have the message.
  package static func outcome(unknown fault: String) -> Outcome { .inDoubt(reason: fault) }

  /// The refusal of a message that Meta had accepted: the `errors` of a `failed` status. The first code that the
  /// table knows decides.
  package static func refusal(codes: [Int]) -> Outcome {
    guard let code = codes.first(where: { ErrorTable.row(of: $0) != nil }) ?? codes.first else {
      return .refused(code: "unknown", remedy: .giveUp)
    }
    return .refused(code: String(code), remedy: ErrorTable.row(of: code)?.remedy ?? .giveUp)
  }

  /// Ten attempts that begin five seconds apart outlast most troubles of a network.
  private static let transportRetry = Remedy.retry(most: 10, atLeastSeconds: 5)

  private static func outcome(of error: GraphError, isServerError: Bool, wait: Int64?) -> Outcome {
    // Graph's way to say that the number does not exist or is not ours: a bad parameter, with code 33 below it.
    let isMissingNumber = error.code == 100 && error.subcode == 33
    let code = isMissingNumber ? "100.33" : String(error.code)
    let row = ErrorTable.row(of: isMissingNumber ? 33 : error.code)
    let remedy = (isServerError ? row?.onServerError : nil) ?? row?.remedy
    if error.speaksOfClosedWindow, remedy.map(isUnspecific) ?? true {
      return .refused(code: code, remedy: .useTemplate)
    }
    if let remedy { return .refused(code: code, remedy: lengthened(remedy, wait)) }
    if error.isTransient { return .refused(code: code, remedy: lengthened(.retry(most: 4, atLeastSeconds: 1), wait)) }
    return isServerError ? .inDoubt(reason: code) : .refused(code: code, remedy: .giveUp)
  }

  /// Without a code of Graph's: a proxy's answer, or Meta in such trouble that it does not say what it did.
  private static func outcome(ofBare status: Int, wait: Int64?) -> Outcome {
    let code = "http_\(status)"
    switch status {
    case 401, 403: return .refused(code: code, remedy: .openBreaker(.account))
    case 408, 425, 429:
      return .refused(code: code, remedy: lengthened(.retry(most: 10, atLeastSeconds: 5), wait))
    case 300...499: return .refused(code: code, remedy: .giveUp)
    case _: return .inDoubt(reason: code)
    }
  }

  /// A class that says only "no" or "again", so that the prose may know better.
  private static func isUnspecific(_ remedy: Remedy) -> Bool {
    switch remedy {
    case .giveUp, .retry: true
    case .waitForRecipient, .slowNumber, .useTemplate, .dropTemplate, .openBreaker: false
    }
  }

  private static func lengthened(_ remedy: Remedy, _ wait: Int64?) -> Remedy {
    guard let wait else { return remedy }
    switch remedy {
    case .retry(let most, let atLeast): return .retry(most: most, atLeastSeconds: max(atLeast, wait))
    case .waitForRecipient, .slowNumber, .useTemplate, .dropTemplate, .openBreaker, .giveUp: return remedy
    }
  }

  /// Not longer than a day, so that a nonsensical header cannot park a message for ever.
  private static func seconds(_ header: String) -> Int64? {
    guard let seconds = Int64(header), seconds >= 0 else { return nil }
    return min(seconds, 86_400)
  }
}
