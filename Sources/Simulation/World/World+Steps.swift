import BusinessTime
import Gateway
import Helpdesk
import Sandbox

extension World {
  /// One transaction of what waits.
  func commit() -> Bool {
    guard life.committer.waiting > 0 else { return false }
    let letters = mail.underWay.values
    if life.committer.waiting == 1, letters.count == 1, let only = letters.first {
      // Answered or not: if it was committed, it is known.
      let isKnown =
        !only.pieces.isEmpty
        && only.pieces.allSatisfy {
          ledger.kept.contains($0.bytes) && !Items.isTimeless($0.bytes)
        }
      ledger.expectsNothing = isKnown && only.forgery == nil && !hasFailed(only)
    }
    let life = life
    loom.begin { _ = await life.committer.step() }
    return true
  }

  /// One of its items failed to be handled and lies in quarantine: it is handled when it comes again.
  private func hasFailed(_ letter: Mail.Letter) -> Bool {
    let failed = life.store.tables.quarantined.rows { $0.reason == "handling_failed" }.map(\.bytes)
    return letter.pieces.contains { failed.contains($0.bytes) }
  }

  /// The alarm service looks once, unless its last look is still under way.
  func wakeAlarms() -> Bool {
    guard !isWaking else { return false }
    isWaking = true
    let life = life
    loom.begin {
      // The store may be busy or full; production looks again a second later.
      _ = try? await life.alarms.step()
      self.isWaking = false
    }
    return true
  }

  /// One bite of those that wait uncounted, unless the last is still under way.
  func reviewWaits() -> Bool {
    guard !isReviewing else { return false }
    isReviewing = true
    let life = life
    loom.begin {
      // As with the alarms.
      _ = try? await life.waits.step()
      self.isReviewing = false
    }
    return true
  }

  /// The sender looks once; what it starts goes on beside all else.
  func lookAtSends() -> Bool {
    guard !isLooking else { return false }
    isLooking = true
    let life = life
    let loom = loom
    loom.begin {
      _ = try? await life.sender.look { job in loom.begin { await job() } }
      self.isLooking = false
    }
    return true
  }

  /// The next transaction meets it; it counts once one has.
  func trouble(_ trouble: SimulatedStore<Under>.Trouble) -> Bool {
    life.store.meet(trouble)
    return false
  }

  /// One of the next writes fails as a mistake in the code would; it counts once it has.
  func handlingFails(_ draw: inout Choices) -> Bool {
    life.probe.fail(afterWrites: draw.below(20))
    return false
  }

  /// The rules file changes and is read anew.
  func reloads() -> Bool {
    rulesVersion = 3 - rulesVersion
    let version = rulesVersion
    let life = life
    loom.begin {
      let rules = Company.rules(version)
      do {
        try await life.adoption.adopt(rules, texts: PlainTexts(), source: rules.book.version.rawValue)
        self.noteRules(version)
      } catch {
        // A bad moment: the old rules stay in force.
        self.rulesVersion = 3 - version
      }
    }
    return true
  }

  /// From this place in the journal on.
  func noteRules(_ version: Int) {
    ledger.rules.append((life.store.tables.journalLog.last, version))
  }
}
