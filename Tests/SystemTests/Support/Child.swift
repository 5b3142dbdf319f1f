import Foundation

/// A child of this process as the kernel knows it.
///
/// Foundation learns of an end by a descriptor that other children may hold; the kernel knows at once, and asking it
/// does not take the end away from Foundation.
struct Child: Sendable {
  let process: Process

  var pid: Int32 { process.processIdentifier }

  var isAlive: Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
    let state = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].dropFirst(2).first
    return state != "Z" && state != "X"
  }

  /// Processor time so far, its own and the system's for it.
  var processorSeconds: Double {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return 0 }
    let fields = stat[end...].split(separator: " ")
    let ticks = [12, 13].compactMap { fields.indices.contains($0) ? Double(fields[$0]) : nil }.reduce(0, +)
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The most memory that it ever held at once (`VmHWM`); nil: nobody can tell.
  var peakBytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// Waits for the end: the exit status, or 128 and the signal that ended it; nil when it lives on.
  func exitStatus(upTo limit: Duration) async -> Int32? {
    let end = ContinuousClock.now + limit
    while isAlive {
      guard ContinuousClock.now < end else { return nil }
      try? await Task.sleep(for: .milliseconds(5))
    }
    var info = siginfo_t()
    if waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo == SIGCHLD {
      return Self.status(info._sifields._sigchld.si_status, wasKilled: info.si_code != Int32(CLD_EXITED))
    }
    // Foundation has taken the end already, and says so in a moment.
    while process.isRunning, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(5)) }
    guard !process.isRunning else { return nil }
    return Self.status(process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal)
  }

  private static func status(_ status: Int32, wasKilled: Bool) -> Int32 { wasKilled ? 128 + status : status }
}
