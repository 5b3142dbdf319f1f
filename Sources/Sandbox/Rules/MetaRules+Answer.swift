package import BusinessTime

extension MetaRules {
  /// Answers one request as Graph would, and lets it have its effects at once.
  ///
  /// Known are a send or read receipt (`POST /v26.0/<number>/messages`), a number's health (`GET /v26.0/<number>`)
  /// and an account's templates (`GET /v26.0/<account>/message_templates`).
  package mutating func answer(_ request: GraphRequest, at now: Timestamp) -> GraphReply {
    let plan = faultPlan(for: request)
    var reply: GraphReply
    if let instead = plan.instead {
      reply = GraphReply(instead)
    } else {
      do throws(GraphError) {
        if let error = plan.error { throw error }
        reply = try route(request, plan, at: now)
      } catch {
        reply = refuse(error)
      }
    }
    if let afterwards = plan.afterwards, case .answer(_, _, let body) = reply.ending, reply.acceptedID != nil {
      reply.ending = afterwards(body)
    }
    reply.delayMilliseconds = plan.delayMilliseconds
    return reply
  }

  /// The answer that gives an error in Graph's shape.
  package mutating func refuse(_ error: GraphError) -> GraphReply {
    .json(error.body(trace: traceID()), status: error.httpStatus)
  }

  private mutating func route(
    _ request: GraphRequest, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    guard let node = request.node, let id = node.first else { throw .code(2500) }
    guard let token = request.token else { throw .code(200, "There is no access token.") }
    guard numbers.values.contains(where: { $0.isVisible(to: token) }) else {
      throw .code(190, "The access token is not valid.", subcode: 463)
    }
    switch (node.dropFirst().first, node.count) {
    case ("messages", 2):
      let number = try own(id, token)
      try expect("POST", request)
      guard number.accessTokens.contains(token) else { throw .code(10, "The access token may not send messages.") }
      return try post(request.body, to: number, plan, at: now)
    case (nil, 1):
      let number = try own(id, token)
      try expect("GET", request)
      return .json(health(of: number, fields: request.query["fields"]))
    case ("message_templates", 2):
      try expect("GET", request)
      return try templateList(id, token, request.query)
    case _: throw .code(2500)
    }
  }

  /// Graph takes a method that a path does not have for a bad request, and not for a path that it does not know.
  private func expect(_ method: String, _ request: GraphRequest) throws(GraphError) {
    guard request.method == method else { throw .code(100, "The path does not take that method.") }
  }

  /// A number that the token may not see looks like one that does not exist.
  private func own(_ numberID: String, _ token: String) throws(GraphError) -> BusinessNumber {
    guard let number = numbers[numberID], number.isVisible(to: token) else {
      throw .code(100, "There is no such object, or the access token may not see it.", subcode: 33)
    }
    return number
  }

  private mutating func post(
    _ body: [UInt8], to number: BusinessNumber, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    guard let json = try? JSON(bytes: body) else { throw .code(100, "The body is not JSON.") }
    guard json.members != nil else { throw .code(100, "The body is not an object.") }
    guard json["messaging_product"] == "whatsapp" else {
      throw .code(100, "The parameter messaging_product is required and must be whatsapp.")
    }
    let fields = Fields(json, path: "")
    guard json["status"] == nil else { return try receipt(try ReadReceipt(fields), by: number, at: now) }
    return try send(try SendBody(fields), from: number, plan, at: now)
  }

  /// The standing faults that concern sends; each that is used once more is counted down.
  private mutating func faultPlan(for request: GraphRequest) -> FaultPlan {
    var plan = FaultPlan()
    guard request.method == "POST" else { return plan }
    for index in faults.indices where faults[index].concerns(request) {
      plan.add(faults[index].effect)
      faults[index].uses = faults[index].uses.map { $0 - 1 }
    }
    faults.removeAll { $0.uses.map { $0 <= 0 } ?? false }
    return plan
  }

  /// A synthetic `fbtrace_id`.
  private mutating func traceID() -> String {
    "A" + String(random.next(), radix: 36)
  }
}
