import Gateway

extension HTTPCall {
  /// Whether the call can go on the wire exactly as given. Whatever could smuggle in a second field, a
  /// second request or another framing is refused here, before libcurl sees it.
  var isSendable: Bool {
    !method.isEmpty && method.utf8.allSatisfy(Self.isUpperLetter)
      && (method != "HEAD" || body.isEmpty)
      && !url.isEmpty && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
      && headers.allSatisfy(Self.isSendable)
      && (0.001...Self.longestSeconds).contains(connectTimeoutSeconds)
      && (0.001...Self.longestSeconds).contains(totalTimeoutSeconds)
      && maxResponseBytes >= 0
      && unixSocketPath.map { !$0.isEmpty && !$0.utf8.contains(0) } ?? true
  }

  /// In libcurl's spelling: a semicolon stands for an empty value, an empty value takes away a field that
  /// libcurl would add by itself.
  var headerLines: [String] {
    var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    lines.append("Expect:")
    if !headers.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
    return lines
  }

  /// A day: far beyond every lease, and no arithmetic overflows on the way.
  private static let longestSeconds: Double = 86_400
  private static let framing: Set<String> = ["content-length", "transfer-encoding", "expect"]
  private static let tokenMarks = Set("!#$%&'*+-.^_`|~".utf8)

  private static func isSendable(_ header: HTTPHeader) -> Bool {
    !header.name.isEmpty && header.name.utf8.allSatisfy(isToken)
      && !framing.contains(header.name.lowercased())
      && header.value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }

  private static func isUpperLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// RFC 9110 §5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    isUpperLetter(byte & 0xDF) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || tokenMarks.contains(byte)
  }
}
