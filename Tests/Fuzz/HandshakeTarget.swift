import WhatsApp

private let token = "to ken+ñ"
private let handshake = WebhookHandshake(verifyToken: token)

/// Any text as the query of a handshake: answered exactly when a reading by other means says so.
@_cdecl("LLVMFuzzerTestOneInput")
func answerQuery(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let query = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let answer = handshake.answer(query: query)
  report(answer == expected(Array(query.utf8)) ? nil : "answered otherwise than the query says")
  report(WebhookHandshake(verifyToken: "").answer(query: query) == nil ? nil : "an empty token answered")
  return 0
}

/// The answer by the rules, read in another way than the product's.
private func expected(_ query: [UInt8]) -> [UInt8]? {
  var found: [String: [[UInt8]]] = [:]
  var part: [UInt8] = []
  for byte in query {
    guard byte == UInt8(ascii: "&") else {
      part.append(byte)
      continue
    }
    keep(part, &found)
    part = []
  }
  keep(part, &found)
  guard found["hub.mode"] == [Array("subscribe".utf8)], found["hub.verify_token"] == [Array(token.utf8)],
    let challenges = found["hub.challenge"], challenges.count == 1, (1...1024).contains(challenges[0].count)
  else { return nil }
  return challenges[0]
}

private func keep(_ part: [UInt8], _ found: inout [String: [[UInt8]]]) {
  let name = part.prefix { $0 != UInt8(ascii: "=") }
  let value = part.dropFirst(name.count + 1)
  // The names that count are ASCII: what is not UTF-8 cannot become one of them.
  found[String(decoding: decoded(Array(name)), as: UTF8.self), default: []].append(decoded(Array(value)))
}

private func decoded(_ text: [UInt8]) -> [UInt8] {
  var at = 0
  var result: [UInt8] = []
  while at < text.count {
    let digits = text.dropFirst(at + 1).prefix(2)
    let isEscape = text[at] == UInt8(ascii: "%") && digits.count == 2 && digits.allSatisfy(isHexDigit)
    if isEscape {
      result.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 16)!)
      at += 3
    } else {
      result.append(text[at] == UInt8(ascii: "+") ? UInt8(ascii: " ") : text[at])
      at += 1
    }
  }
  return result
}

private func isHexDigit(_ byte: UInt8) -> Bool { "0123456789abcdefABCDEF".utf8.contains(byte) }
