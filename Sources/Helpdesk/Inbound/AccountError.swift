/// Something is wrong with the system, the app or the account, and not with a message (`errors` beside no messages,
/// whatsapp §3).
package struct AccountError: Sendable, Equatable {
  /// Meta's, as in the answers to sends.
  package var code: Int
  package var title: String?

  package init(code: Int, title: String? = nil) {
    self.code = code
    self.title = title
  }
}
