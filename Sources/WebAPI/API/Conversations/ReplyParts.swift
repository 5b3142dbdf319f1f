/// `{"id": "yes", "title": "Sí"}`.
struct ButtonBody: Decodable {
  var id: String
  var title: String

  private enum CodingKeys: String, CodingKey, CaseIterable { case id, title }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(closed: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    title = try values.decode(String.self, forKey: .title)
  }
}

/// `{"button": "Elegir", "rows": [{"id": "r1", "title": "Ventas", "description": "Precios"}]}`.
struct ListBody: Decodable {
  var button: String
  var rows: [Row]

  private enum CodingKeys: String, CodingKey, CaseIterable { case button, rows }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(closed: CodingKeys.self)
    button = try values.decode(String.self, forKey: .button)
    rows = try values.decode([Row].self, forKey: .rows)
  }

  struct Row: Decodable {
    var id: String
    var title: String
    var description: String?

    private enum CodingKeys: String, CodingKey, CaseIterable { case id, title, description }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(closed: CodingKeys.self)
      id = try values.decode(String.self, forKey: .id)
      title = try values.decode(String.self, forKey: .title)
      description = try values.decodeIfPresent(String.self, forKey: .description)
    }
  }
}

/// `{"message": "…", "emoji": "👍"}`: our id of a message of the customer's. An empty emoji takes back what was there.
struct ReactionBody: Decodable {
  var message: String
  var emoji: String

  private enum CodingKeys: String, CodingKey, CaseIterable { case message, emoji }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(closed: CodingKeys.self)
    message = try values.decode(String.self, forKey: .message)
    emoji = try values.decode(String.self, forKey: .emoji)
  }
}
