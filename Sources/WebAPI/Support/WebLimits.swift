/// Bounds of the HTTP face in time and in number. The defaults are the product's; tests set shorter ones.
package struct WebLimits: Sendable {
  /// Meta's machines are fast and near; who needs longer for 4 MiB is not Meta.
  package var bodyTime: Duration = .seconds(15)
  /// Connections that say nothing are closed after this; Meta keeps its own alive for less.
  package var idleSeconds: Int64 = 75
  /// Enough for Meta's concurrency and a team; more is an attack and waits outside.
  package var connections = 4096

  package init() {}
}
