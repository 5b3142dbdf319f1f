/// Why nothing was committed. Each case says what its caller must do; none carries what was refused.
package enum CommitError: Error, Equatable {
  /// More waits than the queue's bound: come again later.
  case queueFull
  /// The gateway is stopping: come again later, to whoever runs next.
  case stopped
}
