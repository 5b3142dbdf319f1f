/// The bounds of one `CurlTransport`, and whom it trusts. Every figure has a default with a reason.
package struct CurlConfiguration: Sendable {
  /// Transfers at once. Above Meta's 80 messages a second at a second each; below what `poll` scans cheaply.
  package var maxConcurrentCalls = 128
  /// Calls waiting for a slot; one more is answered `queueFull`. Claimed entries are few: a full queue
  /// means that somebody sends without claiming.
  package var maxWaitingCalls = 1024
  /// Bytes of header lines in one answer, interim answers included. Graph sends about 2 KiB.
  package var maxHeaderBytes = 65_536
  /// Seconds without a byte in either direction after which a transfer is given up; libcurl averages over
  /// about five, so it may be that much later.
  package var stallSeconds = 15
  /// Kept-alive connections idle for longer are not used again. Servers commonly close at 60 s, and a
  /// request that races with that close ends in doubt.
  package var idleConnectionSeconds = 50
  /// No connection is used for longer, so that a change of address in DNS is followed.
  package var connectionLifetimeSeconds = 600
  /// What a graceful shutdown gives calls in flight.
  package var drainSeconds: Double = 10
  /// A PEM file of authorities trusted *instead of* the system's. For tests and private gateways.
  package var caFile: String?
  /// Proxy URL. The environment's proxies are ignored, and loopback never goes through a proxy.
  package var proxy: String?

  package init() {}
}
