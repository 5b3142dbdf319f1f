package import BusinessTime

/// A promised time as a customer reads it: «antes de las 10:15», «el lunes antes de las 9:15» (semantics §9).
///
/// Rounded *up* to the minute, so that what is read is never earlier than what was promised. The digits are always
/// `H:MM`, in every language: scripts that check us read the time out of the text. A promise at midnight belongs to
/// the day that ends with it («hoy antes de las 24:00»); "antes de las 0:00" would be read as the night before.
package struct PromisePhrase: Sendable, Equatable {
  private let moment: SpokenMoment
  private let zoneName: ZoneNames.Entry?

  /// Nil when nothing was promised or the calendar's zone is unknown: the texts then say nothing of a time.
  ///
  /// The zone is named only if the phone (international form) does not belong to the zone's country.
  package init?(promise: Timestamp?, zone: Zone?, now: Timestamp, customerPhone: String?) {
    guard let promise, let zone else { return nil }
    moment = SpokenMoment(promise, now: now, zone: zone)
    zoneName = customerPhone.flatMap { ZoneNames.entry(of: zone.name, forForeign: $0) }
  }

  /// The phrase for the middle of a sentence, without a full stop.
  package func text(in language: Language) -> String {
    let tongue = Tongue(language)
    let phrase = moment.phrase(tongue, before: true)
    return zoneName.map { "\(phrase) (\($0.label(tongue)))" } ?? phrase
  }
}
