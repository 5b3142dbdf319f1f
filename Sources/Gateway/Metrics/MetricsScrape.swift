import BusinessTime
package import Helpdesk
package import Metrics

/// The figures that are states and not events: read when somebody asks, by one bounded read of the store.
package struct MetricsScrape: Sendable {
  private let store: any Store
  private let committer: Committer
  private let clock: any WallClock
  private let disk: (watch: DiskWatch, free: Meter)?
  private let reloads: (watch: ReloadWatch, successful: Meter, time: Meter)?
  private let numbers: @Sendable () -> [NumberID]

  private let commitQueue: Meter
  private let quarantine: Meter
  private let storeReadable: Meter
  private let alarmsDue: Meter
  private let outbox: LabelledGauge
  private let clocks: [ClockKind: LabelledGauge]
  private let breakerOpen: LabelledGauge
  private let serviceMessages: LabelledGauge

  /// `numbers` are those of the rules. Without a disk or reloads that are watched there is no figure of
  /// them.
  package init(
    store: any Store, committer: Committer, clock: any WallClock, disk: DiskWatch? = nil,
    reloads: ReloadWatch? = nil, numbers: @escaping @Sendable () -> [NumberID], factory: any MetricsFactory
  ) {
    func meter(_ family: MetricFamily) -> Meter { Meter(label: family.name, factory: factory) }
    self.store = store
    self.committer = committer
    self.clock = clock
    self.disk = disk.map { ($0, meter(.diskFree)) }
    self.reloads = reloads.map { ($0, meter(.reloadSuccessful), meter(.reloadTime)) }
    self.numbers = numbers
    commitQueue = meter(.commitQueue)
    quarantine = meter(.quarantine)
    storeReadable = meter(.storeReadable)
    alarmsDue = meter(.alarmsDue)
    outbox = LabelledGauge(.outbox, "state", factory: factory)
    clocks = Dictionary(
      uniqueKeysWithValues: ClockKind.allCases.map { kind in
        (kind, LabelledGauge(.clocks, "state", fixed: [("clock", kind.rawValue)], factory: factory))
      })
    breakerOpen = LabelledGauge(.breakerOpen, "number", factory: factory)
    serviceMessages = LabelledGauge(.serviceMessages, "number", factory: factory)
  }

  /// Sets every gauge to what is so now. If the store cannot be read, its gauges stay as they were, and
  /// `acuse_store_readable` says so.
  package func refresh() async {
    commitQueue.set(committer.waiting)
    if let disk, let free = disk.watch.freeBytes() { disk.free.set(free) }
    if let reloads {
      let last = reloads.watch.last
      reloads.successful.set(last.isInForce ? 1 : 0)
      reloads.time.set(last.readAt.seconds)
    }
    let now = clock.now()
    let ours = numbers().sorted()
    let read = try? await store.read { tables in
      (
        figures: try tables.figures(at: now), broken: try tables.brokenLines().map(\.number),
        services: try ours.map { try tables.line($0)?.count(in: now)?.services ?? 0 }
      )
    }
    storeReadable.set(read == nil ? 0 : 1)
    guard let (figures, broken, services) = read else { return }
    quarantine.set(figures.quarantine)
    alarmsDue.set(figures.alarmsDue)
    outbox.show(figures.outbox.map { ($0.key.rawValue, $0.value) })
    for (kind, gauge) in clocks {
      let count = figures.clocks[kind] ?? StoreFigures.ClockCount()
      gauge.show([("running", count.running), ("overdue", count.overdue)])
    }
    serviceMessages.show(zip(ours, services).map { ($0.rawValue, $1) })
    breakerOpen.show(Set(ours + broken).sorted().map { ($0.rawValue, broken.contains($0) ? 1 : 0) })
  }
}
