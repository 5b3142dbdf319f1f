import Testing

@testable import WhatsApp

@Suite("The signature of a webhook")
struct WebhookSignatureTests {
  /// RFC 4231, test cases 1 and 2; the others were computed with Python's `hmac`.
  static let vectors: [(key: String, message: String, digest: String)] = [
    (
      String(repeating: "\u{0B}", count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "Jefe", "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "k", count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "70e4b005732fa7ff79392aa24fb240159b925dbc9f1398420c0f45e6763dcf14"
    ),
    ("first", "", "abc3392d8892e1ae360d554f6a656218485987a05bc3397d1e39efacdcb16f27"),
    ("contraseña", "abc", "54d256d50482c6e825decd66f32ec7068981e8636dee044740746d4daa15b164"),
  ]

  static let body = Array(#"{"t":"caf\u00e9 \/ \ud83d\ude80"}"#.utf8)
  static let digestOfOne = "30f6bb5d64caf9cc668f2695f9687a7d36ad188b06fc5978e1a4feeeb993a4b5"
  static let digestOfTwo = "989cc35ceff534d4431e9487fbefcd71dd42cbebe08b626a276acbb2cc87be0e"
  static let signature = WebhookSignature(secrets: ["secret-one", "", "secret-two"])

  @Test("verifies the published vectors, over and over with the same key", arguments: vectors.indices)
  func publishedVectors(index: Int) {
    let vector = Self.vectors[index]
    let signature = WebhookSignature(secrets: [vector.key])
    for _ in 1...3 {
      #expect(signature.verify(header: "sha256=" + vector.digest, body: Array(vector.message.utf8)) == 0)
      #expect(signature.verify(header: "sha256=" + vector.digest, body: Array(vector.message.utf8) + [0]) == nil)
    }
  }

  @Test("tells which of several secrets signed, and an empty secret signs nothing")
  func severalSecrets() {
    #expect(Self.signature.verify(header: "sha256=" + Self.digestOfOne, body: Self.body) == 0)
    #expect(Self.signature.verify(header: "sha256=" + Self.digestOfTwo, body: Self.body) == 2)
    // HMAC-SHA256 of nothing under the empty key: what a forger could compute without any secret.
    let forged = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    #expect(WebhookSignature(secrets: [""]).verify(header: forged, body: []) == nil)
    #expect(WebhookSignature(secrets: []).verify(header: "sha256=" + Self.digestOfOne, body: Self.body) == nil)
  }

  @Test(
    "refuses a header that is absent, short, long, of another scheme, case or alphabet, or given twice",
    arguments: [
      nil, "", "sha256=", digestOfOne, "sha256=" + digestOfOne.dropLast(), "sha256=" + digestOfOne + "0",
      "SHA256=" + digestOfOne, "Sha256=" + digestOfOne, "sha1=" + digestOfOne, "sha256:" + digestOfOne,
      "sha256=" + digestOfOne.uppercased(), " sha256=" + digestOfOne, "sha256=" + digestOfOne + "\n",
      "sha256=" + digestOfOne.dropLast(2) + "zz", "sha256=" + digestOfOne.dropLast(2) + "é",
      "sha256=\(digestOfOne), sha256=\(digestOfOne)", "sha1=30f6bb5d64caf9cc668f2695f9687a7d36ad188b",
    ] as [String?])
  func malformedHeader(header: String?) {
    #expect(Self.signature.verify(header: header, body: Self.body) == nil)
  }

  @Test("refuses each of the 256 digests that differ in one bit")
  func oneBitOfTheDigest() {
    let digits = Array("0123456789abcdef")
    for position in 0..<64 {
      for bit in 0..<4 {
        var characters = Array(Self.digestOfOne)
        let value = characters[position].hexDigitValue! ^ (1 << bit)
        characters[position] = digits[value]
        #expect(Self.signature.verify(header: "sha256=" + String(characters), body: Self.body) == nil)
      }
    }
  }

  @Test("holds for the raw bytes only: the same JSON written differently does not verify")
  func rawBytes() {
    let header = "sha256=" + Self.digestOfOne
    #expect(Self.signature.verify(header: header, body: Array(#"{"t":"café / 🚀"}"#.utf8)) == nil)
    for index in Self.body.indices {
      var body = Self.body
      body[index] ^= 1
      #expect(Self.signature.verify(header: header, body: body) == nil)
    }
  }

  @Test("verifies from many threads at once")
  func manyThreads() async {
    let results = await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<8 {
        group.addTask {
          let isOne = worker.isMultiple(of: 2)
          let header = "sha256=" + (isOne ? Self.digestOfOne : Self.digestOfTwo)
          return (0..<500).allSatisfy { _ in
            Self.signature.verify(header: header, body: Self.body) == (isOne ? 0 : 2)
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results == Array(repeating: true, count: 8))
  }

  @Test("odd white space between the tokens is signed as it stands, and the body without it is another")
  func oddWhiteSpace() {
    let odd = #"{ "t" :\#n\#t"caf\u00e9 \/ \ud83d\ude80" , "n" : [ 1,2 ,3 ]\#r\#n}"#
    let header = "sha256=ba489cc4d66f0d4b574ee027bd52283d7555c3bfdd0ff841645f330b819544a2"
    #expect(Self.signature.verify(header: header, body: Array(odd.utf8)) == 0)
    let plain = odd.filter { !$0.isWhitespace }
    #expect(Self.signature.verify(header: header, body: Array(plain.utf8)) == nil)
  }
}
