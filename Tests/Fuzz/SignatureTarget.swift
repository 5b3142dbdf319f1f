import WhatsApp

private let body = Array(#"{"object":"whatsapp_business_account","entry":[]}"#.utf8)
private let signature = WebhookSignature(secrets: ["fuzz-secret-one", "", "fuzz-secret-two"])

/// The only headers of that body, computed with Python's `hmac`, and the indices of their secrets.
private let valid: [(header: [UInt8], secret: Int)] = [
  (Array("sha256=7c55057f6fd5edfdde4ae52c33209a012ec150e26f242820a055ef8988f455ff".utf8), 0),
  (Array("sha256=5d7e25653c919730853147bab5a5d10082c9b369fabb51450c12895b38f4f17e".utf8), 2),
]

/// The first byte says what the rest is: a header; changes to a valid header; a body under a valid header.
@_cdecl("LLVMFuzzerTestOneInput")
func verifyHeader(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let kind = input.first else { return 0 }
  let rest = Array(input.dropFirst())
  let choice = valid[Int(kind >> 2) % valid.count]
  switch kind % 4 {
  case 0: check(header: rest, body)
  case 1: check(header: changed(choice.header, by: rest), body)
  case 2: check(header: choice.header, rest)
  case _: check(header: choice.header + rest, body)
  }
  return 0
}

/// Accepted exactly when header and body are, byte for byte, one of the valid pairs.
private func check(header: [UInt8], _ message: [UInt8]) {
  let text = String(decoding: header, as: UTF8.self)
  let expected = message == body ? valid.first { $0.header == Array(text.utf8) }?.secret : nil
  let first = signature.verify(header: text, body: message)
  report(first == expected ? nil : "accepted as \(String(describing: first)), expected \(String(describing: expected))")
  report(signature.verify(header: text, body: message) == first ? nil : "verified twice, answered differently")
  report(signature.verify(header: nil, body: message) == nil ? nil : "accepted without a header")
}

/// Pairs of bytes: where, and which bits are flipped there.
private func changed(_ header: [UInt8], by pairs: [UInt8]) -> [UInt8] {
  var header = header
  for at in stride(from: 0, to: pairs.count - 1, by: 2) { header[Int(pairs[at]) % header.count] ^= pairs[at + 1] }
  return header
}
