/// What an answer's headers ask of the whole number: silence for so many seconds (whatsapp §6).
enum UsageHeaders {
  /// Graph's header names nothing longer than a few dozen characters per entry.
  private static let mostBytes = 16_384
  private static let usage = "x-business-use-case-usage"
  private static let regain = Array("\"estimated_time_to_regain_access\"".utf8)

  /// Nil when they ask for nothing.
  static func pauseSeconds(_ answer: HTTPAnswer) -> Int64? {
    let isThrottled = answer.status == 429 || answer.status == 503
    let retryAfter = isThrottled ? answer.header("retry-after").flatMap { Int64($0) } : nil
    let minutes = answer.header(usage).flatMap { largestRegainMinutes(Array($0.utf8.prefix(mostBytes))) }
    return [retryAfter, minutes.map { $0 * 60 }].compactMap { $0 }.filter { $0 > 0 }.max()
  }

  /// The header is JSON, one entry a business and use case; the longest wait of them all is what counts, so the
  /// figure is looked for wherever it stands.
  private static func largestRegainMinutes(_ bytes: [UInt8]) -> Int64? {
    var largest: Int64?
    var at = 0
    while at + regain.count < bytes.count {
      guard bytes[at..<at + regain.count].elementsEqual(regain) else {
        at += 1
        continue
      }
      at += regain.count
      while at < bytes.count, bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: " ") { at += 1 }
      let digits = bytes[at...].prefix(6).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if let minutes = Int64(String(decoding: digits, as: UTF8.self)) { largest = max(largest ?? 0, minutes) }
    }
    return largest
  }
}
