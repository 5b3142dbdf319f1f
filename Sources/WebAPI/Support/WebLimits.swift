/// Bounds of the HTTP face in time and in number. The defaults are the product's; tests set shorter ones.
package struct WebLimits: Sendable {
  /// Meta's machines are fast and near; who needs longer for 4 MiB is not Meta.
  package var bodyTime: Duration = .seconds(15)
  /// Connections that say nothing are closed after this; Meta keeps its own alive for less.
  package var idleSeconds: Int64 = 75
  /// Enough for Meta's concurrency and a team; more is an attack and waits outside.
  package var connections = 4096
  /// A comment on every stream of events this often, so that neither side takes the other for dead: proxies close what
  /// is silent for a minute.
  package var heartbeat: Duration = .seconds(15)
  /// A listener that takes nothing in for this long is cut off; it is looked at with each heartbeat.
  package var listenerPatience: Duration = .seconds(30)

  package init() {}
}
