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
    if let problem = Self.library { throw problem }
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

  /// Evaluated once a process: global set-up, and what is missing for us, if anything.
  private static let library: CurlUnavailable? = {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else { return .outOfMemory }
    // The fields read here are in the first version of the struct.
    guard let info = curl_version_info(CURLVERSION_FIRST) else { return .outOfMemory }
    let needed = CURL_VERSION_SSL | CURL_VERSION_HTTP2 | CURL_VERSION_ASYNCHDNS
    let fit = info.pointee.version_num >= oldestVersion && info.pointee.features & needed == needed
    return fit ? nil : .unfit(found: String(cString: curl_version()))
  }()

  /// 7.85.0 brought `CURLOPT_PROTOCOLS_STR`; `CURLOPT_PREREQFUNCTION` is older (7.80).
  private static let oldestVersion: UInt32 = 0x07_55_00
}
