/// A language tag as Meta spells it (`es_MX`, `pt_BR`, `en`).
package struct Language: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  /// `es` of `es_MX`.
  package var base: String { String(rawValue.prefix { $0 != "_" && $0 != "-" }).lowercased() }
}
