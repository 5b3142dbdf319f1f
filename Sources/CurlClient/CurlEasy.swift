import CCurl
import Gateway

/// One easy handle. Reused: making one costs more than a small transfer.
final class CurlEasy {
  let handle: UnsafeMutableRawPointer
  private var problem = CURLE_OK

  init?() {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
  }

  /// Forgets every option, with them every pointer to a transfer. Connections belong to the multi handle.
  func reset() { curl_easy_reset(handle) }

  func close() { curl_easy_cleanup(handle) }

  /// Sets everything anew. Any option that libcurl refuses fails the call: half of the safety lies in them.
  func prepare(_ transfer: CurlTransfer, _ configuration: CurlConfiguration, remaining: Duration) -> CURLcode {
    problem = CURLE_OK
    let call = transfer.waiting.ticket.call
    setRoute(call, configuration)
    setTrust(configuration)
    setLimits(call, configuration, remaining: remaining)
    setRequest(call, of: transfer)
    setCallbacks(transfer)
    return problem
  }

  private func setRoute(_ call: HTTPCall, _ configuration: CurlConfiguration) {
    set(CURLOPT_URL, call.url)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    // The empty string switches off the proxies of the environment too.
    set(CURLOPT_PROXY, call.unixSocketPath == nil ? configuration.proxy ?? "" : "")
    set(CURLOPT_NOPROXY, "localhost,127.0.0.0/8,::1")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let path = call.unixSocketPath { set(CURLOPT_UNIX_SOCKET_PATH, path) }
    // HTTP/2 only where TLS negotiates it. There a call waits for the connection being made, to share it.
    let overTLS = call.url.lowercased().hasPrefix("https:")
    set(CURLOPT_HTTP_VERSION, overTLS ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
    set(CURLOPT_PIPEWAIT, overTLS ? 1 : 0)
  }

  private func setTrust(_ configuration: CurlConfiguration) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    guard let file = configuration.caFile else { return }
    set(CURLOPT_CAINFO, file)
    ccurl_set_string(handle, CURLOPT_CAPATH, nil)
  }

  private func setLimits(_ call: HTTPCall, _ configuration: CurlConfiguration, remaining: Duration) {
    set(CURLOPT_NOSIGNAL, 1)
    // A resolver thread that hangs is left to itself; waiting for it would hold up every other transfer.
    ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1)
    // Zero would mean "no limit".
    set(CURLOPT_TIMEOUT_MS, max(1, remaining.wholeMilliseconds))
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Duration.seconds(call.connectTimeoutSeconds).wholeMilliseconds))
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, configuration.stallSeconds)
    set(CURLOPT_MAXAGE_CONN, configuration.idleConnectionSeconds)
    set(CURLOPT_MAXLIFETIME_CONN, configuration.connectionLifetimeSeconds)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_TCP_KEEPIDLE, 15)
    set(CURLOPT_TCP_KEEPINTVL, 5)
  }

  private func setRequest(_ call: HTTPCall, of transfer: CurlTransfer) {
    if call.method == "HEAD" {
      set(CURLOPT_NOBODY, 1)
    } else if call.body.isEmpty && call.method != "POST" {
      set(CURLOPT_HTTPGET, 1)
    } else {
      set(CURLOPT_POST, 1)
      note(ccurl_set_off(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(call.body.count)))
    }
    if !["GET", "HEAD", "POST"].contains(call.method) || (call.method == "GET" && !call.body.isEmpty) {
      set(CURLOPT_CUSTOMREQUEST, call.method)
    }
    for line in call.headerLines {
      guard let longer = curl_slist_append(transfer.headerList, line) else { return note(CURLE_OUT_OF_MEMORY) }
      transfer.headerList = longer
    }
    note(ccurl_set_list(handle, CURLOPT_HTTPHEADER, transfer.headerList))
  }

  private func setCallbacks(_ transfer: CurlTransfer) {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    let contexts = [
      CURLOPT_READDATA, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA, CURLOPT_SOCKOPTDATA,
    ]
    for option in contexts {
      note(ccurl_set_pointer(handle, option, context))
    }
    note(ccurl_set_data_callback(handle, CURLOPT_READFUNCTION, CurlCallbacks.read))
    note(ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, CurlCallbacks.write))
    note(ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, CurlCallbacks.header))
    note(ccurl_set_prereq_callback(handle, CurlCallbacks.prereq))
    note(ccurl_set_sockopt_callback(handle, CurlCallbacks.socket))
  }

  private func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }

  private func set(_ option: CURLoption, _ value: String) { note(ccurl_set_string(handle, option, value)) }

  /// Keeps the first refusal.
  private func note(_ code: CURLcode) {
    if problem == CURLE_OK { problem = code }
  }
}
