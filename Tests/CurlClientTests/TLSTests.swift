import CurlClient
import Foundation
import Gateway
import Testing

@Suite("TLS", .timeLimit(.minutes(1)))
struct TLSTests {
  @Test("a certificate that nobody vouches for: not sent")
  func selfSigned() async throws {
    let server = try OpenSSLServer(names: "DNS:graph.example", "-www")
    #expect(try await transport().send(call(server)) == .notSent(.tlsFailed))
  }

  @Test("with its authority in caFile it is accepted")
  func trusted() async throws {
    let server = try OpenSSLServer(names: "DNS:graph.example", "-www")
    let curl = try transport { $0.caFile = server.certificate }
    guard case .response(let answer) = await curl.send(call(server)) else {
      Issue.record("no answer")
      return
    }
    #expect(answer.status == 200)
    #expect(answer.header("content-type") == "text/html")
  }

  @Test("a certificate for another name: not sent, whoever vouches for it")
  func otherName() async throws {
    let server = try OpenSSLServer(names: "DNS:elsewhere.example", "-www")
    let curl = try transport { $0.caFile = server.certificate }
    #expect(await curl.send(call(server)) == .notSent(.tlsFailed))
  }

  @Test("a peer that speaks nothing newer than TLS 1.1: not sent")
  func oldProtocol() async throws {
    let server = try OpenSSLServer(names: "DNS:graph.example", "-www", "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")
    let curl = try transport { $0.caFile = server.certificate }
    #expect(await curl.send(call(server)) == .notSent(.tlsFailed))
  }

  @Test("a caFile that is not there: not sent")
  func noAuthorities() async throws {
    let server = try OpenSSLServer(names: "DNS:graph.example", "-www")
    let curl = try transport { $0.caFile = "/nonexistent/ca.pem" }
    #expect(await curl.send(call(server)) == .notSent(.tlsFailed))
  }

  private func call(_ server: OpenSSLServer) -> HTTPCall {
    var call = get("https://graph.example/")
    call.unixSocketPath = server.socketPath
    return call
  }
}
