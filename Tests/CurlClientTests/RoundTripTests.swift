import CurlClient
import Foundation
import Gateway
import Testing

@Suite("A call that goes well", .timeLimit(.minutes(1)))
struct RoundTripTests {
  @Test("request and answer cross byte for byte")
  func roundTrip() async throws {
    let seen = Signals<WireRequest?>()
    let server = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest())
      connection.write("HTTP/1.1 201 Created\r\nSet-Cookie: a=1\r\nX-Trace:  spaced \r\nSet-Cookie: b=2\r\n")
      connection.write("Content-Length: 4\r\n\r\n\u{0}\r\n!")
    }
    let curl = try transport()
    var call = post(server.url, "¿qué tal?\u{0}\r\n")
    call.headers.append(HTTPHeader("X-Empty", ""))
    let exchange = await curl.send(call)
    let expected = HTTPAnswer(
      status: 201,
      headers: [
        HTTPHeader("set-cookie", "a=1"), HTTPHeader("x-trace", "spaced"), HTTPHeader("set-cookie", "b=2"),
        HTTPHeader("content-length", "4"),
      ], body: [0, 13, 10, 33])
    #expect(exchange == .response(expected))
    let request = try #require(await seen.next() ?? nil)
    #expect(request.line == "POST /v1/messages HTTP/1.1")
    #expect(request.body == Array("¿qué tal?\u{0}\r\n".utf8))
    #expect(
      Set(request.fields) == [
        "Host: 127.0.0.1:\(server.port)", "Accept: */*", "Content-Type: application/json", "X-Empty:",
        "Content-Length: 14",
      ])
  }

  @Test(
    "each method is framed as it should be",
    arguments: [
      ("GET", "", nil), ("DELETE", "", nil), ("POST", "", "Content-Length: 0"), ("POST", "ab", "Content-Length: 2"),
      ("PUT", "abc", "Content-Length: 3"), ("GET", "q", "Content-Length: 1"), ("HEAD", "", nil),
    ])
  func framing(method: String, body: String, length: String?) async throws {
    let seen = Signals<WireRequest?>()
    let server = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest())
      connection.write("HTTP/1.1 204 No Content\r\n\r\n")
    }
    let call = HTTPCall(method: method, url: server.url, body: Array(body.utf8))
    #expect(try await transport().send(call) == .response(HTTPAnswer(status: 204)))
    let request = try #require(await seen.next() ?? nil)
    #expect(request.line == "\(method) /v1/messages HTTP/1.1")
    #expect(String(decoding: request.body, as: UTF8.self) == body)
    #expect(request.fields.first { $0.lowercased().hasPrefix("content-length") } == length)
    #expect(!request.fields.contains { $0.lowercased().hasPrefix("content-type") })
  }

  @Test("a body of 3 MB goes out at once, without asking for leave first")
  func largeBody() async throws {
    let seen = Signals<WireRequest?>()
    let server = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest())
      connection.answer("ok")
    }
    let body = String(repeating: "0123456789abcdef", count: 196_608)
    #expect(try await transport().send(post(server.url, body)) == ok("ok"))
    let request = try #require(await seen.next() ?? nil)
    #expect(request.body.count == 3_145_728)
    #expect(!request.fields.contains { $0.lowercased().hasPrefix("expect") })
  }

  @Test("calls one after another share a connection")
  func keepAlive() async throws {
    let server = try LoopbackServer { connection, number in
      while connection.readRequest() != nil { connection.answer("c\(number)") }
    }
    let curl = try transport()
    for _ in 1...5 { #expect(await curl.send(post(server.url)) == ok("c1")) }
    #expect(server.connections == 1)
  }

  @Test("a redirect is an answer, not an errand")
  func redirect() async throws {
    let server = try LoopbackServer { connection, _ in
      while connection.readRequest() != nil {
        connection.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
      }
    }
    let expected = HTTPAnswer(
      status: 302, headers: [HTTPHeader("location", "/elsewhere"), HTTPHeader("content-length", "0")])
    #expect(try await transport().send(post(server.url)) == .response(expected))
    #expect(server.connections == 1)
  }

  @Test("interim answers and trailers are not part of the answer")
  func interimAndTrailers() async throws {
    let server = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n")
      connection.write("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n")
    }
    let expected = HTTPAnswer(
      status: 200, headers: [HTTPHeader("trailer", "X-Sum"), HTTPHeader("transfer-encoding", "chunked")],
      body: Array("abcde".utf8))
    #expect(try await transport().send(post(server.url)) == .response(expected))
  }

  @Test("a Unix socket is reached under the URL's host name")
  func unixSocket() async throws {
    let path = NSTemporaryDirectory() + "acuse-\(UUID().uuidString.prefix(8)).sock"
    defer { unlink(path) }
    let seen = Signals<WireRequest?>()
    let server = try LoopbackServer(.unix(path: path)) { connection, _ in
      seen.send(connection.readRequest())
      connection.answer("unix")
    }
    var call = post("http://graph.example/v1/messages")
    call.unixSocketPath = path
    #expect(try await transport().send(call) == ok("unix"))
    #expect(await seen.next()??.fields.contains("Host: graph.example") == true)
    #expect(server.connections == 1)
  }

  @Test("IPv6 loopback works")
  func ipv6() async throws {
    let server = try LoopbackServer(.ipv6) { connection, _ in
      _ = connection.readRequest()
      connection.answer("six")
    }
    #expect(try await transport().send(get("http://[::1]:\(server.port)/")) == ok("six"))
  }

  @Test("a configured proxy is used, but never for loopback")
  func configuredProxy() async throws {
    let seen = Signals<String?>()
    let proxy = try LoopbackServer { connection, _ in
      seen.send(connection.readRequest()?.line)
      connection.answer("by proxy")
    }
    let direct = try LoopbackServer { connection, _ in
      _ = connection.readRequest()
      connection.answer("direct")
    }
    let curl = try transport { $0.proxy = "http://127.0.0.1:\(proxy.port)" }
    #expect(await curl.send(get(direct.url)) == ok("direct"))
    #expect(await curl.send(get("http://graph.example/v1")) == ok("by proxy"))
    #expect(await seen.next() == "GET http://graph.example/v1 HTTP/1.1")
  }
}
