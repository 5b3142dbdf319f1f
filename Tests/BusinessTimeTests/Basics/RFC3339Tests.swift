import BusinessTime
import Testing

@Suite("instants as text")
struct RFC3339Tests {
  @Test(
    "a complete date-time is read to the millisecond",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-20T23:00:00-06:00", 1_795_237_200_000),
      ("2026-11-20t23:00:00.25-06:00", 1_795_237_200_250), ("2026-11-21T05:00:00.0019z", 1_795_237_200_001),
      ("2026-11-21T10:30:00+05:30", 1_795_237_200_000), ("1969-12-31T23:59:59.999Z", -1),
      ("2026-12-31T23:59:60Z", 1_798_761_600_000), ("2026-11-20T23:00:00-00:00", 1_795_215_600_000),
    ])
  func reads(text: String, milliseconds: Int64) {
    #expect(RFC3339.parse(text) == Timestamp(milliseconds: milliseconds))
  }

  @Test(
    "anything less is refused",
    arguments: [
      "", "2026-11-20", "2026-11-20T23:00:00", "2026-11-20 23:00:00Z", "2026-11-20T23:00Z", "2026-11-20T24:00:00Z",
      "2026-11-20T23:60:00Z", "2026-11-20T23:00:60Z", "2026-11-20T23:00:61Z", "2026-11-20T23:00:00.Z",
      "2026-11-31T23:00:00Z", "2026-11-20T23:00:00-0600", "2026-11-20T23:00:00-24:00", "2026-11-20T23:00:00-06:60",
      "2026-11-20T23:00:00Z ", "2026-11-20T23:00:00ZZ", "20261120T230000Z", "2026-11-20T23:00:0２Z", "1795237200",
    ])
  func refuses(text: String) {
    #expect(RFC3339.parse(text) == nil)
  }

  @Test(
    "an instant is written in the zone's own time",
    arguments: [
      ("America/Mexico_City", "2026-11-21T05:00:00Z", "2026-11-20T23:00:00-06:00"),
      ("America/Mexico_City", "2026-11-21T05:00:00.007Z", "2026-11-20T23:00:00.007-06:00"),
      ("America/New_York", "2026-07-01T12:00:00Z", "2026-07-01T08:00:00-04:00"),
      ("Asia/Kathmandu", "2026-07-01T12:00:00Z", "2026-07-01T17:45:00+05:45"),
      ("America/St_Johns", "2026-01-01T02:00:00Z", "2025-12-31T22:30:00-03:30"),
      ("UTC", "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
      ("Europe/London", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z"),
    ])
  func writes(zoneName: String, utc: String, local: String) {
    #expect(instant(utc).rfc3339(in: zone(zoneName)) == local)
    #expect(RFC3339.parse(local) == instant(utc))
  }

  @Test("an offset with seconds is cut to the minute, and still names the same instant")
  func oddOffset() {
    let zone = Zone(name: "Test/MeanTime", offset: -(6 * 3600 + 36 * 60 + 36))
    let noon = instant("1900-01-01T12:00:00Z")
    #expect(noon.rfc3339(in: zone) == "1900-01-01T05:24:00-06:36")
    #expect(RFC3339.parse("1900-01-01T05:24:00-06:36") == noon)
  }

  @Test("the ends of time are written without trapping")
  func extremes() {
    for milliseconds in [Int64.min, .max] {
      #expect(Timestamp(milliseconds: milliseconds).rfc3339(in: zone("America/New_York")).contains("T"))
    }
  }
}
