import Foundation
import WebAPI

/// The API's own description, and what of real answers does not fit it.
struct APIDescription {
  let document: [String: Any]

  init() throws {
    document = try JSONSerialization.jsonObject(with: Data(OpenAPI.document.utf8)) as? [String: Any] ?? [:]
  }

  var paths: [String: [String: Any]] { document["paths"] as? [String: [String: Any]] ?? [:] }

  /// Empty for what is none of the API's addresses.
  func faults(of answer: WireAnswer, to method: String, _ address: String) -> [String] {
    let path = address.split(separator: "?", maxSplits: 1)[0]
    guard path.hasPrefix("/api/v1/") else { return [] }
    let operation = self.operation(method, at: path.dropFirst("/api/v1".count))
    let type = answer.headers["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
    guard answer.status < 400, let operation else {
      // Also for what has no route.
      guard type == "application/problem+json" else { return ["\(answer.status) is no problem but \(type)"] }
      return faults(in: answer.object, by: ["$ref": "#/components/schemas/Problem"], at: "problem")
    }
    let responses = operation["responses"] as? [String: [String: Any]] ?? [:]
    guard let content = responses[String(answer.status)]?["content"] as? [String: [String: Any]],
      let schema = content[type]?["schema"] as? [String: Any]
    else { return ["\(answer.status) as \(type) is not described"] }
    guard type == "application/json" else { return [] }
    guard let body = try? JSONSerialization.jsonObject(with: Data(answer.body), options: .fragmentsAllowed) else {
      return ["the body is no JSON"]
    }
    return faults(in: body, by: schema, at: "body")
  }

  private func operation(_ method: String, at path: Substring) -> [String: Any]? {
    let parts = path.split(separator: "/")
    let template = paths.keys.first { template in
      let pieces = template.split(separator: "/")
      return pieces.count == parts.count && zip(pieces, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
    return template.flatMap { paths[$0]?[method.lowercased()] as? [String: Any] }
  }

  /// As much of JSON Schema as the description uses; a word that is not known here is a fault, not a pass.
  func faults(in value: Any, by schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let found = resolved(reference) else { return ["\(place): \(reference) leads nowhere"] }
      return faults(in: value, by: found, at: place)
    }
    var wrong = Set(schema.keys).subtracting(Self.words).map { "\(place): the checker does not know \($0)" }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "\u{0}") {
      wrong.append("\(place): \(value) is none of \(choices)")
    }
    let types = schema["type"].map { ($0 as? [String]) ?? [$0 as? String ?? "?"] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.isOf($0, value) }) {
      wrong.append("\(place): \(value) is not of \(types)")
    }
    if let least = schema["minimum"] as? Int, let number = value as? Int, number < least {
      wrong.append("\(place): \(number) is less than \(least)")
    }
    if schema["format"] as? String == "date-time", (value as? String)?.wholeMatch(of: Self.time) == nil {
      wrong.append("\(place): \(value) is no time")
    }
    if let object = value as? [String: Any] { wrong += faults(inside: object, by: schema, at: place) }
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in array.enumerated() { wrong += faults(in: item, by: items, at: "\(place)[\(index)]") }
    }
    return wrong
  }

  private func faults(inside object: [String: Any], by schema: [String: Any], at place: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    var wrong = missing.map { "\(place): \($0) is missing" }
    for (key, value) in object {
      if let property = properties[key] ?? schema["additionalProperties"] as? [String: Any] {
        wrong += faults(in: value, by: property, at: "\(place).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        wrong.append("\(place): \(key) is not described")
      }
    }
    return wrong
  }

  private func resolved(_ reference: String) -> [String: Any]? {
    var value: Any? = document
    for part in reference.dropFirst(2).split(separator: "/") { value = (value as? [String: Any])?[String(part)] }
    return value as? [String: Any]
  }

  private static let words: Set<String> = [
    "type", "enum", "required", "properties", "additionalProperties", "items", "minimum", "maximum", "minLength",
    "maxLength", "format", "description", "default",
  ]

  nonisolated(unsafe) private static let time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int
    case "number": value is NSNumber && !isOf("boolean", value)
    case "boolean": ["c", "B"].contains((value as? NSNumber).map { String(cString: $0.objCType) } ?? "")
    case "null": value is NSNull
    default: false
    }
  }
}
