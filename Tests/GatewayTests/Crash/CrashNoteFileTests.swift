import Foundation
import Gateway
import Testing

@Suite("crash notes")
struct CrashNoteFileTests {
  @Test("what was struck out is not suspect in the next life, what was not is handled alone")
  func suspects() throws {
    let path = try Scratch.file()
    let killer = CrashKey(body: Array("killer".utf8))
    let innocent = CrashKey(body: Array("innocent".utf8))
    do {
      let notes = try #require(CrashNoteFile(path: path))
      let note = notes.begin(innocent)
      #expect(note.verdict == .ordinary)
      #expect(notes.begin(killer).verdict == .ordinary)
      notes.strike(note)
    }
    let notes = try #require(CrashNoteFile(path: path))
    #expect(notes.begin(innocent).verdict == .ordinary)
    #expect(notes.begin(killer).verdict == .alone)
  }

  @Test("being handled alone at four deaths is refused; at fewer it is tried alone again")
  func fourDeaths() throws {
    let path = try Scratch.file()
    let key = CrashKey(entity: "conversation/1001")
    func life(_ expected: CrashNote.Verdict) throws {
      let notes = try #require(CrashNoteFile(path: path))
      #expect(notes.refusedCount == (expected == .refused ? 1 : 0))
      let note = notes.begin(key)
      #expect(note.verdict == expected)
      if note.verdict == .alone { notes.beginAlone(note) }
    }
    try life(.ordinary)
    for _ in 0..<4 { try life(.alone) }
    try life(.refused)
    // In the next life a new version may have mended it.
    try life(.alone)
    try life(.refused)
  }

  @Test("two killers do not take turns: once the first is refused it stays so until the second is found out, too")
  func twoKillers() throws {
    let path = try Scratch.file()
    let (first, second) = (CrashKey(entity: "conversation/1001"), CrashKey(entity: "conversation/1002"))
    do {
      let notes = try #require(CrashNoteFile(path: path))
      _ = (notes.begin(first), notes.begin(second))
    }
    var deaths = 0
    while deaths < 20 {
      let notes = try #require(CrashNoteFile(path: path))
      let killer = [first, second].map { notes.begin($0) }.first { $0.verdict == .alone }
      guard let killer else { break }
      notes.beginAlone(killer)
      deaths += 1
    }
    // Four each, and then the process lives.
    #expect(deaths == 8)
    // The next version may have mended them: each is tried once more.
    let notes = try #require(CrashNoteFile(path: path))
    #expect([first, second].map { notes.begin($0).verdict } == [.alone, .alone])
  }

  @Test("a death while something else was in hand does not count against a suspect")
  func notItsDeath() throws {
    let path = try Scratch.file()
    let key = CrashKey(body: [1, 2, 3])
    do { _ = try #require(CrashNoteFile(path: path)).begin(key) }
    for _ in 0..<5 {
      let notes = try #require(CrashNoteFile(path: path))
      #expect(notes.begin(key).verdict == .alone)
    }
  }

  @Test("a suspect that was handled is ordinary again, in this life and the next")
  func acquitted() throws {
    let path = try Scratch.file()
    let key = CrashKey(body: [1, 2, 3])
    do { _ = try #require(CrashNoteFile(path: path)).begin(key) }
    do {
      let notes = try #require(CrashNoteFile(path: path))
      let note = notes.begin(key)
      notes.beginAlone(note)
      notes.strike(note)
      notes.strike(note)
      let again = notes.begin(key)
      #expect(again.verdict == .ordinary)
      notes.strike(again)
    }
    #expect(try #require(CrashNoteFile(path: path)).begin(key).verdict == .ordinary)
  }

  @Test("a suspect that never comes again is forgotten after sixteen lives")
  func forgotten() throws {
    let path = try Scratch.file()
    let key = CrashKey(body: [9])
    do { _ = try #require(CrashNoteFile(path: path)).begin(key) }
    for _ in 0..<17 { _ = try #require(CrashNoteFile(path: path)) }
    #expect(try #require(CrashNoteFile(path: path)).begin(key).verdict == .ordinary)
  }

  @Test("a file of nonsense is no obstacle, and a path that cannot be opened is said")
  func nonsense() throws {
    let path = try Scratch.file()
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<200_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    try Data(noise).write(to: URL(fileURLWithPath: path))
    let notes = try #require(CrashNoteFile(path: path))
    let note = notes.begin(CrashKey(body: [1]))
    notes.strike(note)
    #expect(CrashNoteFile(path: path + "/beneath") == nil)
  }

  @Test("more in hand than the file has room for is still handled")
  func full() throws {
    let notes = try #require(CrashNoteFile(path: try Scratch.file()))
    let held = (0..<8200).map { notes.begin(CrashKey(entity: "\($0)")) }
    #expect(held.allSatisfy { $0.verdict == .ordinary })
    for note in held { notes.strike(note) }
  }

  @Test("equal bytes have one key, and one flipped bit another, wherever it is")
  func keys() {
    let body = (0..<203).map { UInt8($0) }
    #expect(CrashKey(body: body) == CrashKey(body: body))
    var seen: Set<CrashKey> = [CrashKey(body: body)]
    for place in 0..<body.count * 8 {
      var other = body
      other[place / 8] ^= 1 << (place % 8)
      seen.insert(CrashKey(body: other))
    }
    #expect(seen.count == 203 * 8 + 1)
  }
}

enum Scratch {
  /// A path of its own in the system's temporary folder.
  static func file() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("acuse-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("notes").path
  }
}
