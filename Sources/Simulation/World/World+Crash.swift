import BusinessTime
import Gateway
import Sandbox

extension World {
  /// The process dies between two steps.
  func crashes(_ draw: inout Choices) -> Bool {
    life.probe.die("between steps")
    restart(downtime: draw.weighted([(0, 5), (30, 3), (1200, 2), (86_400, 1)]))
    return true
  }

  /// The process will die at one of the next calls of its store or wire.
  func crashesSoon(_ draw: inout Choices) -> Bool {
    life.probe.crash(at: life.probe.passed + draw.below(60))
    return true
  }

  /// It will die at the next call of that kind.
  func crashes(atNext name: String) -> Bool {
    life.probe.crash(atNext: name)
    return true
  }

  /// What the dead process held is lost; what it had committed is there for the next one.
  func restart(downtime: Int64) {
    tally.happened("died: \(life.probe.diedAt ?? "")")
    let dead = life
    callCounts.append(dead.probe.passed)
    deaths.append(dead.probe.diedAt ?? "")
    bury(dead)
    takeCommits()
    hearAnswers()
    now = now.adding(seconds: downtime)
    showTime()
    let tables = dead.store.tables
    do {
      let disk = try dead.store.disk.afterCrash()
      if let broken = try disk.integrity() { violate("I01", "the database is broken after a crash: \(broken)") }
      life = Life(disk: disk, tables: tables, clock: clock, rules: rulesVersion, seeds: seeds)
      foretellDeath()
    } catch {
      violate("I01", "the database did not open after a crash: \(error)")
    }
    isLooking = false
    seenCalls = 0
    isWaking = false
    isReviewing = false
    isMailing = false
    heldAnswers = []
    checkKept()
    begin()
    noteRules(rulesVersion)
    tally.happened("restarted")
  }

  /// All tasks of a dead process come to their end without effect. A request on the wire reached Meta or did not.
  private func bury(_ dead: Life<Under>) {
    for call in dead.wire.waiting {
      let wasTaken = heldAnswers.contains { $0.number == call.number }
      if !wasTaken, fate.oneIn(3) {
        ask(call)
      }
      _ = dead.wire.take(call.number)
      ledger.underWay[call.id, default: 1] -= 1
      call.continuation.resume(returning: .unknown(.cancelled))
    }
    buryMail(of: dead)
    loom.run()
    while dead.committer.waiting > 0 {
      loom.begin { _ = await dead.committer.step() }
      loom.run()
    }
  }
}
