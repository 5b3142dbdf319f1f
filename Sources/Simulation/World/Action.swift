/// One thing that happens in a world: its kind, and a seed of its own for whatever it draws, so that it can be
/// left out or kept without changing the others (that is how a trace is made short).
package struct Action: Sendable, Equatable {
  package var kind: Kind
  package var seed: UInt64

  package init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    self.seed = seed
  }

  /// Inputs and faults are counted by name, and each must occur (testing: it cannot pass by doing nothing).
  package enum Kind: String, Sendable, CaseIterable {
    // What people and Meta do.
    case customerAsks, customerAsksNews, customerBursts, customerThanks, customerStops, customerRepeats,
      customerSendsMedia
    case customerTaps, customerReacts, customerEdits, customerSendsUnknown, customerWithoutPhone, customerRates,
      customerSharesContact,
      customerCalls
    case messageFromThePast, messageFromTheFuture
    case groupMessage, standbyMessage, agentEchoes, handOver, ownNumberWrites, customerMoves
    case personEchoes, greetingEchoes, staffWrites, personReplies, automationReplies, automationBursts
    case personResolves, personReopens, personWaits, personResumes, personDismisses, personMoves
    case strayStatus, customerReads, phoneGoesAway, phoneComesBack
    case unknownNumber, accountUpdate, templateGoes, templateReturns, templateEdited,
      templateMended, unreadableItem, unreadableBody, forgedRequest
    // What the gateway does.
    case deliver, commit, alarms, reviewWaits, sends, mails, wireTakes, wireAnswers
    // Time.
    case tick, pass, jump, longJump
    // What goes wrong.
    case duplicateWebhook, delayWebhook, batchWebhooks
    case graph400, graph401, graph403, graph429, graph500, graphThrottle, graphPairLimit, graphWindow
    case graphTemplate, graphBare5xx, graphNotJSON, graphTruncated, graphCutAfter, graphCutBefore, graphTimeout
    case graphNoConnection, graphFailsLater, statusesDropped, statusesRepeated, statusesReversed, callbackMissing
    case answerAfterStatus
    case storeBusy, storeFull, storeAgain, handlingFails
    case crashNow, crashSoon, crashBeforeCommit, crashAfterCommit, crashAfterClaim, crashAfterAcceptance
    case clockStep, clockFreeze, reload
  }
}

extension Action.Kind {
  /// How often it is drawn, among 1000 or so: enough of everything, and most of all of what makes progress.
  var weight: Int {
    switch self {
    case .commit: 230
    case .alarms: 90
    case .sends: 110
    case .mails: 30
    case .wireTakes: 90
    case .wireAnswers: 90
    case .deliver: 130
    case .tick: 50
    case .pass: 45
    case .jump: 14
    case .longJump: 2
    case .customerAsks: 22
    case .personEchoes, .personReplies: 12
    case .customerBursts, .customerAsksNews: 6
    case .customerRates: 14
    case .personResolves: 6
    case .personWaits: 12
    case .strayStatus, .customerSharesContact: 10
    case .handOver, .standbyMessage: 12
    case .customerThanks, .staffWrites: 6
    case .customerReads, .automationReplies, .greetingEchoes: 6
    case .graphTemplate: 8
    case .graph401, .graph403: 6
    case .crashNow, .crashSoon, .graphWindow: 4
    case .clockStep, .clockFreeze: 2
    case .automationBursts: 8
    case .customerMoves: 12
    case _: 3
    }
  }
}
