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
        reply = .json(error.body(trace: traceID()), status: error.httpStatus)
      }
    }
    if let afterwards = plan.afterwards, case .answer(_, _, let body) = reply.ending, reply.acceptedID != nil {
      reply.ending = afterwards(body)
    }
    reply.delayMilliseconds = plan.delayMilliseconds
    return reply
  }

  private mutating func route(
    _ request: GraphRequest, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    guard let node = request.node, let id = node.first else { throw .code(2500) }
    guard let token = request.token else { throw .code(200, "Provide valid app ID") }
    guard numbers.values.contains(where: { $0.accessTokens.contains(token) }) else {
      throw .code(190, "Error validating access token", subcode: 463)
    }
    switch (request.method, node.dropFirst().first, node.count) {
    case ("POST", "messages", 2): return try post(request.body, to: try own(id, token), plan, at: now)
    case ("GET", nil, 1): return .json(health(of: try own(id, token), fields: request.query["fields"]))
    case ("GET", "message_templates", 2): return try templateList(id, token, request.query)
    case _: throw .code(2500)
    }
  }

  /// A number that the token may not see looks like one that does not exist.
  private func own(_ numberID: String, _ token: String) throws(GraphError) -> BusinessNumber {
    guard let number = numbers[numberID], number.accessTokens.contains(token) else {
      throw .code(
        100,
        "Object with that id does not exist, cannot be loaded due to missing permissions, or does not support "
          + "this operation", subcode: 33)
    }
    return number
  }

  private mutating func post(
    _ body: [UInt8], to number: BusinessNumber, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    guard let json = try? JSON(bytes: body) else { throw .code(100, "The body is not JSON") }
    if json["status"] != nil { return try receipt(Fields(json, path: ""), at: now) }
    return try send(try SendBody(json), from: number, plan, at: now)
  }

  private mutating func receipt(_ fields: Fields, at now: Timestamp) throws(GraphError) -> GraphReply {
    guard try fields.string("status") == "read" else { throw fields.bad("status", "must be read") }
    readReceipts[try fields.string("message_id")] = now
    return .json(["success": true])
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
