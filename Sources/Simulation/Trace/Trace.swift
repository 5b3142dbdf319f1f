/// What happened, as a hash that two runs of one seed must share, and as lines when somebody wants to read them.
package struct Trace: Sendable {
  package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  package private(set) var lines: [String] = []
  /// Lines cost memory and time: only when they will be read.
  let keepsLines: Bool

  init(keepsLines: Bool) { self.keepsLines = keepsLines }

  /// FNV-1a, which is the same in every process.
  mutating func add(_ line: String) {
    for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 10) &* 0x100_0000_01B3
    if keepsLines { lines.append(line) }
  }
}
