/// What a message holds besides its text, kept beside it and erased with it; nil members: it has none of that.
package struct MessageDetails: Sendable, Equatable, Codable {
  /// Nil for a plain text.
  package var content: MessageContent?
  /// The message that this one answers.
  package var quoted: Wamid?
  package var isForwarded: Bool?
  package var referral: Referral?
  package var product: ProductEnquiry?

  package init(
    content: MessageContent? = nil, quoted: Wamid? = nil, isForwarded: Bool = false, referral: Referral? = nil,
    product: ProductEnquiry? = nil
  ) {
    if case .text? = content { self.content = nil } else { self.content = content }
    self.quoted = quoted
    self.isForwarded = isForwarded ? true : nil
    self.referral = referral
    self.product = product
  }

  /// Nil if the text says it all.
  package var orNone: MessageDetails? { self == MessageDetails() ? nil : self }
}

/// The product of a catalogue that a message asks about (`context.referred_product`).
package struct ProductEnquiry: Sendable, Equatable, Codable {
  package var catalogID: String?
  package var productID: String

  package init(catalogID: String?, productID: String) {
    self.catalogID = catalogID
    self.productID = productID
  }
}

/// The advert or post that a customer came from (`referral`).
package struct Referral: Sendable, Equatable, Codable {
  /// `ad` or `post`.
  package var source: String?
  package var sourceID: String?
  package var url: String?
  package var headline: String?
  package var body: String?
  /// Meta's id of the click; absent for adverts in a status.
  package var clickID: String?
  /// `image` or `video`, and where Meta shows it.
  package var mediaType: String?
  package var mediaURL: String?
  package var thumbnailURL: String?
  /// What the advert greeted the customer with.
  package var welcome: String?

  package init(
    source: String? = nil, sourceID: String? = nil, url: String? = nil, headline: String? = nil, body: String? = nil,
    clickID: String? = nil, mediaType: String? = nil, mediaURL: String? = nil, thumbnailURL: String? = nil,
    welcome: String? = nil
  ) {
    self.source = source
    self.sourceID = sourceID
    self.url = url
    self.headline = headline
    self.body = body
    self.clickID = clickID
    self.mediaType = mediaType
    self.mediaURL = mediaURL
    self.thumbnailURL = thumbnailURL
    self.welcome = welcome
  }
}

extension MessageContent {
  /// A picture, film, sound, document or sticker; the bytes stay with Meta.
  package struct Media: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable { case image, video, audio, document, sticker }
    package var kind: Kind
    package var mediaID: String?
    package var mimeType: String?
    package var caption: String?
    package var filename: String?
    package var isVoice: Bool

    package init(
      kind: Kind, mediaID: String?, mimeType: String? = nil, caption: String? = nil, filename: String? = nil,
      isVoice: Bool = false
    ) {
      self.kind = kind
      self.mediaID = mediaID
      self.mimeType = mimeType
      self.caption = caption
      self.filename = filename
      self.isVoice = isVoice
    }
  }

  /// A place on the map, in degrees.
  package struct Place: Sendable, Equatable, Codable {
    package var latitude: Double
    package var longitude: Double
    package var name: String?
    package var address: String?
    package var url: String?

    package init(latitude: Double, longitude: Double, name: String? = nil, address: String? = nil, url: String? = nil) {
      self.latitude = latitude
      self.longitude = longitude
      self.name = name
      self.address = address
      self.url = url
    }
  }

  /// Somebody whom the customer tells us of. A card without a name is known by its phones.
  package struct ContactCard: Sendable, Equatable, Codable {
    package var name: String?
    /// As they stand on the card.
    package var phones: [String]
    package var emails: [String]
    package var organization: String?
    /// A line each; nil: the card has none.
    package var addresses: [String]?
    package var urls: [String]?
    /// As Meta writes it: `1990-05-17`.
    package var birthday: String?
    /// By the place in `phones`, in digits: the WhatsApp account that Meta names for it; nil: none has one.
    package var waIDs: [String?]?
    /// Meta's word for how it came: `contact_request` by the button of a request of ours, `other` by choice.
    package var origin: String?

    package init(
      name: String?, phones: [String] = [], emails: [String] = [], organization: String? = nil,
      addresses: [String]? = nil, urls: [String]? = nil, birthday: String? = nil, waIDs: [String?]? = nil,
      origin: String? = nil
    ) {
      self.name = name
      self.phones = phones
      self.emails = emails
      self.organization = organization
      self.addresses = addresses
      self.urls = urls
      self.birthday = birthday
      self.waIDs = waIDs
      self.origin = origin
    }
  }

  /// What the customer chose from a catalogue.
  package struct ProductOrder: Sendable, Equatable, Codable {
    package var catalogID: String?
    /// What they wrote with it.
    package var text: String?
    package var items: [Item]

    package init(catalogID: String?, text: String? = nil, items: [Item]) {
      self.catalogID = catalogID
      self.text = text
      self.items = items
    }

    package struct Item: Sendable, Equatable, Codable {
      package var productID: String
      package var quantity: Int?
      /// Of one piece, in whole units of the currency.
      package var price: Double?
      package var currency: String?

      package init(productID: String, quantity: Int?, price: Double? = nil, currency: String? = nil) {
        self.productID = productID
        self.quantity = quantity
        self.price = price
        self.currency = currency
      }
    }
  }

  /// A form that the customer filled in: a flow, or an address.
  package struct FormReply: Sendable, Equatable, Codable {
    /// `flow` or `address_message`.
    package var name: String?
    package var body: String?
    /// JSON as the form wrote it; not always an object.
    package var response: String?
    /// What stands in it as text, a line each: what was chosen or written.
    package var answers: String?

    package init(name: String?, body: String? = nil, response: String? = nil, answers: String? = nil) {
      self.name = name
      self.body = body
      self.response = response
      self.answers = answers
    }
  }

  /// Whether we may call the customer.
  package struct CallPermission: Sendable, Equatable, Codable {
    package var isGranted: Bool
    package var isPermanent: Bool

    package init(isGranted: Bool, isPermanent: Bool = false) {
      self.isGranted = isGranted
      self.isPermanent = isPermanent
    }
  }
}
