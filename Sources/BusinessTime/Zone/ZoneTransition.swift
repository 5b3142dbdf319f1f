/// A change of a zone's offset: from this UTC second on, the offset is this.
package struct ZoneTransition: Hashable, Sendable {
  /// Seconds since 1970 UTC.
  package let at: Int64
  /// Seconds east of UTC that hold from `at` on.
  package let offset: Int32

  package init(at: Int64, offset: Int32) {
    self.at = at
    self.offset = offset
  }
}

/// A stretch of time in which a zone keeps one offset, so that local time is UTC plus a constant.
struct ZoneSegment {
  /// The first UTC second with another offset; `Int64.max` when none follows.
  let end: Int64
  /// Seconds east of UTC.
  let offset: Int64
}
