import BusinessTime
import Gateway
import Helpdesk
import Sandbox
import Synchronization
import WhatsApp

/// One life of the gateway's process: the production steps over a simulated store, clock and wire.
final class Life<Under: Disk>: Sendable {
  let store: SimulatedStore<Under>
  let probe: Probe
  let wire: Wire
  let holder: RulesHolder
  let adoption: RulesAdoption
  let committer: Committer
  let intake: Intake
  let alarms: AlarmService
  let waits: WaitReview
  let sender: Sender
  let post: PostOffice
  let postman: Postman

  /// `rules` is the version in force at the start.
  init(disk: Under, tables: MemoryTables, clock: VirtualClock, rules: Int, seeds: SeedSource) {
    let probe = Probe()
    let store = SimulatedStore(disk: disk, tables: tables, probe: probe)
    let holder = RulesHolder(Company.context(rules))
    let committer = Committer(store: store, clock: clock, context: { holder.context }, seed: { seeds.next() })
    let crashes = CrashGuard(notes: NoCrashNotes())
    let signature = WebhookSignature(secrets: [Company.secret])
    let wire = Wire(probe: probe, boot: { clock.boot })
    var limits = SendLimits()
    limits.totalTimeoutSeconds = World<Under>.timeoutSeconds
    self.store = store
    self.probe = probe
    self.wire = wire
    let post = PostOffice(probe: probe)
    self.post = post
    self.holder = holder
    self.committer = committer
    adoption = RulesAdoption(holder: holder, store: store, clock: clock) { source in
      Company.book(source == "v1" ? 1 : 2)
    }
    intake = Intake(
      signature: { signature }, handshake: { WebhookHandshake(verifyToken: "verify") }, committer: committer,
      crashes: crashes, clock: clock, seed: { seeds.next() })
    alarms = AlarmService(store: store, committer: committer, crashes: crashes, clock: clock)
    waits = WaitReview(
      store: store, committer: committer, crashes: crashes, clock: clock,
      isCounted: { holder.context.rules.closing.patience != nil })
    sender = Sender(
      store: store, committer: committer, crashes: crashes, clock: clock, transport: wire, limits: limits,
      access: { number in
        Company.token(of: number).map { GraphAccess(url: "https://graph.example.test", version: "v26.0", token: $0) }
      }, throughput: { holder.throughput(of: $0) }, boot: { clock.boot })
    postman = Postman(
      store: store, committer: committer, clock: clock, mailer: post,
      access: { MailAccess(url: "smtp://mail.example.test:587", sender: "acuse@example.test") })
  }
}

/// Seeds for ids and jitter, drawn in the order in which they are asked for.
final class SeedSource: Sendable {
  private let random: Mutex<SeededRandom>

  init(seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }

  func next() -> Seed { random.withLock { Seed(high: $0.next(), low: $0.next()) } }
}
