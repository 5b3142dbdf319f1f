import CCurl
import Gateway

extension TransportFault {
  /// libcurl's number in our words. Whether the request may have arrived is decided elsewhere, never from
  /// the number: the same one is given before and after the request was written.
  init(_ code: CURLcode, requestBegun: Bool, answerBegun: Bool) {
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED:
      // After the request was begun the same numbers speak of the peer's answer.
      self = requestBegun ? .other(code: Int(code.rawValue)) : .invalidCall
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .couldNotResolve
    case CURLE_COULDNT_CONNECT:
      self = .couldNotConnect
    case CURLE_OPERATION_TIMEDOUT:
      self = .timedOut
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
      self = answerBegun ? .truncated : .reset
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      self = .tlsFailed
    default:
      self = .other(code: Int(code.rawValue))
    }
  }
}
