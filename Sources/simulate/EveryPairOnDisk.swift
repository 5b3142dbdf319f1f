import Foundation
import Simulation
import Synchronization

/// The canonical story on a real database with a death at every call, and at every pair of calls, in half the time that
/// telling each from its beginning takes (an hour and a half of two cores).
///
/// At each call of its first life the process forks: the child dies there and goes on from a copy of the files, the
/// parent waits for it and lives on. The child forks at each call of its second life in the same way. So what comes
/// before a death is told once and not once for every pair. One pair in `assay` is told again in one piece and on the
/// memory store: all that happened must be the same.
///
/// A child has but the thread that forked, so nothing here waits for another one. A database that was open at a fork is
/// never closed: that would write to files that the parent goes on with.
enum EveryPairOnDisk {
  struct Told {
    var first: Int
    var pairs: Int
    /// Pairs that were told in one piece, too.
    var assayed: Int
    var failures: Int
  }

  /// One in so many: it costs a tenth of what the pair does.
  private static let assay = 64
  /// Of a processor's time, from a pair's second death to the story's end, which takes a twentieth of a second.
  private static let mostSeconds: rlim_t = 60

  /// What the processes count in memory that they share, each worker in places of its own.
  private enum Figure: Int, CaseIterable {
    case first, pairs, assayed, failures
  }

  /// Prints what went wrong, and where. `from`: only first deaths at this call and later ones; those are the quicker.
  static func run(from: Int) throws -> Told {
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let figures = try shared(workers * Figure.allCases.count)
    var children: [pid_t] = []
    for worker in 0..<workers {
      let child = fork()
      guard child >= 0 else { throw POSIXError(.EAGAIN) }
      if child == 0 { Teller(worker, of: workers, from: from, figures + worker * Figure.allCases.count).tell() }
      children.append(child)
    }
    let unwell = children.filter { end(of: $0) != .well }.count
    func sum(_ figure: Figure) -> Int {
      (0..<workers).reduce(0) { $0 + figures[$1 * Figure.allCases.count + figure.rawValue] }
    }
    return Told(
      first: sum(.first), pairs: sum(.pairs), assayed: sum(.assayed), failures: max(sum(.failures), unwell))
  }

  private static func shared(_ count: Int) throws -> UnsafeMutablePointer<Int> {
    let bytes = count * MemoryLayout<Int>.stride
    guard let place = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), place != MAP_FAILED
    else { throw POSIXError(.ENOMEM) }
    return place.bindMemory(to: Int.self, capacity: count)
  }

  private enum End {
    case well
    /// It has printed what was wrong.
    case told
    case killed
  }

  private static func end(of child: pid_t) -> End {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return .killed }
    }
    return status == 0 ? .well : status & 0x7F == 0 ? .told : .killed
  }

  /// One process that tells the story, and those that it forks. Unchecked, because each has one thread.
  private final class Teller: @unchecked Sendable {
    private let share: Int
    private let shares: Int
    private let from: Int
    private let figures: UnsafeMutablePointer<Int>
    /// The calls at which this process, and those that it was forked from, have died in the story.
    private var deaths: [Int] = []

    init(_ share: Int, of shares: Int, from: Int, _ figures: UnsafeMutablePointer<Int>) {
      self.share = share
      self.shares = shares
      self.from = from
      self.figures = figures
    }

    /// Every so manyth first call, and all that follows from it.
    func tell() -> Never {
      SQLiteDisk.staysOpen.withLock { $0 = true }
      var failure: String?
      do {
        let story = Story { try SQLiteDisk(below: Scratch.folder()) }
        let telling = try story.tell { life, call in self.diesAt(life, call) }
        failure = telling.violation.map { "\($0.invariant) does not hold: \($0.what)" }
        if failure == nil, deaths.count == 2, (deaths[0] + 7 * deaths[1]).isMultiple(of: assay) {
          note(.assayed)
          let again = try Story { MemoryDisk() }.tell(first: deaths[0], second: deaths[1])
          if again.hash != telling.hash { failure = "told in one piece it is another story" }
        }
      } catch {
        failure = "it was not told to its end: \(error)"
      }
      if let failure { print("with deaths at \(deaths): \(failure)") }
      fflush(nil)
      // Each process has a folder of its own, and what it left open ends with it.
      if let folder = try? Scratch.folder() { try? FileManager.default.removeItem(at: folder) }
      _exit(failure == nil ? 0 : 1)
    }

    /// True in the process that goes on with a death here.
    private func diesAt(_ life: Int, _ call: Int) -> Bool {
      guard life == deaths.count, life < 2, life > 0 || call >= from && call % shares == share else { return false }
      let child = fork()
      if child == 0 {
        deaths.append(call)
        note(life == 0 ? .first : .pairs)
        if life == 1 { bound() }
        return true
      }
      let end = child < 0 ? .killed : EveryPairOnDisk.end(of: child)
      if end == .killed { print("with deaths at \(deaths + [call]): its process was killed") }
      if end != .well { note(.failures) }
      return false
    }

    /// A telling that does not end is killed; one that is held for a while is not.
    private func bound() {
      var limit = rlimit(rlim_cur: mostSeconds, rlim_max: mostSeconds)
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }

    private func note(_ figure: Figure) { figures[figure.rawValue] += 1 }
  }
}
