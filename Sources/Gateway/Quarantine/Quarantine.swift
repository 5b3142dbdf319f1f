import BusinessTime
package import Helpdesk
import WhatsApp

/// What was signed and could not be used, and the way back: through the same decoder, desk and crash notes as what
/// comes in.
package struct Quarantine: Sendable {
  /// Which secret verified a body that was kept whole is not kept with it.
  static let unknownSecret = -1

  private let store: any Store
  private let crashes: CrashGuard
  private let seed: @Sendable () -> Seed

  package init(store: any Store, crashes: CrashGuard, seed: @escaping @Sendable () -> Seed = Seed.random) {
    self.store = store
    self.crashes = crashes
    self.seed = seed
  }

  /// Calls `perform` with what handles the row again, and whether that must have a transaction to itself. A row that
  /// is not there, or that would kill the process once more, gives a work that says so.
  package func retry<R: Sendable>(
    _ id: String, _ perform: (_ work: RetryQuarantined, _ alone: Bool) async throws -> R
  ) async throws -> R {
    let found = try await store.read { tables -> (row: QuarantineRow, envelope: StoredEnvelope?)? in
      guard let row = try tables.quarantined(id) else { return nil }
      return (row, try row.envelope.flatMap { try tables.envelope($0) })
    }
    guard let found else { return try await perform(RetryQuarantined(id: id, again: .unusable("gone")), false) }
    return try await crashes.handle(CrashKey(body: found.row.bytes)) { alone in
      try await perform(RetryQuarantined(id: id, again: again(found.row, in: found.envelope)), alone)
    } refused: {
      let work = RetryQuarantined(id: id, again: .unusable(QuarantineReason.crashesAlone))
      return (try await perform(work, false), isOver: true)
    }
  }

  /// The row's bytes read anew, as if they had just come, with the time at which they did.
  private func again(_ row: QuarantineRow, in envelope: StoredEnvelope?) -> RetryQuarantined.Again {
    guard let id = row.envelope, let offset = row.offset else { return whole(row) }
    guard let around = envelope?.body(around: row.bytes, at: offset) else {
      return .unusable(QuarantineReason.envelopeGone)
    }
    guard case .items(let items, _) = WebhookDecoder.decode(around.bytes, receivedAt: row.receivedAt),
      case .item(let update)? = items.first(where: { $0.slice == around.place })?.reading
    else { return .unusable(QuarantineReason.unreadable) }
    let slice = RawSlice(
      envelope: id, offset: offset, bytes: row.bytes, isStatus: ReceivePost.isStatus(update), isLate: true)
    return .item(update, slice)
  }

  private func whole(_ row: QuarantineRow) -> RetryQuarantined.Again {
    guard case .items(let items, _) = WebhookDecoder.decode(row.bytes, receivedAt: row.receivedAt) else {
      return .unusable(QuarantineReason.unreadable)
    }
    var ids = IDSource(seed: seed())
    return .body(
      ReceivedWebhook(
        id: ids.next(at: row.receivedAt), receivedAt: row.receivedAt, secretIndex: Self.unknownSecret, body: row.bytes,
        decoded: .items(items)))
  }
}

extension StoredEnvelope {
  /// The body with `null` in place of every slice but this one, and where this one stands in it. Nil if the places of
  /// the slices were not noted, or this is none of them.
  func body(around slice: [UInt8], at offset: Int) -> (bytes: [UInt8], place: Range<Int>)? {
    var bytes: [UInt8] = []
    var place: Range<Int>?
    // How far the remainder is used up, and how much of the body before that lay in slices.
    var (used, cut) = (0, 0)
    for hole in places {
      let end = hole.lowerBound - cut
      guard (used...remainder.count).contains(end) else { return nil }
      bytes += remainder[used..<end]
      if hole == offset..<(offset + slice.count) {
        place = bytes.count..<(bytes.count + slice.count)
        bytes += slice
      } else {
        bytes += Array("null".utf8)
      }
      (used, cut) = (end, cut + hole.count)
    }
    bytes += remainder[used...]
    return place.map { (bytes, $0) }
  }
}
