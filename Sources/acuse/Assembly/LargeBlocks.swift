import CMalloc

/// What a large body took is given back to the system as soon as it is let go.
///
/// glibc asks the system for each large block by itself, but raises what it calls large to 32 MiB with the blocks that
/// it sees freed; from then on each of its arenas keeps what one body took (mallopt(3)). That was half a gigabyte after
/// a hundred bodies of 4 MiB. Bounds that are set do not move.
enum LargeBlocks {
  /// Ordinary webhooks and all that is made of them stay far below it, and cost no call to the system.
  private static let mappedBytes: Int32 = 256 << 10
  /// What may stay unused at the end of an arena.
  private static let keptBytes: Int32 = 1 << 20

  static func giveBack() { cmalloc_set_bounds(mappedBytes, keptBytes) }
}
