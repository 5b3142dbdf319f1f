import CurlClient
import Gateway
import Testing

/// libcurl starts a request over, whatever its method, when a reused connection dies before a byte of an
/// answer. That must not happen to a request that the peer may have read.
@Suite("A kept-alive connection that dies", .timeLimit(.minutes(1)))
struct ReuseTests {
  @Test(
    "after the second request was read: in doubt, and the peer saw it once",
    arguments: ["POST", "GET", "DELETE"], [false, true])
  func diesAfterReading(method: String, hard: Bool) async throws {
    let seen = Signals<String?>()
    let server = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest()?.line)
      connection.answer("first")
      seen.send(connection.readRequest()?.line)
      if hard { connection.closeHard() }
    }
    let curl = try transport()
    #expect(await curl.send(post(server.url)) == ok("first"))
    let body = method == "POST" ? Array("second".utf8) : []
    let call = HTTPCall(method: method, url: server.url, body: body)
    #expect(await curl.send(call) == .unknown(.reset))
    #expect(await seen.next() == "POST /v1/messages HTTP/1.1")
    #expect(await seen.next() == "\(method) /v1/messages HTTP/1.1")
    // A silent second attempt would have come over a second connection.
    #expect(server.connections == 1)
  }

  @Test("is not replaced by another idle one for a request that was read", arguments: ["POST", "DELETE"])
  func anotherIsIdle(method: String) async throws {
    let seen = Signals<String?>()
    let gate = Gate()
    let server = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest()?.line)
      gate.waitUntilOpen()
      connection.answer("first")
      // Whichever connection gets the third request dies of it.
      seen.send(connection.readRequest()?.line)
      connection.finish()
    }
    let curl = try transport()
    async let one = curl.send(get(server.url))
    async let two = curl.send(get(server.url))
    #expect(await seen.next() == "GET /v1/messages HTTP/1.1")
    #expect(await seen.next() == "GET /v1/messages HTTP/1.1")
    gate.open()
    #expect(await [one, two] == [ok("first"), ok("first")])
    let third = HTTPCall(method: method, url: server.url, body: method == "POST" ? Array("b".utf8) : [])
    #expect(await curl.send(third) == .unknown(.reset))
    #expect(await seen.next() == "\(method) /v1/messages HTTP/1.1")
    // The other connection ends with the transport, without having seen a request again.
    await curl.shutDown(graceSeconds: 0)
    #expect(await seen.next() == .some(nil))
    #expect(server.connections == 2)
  }

  @Test("while idle: noticed before use, and the call goes over a new one", arguments: [false, true])
  func diesWhileIdle(hard: Bool) async throws {
    let closed = Signals<Int>()
    let server = try LoopbackServer { connection, number in
      _ = connection.readRequest()
      connection.answer("c\(number)")
      if hard { connection.closeHard() } else { connection.finish() }
      connection.close()
      closed.send(number)
    }
    let curl = try transport()
    for number in 1...3 {
      #expect(await curl.send(post(server.url)) == ok("c\(number)"))
      #expect(await closed.next() == number)
    }
  }

  @Test("an answer cut on a reused connection is not asked for again")
  func truncatedOnReuse() async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.answer("first")
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n")
    }
    let curl = try transport()
    #expect(await curl.send(post(server.url)) == ok("first"))
    #expect(await curl.send(post(server.url)) == .unknown(.truncated))
    #expect(server.connections == 1)
  }
}
