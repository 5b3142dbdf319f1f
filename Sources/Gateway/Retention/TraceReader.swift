import Foundation
import Helpdesk

/// Tells whether a row is somebody's who is being forgotten: by the contact or conversation that it belongs to, or by
/// what it holds.
struct TraceReader: Sendable {
  private let forgetting: Forgetting
  private let contacts: Set<ContactID>
  private let conversations: Set<ConversationRef>
  private let phones: Set<PhoneKey>
  private let userIDs: Set<UserID>

  /// Shorter runs of digits are no phone.
  private static let fewestDigits = 7
  private static let wamidPrefix = Array("wamid.".utf8)

  init(_ forgetting: Forgetting) {
    self.forgetting = forgetting
    contacts = Set(forgetting.contacts)
    conversations = Set(forgetting.conversations)
    phones = Set(forgetting.phones)
    userIDs = Set(forgetting.userIDs)
  }

  /// What came in after they were forgotten is a new customer's, even if it names the same phone; what is told of their
  /// old messages is theirs whenever it came.
  func isTheirs(_ trace: TraceRow, _ kind: TraceKind, isForgotten: (Wamid) throws -> Bool) throws -> Bool {
    if let contact = trace.contact, contacts.contains(contact) { return true }
    if let ref = trace.conversation, conversations.contains(ref) { return true }
    let isOld = trace.at.map { $0 <= forgetting.beganAt } ?? true
    return try Self.words(of: trace.bytes).contains { word in
      if word.starts(with: Self.wamidPrefix) {
        let wamid = Wamid(String(decoding: word, as: UTF8.self))
        return try isForgotten(wamid) || isOld && holdsPhone(inside: wamid)
      }
      return isOld && (isUserID(word) || holdsPhone(word) || kind == .keptAnswers && isReference(word))
    }
  }

  private func isUserID(_ word: ArraySlice<UInt8>) -> Bool {
    guard !userIDs.isEmpty, word.dropFirst(2).first == UInt8(ascii: ".") else { return false }
    return userIDs.contains(UserID(String(decoding: word, as: UTF8.self)))
  }

  private func holdsPhone(_ word: some Collection<UInt8>) -> Bool {
    guard !phones.isEmpty else { return false }
    return word.split(whereSeparator: { !Self.isDigit($0) }).contains { run in
      run.count >= Self.fewestDigits && phones.contains(PhoneKey(String(decoding: run, as: UTF8.self)))
    }
  }

  /// A message id holds the phone of its customer in base64, with other bytes around it.
  private func holdsPhone(inside wamid: Wamid) -> Bool {
    var base64 = String(wamid.rawValue.dropFirst(Self.wamidPrefix.count).prefix { $0 != "=" })
    base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    return Data(base64Encoded: base64).map { holdsPhone($0) } ?? false
  }

  /// An answer of the API's that names one of their conversations. Another number that happens to be the same costs
  /// nothing: the answer is then made anew when it is asked for again.
  private func isReference(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.allSatisfy(Self.isDigit), let number = Int64(String(decoding: word, as: UTF8.self)) else { return false }
    return conversations.contains(ConversationRef(number))
  }

  /// What stands between other signs than those of which ids and phones are made; JSON's escapes are undone.
  private static func words(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    unescaped(bytes).split { !isOfWord($0) }
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count else {
        plain.append(bytes[place])
        place += 1
        continue
      }
      if bytes[place + 1] == UInt8(ascii: "u"), place + 6 <= bytes.count,
        let code = UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16)
      {
        // Whatever is not ASCII is of no id: it stands for a separator.
        plain.append(code < 0x80 ? UInt8(code) : UInt8(ascii: " "))
        place += 6
      } else {
        // `\/` is a slash, which base64 has; all others (`\n`, `\"`) separate.
        plain.append(bytes[place + 1] == UInt8(ascii: "/") ? UInt8(ascii: "/") : UInt8(ascii: " "))
        place += 2
      }
    }
    return plain
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
