/// One of the business's numbers, as its WhatsApp account knows it.
package struct BusinessNumber: Sendable {
  /// The id in the path of a send; digits.
  package var id: String
  /// The account that owns the number; templates belong to it, and webhooks name it as `entry.id`.
  package var accountID: String
  /// The number as people write it, with `+` and spaces.
  package var display: String
  package var verifiedName: String
  /// Bearer tokens that may act for this number; any other is answered with 190.
  package var accessTokens: Set<String>
  /// Bearer tokens that see this number and lack the permission to send; a send with one is answered with 10.
  package var readingTokens: Set<String> = []
  /// Messages a second: 80 by default, 20 for a coexistence number, 1000 after an upgrade (whatsapp §6).
  package var throughput: Int
  /// What the health call reports as `quality_rating`.
  package var quality: String = "GREEN"
  /// What the health call reports as `can_send_message`: AVAILABLE, LIMITED or BLOCKED.
  package var canSend: String = "AVAILABLE"
  /// False before the number is registered and after it is taken out: sends are answered with 133010.
  package var isRegistered = true
  /// The digits to which a test number may send, spelt as they must stand in `to`; any other is answered with 131030.
  /// Nil for a number that may send to anybody.
  package var allowList: Set<String>?

  package init(
    id: String, accountID: String, display: String, verifiedName: String, accessTokens: Set<String>,
    throughput: Int = Self.usualThroughput
  ) {
    self.id = id
    self.accountID = accountID
    self.display = display
    self.verifiedName = verifiedName
    self.accessTokens = accessTokens
    self.throughput = throughput
  }

  /// What Meta gives a number at first, in messages a second.
  package static let usualThroughput = 80
  /// What a number shared with the phone app has, in messages a second.
  package static let coexistenceThroughput = 20
  /// What a number has after its upgrade, in messages a second.
  package static let upgradedThroughput = 1000

  /// The token may look at this number, whatever else it may.
  func isVisible(to token: String) -> Bool { accessTokens.contains(token) || readingTokens.contains(token) }

  /// The display number without anything but its digits: what an echo carries as `from`.
  var digits: String { display.filter(\.isNumber) }
}
