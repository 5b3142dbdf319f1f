internal import Foundation
package import Helpdesk

/// What the text of a `ConversationQuery` asks for, read once here, so that every store matches alike. A
/// conversation matches if any of the three does.
package struct SearchText: Sendable, Equatable {
  /// `1042` or `#1042`.
  package var ref: ConversationRef?
  /// Part of a phone; nil if the text holds anything that no phone number is written with.
  package var digits: String?
  /// Part of a name, folded; nil after `#`.
  package var foldedName: String?

  /// Nil if there is nothing to look for.
  package init?(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty else { return nil }
    let isReference = trimmed.hasPrefix("#")
    ref = Int64(isReference ? String(trimmed.dropFirst()) : trimmed).map(ConversationRef.init)
    guard !(isReference && ref != nil) else { return }
    foldedName = Self.fold(trimmed)
    let number = trimmed.filter { ("0"..."9").contains($0) }
    if !number.isEmpty, trimmed.allSatisfy({ ("0"..."9").contains($0) || "+-() .".contains($0) }) { digits = number }
  }

  /// A name without case and accents: what people type when they look for `José` is `jose`.
  package static func fold(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    return name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }
}
