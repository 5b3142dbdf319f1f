import CCurl

/// The system's libcurl cannot be used.
package enum CurlUnavailable: Error, CustomStringConvertible {
  /// Older than 7.85, or built without TLS, HTTP/2 or a resolver that does not block.
  case unfit(found: String)
  /// libcurl could not allocate.
  case outOfMemory

  package var description: String {
    switch self {
    case .unfit(let found):
      "libcurl 7.85 or newer with TLS, HTTP/2 and an asynchronous resolver is needed; found: \(found)"
    case .outOfMemory: "libcurl could not be initialised"
    }
  }
}

/// The multi handle: connections, DNS cache, TLS sessions.
///
/// `@unchecked Sendable` holds because the pointer never changes; `wakeUp` is documented by libcurl as
/// callable from any thread and is called under the inbox's lock only while the driver lives; everything
/// else, `close` last, is called by the driver's thread alone.
struct CurlMulti: @unchecked Sendable {
  let handle: UnsafeMutableRawPointer

  init(_ configuration: CurlConfiguration) throws(CurlUnavailable) {
    if let problem = CurlLibrary.problem { throw problem }
    guard let handle = curl_multi_init() else { throw .outOfMemory }
    self.handle = handle
    _ = ccurl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, configuration.maxConcurrentCalls)
    _ = ccurl_multi_set_long(handle, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX)
  }

  func wakeUp() {
    _ = curl_multi_wakeup(handle)
  }

  func close() {
    _ = curl_multi_cleanup(handle)
  }
}
