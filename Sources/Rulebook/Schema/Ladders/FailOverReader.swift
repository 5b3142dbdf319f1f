import Helpdesk

/// `unless: { delivered: 5m, tell: … }` of a step.
struct FailOverReader {
  let audiences: AudienceReader

  func read(_ cursor: Cursor) -> FailOver? {
    let hint = "for example `{ delivered: 5m, tell: \"rota:guardia\" }`"
    guard let map = MapCursor(cursor, label: "`unless`", keys: ["delivered", "answered", "tell"], hint: hint) else {
      return nil
    }
    let tell = map.required("tell", hint: "whom to tell when the notice did not do its work").map(audiences.read)
    if map.has("delivered"), map.has("answered") {
      map.fail("`unless` waits for `delivered` or for `answered`, not for both.", hint: "`answered` is the stricter")
      return nil
    }
    guard let wait = map["delivered"] ?? map["answered"] else {
      map.fail("`unless` lacks `delivered` or `answered`.", hint: hint)
      return nil
    }
    // A day: the next audience must hear while it still matters.
    guard let seconds = wait.duration(in: 1...86_400), let tell, !tell.isEmpty else { return nil }
    return FailOver(proof: map.has("delivered") ? .delivered : .answered, withinSeconds: seconds, tell: tell)
  }
}
