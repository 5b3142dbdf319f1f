import CurlClient
import Foundation
import Gateway
import Testing

@Suite("A call that goes wrong says what left the machine", .timeLimit(.minutes(1)))
struct DoubtTests {
  @Test("a refused connection: not sent")
  func refused() async throws {
    // Bound but not listening: the port is ours, and the kernel refuses.
    let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(taken) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(taken, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(bound == 0)
    let port = LoopbackConnection.port(of: taken, getsockname)
    #expect(try await transport().send(post("http://127.0.0.1:\(port)/")) == .notSent(.couldNotConnect))
  }

  @Test("a name that cannot be resolved: not sent")
  func unresolvable() async throws {
    // A label of 64 letters is refused by the resolver itself: nothing leaves the machine.
    let name = String(repeating: "a", count: 64) + ".invalid"
    #expect(try await transport().send(post("http://\(name)/")) == .notSent(.couldNotResolve))
  }

  @Test("a peer that never completes the handshake: not sent, at the connect time-out")
  func connectTimeout() async throws {
    let server = try LoopbackServer { connection, _ in connection.readUntilClosed() }
    var call = post("https://127.0.0.1:\(server.port)/")
    call.connectTimeoutSeconds = 0.3
    let started = ContinuousClock.now
    #expect(try await transport().send(call) == .notSent(.timedOut))
    #expect(started.duration(to: .now) < .seconds(5))
    #expect(server.connections == 1)
  }

  @Test(
    "request read, then nothing or not everything: in doubt, and never sent again",
    arguments: [
      Ending("closed", "", .reset),
      Ending("cut in the status line", "HTTP/1.1 20", .reset),
      // 1 is libcurl's "unsupported protocol".
      Ending("no HTTP at all", "SSH-2.0-somebody else\r\n", .other(code: 1)),
      Ending("cut in the headers", "HTTP/1.1 200 OK\r\nContent-Le", .truncated),
      Ending("cut before the blank line", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", .truncated),
      Ending("cut after an interim answer", "HTTP/1.1 103 Early Hints\r\n\r\n", .truncated),
      Ending("cut in the body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", .truncated),
      Ending("cut in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf", .truncated),
      Ending("cut before the end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", .truncated),
    ])
  func cut(ending: Ending) async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.write(ending.bytes)
    }
    #expect(try await transport().send(post(server.url)) == .unknown(ending.fault))
    #expect(server.connections == 1)
  }

  @Test("a reset after the request was read: in doubt")
  func hardReset() async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.closeHard()
    }
    #expect(try await transport().send(post(server.url)) == .unknown(.reset))
    #expect(server.connections == 1)
  }

  @Test("a fresh connection reset before anything was read: a reset, tried once only")
  func resetAtOnce() async throws {
    let server = try LoopbackServer { connection, _ in connection.closeHard() }
    let exchange = try await transport().send(post(server.url))
    // How far libcurl got before the reset came is a race; each answer tells the truth of its run.
    #expect([.notSent(.couldNotConnect), .notSent(.reset), .unknown(.reset)].contains(exchange))
    #expect(server.connections == 1)
  }

  @Test("half of a large body taken, then a reset: in doubt")
  func cutWhileSending() async throws {
    let server = try LoopbackServer { connection, _ in
      // Beyond the head: of that alone nobody can act, and a reset right after it is no doubt.
      var taken = 0
      while taken < 1_048_576, let part = connection.read() { taken += part.count }
      connection.closeHard()
    }
    let body = String(repeating: "x", count: 8_388_608)
    #expect(try await transport().send(post(server.url, body)) == .unknown(.reset))
    #expect(server.connections == 1)
  }

  @Test("silence after the request: in doubt, at the total time-out")
  func silence() async throws {
    let server = try LoopbackServer { connection, _ in connection.readUntilClosed() }
    let started = ContinuousClock.now
    #expect(try await transport().send(post(server.url, seconds: 0.3)) == .unknown(.timedOut))
    #expect((.milliseconds(290)..<(.seconds(5))).contains(started.duration(to: .now)))
  }

  @Test("a stalled answer is given up long before the total time-out")
  func stall() async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
      connection.readUntilClosed()
    }
    let curl = try transport { $0.stallSeconds = 1 }
    let started = ContinuousClock.now
    #expect(await curl.send(post(server.url, seconds: 60)) == .unknown(.timedOut))
    #expect(started.duration(to: .now) < .seconds(15))
  }

  @Test("an answer at its bound is whole, one byte more is too large")
  func bodyBound() async throws {
    let server = try LoopbackServer { connection, _ in
      while connection.readRequest() != nil { connection.answer("12345678") }
    }
    let curl = try transport()
    var call = post(server.url)
    call.maxResponseBytes = 8
    #expect(await curl.send(call) == ok("12345678"))
    call.maxResponseBytes = 7
    #expect(await curl.send(call) == .unknown(.tooLarge))
  }

  @Test("headers without end, be it in interim answers, are too large")
  func headerBound() async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      for _ in 1...2000 { connection.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n") }
      connection.readUntilClosed()
    }
    #expect(try await transport().send(post(server.url)) == .unknown(.tooLarge))
  }

  @Test(
    "what could not be sent as given is refused before any connection",
    arguments: [
      ("POST ", "/", "X", "a", 1), ("post", "/", "X", "a", 1), ("GET", "/a b", "X", "a", 1),
      ("GET", "/\r\nX: y", "X", "a", 1), ("GET", "/", "X", "a\r\nY: b", 1), ("GET", "/", "X", "a\nY: b", 1),
      ("GET", "/", "X: b\r\nX", "a", 1), ("GET", "/", "", "a", 1), ("GET", "/", "X", "a\0", 1),
      ("GET", "/", "Content-Length", "1", 1), ("GET", "/", "transfer-encoding", "chunked", 1),
      ("GET", "/", "X", "a", 0), ("GET", "/", "X", "a", .infinity), ("GET", "/", "X", "a", .nan),
    ])
  func invalid(method: String, path: String, name: String, value: String, seconds: Double) async throws {
    let server = try LoopbackServer { connection, _ in connection.readUntilClosed() }
    let url = "http://127.0.0.1:\(server.port)\(path)"
    let call = HTTPCall(
      method: method, url: url, headers: [HTTPHeader(name, value)], totalTimeoutSeconds: seconds)
    #expect(try await transport().send(call) == .notSent(.invalidCall))
    #expect(server.connections == 0)
  }

  @Test(
    "only http and https, and no passwords in the URL",
    arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/"])
  func schemes(url: String) async throws {
    #expect(try await transport().send(get(url)) == .notSent(.invalidCall))
  }
}

/// What a server sends before it closes, and what that makes of the call.
struct Ending: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: String
  let fault: TransportFault

  init(_ name: String, _ bytes: String, _ fault: TransportFault) {
    (testDescription, self.bytes, self.fault) = (name, bytes, fault)
  }
}
