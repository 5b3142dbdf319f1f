import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The answer to a send")
struct SendAnswerTests {
  private func outcome(_ status: Int, _ body: String, retryAfter: String? = nil) -> Outcome {
    SendAnswer.outcome(status: status, retryAfter: retryAfter, body: Array(body.utf8))
  }

  private func error(_ code: Int, _ rest: String = "") -> String {
    #"{"error":{"message":"x","type":"OAuthException","code":\#(code),"fbtrace_id":"t"\#(rest)}}"#
  }

  @Test("accepted, with the id, the phone that Meta prefers, and the user id")
  func accepted() {
    let body = """
      {"messaging_product":"whatsapp","contacts":[{"input":"+5215555550123","wa_id":"525555550123","user_id":"MX.1"}],
       "messages":[{"id":"wamid.TEST1","message_status":"accepted"}]}
      """
    #expect(outcome(200, body) == .accepted(wamid: "wamid.TEST1", returnedPhone: "525555550123", userID: "MX.1"))
    let bare = #"{"messages":[{"id":"wamid.TEST1","message_status":"held_for_quality_assessment"}]}"#
    #expect(outcome(200, bare) == .accepted(wamid: "wamid.TEST1", returnedPhone: nil, userID: nil))
  }

  @Test(
    "a 200 that cannot be read is in doubt",
    arguments: ["", "<html>", "{", "{}", #"{"messages":[]}"#, #"{"messages":[{"id":7}]}"#, #"{"success":true}"#, "[]"])
  func unreadable(body: String) {
    #expect(outcome(200, body) == .inDoubt(reason: "http_200"))
  }

  @Test("Graph's code decides, whatever the status; only a 5xx without one is in doubt")
  func serverErrors() {
    #expect(outcome(500, error(131_047)) == .refused(code: "131047", remedy: .useTemplate))
    #expect(outcome(503, error(131_026)) == .refused(code: "131026", remedy: .giveUp))
    #expect(outcome(500, error(1)) == .refused(code: "1", remedy: .retry(most: 4, atLeastSeconds: 1)))
    #expect(outcome(400, error(1)) == .refused(code: "1", remedy: .giveUp))
    #expect(outcome(500, error(99_999)) == .inDoubt(reason: "99999"))
    #expect(outcome(400, error(99_999)) == .refused(code: "99999", remedy: .giveUp))
    for status in [500, 502, 503, 504, 520] {
      for body in ["", "<html>Bad gateway</html>", "{}", #"{"error":{"message":"x"}}"#, #"{"error":"x"}"#] {
        #expect(outcome(status, body) == .inDoubt(reason: "http_\(status)"))
      }
    }
  }

  @Test("a transient error of an unknown code is repeated")
  func transient() {
    let body = error(99_999, #","is_transient":true"#)
    #expect(outcome(500, body) == .refused(code: "99999", remedy: .retry(most: 4, atLeastSeconds: 1)))
  }

  @Test("a bare answer of a proxy is read by its status")
  func bare() {
    #expect(outcome(429, "") == .refused(code: "http_429", remedy: .retry(most: 10, atLeastSeconds: 5)))
    #expect(outcome(408, "") == .refused(code: "http_408", remedy: .retry(most: 10, atLeastSeconds: 5)))
    #expect(outcome(401, "") == .refused(code: "http_401", remedy: .openBreaker(.account)))
    #expect(outcome(403, "no") == .refused(code: "http_403", remedy: .openBreaker(.account)))
    for status in [301, 302, 400, 404, 413] {
      #expect(outcome(status, "<html>") == .refused(code: "http_\(status)", remedy: .giveUp))
    }
  }

  @Test("Retry-After lengthens a pause, never shortens it, and never beyond a day")
  func retryAfter() {
    let cases: [(String, Int64)] = [("30", 30), ("2", 5), ("999999999", 86_400), ("-1", 5), ("soon", 5), ("", 5)]
    for (header, seconds) in cases {
      #expect(
        outcome(429, "", retryAfter: header)
          == .refused(code: "http_429", remedy: .retry(most: 10, atLeastSeconds: seconds)), "\(header)")
    }
    #expect(
      outcome(429, error(80_007), retryAfter: "900")
        == .refused(code: "80007", remedy: .retry(most: 10, atLeastSeconds: 900)))
    #expect(outcome(400, error(131_026), retryAfter: "900") == .refused(code: "131026", remedy: .giveUp))
  }

  @Test("the closed window under another code is known by its words")
  func closedWindow() {
    let details = #","error_data":{"details":"Cannot send non-template messages outside the 24-hour window"}"#
    #expect(outcome(400, error(100, details)) == .refused(code: "100", remedy: .useTemplate))
    #expect(outcome(400, error(99_999, details)) == .refused(code: "99999", remedy: .useTemplate))
    #expect(outcome(400, error(190, details)) == .refused(code: "190", remedy: .openBreaker(.account)))
    let message = #"{"error":{"code":131000,"message":"More than 24 hours have passed since"}}"#
    #expect(outcome(400, message) == .refused(code: "131000", remedy: .useTemplate))
  }

  @Test("a number that does not exist hides behind a bad parameter")
  func missingNumber() {
    #expect(
      outcome(400, error(100, #","error_subcode":33"#)) == .refused(code: "100.33", remedy: .openBreaker(.number)))
    #expect(outcome(400, error(100, #","error_subcode":2494010"#)) == .refused(code: "100", remedy: .giveUp))
    #expect(ErrorTable.isAlarm(code: "100.33") && !ErrorTable.isAlarm(code: "100"))
  }

  @Test("what the transport knows: not sent is repeated, except for our own mistake; unknown is in doubt")
  func transport() {
    #expect(
      SendAnswer.outcome(notSent: "could_not_connect")
        == .refused(code: "could_not_connect", remedy: .retry(most: 10, atLeastSeconds: 5)))
    #expect(SendAnswer.outcome(notSent: "invalid_call") == .refused(code: "invalid_call", remedy: .giveUp))
    #expect(SendAnswer.outcome(unknown: "timed_out") == .inDoubt(reason: "timed_out"))
  }

  @Test("a failure told by a status is decided by its first known code")
  func asynchronous() {
    #expect(SendAnswer.refusal(codes: [131_047]) == .refused(code: "131047", remedy: .useTemplate))
    #expect(SendAnswer.refusal(codes: [99_999, 131_042]) == .refused(code: "131042", remedy: .openBreaker(.account)))
    #expect(SendAnswer.refusal(codes: [99_999]) == .refused(code: "99999", remedy: .giveUp))
    #expect(SendAnswer.refusal(codes: []) == .refused(code: "unknown", remedy: .giveUp))
  }

  @Test("no word of Meta's prose is in any outcome")
  func noProse() {
    let canary = "CANARIO 5215555550123"
    for status in [200, 400, 401, 429, 500] {
      for code in [0, 1, 100, 131_026, 131_047, 99_999] {
        let body =
          #"{"error":{"message":"\#(canary)","type":"\#(canary)","code":\#(code),"error_data":{"details":"\#(canary)"}}}"#
        #expect(!String(describing: outcome(status, body)).contains("CANARIO"))
      }
      #expect(!String(describing: outcome(status, canary)).contains("CANARIO"))
    }
  }
}
