/// The body that marks a message as read, perhaps with the sign that an answer is being written (whatsapp §4).
struct ReadReceipt {
  var messageID: String
  var showsTyping: Bool

  init(_ fields: Fields) throws(GraphError) {
    guard try fields.string("status") == "read" else { throw fields.bad("status", "must be read") }
    messageID = try fields.string("message_id")
    showsTyping = fields.value["typing_indicator"] != nil
    guard showsTyping else { return }
    let typing = try fields.object("typing_indicator")
    guard try typing.string("type") == "text" else { throw typing.bad("type", "must be text") }
  }
}
