import CurlClient
import Foundation
import Gateway
import Logging
import ServiceLifecycle
import Testing

@Suite("Cancellation and shutdown", .timeLimit(.minutes(1)))
struct EndingTests {
  @Test("a call cancelled after the request was read: in doubt, and its connection is closed")
  func cancelledInFlight() async throws {
    let events = Signals<String>()
    let server = try silentServer(events)
    let curl = try transport()
    let task = Task { await curl.send(post(server.url)) }
    #expect(await events.next() == "read")
    task.cancel()
    #expect(await task.value == .unknown(.cancelled))
    #expect(await events.next() == "closed")
  }

  @Test("a call cancelled during the handshake, or before it began, was not sent")
  func cancelledEarly() async throws {
    let events = Signals<String>()
    let server = try LoopbackServer { connection, _ in
      _ = connection.read()
      events.send("hello")
      connection.readUntilClosed()
    }
    let curl = try transport()
    let task = Task { await curl.send(post("https://127.0.0.1:\(server.port)/")) }
    #expect(await events.next() == "hello")
    task.cancel()
    #expect(await task.value == .notSent(.cancelled))

    let never = Task {
      while !Task.isCancelled { await Task.yield() }
      return await curl.send(post(server.url))
    }
    never.cancel()
    #expect(await never.value == .notSent(.cancelled))
    #expect(server.connections == 1)
  }

  @Test("shutdown lets a call in flight end, and refuses what comes later")
  func drains() async throws {
    let events = Signals<String>()
    let gate = Gate()
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      events.send("read")
      gate.waitUntilOpen()
      connection.answer("late but whole")
      connection.readUntilClosed()
      events.send("closed")
    }
    let curl = try transport()
    let inFlight = Task { await curl.send(post(server.url)) }
    #expect(await events.next() == "read")
    let stopping = Task { await curl.shutDown(graceSeconds: 20) }
    // The refusal proves that the order to stop has arrived before the gate opens.
    var later: HTTPExchange
    repeat { later = await curl.send(get(server.url, seconds: 0.05)) } while later != .notSent(.shutDown)
    gate.open()
    #expect(await inFlight.value == ok("late but whole"))
    await stopping.value
    #expect(await curl.send(post(server.url)) == .notSent(.shutDown))
  }

  @Test("after the grace, what was written is in doubt and what was not is not sent")
  func cutsOff() async throws {
    let events = Signals<String>()
    let server = try silentServer(events)
    let deaf = try LoopbackServer { connection, _ in
      _ = connection.read()
      events.send("hello")
      connection.readUntilClosed()
    }
    let curl = try transport { $0.maxConcurrentCalls = 2 }
    let written = Task { await curl.send(post(server.url)) }
    #expect(await events.next() == "read")
    let shaking = Task { await curl.send(post("https://127.0.0.1:\(deaf.port)/")) }
    #expect(await events.next() == "hello")
    let waiting = Task { await curl.send(post(server.url)) }
    await curl.shutDown(graceSeconds: 0.1)
    #expect(await written.value == .unknown(.shutDown))
    #expect(await shaking.value == .notSent(.shutDown))
    #expect(await waiting.value == .notSent(.shutDown))
    #expect(await events.next() == "closed")
    await curl.shutDown()
  }

  @Test("as a service it drains with its group")
  func service() async throws {
    let events = Signals<String>()
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.answer("ok")
      connection.readUntilClosed()
      events.send("closed")
    }
    let curl = try transport()
    let group = ServiceGroup(services: [curl], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      #expect(await curl.send(post(server.url)) == ok("ok"))
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(await curl.send(post(server.url)) == .notSent(.shutDown))
    #expect(await events.next() == "closed")
  }

  @Test("a transport that is only let go closes its connections too")
  func letGo() async throws {
    let events = Signals<String>()
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.answer("ok")
      connection.readUntilClosed()
      events.send("closed")
    }
    var curl: CurlTransport? = try transport()
    #expect(await curl?.send(post(server.url)) == ok("ok"))
    curl = nil
    #expect(await events.next() == "closed")
  }

  /// Reads a request, says so, never answers, and says when the client closed.
  private func silentServer(_ events: Signals<String>) throws -> LoopbackServer {
    try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      events.send("read")
      connection.readUntilClosed()
      events.send("closed")
    }
  }
}
