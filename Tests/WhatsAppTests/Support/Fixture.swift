import BusinessTime
import Foundation
import Helpdesk
import Testing

@testable import WhatsApp

/// One payload a file, written by hand: synthetic ids, 555 numbers.
enum Fixture {
  static let receivedAt = Timestamp(seconds: 1_795_300_100)

  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return Array(try Data(contentsOf: url))
  }

  static func all() throws -> [String: [UInt8]] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    var all: [String: [UInt8]] = [:]
    for url in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      all[url.deletingPathExtension().lastPathComponent] = Array(try Data(contentsOf: url))
    }
    return all
  }

  static func readings(_ name: String) throws -> [DecodedItem.Reading] {
    try readings(of: bytes(name))
  }

  static func readings(of body: [UInt8]) throws -> [DecodedItem.Reading] {
    try items(of: body).map(\.reading)
  }

  static func items(of body: [UInt8]) throws -> [DecodedItem] {
    let decoded = WebhookDecoder.decode(body, receivedAt: receivedAt)
    guard case .items(let items, _) = decoded else {
      Issue.record("the body was not readable: \(decoded)")
      return []
    }
    return items
  }

  /// What nobody knows of each item that could be read.
  static func novelties(_ name: String) throws -> [[String]] {
    try readings(name).compactMap { if case .item(let item) = $0 { item.novelties } else { nil } }
  }

  /// What nobody knows around the items.
  static func noveltiesAround(_ body: [UInt8]) throws -> [String] {
    guard case .items(_, let novelties) = WebhookDecoder.decode(body, receivedAt: receivedAt) else { throw Missing() }
    return novelties
  }

  /// The only event of a fixture.
  static func event(_ name: String) throws -> WebhookEvent {
    let readings = try readings(name)
    try #require(readings.count == 1)
    return try #require(readings[0].event)
  }

  static func message(_ name: String) throws -> InboundMessage {
    guard case .message(let message) = try event(name) else { throw Missing() }
    return message
  }

  struct Missing: Error {}
}

extension DecodedItem.Reading {
  var event: WebhookEvent? {
    if case .item(let item) = self { item.event } else { nil }
  }

  var reason: UnreadableItem? {
    if case .unreadable(let reason) = self { reason } else { nil }
  }

  /// The wamid of whatever this is about.
  var wamid: String? {
    switch event {
    case .message(let message): message.wamid.rawValue
    case .status(let status): status.wamid.rawValue
    case .echo(let echo): echo.wamid.rawValue
    case .handOver, .identityChange, .templateChange, .call, .preference, .addressBook, .history, .account, .group,
      .accountError, .other, nil:
      nil
    }
  }

  var number: NumberID? {
    if case .item(let item) = self { item.number } else { nil }
  }

  var otherField: String? {
    if case .other(let field) = event { field } else { nil }
  }
}
