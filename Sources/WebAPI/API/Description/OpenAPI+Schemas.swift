extension OpenAPI {
  static let parameters = #"""
    {
      "ref": { "name": "ref", "in": "path", "required": true, "schema": { "type": "string" },
        "description": "`1042` or `#1042`." },
      "id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
      "limit": { "name": "limit", "in": "query",
        "schema": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 } },
      "cursor": { "name": "cursor", "in": "query", "schema": { "type": "string" },
        "description": "`next_cursor` of the page before, for the same sort and filters." },
      "idempotencyKey": { "name": "Idempotency-Key", "in": "header",
        "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        "description": "The same key of the same token is carried out once within 24 hours, and answered alike." }
    }
    """#

  static let responses = #"""
    {
      "Problem": { "description": "What is wrong (RFC 9457).", "content": { "application/problem+json": {
        "schema": { "$ref": "#/components/schemas/Problem" } } } }
    }
    """#

  /// Closed: what is not named here is not answered.
  static let schemas = #"""
    {
      "Problem": { "type": "object", "additionalProperties": false, "required": ["type", "title", "status"],
        "properties": {
          "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
          "detail": { "type": "string" }, "problems": { "type": "array", "items": { "type": "string" } } } },
      "Time": { "type": "string", "format": "date-time" },
      "MaybeText": { "type": ["string", "null"] },
      "Texts": { "type": "array", "items": { "type": "string" } },
      "ReplyOrder": { "type": "object", "required": ["text"], "properties": {
        "text": { "type": "string", "minLength": 1, "maxLength": 4096 } } },
      "Reply": { "type": "object", "additionalProperties": false, "required": ["id", "status"], "properties": {
        "id": { "type": "string" }, "status": { "enum": ["queued"] } } },
      "ActionOrder": { "type": "object", "required": ["action"], "properties": {
        "action": { "enum": ["assign", "resolve", "reopen", "wait_customer", "wait_third_party", "resume", "tag",
          "untag", "stage", "priority", "category", "queue", "team", "dismiss"] },
        "to": { "type": "string" }, "tag": { "type": "string", "maxLength": 80 },
        "stage": { "type": "string", "maxLength": 80 }, "category": { "type": "string", "maxLength": 80 },
        "queue": { "type": "string", "maxLength": 80 }, "team": { "type": "string", "maxLength": 80 },
        "priority": { "enum": ["low", "normal", "high", "urgent"] } } },
      "Opening": { "type": "object", "required": ["number", "contact"],
        "description": "What is said of it, triage leaves alone; when it joins an open one only its text counts.",
        "properties": {
          "number": { "type": "string" },
          "contact": { "type": "object", "anyOf": [{ "required": ["phone"] }, { "required": ["user_id"] }],
            "properties": {
              "phone": { "type": "string", "description": "International: +52 55 1234 5678." },
              "user_id": { "type": "string", "maxLength": 128 }, "name": { "type": "string", "maxLength": 80 } } },
          "text": { "type": "string", "minLength": 1, "maxLength": 4096 },
          "priority": { "enum": ["low", "normal", "high", "urgent"] },
          "category": { "type": "string", "maxLength": 80 },
          "tags": { "$ref": "#/components/schemas/Texts" }, "stage": { "type": "string", "maxLength": 80 },
          "queue": { "type": "string", "maxLength": 80 }, "team": { "type": "string", "maxLength": 80 } } },
      "MisfireOrder": { "type": "object", "required": ["rule"], "properties": {
        "rule": { "type": "string", "description": "As the match names it." },
        "words": { "type": "string", "description": "Only where the rule matched these; every match of it otherwise." },
        "should_be": { "type": "string", "maxLength": 80, "description": "The category that would have been right." } } },
      "Match": { "type": "object", "additionalProperties": false,
        "required": ["rule", "words", "from", "to", "denied", "wrong"],
        "properties": { "rule": { "type": "string" }, "words": { "type": "string" },
          "from": { "type": "integer", "minimum": 0 }, "to": { "type": "integer", "minimum": 0 },
          "denied": { "type": "boolean" }, "wrong": { "type": "boolean" } } },
      "Contact": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": {
        "name": { "type": ["string", "null"] }, "phone": { "type": "string" }, "user_id": { "type": "string" } } },
      "Clock": { "type": "object", "additionalProperties": false,
        "required": ["clock", "state", "started_at", "paused_seconds"],
        "properties": {
          "clock": { "enum": ["acknowledgement", "first_response", "next_response", "resolution", "promise",
            "assignment"] },
          "state": { "enum": ["running", "paused", "met", "breached", "excluded"] },
          "outcome": { "enum": ["met", "breached", "excluded"] }, "reason": { "type": "string" },
          "started_at": { "$ref": "#/components/schemas/Time" }, "due_at": { "$ref": "#/components/schemas/Time" },
          "stopped_at": { "$ref": "#/components/schemas/Time" }, "paused_seconds": { "type": "integer" },
          "target_seconds": { "type": "integer" }, "corrected_at": { "$ref": "#/components/schemas/Time" } } },
      "Message": { "type": "object", "additionalProperties": false,
        "required": ["id", "direction", "kind", "author", "occurred_at", "status"],
        "properties": {
          "id": { "type": "string" }, "direction": { "enum": ["inbound", "outbound"] }, "kind": { "type": "string" },
          "author": { "type": "string" }, "text": { "type": "string" },
          "occurred_at": { "$ref": "#/components/schemas/Time" },
          "status": { "enum": ["received", "queued", "in_doubt", "sent", "failed", "delivered", "read", "played"] },
          "failure": { "type": "string" },
          "matches": { "type": "array", "items": { "$ref": "#/components/schemas/Match" } } } },
      "TimelineEntry": { "type": "object", "additionalProperties": false, "required": ["at", "what", "why"],
        "properties": { "at": { "$ref": "#/components/schemas/Time" }, "what": { "type": "string" },
          "why": { "type": "string" } } },
      "Conversation": { "type": "object", "additionalProperties": false,
        "description": "In a list without clocks, messages, timeline and surveys.",
        "required": ["ref", "state", "priority", "category", "tags", "stage", "queue", "team", "assignee", "contact",
          "number", "language", "source", "opened_at", "policy", "policy_version", "next_due_at", "sla"],
        "properties": {
          "ref": { "type": "integer", "minimum": 1001 },
          "state": { "enum": ["open", "waiting_customer", "waiting_third_party", "resolved", "closed"] },
          "priority": { "enum": ["low", "normal", "high", "urgent"] }, "category": { "type": "string" },
          "tags": { "$ref": "#/components/schemas/Texts" }, "stage": { "$ref": "#/components/schemas/MaybeText" },
          "queue": { "$ref": "#/components/schemas/MaybeText" }, "team": { "type": "string" },
          "assignee": { "$ref": "#/components/schemas/MaybeText" },
          "contact": { "$ref": "#/components/schemas/Contact" }, "number": { "type": "string" },
          "language": { "type": "string" }, "source": { "type": "string" },
          "opened_at": { "$ref": "#/components/schemas/Time" }, "policy": { "type": "string" },
          "policy_version": { "type": "string" }, "next_due_at": { "$ref": "#/components/schemas/MaybeText" },
          "sla": { "enum": ["on_time", "due_soon", "overdue", "none"] },
          "clocks": { "type": "array", "items": { "$ref": "#/components/schemas/Clock" } },
          "messages": { "type": "array", "items": { "$ref": "#/components/schemas/Message" } },
          "timeline": { "type": "array", "items": { "$ref": "#/components/schemas/TimelineEntry" } },
          "surveys": { "type": "array", "items": { "$ref": "#/components/schemas/Survey" } } } },
      "Survey": { "type": "object", "additionalProperties": false,
        "description": "The customer was asked how it was; `comment` is the id of a message.",
        "required": ["asked_at", "delivered_at", "rating", "rated_at", "comment", "person", "policy"],
        "properties": {
          "asked_at": { "$ref": "#/components/schemas/Time" },
          "delivered_at": { "$ref": "#/components/schemas/MaybeText" },
          "rating": { "type": ["integer", "null"], "minimum": 1, "maximum": 5 },
          "rated_at": { "$ref": "#/components/schemas/MaybeText" },
          "comment": { "$ref": "#/components/schemas/MaybeText" },
          "person": { "$ref": "#/components/schemas/MaybeText" }, "policy": { "type": "string" } } },
      "ConversationList": { "type": "object", "additionalProperties": false,
        "required": ["conversations", "next_cursor"],
        "properties": {
          "conversations": { "type": "array", "items": { "$ref": "#/components/schemas/Conversation" } },
          "next_cursor": { "$ref": "#/components/schemas/MaybeText" } } },
      "OutboxEntry": { "type": "object", "additionalProperties": false,
        "required": ["id", "kind", "state", "recipient", "conversation", "created_at", "due_at", "attempts", "code",
          "valid_until"],
        "properties": {
          "id": { "type": "string" }, "kind": { "enum": ["alert", "reply", "acknowledgement", "survey",
            "opt_out_confirmation"] },
          "state": { "enum": ["queued", "parked", "in_flight", "in_doubt", "accepted", "failed", "expired",
            "cancelled", "unconfirmed"] },
          "recipient": { "enum": ["customer", "person"] }, "conversation": { "type": ["integer", "null"] },
          "created_at": { "$ref": "#/components/schemas/Time" }, "due_at": { "$ref": "#/components/schemas/MaybeText" },
          "attempts": { "type": "integer", "minimum": 0 }, "code": { "$ref": "#/components/schemas/MaybeText" },
          "valid_until": { "$ref": "#/components/schemas/MaybeText" } } },
      "OutboxList": { "type": "object", "additionalProperties": false, "required": ["entries", "next_cursor"],
        "properties": { "entries": { "type": "array", "items": { "$ref": "#/components/schemas/OutboxEntry" } },
          "next_cursor": { "$ref": "#/components/schemas/MaybeText" } } },
      "QuarantineItem": { "type": "object", "additionalProperties": false,
        "required": ["id", "received_at", "reason", "number", "bytes", "content"],
        "properties": {
          "id": { "type": "string" }, "received_at": { "$ref": "#/components/schemas/Time" },
          "reason": { "enum": ["unreadable", "unknown_number", "no_sender", "handling_failed", "crashes_alone"] },
          "number": { "$ref": "#/components/schemas/MaybeText" }, "bytes": { "type": "integer", "minimum": 0 },
          "content": { "type": "string" } } },
      "QuarantineList": { "type": "object", "additionalProperties": false, "required": ["items", "next_cursor"],
        "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/QuarantineItem" } },
          "next_cursor": { "$ref": "#/components/schemas/MaybeText" } } },
      "QuarantineRetried": { "type": "object", "additionalProperties": false,
        "required": ["handled", "duplicates", "quarantined"],
        "properties": { "handled": { "type": "integer" }, "duplicates": { "type": "integer" },
          "quarantined": { "type": "integer" } } },
      "Acknowledge": { "type": ["object", "null"], "additionalProperties": false,
        "required": ["open", "closed", "late"],
        "properties": { "open": { "type": "string" }, "closed": { "type": "string" },
          "late": { "$ref": "#/components/schemas/MaybeText" } } },
      "ClockRule": { "type": "object", "additionalProperties": false,
        "required": ["clock", "target_seconds", "calendar", "ladder", "steps", "pause_while"],
        "properties": { "clock": { "type": "string" }, "target_seconds": { "type": "integer" },
          "calendar": { "type": "string" }, "ladder": { "$ref": "#/components/schemas/MaybeText" },
          "steps": { "$ref": "#/components/schemas/Texts" }, "pause_while": { "$ref": "#/components/schemas/Texts" } } },
      "Policy": { "type": "object", "additionalProperties": false,
        "required": ["name", "when", "calendar", "acknowledge", "clocks"],
        "properties": { "name": { "type": "string" },
          "when": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Texts" } },
          "calendar": { "type": "string" }, "acknowledge": { "$ref": "#/components/schemas/Acknowledge" },
          "clocks": { "type": "array", "items": { "$ref": "#/components/schemas/ClockRule" } } } },
      "Policies": { "type": "object", "additionalProperties": false, "required": ["version", "policies", "calendars"],
        "properties": { "version": { "type": "string" },
          "policies": { "type": "array", "items": { "$ref": "#/components/schemas/Policy" } },
          "calendars": { "type": "array", "items": { "type": "object", "additionalProperties": false,
            "required": ["name", "timezone"],
            "properties": { "name": { "type": "string" }, "timezone": { "type": "string" } } } } } },
      "Reloaded": { "type": "object", "additionalProperties": false, "required": ["version", "warnings"],
        "properties": { "version": { "type": "string" }, "warnings": { "$ref": "#/components/schemas/Texts" } } },
      "Event": { "type": "object", "additionalProperties": false, "required": ["ref", "at", "what", "why"],
        "properties": { "ref": { "type": "integer" }, "at": { "$ref": "#/components/schemas/Time" },
          "what": { "type": "string" }, "why": { "type": "string" } } },
      "Description": { "type": "object", "required": ["openapi", "info", "paths", "components"] }
    }
    """#
}
