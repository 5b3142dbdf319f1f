import BusinessTime
import Foundation
import Helpdesk
import WhatsApp

/// A letter as it goes over the wire (RFC 5322 and 2045 to 2047): ASCII only, so that every server takes it.
enum MailMessage {
  static func bytes(of letter: LetterClaim, from sender: String) -> [UInt8] {
    let head = [
      "From: Acuse <\(sender)>",
      "To: <\(letter.address)>",
      "Subject: \(encodedWords(letter.words.subject))",
      "Date: \(date(letter.writtenAt))",
      "Message-ID: <\(identifier(letter.id, sender))>",
      // Nobody's holiday notice answers it (RFC 3834).
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
    ]
    let text = letter.words.text.replacing("\n", with: "\r\n") + "\r\n"
    let body = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn])
    let lines = body.split(whereSeparator: \.isNewline).map(String.init)
    return Array(((head + [""] + lines).joined(separator: "\r\n") + "\r\n").utf8)
  }

  /// The same for each attempt, by which a mailbox that has it twice knows a repeat.
  private static func identifier(_ id: LetterID, _ sender: String) -> String {
    let host = sender.split(separator: "@").last.map(String.init) ?? "localhost"
    let digest = Digest.sha256(Array(id.rawValue.utf8)).prefix(identifierBytes)
    return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() + "@" + host
  }

  /// `Fri, 27 Nov 2026 02:39:50 +0000`.
  private static func date(_ time: Timestamp) -> String {
    let local = CivilDateTime(localSecond: time.seconds)
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let day = days[Int((local.date.dayNumber + 3) % 7)]
    let clock = [local.hour, local.minute, local.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(day), \(local.date.day) \(months[local.date.month - 1]) \(local.date.year) \(clock) +0000"
  }

  /// Pieces of whole characters, a line each of at most 76 characters.
  private static func encodedWords(_ text: String) -> String {
    var pieces = [""]
    for character in text.prefix(mostSubjectCharacters) {
      let longer = pieces[pieces.count - 1] + String(character)
      if longer.utf8.count > bytesInWord { pieces.append(String(character)) } else { pieces[pieces.count - 1] = longer }
    }
    return pieces.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// 36 bytes are 48 characters of base64, and 12 more around them; the first line has its name as well (RFC 2047 §2).
  private static let bytesInWord = 36
  /// More than a mailbox shows.
  private static let mostSubjectCharacters = 200
  private static let identifierBytes = 16
}
