import BusinessTime
import Foundation
import Helpdesk
import Sandbox
import Synchronization
import Testing

@testable import acuse

@Suite("the demo's first half hour")
struct DemoShowTests {
  @Test("every line printed was seen, and everything seen was printed, once")
  func linesAreWhatWasSeen() async throws {
    let performance = try await Performance.once.value
    let printed = Dictionary(performance.events.map { ($0, 1) }, uniquingKeysWith: +)
    let seen = Dictionary(ByHand(performance: performance).lines.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(printed.filter { seen[$0.key] != $0.value } == [:], "printed and not seen")
    #expect(seen.filter { printed[$0.key] != $0.value } == [:], "seen and not printed")
  }

  @Test(
    "all that a newcomer should see is there",
    arguments: [
      "💬 Carla Nieto Hola, buenos días.", "💬 João Prado Oi, bom dia!", "💬 Emma Reed Hi, I can't log in",
      "💬 Lucía Paz Enterada",
      "📒 #1001 Carla acknowledged: promises the first answer by 10:16",
      "📱 Carla Nieto ¡Gracias por escribirnos, Carla", "📱 João Prado Obrigado por escrever", "📱 Emma Reed Thank you",
      "⏳ #1001 Carla 5 min before the first answer is due", "🔴 #1001 Carla PROMISE BROKEN",
      "🔔 #1001 Carla alert to Lucía Paz", "📱 Lucía Paz",
      "🟢 #1002 João first answer after 4 min", "📒 #1001 Carla a person answered, 5 min",
      "🟢 #1001 Carla next answer after 10 min",
    ])
  func everythingIsThere(what: String) async throws {
    let events = try await Performance.once.value.events
    // The time and a space stand before it.
    #expect(events.contains { $0.dropFirst(9).hasPrefix(what) })
  }

  @Test(
    "each phone gets one acknowledgement per conversation, with the promise of its own quarter of an hour, and a delay once"
  )
  func oneAcknowledgement() async throws {
    let performance = try await Performance.once.value
    let expected = [
      ("Carla Nieto", "#1001", "antes de las"), ("João Prado", "#1002", "antes das"), ("Emma Reed", "#1003", "before"),
    ]
    for (name, ref, before) in expected {
      let asked = try #require(ByHand(performance: performance).written(by: name).first)
      let minute = (asked + 900 + 59) / 60 - 6 * 60
      let time = "\(minute / 60 % 24):\(String(format: "%02d", minute % 60))"
      let written = performance.inboxes[name, default: []].filter { $0.text.contains(ref) }
      #expect(written.first?.text.contains("\(before) \(time)") == true)
      // João is answered in time; the others hear of the delay, once, and of twice the time.
      #expect(written.count == (name == "João Prado" ? 1 : 2))
      guard name != "João Prado" else { continue }
      let later = "\((minute + 15) / 60 % 24):\(String(format: "%02d", (minute + 15) % 60))"
      #expect(written.last?.text.contains("\(before) \(later)") == true)
    }
  }

  @Test("the alert reaches Lucía's phone within a second and a half of real time after the promise broke, once")
  func alertInTime() async throws {
    let performance = try await Performance.once.value
    let asked = try #require(ByHand(performance: performance).written(by: "Carla Nieto").first)
    let alerts = performance.inboxes["Lucía Paz", default: []]
    #expect(alerts.count == 1)
    let lateness = try #require(alerts.first).at - Timestamp(seconds: asked + 900)
    #expect(lateness >= 0)
    #expect(Double(lateness) <= 1500 * Performance.speed)
    // She had not written yet: it came as the approved template, with everything filled in.
    #expect(alerts.first?.templateName == "alert")
    #expect(alerts.first?.text.contains("{{") == false)
  }

  @Test("the summary counts what the script made happen")
  func summary() async throws {
    let lines = try await Performance.once.value.summary.split(separator: "\n").map { String($0).oneLine }
    #expect(lines.contains("conversations 3"))
    #expect(lines.contains { $0.hasPrefix("acknowledged 3 after ") })
    #expect(lines.contains("promises kept 2 of 3"))
    #expect(lines.contains("first answers 2 in time, 1 late"))
    #expect(lines.contains("further answers 1 in time, 0 late"))
    #expect(lines.contains("alerts 3 to our own people"))
  }

  @Test("the greeting names an address where the API answers, and a token")
  func greeting() async throws {
    let greeting = try await Performance.once.value.greeting
    #expect(greeting.contains(/http:\/\/127\.0\.0\.1:[1-9]\d*\/api\/v1\/conversations/))
    #expect(greeting.contains(/Bearer acuse_[\w-]{43}'/))
  }
}

@Suite("the end of a demo")
struct DemoEndTests {
  @Test("who interrupts it gets the summary at once, and nothing stays behind", .timeLimit(.minutes(1)))
  func interrupted() async throws {
    let printed = Mutex<[String]>([])
    let folder = FileManager.default.temporaryDirectory.appending(path: "acuse-demo-tests-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = ContinuousClock()
    let took = try await clock.measure {
      // At this speed the day itself would take more than an hour.
      let show = DemoShow(script: .workingDay, speed: 6, interrupted: {}, temporary: folder.path())
      try await show.run { line in printed.withLock { $0.append(line) } }
    }
    #expect(took < .seconds(8))
    #expect(printed.withLock { $0.last?.contains("conversations    0") } == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
  }

  @Test("minutes cut the day, and never lengthen it")
  func minutes() {
    let day = DemoScript.workingDay
    let short = day.ending(afterMinutes: 7)
    #expect(short.end == Timestamp(seconds: 1_795_449_600 + 420))
    // What is due at the end itself does not happen any more: three messages came before.
    #expect(short.entries.count == 3)
    #expect(day.ending(afterMinutes: 100_000).end == day.end)
  }
}
