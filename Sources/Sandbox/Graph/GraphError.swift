/// An error as Graph gives it, in an answer or in a `failed` status.
package struct GraphError: Error, Sendable, Equatable {
  package var httpStatus: Int
  package var code: Int
  package var subcode: Int?
  package var title: String
  package var details: String?
  package var isTransient: Bool?

  package init(
    httpStatus: Int, code: Int, subcode: Int? = nil, title: String, details: String? = nil, isTransient: Bool? = nil
  ) {
    self.httpStatus = httpStatus
    self.code = code
    self.subcode = subcode
    self.title = title
    self.details = details
    self.isTransient = isTransient
  }

  /// The error of that code with the status and title that Meta documents; an unknown code is a 400.
  package static func code(_ code: Int, _ details: String? = nil, subcode: Int? = nil) -> GraphError {
    let known = documented[code] ?? (400, "Unknown error")
    return GraphError(
      httpStatus: known.status, code: code, subcode: subcode, title: known.title, details: details,
      isTransient: transient.contains(code) ? true : nil)
  }

  /// The body of an answer.
  package func body(trace: String) -> JSON {
    let data: JSON? = details.map { ["messaging_product": "whatsapp", "details": .string($0)] }
    return [
      "error": .object(present: [
        ("message", .string("(#\(code)) \(title)")),
        ("type", .string("OAuthException")),
        ("code", .int(Int64(code))),
        ("error_subcode", subcode.map { .int(Int64($0)) }),
        ("is_transient", isTransient.map(JSON.bool)),
        ("error_data", data),
        ("fbtrace_id", .string(trace)),
      ])
    ]
  }

  /// The element of `errors` in a `failed` status.
  package var statusElement: JSON {
    .object(present: [
      ("code", .int(Int64(code))),
      ("title", .string(title)),
      ("message", .string(title)),
      ("error_data", details.map { ["details": .string($0)] }),
      ("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"),
    ])
  }

  /// A body beyond what is read at all. Which bound and which code Graph has for it is not documented.
  package static let tooLarge = GraphError(
    httpStatus: 413, code: 100, title: "Invalid parameter", details: "The body is too large.")

  private static let transient: Set<Int> = [2, 131_016, 133_004]

  private static let documented: [Int: (status: Int, title: String)] = [
    0: (401, "AuthException"),
    1: (400, "API Unknown"),
    2: (503, "API Service"),
    3: (500, "API Method"),
    4: (400, "API Too Many Calls"),
    10: (403, "Permission Denied"),
    33: (400, "Parameter value is not valid"),
    100: (400, "Invalid parameter"),
    190: (401, "Access token has expired"),
    200: (403, "API Permission"),
    368: (403, "Temporarily blocked for policies violations"),
    2500: (400, "Unknown path components"),
    80_007: (400, "Rate limit issues"),
    130_429: (400, "Rate limit hit"),
    130_472: (400, "User's number is part of an experiment"),
    130_497: (403, "Business account is restricted from messaging users in this country."),
    131_000: (500, "Something went wrong"),
    131_005: (403, "Access denied"),
    131_008: (400, "Required parameter is missing"),
    131_009: (400, "Parameter value is not valid"),
    131_016: (500, "Service unavailable"),
    131_021: (400, "Recipient cannot be sender"),
    131_026: (400, "Message undeliverable"),
    131_030: (400, "Recipient phone number not in allowed list"),
    131_031: (403, "Account has been locked"),
    131_037: (400, "Display name needs approval before messages can be sent"),
    131_042: (400, "Business eligibility payment issue"),
    131_045: (500, "Incorrect certificate"),
    131_047: (400, "Re-engagement message"),
    131_048: (400, "Spam rate limit hit"),
    131_049: (400, "Meta chose not to deliver"),
    131_050: (400, "User has stopped marketing messages"),
    131_051: (400, "Unsupported message type"),
    131_053: (400, "Media upload error"),
    131_056: (400, "(Business Account, Consumer Account) pair rate limit hit"),
    131_057: (500, "Account in maintenance mode"),
    131_062: (400, "Recipient by user id is not supported for this message"),
    132_000: (400, "Template Param Count Mismatch"),
    132_001: (404, "Template does not Exist"),
    132_005: (400, "Template Hydrated Text Too Long"),
    132_007: (400, "Template Format Character Policy Violated"),
    132_012: (400, "Template Parameter Format Mismatch"),
    132_015: (400, "Template is Paused"),
    132_016: (400, "Template is Disabled"),
    132_018: (400, "Template Parameter Invalid"),
    133_004: (503, "Server Temporarily Unavailable"),
    133_010: (400, "Phone number Not Registered"),
    135_000: (400, "Generic user error"),
  ]
}
