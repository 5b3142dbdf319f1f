package import Helpdesk
import WhatsApp

/// What is left of a forgotten customer's message: enough to know it again when Meta repeats it, and nothing to tell
/// from it whose it was. A digest without a key would tell: it holds a phone, and there are not many phones.
package enum ForgottenWamid {
  /// The key's length in bytes; it is random, made once, and lives in the database.
  package static let keyBytes = 32

  /// 32 bytes.
  package static func digest(of wamid: Wamid, key: [UInt8]) -> [UInt8] {
    Digest.hmac(Array(wamid.rawValue.utf8), key: key)
  }
}
