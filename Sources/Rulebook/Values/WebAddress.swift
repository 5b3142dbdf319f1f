/// The parts of an absolute URL that the rules check; not a general URL parser.
struct WebAddress: Equatable {
  /// Lower-case.
  let scheme: String
  /// Lower-case, without the brackets of an IPv6 address.
  let host: String
  let port: Int?
  let hasUser: Bool
  let hasPassword: Bool
  /// With its leading slash, or empty.
  let path: String
  let hasQuery: Bool

  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://"), text.allSatisfy({ $0.isASCII && $0 > " " && $0 != "\\" }) else {
      return nil
    }
    scheme = text[..<mark.lowerBound].lowercased()
    let rest = text[mark.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    let tail = rest.dropFirst(authority.count)
    path = String(tail.prefix { !"?#".contains($0) })
    hasQuery = tail.count > path.count
    let user = authority.lastIndex(of: "@").map { authority[..<$0] }
    hasUser = user != nil
    hasPassword = user?.contains(":") == true
    let place = user.map { authority.dropFirst($0.count + 1) } ?? authority
    guard let (host, port) = Self.hostAndPort(String(place)), !scheme.isEmpty else { return nil }
    self.host = host.lowercased()
    self.port = port
  }

  /// Whether traffic to it never leaves the machine.
  var isLoopback: Bool { Self.isLoopback(host) }

  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// `host`, `host:port`, `[v6]`, `[v6]:port`; nil when it is none of them.
  static func hostAndPort(_ text: String) -> (host: String, port: Int?)? {
    var host = Substring(text)
    var after = Substring()
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      after = text[text.index(after: end)...]
      guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      after = text[colon...]
    }
    if !text.hasPrefix("[") {
      guard host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_") })
      else { return nil }
    }
    guard !host.isEmpty else { return nil }
    if after.isEmpty { return (String(host), nil) }
    guard after.hasPrefix(":"), let port = UInt16(after.dropFirst()) else { return nil }
    return (String(host), Int(port))
  }
}
