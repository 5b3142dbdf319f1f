import CurlClient
import Foundation
import Gateway
import Synchronization
import Testing

@Suite("Many calls at once", .timeLimit(.minutes(1)))
struct LoadTests {
  @Test("64 calls are in flight together, and each gets its own answer")
  func together() async throws {
    let hall = Hall(opensAt: 64)
    let server = try LoopbackServer { connection, _ in
      guard let request = connection.readRequest() else { return }
      hall.enterAndWait()
      connection.answer(String(decoding: request.body, as: UTF8.self))
    }
    let curl = try transport()
    let right = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask { await curl.send(post(server.url, "n\(number)")) == ok("n\(number)") }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 64)
    #expect(server.connections == 64)
  }

  @Test("2,000 calls through 16 slots are all answered, over at most 16 connections")
  func throughFewSlots() async throws {
    let server = try LoopbackServer { connection, _ in
      while let request = connection.readRequest() {
        connection.answer(String(decoding: request.body, as: UTF8.self))
      }
    }
    let curl = try transport {
      $0.maxConcurrentCalls = 16
      $0.maxWaitingCalls = 2000
    }
    let right = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<2000 {
        group.addTask { await curl.send(post(server.url, "n\(number)")) == ok("n\(number)") }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 2000)
    #expect((1...16).contains(server.connections))
  }

  @Test("when slots and queue are full, one more is refused at once and nothing is lost")
  func queueFull() async throws {
    let gate = Gate()
    let arrived = Signals<Void>()
    let server = try LoopbackServer { connection, _ in
      while connection.readRequest() != nil {
        arrived.send(())
        gate.waitUntilOpen()
        connection.answer("ok")
      }
    }
    let curl = try transport {
      $0.maxConcurrentCalls = 2
      $0.maxWaitingCalls = 1
    }
    let exchanges = await withTaskGroup(of: HTTPExchange.self) { group in
      for _ in 1...2 {
        group.addTask { await curl.send(post(server.url)) }
        await arrived.next()
      }
      for _ in 1...2 { group.addTask { await curl.send(post(server.url)) } }
      let first = await group.next()
      #expect(first == .notSent(.queueFull))
      gate.open()
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(exchanges == [ok("ok"), ok("ok"), ok("ok")])
  }

  @Test("time in the queue counts: a call that finds no slot in time was not sent")
  func lateInQueue() async throws {
    let (curl, server, gate) = try await occupied()
    #expect(await curl.send(post(server.url, seconds: 0.2)) == .notSent(.timedOut))
    gate.open()
    #expect(server.connections == 1)
  }

  @Test("a call cancelled in the queue was not sent")
  func cancelledInQueue() async throws {
    let (curl, server, gate) = try await occupied()
    let waiting = Task { await curl.send(post(server.url)) }
    waiting.cancel()
    #expect(await waiting.value == .notSent(.cancelled))
    gate.open()
    #expect(server.connections == 1)
  }

  /// A transport whose only slot is taken by a call that waits for the gate.
  private func occupied() async throws -> (CurlTransport, LoopbackServer, Gate) {
    let gate = Gate()
    let arrived = Signals<Void>()
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      arrived.send(())
      gate.waitUntilOpen()
      connection.answer("ok")
    }
    let curl = try transport { $0.maxConcurrentCalls = 1 }
    Task { await curl.send(post(server.url)) }
    await arrived.next()
    return (curl, server, gate)
  }
}

/// Lets its visitors out when the last has come.
private final class Hall: Sendable {
  private let gate = Gate()
  private let inside = Atomic(0)
  private let size: Int

  init(opensAt size: Int) { self.size = size }

  func enterAndWait() {
    if inside.add(1, ordering: .acquiringAndReleasing).newValue == size { gate.open() }
    gate.waitUntilOpen()
  }
}
