import Testing

@testable import WhatsApp

@Suite("The handshake of a callback address")
struct WebhookHandshakeTests {
  static let handshake = WebhookHandshake(verifyToken: "to ken+ñ")
  static let token = "to%20ken%2B%C3%B1"

  @Test("echoes the challenge byte for byte when mode and token are right")
  func rightToken() {
    let query = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=\(Self.token)"
    #expect(Self.handshake.answer(query: query) == Array("1158201444".utf8))
    let shuffled = "hub.verify_token=to+ken%2b%c3%b1&x=1&hub.challenge=a%26b%3D%FFc=d&hub.mode=subscribe"
    #expect(Self.handshake.answer(query: shuffled) == Array("a&b=".utf8) + [0xFF] + Array("c=d".utf8))
  }

  @Test(
    "echoes nothing otherwise",
    arguments: [
      "", "hub.mode=subscribe&hub.challenge=1", "hub.mode=subscribe&hub.verify_token=\(token)",
      "hub.challenge=1&hub.verify_token=\(token)",
      "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=\(token)",
      "hub.mode=SUBSCRIBE&hub.challenge=1&hub.verify_token=\(token)",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token=to+ken",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token=\(token)x",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token",
      "hub.mode=subscribe&hub.challenge=&hub.verify_token=\(token)",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token=\(token)&hub.verify_token=\(token)",
      "hub_mode=subscribe&hub_challenge=1&hub_verify_token=\(token)", "%&%2&=&&&==",
    ])
  func wrongQuery(query: String) {
    #expect(Self.handshake.answer(query: query) == nil)
  }

  @Test("an empty token answers nobody, and a challenge of a megabyte is not echoed")
  func bounds() {
    let empty = "hub.mode=subscribe&hub.challenge=1&hub.verify_token="
    #expect(WebhookHandshake(verifyToken: "").answer(query: empty) == nil)
    let long = String(repeating: "7", count: 1_000_000)
    let query = "hub.mode=subscribe&hub.challenge=\(long)&hub.verify_token=\(Self.token)"
    #expect(Self.handshake.answer(query: query) == nil)
  }

  /// Half a million bytes, so that a comparison that ends early would be thousands of times quicker; of each place the
  /// quickest of many, because the machine has other things to do.
  @Test("a token that is wrong at its first letter takes as long as one that is wrong at its last")
  func constantTime() {
    let token = [UInt8](repeating: UInt8(ascii: "a"), count: 500_000)
    var (first, last) = (token, token)
    first[0] = UInt8(ascii: "b")
    last[token.count - 1] = UInt8(ascii: "b")
    var quickest: (first: Duration, last: Duration) = (.seconds(1), .seconds(1))
    for _ in 0..<200 {
      quickest.first = min(quickest.first, ContinuousClock().measure { #expect(!ConstantTime.areEqual(first, token)) })
      quickest.last = min(quickest.last, ContinuousClock().measure { #expect(!ConstantTime.areEqual(last, token)) })
    }
    #expect((0.5...2).contains(quickest.first / quickest.last), "\(quickest)")
  }
}
