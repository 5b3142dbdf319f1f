extension OpenAPI {
  /// One entry for each route of the table, in its order.
  static let paths = #"""
    {
      "/conversations": {
        "get": {
          "operationId": "listConversations", "x-required-role": "agent",
          "summary": "Conversations, what is due first at the head.",
          "parameters": [
            { "name": "state", "in": "query", "schema": { "type": "string" },
              "description": "One or several states, separated by commas." },
            { "name": "sla", "in": "query", "schema": { "enum": ["on_time", "due_soon", "overdue", "none"] } },
            { "name": "assignee", "in": "query", "schema": { "type": "string" } },
            { "name": "team", "in": "query", "schema": { "type": "string" } },
            { "name": "q", "in": "query", "schema": { "type": "string" },
              "description": "Part of a name or of a phone, or a reference." },
            { "name": "sort", "in": "query", "schema": { "enum": ["due", "newest"] } },
            { "$ref": "#/components/parameters/limit" }, { "$ref": "#/components/parameters/cursor" }
          ],
          "responses": {
            "200": { "description": "A page.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/ConversationList" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        },
        "post": {
          "operationId": "openConversation", "x-required-role": "agent",
          "summary": "Opens a conversation for a matter that came by another way, or joins the open one.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Opening" } } } },
          "responses": {
            "200": { "description": "It joined the customer's open conversation.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "201": { "description": "Opened.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/conversations/{ref}": {
        "parameters": [{ "$ref": "#/components/parameters/ref" }],
        "get": {
          "operationId": "readConversation", "x-required-role": "agent",
          "summary": "One conversation with its clocks, messages and timeline.",
          "responses": {
            "200": { "description": "The conversation.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/conversations/{ref}/messages": {
        "parameters": [{ "$ref": "#/components/parameters/ref" }],
        "post": {
          "operationId": "reply", "x-required-role": "agent",
          "summary": "Answers the customer; a person's answer stops the clock.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/ReplyOrder" } } } },
          "responses": {
            "202": { "description": "Taken; it goes out next.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Reply" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/conversations/{ref}/actions": {
        "parameters": [{ "$ref": "#/components/parameters/ref" }],
        "post": {
          "operationId": "act", "x-required-role": "agent",
          "summary": "Does something with the conversation besides writing.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/ActionOrder" } } } },
          "responses": {
            "200": { "description": "The conversation as it is then.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/conversations/{ref}/messages/{id}/misfire": {
        "parameters": [{ "$ref": "#/components/parameters/ref" }, { "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "markMisfire", "x-required-role": "agent",
          "summary": "Marks a match of triage wrong; only a person's token can.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/MisfireOrder" } } } },
          "responses": {
            "200": { "description": "The conversation as it is then.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/conversations/{ref}/messages/{id}/misfire/undo": {
        "parameters": [{ "$ref": "#/components/parameters/ref" }, { "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "undoMisfire", "x-required-role": "agent",
          "summary": "Takes back what was marked of a rule in a message.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/MisfireOrder" } } } },
          "responses": {
            "200": { "description": "The conversation as it is then.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Conversation" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/outbox": {
        "get": {
          "operationId": "listOutbox", "x-required-role": "supervisor",
          "summary": "What is owed and what became of it, newest first.",
          "parameters": [
            { "name": "state", "in": "query", "schema": { "type": "string" },
              "description": "One or several states, separated by commas." },
            { "$ref": "#/components/parameters/limit" }, { "$ref": "#/components/parameters/cursor" }
          ],
          "responses": {
            "200": { "description": "A page.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/OutboxList" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/outbox/{id}/retry": {
        "parameters": [{ "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "retrySend", "x-required-role": "supervisor",
          "summary": "Sends once more what failed, expired or stayed unconfirmed; at once what is parked.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "responses": {
            "200": { "description": "The entry as it is then.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/OutboxEntry" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/outbox/{id}/discard": {
        "parameters": [{ "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "discardSend", "x-required-role": "supervisor",
          "summary": "Cancels what waits to be sent; it counts as failed.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "responses": {
            "200": { "description": "The entry as it is then.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/OutboxEntry" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/quarantine": {
        "get": {
          "operationId": "listQuarantine", "x-required-role": "supervisor",
          "summary": "What was signed and could not be used, newest first.",
          "parameters": [
            { "$ref": "#/components/parameters/limit" }, { "$ref": "#/components/parameters/cursor" }
          ],
          "responses": {
            "200": { "description": "A page.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/QuarantineList" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/quarantine/{id}/retry": {
        "parameters": [{ "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "retryQuarantined", "x-required-role": "supervisor",
          "summary": "Handles it again by the rules of now; what works leaves the list.",
          "parameters": [{ "$ref": "#/components/parameters/idempotencyKey" }],
          "responses": {
            "200": { "description": "It was handled.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/QuarantineRetried" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/policies": {
        "get": {
          "operationId": "listPolicies", "x-required-role": "agent",
          "summary": "The version in force: policies with their clocks, calendars, ladders.",
          "responses": {
            "200": { "description": "The version.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Policies" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/policies/reload": {
        "post": {
          "operationId": "reloadPolicies", "x-required-role": "admin",
          "summary": "Reads rules, texts and secrets anew; all of it is exchanged, or nothing is.",
          "responses": {
            "200": { "description": "In force.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Reloaded" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/events": {
        "get": {
          "operationId": "listen", "x-required-role": "agent",
          "summary": "What happens from now on, as server-sent events.",
          "description": "`timeline` and `send` events; the data of each is an Event. `Last-Event-ID` is not heeded.",
          "responses": {
            "200": { "description": "A stream that does not end.", "content": { "text/event-stream": {
              "schema": { "$ref": "#/components/schemas/Event" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/tokens": {
        "get": {
          "operationId": "listTokens", "x-required-role": "admin",
          "summary": "Who has tokens, oldest first; the tokens themselves are not kept.",
          "responses": {
            "200": { "description": "All of them, revoked ones too.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/TokenList" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        },
        "post": {
          "operationId": "createToken", "x-required-role": "admin",
          "summary": "Makes a token, which is shown in this answer and never again.",
          "requestBody": { "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/TokenOrder" } } } },
          "responses": {
            "201": { "description": "It opens what its role may.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/NewToken" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/tokens/{id}/revoke": {
        "parameters": [{ "$ref": "#/components/parameters/id" }],
        "post": {
          "operationId": "revokeToken", "x-required-role": "admin",
          "summary": "From now on it opens nothing.",
          "responses": {
            "200": { "description": "It is revoked.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Token" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      },
      "/openapi.json": {
        "get": {
          "operationId": "describe", "x-required-role": "agent", "summary": "This description.",
          "responses": {
            "200": { "description": "OpenAPI 3.1.", "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Description" } } } },
            "default": { "$ref": "#/components/responses/Problem" }
          }
        }
      }
    }
    """#
}
