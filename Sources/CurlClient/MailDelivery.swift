import CCurl
import Foundation
import Gateway
import Helpdesk

/// One mail on its way, confined to its thread.
final class MailDelivery {
  private let mail: OutgoingMail
  private let caFile: String?
  private let isCancelled: CancelFlag
  private var offset = 0
  private var problem = CURLE_OK

  init(_ mail: OutgoingMail, caFile: String?, isCancelled: CancelFlag) {
    self.mail = mail
    self.caFile = caFile
    self.isCancelled = isCancelled
  }

  func perform() -> Letter.Outcome {
    CurlLibrary.blockBrokenPipeSignal()
    guard let server = MailServer(mail.server) else { return .putOff(code: "bad_address") }
    guard CurlLibrary.problem == nil, let handle = curl_easy_init() else {
      return .putOff(code: "out_of_memory")
    }
    defer { curl_easy_cleanup(handle) }
    let recipients = curl_slist_append(nil, "<\(mail.recipient)>")
    defer { curl_slist_free_all(recipients) }
    setServer(handle, server)
    setEnvelope(handle, recipients)
    setCallbacks(handle)
    guard problem == CURLE_OK else { return .putOff(code: "curl_\(problem.rawValue)") }
    let end = withExtendedLifetime(self) { curl_easy_perform(handle) }
    guard end != CURLE_OK else { return .taken }
    var answer = 0
    _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &answer)
    return Self.outcome(end, answer: answer)
  }

  /// The mailbox or the mail itself is refused for good by these (RFC 5321 §4.2.3); whatever else a server says, somebody
  /// may mend within the day.
  private static let final = 550...554

  private static func outcome(_ end: CURLcode, answer: Int) -> Letter.Outcome {
    if end == CURLE_LOGIN_DENIED { return .putOff(code: "login_denied") }
    if final.contains(answer) { return .refused(code: "smtp_\(answer)") }
    if answer >= 400 { return .putOff(code: "smtp_\(answer)") }
    return .putOff(code: word(for: end))
  }

  private static func word(for end: CURLcode) -> String {
    switch end {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: "unreachable"
    case CURLE_OPERATION_TIMEDOUT: "timed_out"
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION: "tls"
    case CURLE_ABORTED_BY_CALLBACK: "cancelled"
    case _: "curl_\(end.rawValue)"
    }
  }

  private func setServer(_ handle: UnsafeMutableRawPointer, _ server: MailServer) {
    set(handle, CURLOPT_URL, server.url)
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    set(handle, CURLOPT_PROXY, "")
    note(
      ccurl_set_long(
        handle, CURLOPT_USE_SSL, Int(server.isLoopback ? CURLUSESSL_TRY.rawValue : CURLUSESSL_ALL.rawValue)))
    note(ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)))
    if let caFile {
      set(handle, CURLOPT_CAINFO, caFile)
      note(ccurl_set_string(handle, CURLOPT_CAPATH, nil))
    }
    if let password = mail.server.password {
      set(handle, CURLOPT_USERNAME, server.user ?? mail.server.sender)
      set(handle, CURLOPT_PASSWORD, password)
    }
    note(ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1))
    note(ccurl_set_long(handle, CURLOPT_TIMEOUT, CurlMailer.totalSeconds))
    note(ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT, CurlMailer.connectSeconds))
  }

  private func setEnvelope(_ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?) {
    set(handle, CURLOPT_MAIL_FROM, "<\(mail.server.sender)>")
    note(recipients == nil ? CURLE_OUT_OF_MEMORY : ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients))
    note(ccurl_set_long(handle, CURLOPT_UPLOAD, 1))
    note(ccurl_set_off(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(mail.message.count)))
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    note(ccurl_set_pointer(handle, CURLOPT_READDATA, context))
    note(ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
    note(ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0))
    note(
      ccurl_set_data_callback(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        return delivery(context).read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
      })
    note(
      ccurl_set_progress_callback(handle) { context, _, _, _, _ in
        guard let context else { return 0 }
        return delivery(context).isCancelled.isRaised ? 1 : 0
      })
    // What servers say is nobody's to print.
    note(ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count })
  }

  private func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(target.count, mail.message.count - offset)
    guard count > 0 else { return 0 }
    target.copyBytes(from: mail.message[offset..<offset + count])
    offset += count
    return count
  }

  private func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String) {
    note(ccurl_set_string(handle, option, value))
  }

  /// Keeps the first refusal: half of the safety lies in the options.
  private func note(_ code: CURLcode) {
    if problem == CURLE_OK { problem = code }
  }
}

private func delivery(_ context: UnsafeMutableRawPointer) -> MailDelivery {
  Unmanaged<MailDelivery>.fromOpaque(context).takeUnretainedValue()
}

/// Where mails go, taken apart: libcurl gets user and password by themselves.
struct MailServer {
  /// With the sender's domain as its path: how libcurl says HELO.
  let url: String
  /// Who logs in, if the address names somebody.
  let user: String?
  /// This machine: what is said there crosses no network.
  let isLoopback: Bool

  /// Nil: it is no address of a mail server.
  init?(_ access: MailAccess) {
    guard var parts = URLComponents(string: access.url), let host = parts.host, !host.isEmpty,
      let domain = access.sender.split(separator: "@").last
    else { return nil }
    user = parts.user
    parts.user = nil
    parts.password = nil
    parts.path = "/" + domain
    guard let text = parts.string else { return nil }
    url = text
    isLoopback = Self.isLoopback(host)
  }

  /// By its name or number alone: a name that only begins like one may be anybody's.
  private static func isLoopback(_ host: String) -> Bool {
    if ["localhost", "::1", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
