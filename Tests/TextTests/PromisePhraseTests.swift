import BusinessTime
import Helpdesk
import Testing

@Suite("A promised time, as the customer reads it")
struct PromisePhraseTests {
  struct Row: CustomTestStringConvertible {
    var promise: String
    var now: String
    var zone = "America/Mexico_City"
    var phone: String? = "5215555550101"
    var es: String
    var pt: String
    var en: String
    var testDescription: String { "\(promise) seen at \(now) from \(zone)" }
  }

  @Test("reads naturally in the three languages, with digits that can be read out of it", arguments: rows)
  func phrase(_ row: Row) throws {
    let phrase = try #require(
      PromisePhrase(
        promise: try at(row.promise), zone: try zone(row.zone), now: try at(row.now), customerPhone: row.phone))
    #expect(phrase.text(in: "es_MX") == row.es)
    #expect(phrase.text(in: "pt_BR") == row.pt)
    #expect(phrase.text(in: "en") == row.en)
  }

  @Test("is missing without a promise or a zone")
  func missing() throws {
    let now = try at("2026-11-23T10:00:00-06:00")
    #expect(PromisePhrase(promise: nil, zone: .utc, now: now, customerPhone: nil) == nil)
    #expect(PromisePhrase(promise: now, zone: nil, now: now, customerPhone: nil) == nil)
  }

  @Test("a language that the product does not speak gets the Spanish phrase")
  func otherLanguage() throws {
    let now = try at("2026-11-23T10:00:00-06:00")
    let phrase = PromisePhrase(
      promise: try at("2026-11-23T10:15:00-06:00"), zone: try zone("America/Mexico_City"), now: now, customerPhone: nil)
    #expect(phrase?.text(in: "fr") == "antes de las 10:15")
  }

  // 23 November 2026 is a Monday.
  static let rows: [Row] = [
    // The same day, rounded up.
    Row(
      promise: "2026-11-23T10:15:00-06:00", now: "2026-11-23T10:00:02-06:00",
      es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    Row(
      promise: "2026-11-23T10:14:01-06:00", now: "2026-11-23T10:00:02-06:00",
      es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    Row(
      promise: "2026-11-23T10:14:00.001-06:00", now: "2026-11-23T10:00:02-06:00",
      es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    Row(
      promise: "2026-11-23T10:14:00-06:00", now: "2026-11-23T10:00:02-06:00",
      es: "antes de las 10:14", pt: "antes das 10:14", en: "before 10:14 AM"),
    Row(
      promise: "2026-11-23T13:05:00-06:00", now: "2026-11-23T12:50:00-06:00",
      es: "antes de las 13:05", pt: "antes das 13:05", en: "before 1:05 PM"),
    Row(
      promise: "2026-11-23T13:00:00-06:00", now: "2026-11-23T12:50:00-06:00",
      es: "antes de las 13:00", pt: "antes das 13:00", en: "before 1:00 PM"),
    Row(
      promise: "2026-11-23T12:00:00-06:00", now: "2026-11-23T11:50:00-06:00",
      es: "antes de las 12:00", pt: "antes das 12:00", en: "before 12:00 PM"),
    Row(
      promise: "2026-11-23T12:59:01-06:00", now: "2026-11-23T11:50:00-06:00",
      es: "antes de las 13:00", pt: "antes das 13:00", en: "before 1:00 PM"),
    Row(
      promise: "2026-11-23T01:05:00-06:00", now: "2026-11-23T00:50:00-06:00",
      es: "antes de la 1:05", pt: "antes da 1:05", en: "before 1:05 AM"),
    Row(
      promise: "2026-11-23T00:20:00-06:00", now: "2026-11-23T00:05:00-06:00",
      es: "antes de las 0:20", pt: "antes da 0:20", en: "before 12:20 AM"),
    Row(
      promise: "2026-11-23T09:05:00-06:00", now: "2026-11-23T08:50:00-06:00",
      es: "antes de las 9:05", pt: "antes das 9:05", en: "before 9:05 AM"),
    Row(
      promise: "2026-11-23T15:15:00-06:00", now: "2026-11-23T14:10:00-06:00",
      es: "antes de las 15:15", pt: "antes das 15:15", en: "before 3:15 PM"),
    // Midnight belongs to the day that ends with it.
    Row(
      promise: "2026-11-24T00:00:00-06:00", now: "2026-11-23T23:45:00-06:00",
      es: "hoy antes de las 24:00", pt: "hoje antes das 24:00", en: "tonight before 12:00 AM"),
    Row(
      promise: "2026-11-23T23:59:30-06:00", now: "2026-11-23T23:45:00-06:00",
      es: "hoy antes de las 24:00", pt: "hoje antes das 24:00", en: "tonight before 12:00 AM"),
    Row(
      promise: "2026-11-25T00:00:00-06:00", now: "2026-11-23T23:45:00-06:00",
      es: "mañana antes de las 24:00", pt: "amanhã antes das 24:00", en: "tomorrow night before 12:00 AM"),
    Row(
      promise: "2026-11-28T00:00:00-06:00", now: "2026-11-23T23:45:00-06:00",
      es: "el viernes antes de las 24:00", pt: "na sexta-feira antes das 24:00",
      en: "on Friday night before 12:00 AM"),
    Row(
      promise: "2026-11-24T00:00:01-06:00", now: "2026-11-23T23:45:00-06:00",
      es: "mañana antes de las 0:01", pt: "amanhã antes da 0:01", en: "tomorrow before 12:01 AM"),
    // Tomorrow, across the end of a month and of a year.
    Row(
      promise: "2026-11-24T09:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "mañana antes de las 9:15", pt: "amanhã antes das 9:15", en: "tomorrow before 9:15 AM"),
    Row(
      promise: "2026-12-01T01:15:00-06:00", now: "2026-11-30T18:30:00-06:00",
      es: "mañana antes de la 1:15", pt: "amanhã antes da 1:15", en: "tomorrow before 1:15 AM"),
    Row(
      promise: "2027-01-01T09:15:00-06:00", now: "2026-12-31T18:30:00-06:00",
      es: "mañana antes de las 9:15", pt: "amanhã antes das 9:15", en: "tomorrow before 9:15 AM"),
    // The coming six days by name.
    Row(
      promise: "2026-11-25T09:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "el miércoles antes de las 9:15", pt: "na quarta-feira antes das 9:15",
      en: "on Wednesday before 9:15 AM"),
    Row(
      promise: "2026-11-26T09:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "el jueves antes de las 9:15", pt: "na quinta-feira antes das 9:15", en: "on Thursday before 9:15 AM"),
    Row(
      promise: "2026-11-28T10:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "el sábado antes de las 10:15", pt: "no sábado antes das 10:15", en: "on Saturday before 10:15 AM"),
    Row(
      promise: "2026-11-29T10:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "el domingo antes de las 10:15", pt: "no domingo antes das 10:15", en: "on Sunday before 10:15 AM"),
    Row(
      promise: "2026-11-23T09:15:00-06:00", now: "2026-11-20T18:30:00-06:00",
      es: "el lunes antes de las 9:15", pt: "na segunda-feira antes das 9:15", en: "on Monday before 9:15 AM"),
    Row(
      promise: "2026-11-24T09:15:00-06:00", now: "2026-11-20T18:30:00-06:00",
      es: "el martes antes de las 9:15", pt: "na terça-feira antes das 9:15", en: "on Tuesday before 9:15 AM"),
    // A week and more: with the date; the year only if it is another one.
    Row(
      promise: "2026-11-30T09:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      es: "el lunes 30 de noviembre antes de las 9:15", pt: "na segunda-feira, 30 de novembro, antes das 9:15",
      en: "on Monday, November 30, before 9:15 AM"),
    Row(
      promise: "2027-01-04T09:15:00-06:00", now: "2026-12-23T18:30:00-06:00",
      es: "el lunes 4 de enero de 2027 antes de las 9:15", pt: "na segunda-feira, 4 de janeiro de 2027, antes das 9:15",
      en: "on Monday, January 4, 2027, before 9:15 AM"),
    Row(
      promise: "2026-03-14T13:15:00-06:00", now: "2026-03-02T18:30:00-06:00",
      es: "el sábado 14 de marzo antes de las 13:15", pt: "no sábado, 14 de março, antes das 13:15",
      en: "on Saturday, March 14, before 1:15 PM"),
    // "Today" is the zone's today, not UTC's: 18:30 in Mexico is already tomorrow in London.
    Row(
      promise: "2026-11-24T00:45:00Z", now: "2026-11-24T00:30:00Z",
      es: "antes de las 18:45", pt: "antes das 18:45", en: "before 6:45 PM"),
    // The zone is named for those who live elsewhere.
    Row(
      promise: "2026-11-23T10:15:00-06:00", now: "2026-11-23T10:00:00-06:00", phone: "573005550101",
      es: "antes de las 10:15 (hora de Ciudad de México)", pt: "antes das 10:15 (horário da Cidade do México)",
      en: "before 10:15 AM (Mexico City time)"),
    Row(
      promise: "2026-11-23T10:15:00-03:00", now: "2026-11-23T10:00:00-03:00", zone: "America/Sao_Paulo",
      phone: "+52 55 5555 0101",
      es: "antes de las 10:15 (hora de São Paulo)", pt: "antes das 10:15 (horário de São Paulo)",
      en: "before 10:15 AM (São Paulo time)"),
    Row(
      promise: "2026-11-24T09:15:00-05:00", now: "2026-11-23T18:30:00-05:00", zone: "America/Bogota",
      phone: "5115550101",
      es: "mañana antes de las 9:15 (hora de Bogotá)", pt: "amanhã antes das 9:15 (horário de Bogotá)",
      en: "tomorrow before 9:15 AM (Bogotá time)"),
    Row(
      promise: "2026-11-23T10:15:00-03:00", now: "2026-11-23T10:00:00-03:00",
      zone: "America/Argentina/Buenos_Aires", phone: "56225550101",
      es: "antes de las 10:15 (hora de Buenos Aires)", pt: "antes das 10:15 (horário de Buenos Aires)",
      en: "before 10:15 AM (Buenos Aires time)"),
    Row(
      promise: "2026-11-23T10:15:00-06:00", now: "2026-11-23T10:00:00-06:00", phone: "15555550101",
      es: "antes de las 10:15 (hora de Ciudad de México)", pt: "antes das 10:15 (horário da Cidade do México)",
      en: "before 10:15 AM (Mexico City time)"),
    Row(
      promise: "2026-11-23T10:15:00-04:00", now: "2026-11-23T10:00:00-04:00", zone: "America/Santo_Domingo",
      phone: "18095550101", es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    Row(
      promise: "2026-11-23T10:15:00-05:00", now: "2026-11-23T10:00:00-05:00", zone: "America/New_York",
      phone: "18095550101",
      es: "antes de las 10:15 (hora de Nueva York)", pt: "antes das 10:15 (horário de Nova York)",
      en: "before 10:15 AM (New York time)"),
    // Same country, another of its zones: not named. No phone: nobody knows, not named.
    Row(
      promise: "2026-11-23T10:15:00-03:00", now: "2026-11-23T10:00:00-03:00",
      zone: "America/Argentina/San_Luis", phone: "541155550101",
      es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    Row(
      promise: "2026-11-23T10:15:00-06:00", now: "2026-11-23T10:00:00-06:00", phone: nil,
      es: "antes de las 10:15", pt: "antes das 10:15", en: "before 10:15 AM"),
    // A zone that is in no table is called by its city.
    Row(
      promise: "2026-11-23T10:15:00+00:00", now: "2026-11-23T10:00:00+00:00", zone: "Africa/Sao_Tome",
      es: "antes de las 10:15 (hora de Sao Tome)", pt: "antes das 10:15 (horário de Sao Tome)",
      en: "before 10:15 AM (Sao Tome time)"),
    // Daylight saving in Santiago ends on 5 April 2026 at 0:00: the day has two times 23:30, and this is its second.
    Row(
      promise: "2026-04-05T03:30:00Z", now: "2026-04-05T03:10:00Z", zone: "America/Santiago", phone: "56225550101",
      es: "antes de las 23:30", pt: "antes das 23:30", en: "before 11:30 PM"),
  ]
}
