import CCurl

/// What libcurl calls, on the driver's thread. Each finds its transfer through the context pointer, which
/// is valid because the driver keeps every transfer until its handle has left the multi handle.
enum CurlCallbacks {
  /// Zero ends the body; libcurl knows its length and does not ask beyond it.
  static let read: ccurl_data_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    return transfer(context).readBody(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
  }

  static let header: ccurl_data_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context).takeHeaderLine(line) ? line.count : 0
  }

  static let write: ccurl_data_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context).takeBody(part) ? part.count : 0
  }

  static let prereq: curl_prereq_callback = { context, _, _, _, _ in
    guard let context else { return CURL_PREREQFUNC_ABORT }
    return transfer(context).mayBegin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }

  static let socket: curl_sockopt_callback = { context, socket, _ in
    guard let context, transfer(context).mayConnect() else { return CURL_SOCKOPT_ERROR }
    ccurl_limit_unacknowledged(socket, unacknowledgedMilliseconds)
    return CURL_SOCKOPT_OK
  }

  /// A connection whose bytes nobody acknowledges for so long is dead. Without this limit an HTTP/2
  /// connection that silently died would swallow one time-out after the other.
  private static let unacknowledgedMilliseconds: UInt32 = 15_000

  private static func transfer(_ context: UnsafeMutableRawPointer) -> CurlTransfer {
    Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  }
}
