import Gateway
import Helpdesk

/// What a message holds besides its text; only what it has is there.
struct MessageDetailsJSON: Encodable {
  var media: Media?
  var location: MessageContent.Place?
  var contacts: [Card]?
  var order: Order?
  /// The id of the button or row that was chosen, or a template button's payload.
  var choice: String?
  var form: Form?
  var callPermission: CallPermission?
  /// The message that was edited, revoked or reacted to, and the one that is answered: by our id if it is shown in the
  /// same answer, else left out.
  var edits: String?
  var revokes: String?
  var reactsTo: String?
  var answers: String?
  /// Of what Meta does not hand on or says about the sender: its name for it.
  var type: String?
  /// Meta's code for why it does not hand it on.
  var code: Int?
  var forwarded: Bool?
  var referral: Advert?
  /// What of a catalogue the message asks about.
  var product: Product?
  /// Of what we sent: what the customer could choose from, and that they were asked for their phone.
  var buttons: [Choice]?
  var list: List?
  var requestContact: Bool?

  enum CodingKeys: String, CodingKey {
    case media, location, contacts, order, choice, form, edits, revokes, answers, type, code, forwarded, referral
    case product, buttons, list
    case callPermission = "call_permission"
    case reactsTo = "reacts_to"
    case requestContact = "request_contact"
  }

  /// Of what we sent in free form; nil if the text says it all.
  init?(_ form: FreeForm, known: [Wamid: String]) {
    switch form {
    case .text: return nil
    case .buttons(_, let buttons): self.buttons = buttons.map(Choice.init)
    case .list(_, let opener, let rows): list = List(button: opener, rows: rows.map(Choice.init))
    case .contactRequest: requestContact = true
    case .reaction(let target, _):
      guard let target = known[target] else { return nil }
      reactsTo = target
    }
  }

  /// Nil if there is nothing to show.
  init?(_ details: MessageDetails, known: [Wamid: String]) {
    answers = details.quoted.flatMap { known[$0] }
    forwarded = details.isForwarded
    referral = details.referral.map(Advert.init)
    product = details.product.map { Product(catalog: $0.catalogID, product: $0.productID) }
    if let content = details.content { read(content, known) }
    let shown: [Any?] = [
      media, location, contacts, order, choice, form, callPermission, edits, revokes, reactsTo, answers, type, code,
      forwarded, referral, product,
    ]
    if shown.allSatisfy({ $0 == nil }) { return nil }
  }

  private mutating func read(_ content: MessageContent, _ known: [Wamid: String]) {
    switch content {
    case .text, .welcome: break
    case .media(let media): self.media = Media(media)
    case .location(let place): location = place
    case .contacts(let cards): contacts = cards.map(Card.init)
    case .order(let order): self.order = Order(order)
    case .button(_, let payload): choice = payload
    case .buttonReply(let id, _), .listReply(let id, _, _): choice = id
    case .formReply(let form): self.form = Form(name: form.name, response: form.response)
    case .callPermission(let permission):
      callPermission = CallPermission(granted: permission.isGranted, permanent: permission.isPermanent)
    case .reaction(_, let target): reactsTo = known[target]
    case .edit(let original, let edited):
      if let edited { read(edited, known) }
      edits = known[original]
    case .revoke(let original): revokes = known[original]
    case .unsupported(let type, let code): (self.type, self.code) = (type, code)
    case .system(let type), .other(_, let type): self.type = type
    }
  }

  /// The bytes are fetched from Meta by `id`.
  struct Media: Encodable {
    var id: String?
    var mimeType: String?
    var filename: String?
    var voice: Bool?

    enum CodingKeys: String, CodingKey {
      case id, filename, voice
      case mimeType = "mime_type"
    }

    init(_ media: MessageContent.Media) {
      id = media.mediaID
      mimeType = media.mimeType
      filename = media.filename
      voice = media.isVoice ? true : nil
    }
  }

  struct Card: Encodable {
    @Nullable var name: String?
    var phones: [String]
    var emails: [String]
    var organization: String?
    var addresses: [String]?
    var urls: [String]?
    var birthday: String?

    init(_ card: MessageContent.ContactCard) {
      _name = Nullable(wrappedValue: card.name)
      phones = card.phones
      emails = card.emails
      organization = card.organization
      addresses = card.addresses
      urls = card.urls
      birthday = card.birthday
    }
  }

  struct Product: Encodable {
    var catalog: String?
    var product: String
  }

  struct Order: Encodable {
    var catalog: String?
    var items: [Item]

    init(_ order: MessageContent.ProductOrder) {
      catalog = order.catalogID
      items = order.items.map {
        Item(product: $0.productID, quantity: $0.quantity, price: $0.price, currency: $0.currency)
      }
    }

    struct Item: Encodable {
      var product: String
      var quantity: Int?
      var price: Double?
      var currency: String?
    }
  }

  struct List: Encodable {
    var button: String
    var rows: [Choice]
  }

  struct Choice: Encodable {
    var id: String
    var title: String
    var description: String?

    init(_ choice: ReplyButton) {
      id = choice.id
      title = choice.title
      description = choice.description
    }
  }

  struct Form: Encodable {
    var name: String?
    /// JSON, as the form wrote it.
    var response: String?
  }

  struct CallPermission: Encodable {
    var granted: Bool
    var permanent: Bool
  }

  struct Advert: Encodable {
    var source: String?
    var id: String?
    var url: String?
    var headline: String?
    var body: String?
    var click: String?
    var media: Media?
    var welcome: String?

    struct Media: Encodable {
      var type: String?
      var url: String?
      var thumbnail: String?
    }

    init(_ referral: Referral) {
      source = referral.source
      id = referral.sourceID
      url = referral.url
      headline = referral.headline
      body = referral.body
      click = referral.clickID
      welcome = referral.welcome
      if referral.mediaURL != nil || referral.thumbnailURL != nil {
        media = Media(type: referral.mediaType, url: referral.mediaURL, thumbnail: referral.thumbnailURL)
      }
    }
  }
}

extension MessageRecord {
  /// Meta's id of it, once there is one.
  var wamid: Wamid? {
    switch self {
    case .stored(let message): message.wamid
    case .outbox(let entry): entry.wamid
    }
  }

  /// The id by which the API shows it.
  var shownID: String {
    switch self {
    case .stored(let message): message.id.rawValue
    case .outbox(let entry): entry.id.rawValue
    }
  }
}
