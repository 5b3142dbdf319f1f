package import BusinessTime

/// A user told WhatsApp whether they want messages of a category (field `user_preferences`).
package struct MarketingPreference: Sendable, Equatable {
  package var person: Identity
  /// Nil if Meta does not say.
  package var category: MetaWord<Category>?
  package var value: MetaWord<Value>
  package var timestamp: Timestamp?

  package enum Category: String, Sendable { case marketing = "marketing_messages" }
  package enum Value: String, Sendable { case stop, resume }

  package init(
    person: Identity, category: MetaWord<Category>?, value: MetaWord<Value>, timestamp: Timestamp?
  ) {
    self.person = person
    self.category = category
    self.value = value
    self.timestamp = timestamp
  }
}
