package import BusinessTime

/// The steps before, at and after a clock's due time (semantics §7).
package struct Ladder: Sendable, Equatable {
  /// Empty for a ladder written inside a clock.
  package var name: String
  /// In the order of the file; decided in the order of their times.
  package var steps: [LadderStep]

  package init(name: String, steps: [LadderStep]) {
    self.name = name
    self.steps = steps
  }
}

package struct LadderStep: Sendable, Equatable {
  package var at: StepTime
  package var tell: [Audience]
  package var unless: FailOver?
  package var then: [EscalationAction]

  package init(at: StepTime, tell: [Audience] = [], unless: FailOver? = nil, then: [EscalationAction] = []) {
    self.at = at
    self.tell = tell
    self.unless = unless
    self.then = then
  }
}

/// Where a step stands, in its clock's own time mode.
package enum StepTime: Sendable, Hashable {
  /// Seconds of working time relative to the due time: −300 is `-5m`, 0 is `due`.
  case offset(seconds: Int64)
  /// Percent of the target: 80 is `80%`.
  case percent(Int)

  /// Working time from the clock's start to this step; a step before the start stands at the start.
  package func workingTime(ofTarget target: WorkingTime) -> WorkingTime {
    switch self {
    case .offset(let seconds): WorkingTime(seconds: max(0, target.seconds + seconds))
    case .percent(let percent): WorkingTime(seconds: target.seconds * Int64(percent) / 100)
    }
  }

  /// As the rules file spells it, and the name of the step in unique keys and in the timeline.
  package var name: String {
    switch self {
    case .offset(0): "due"
    case .offset(let seconds): (seconds < 0 ? "-" : "+") + Self.duration(abs(seconds))
    case .percent(let percent): "\(percent)%"
    }
  }

  private static func duration(_ seconds: Int64) -> String {
    if seconds % 3600 == 0 {
      "\(seconds / 3600)h"
    } else if seconds % 60 == 0 {
      "\(seconds / 60)m"
    } else {
      "\(seconds)s"
    }
  }
}

/// `unless: { delivered: 5m, tell: … }`: whom to tell when the step's notice did not do its work in time.
package struct FailOver: Sendable, Equatable {
  package enum Proof: String, Sendable, Codable { case delivered, answered }
  package var proof: Proof
  /// Wall-clock seconds from the step's decision.
  package var withinSeconds: Int64
  package var tell: [Audience]

  package init(proof: Proof, withinSeconds: Int64, tell: [Audience]) {
    self.proof = proof
    self.withinSeconds = withinSeconds
    self.tell = tell
  }
}

package enum Audience: Sendable, Hashable {
  case assignee, lead
  case team(TeamID)
  case role(String)
  case rota(String)
  case person(PersonID)

  /// As the rules file spells it.
  package var name: String {
    switch self {
    case .assignee: "assignee"
    case .lead: "lead"
    case .team(let team): "team:\(team.rawValue)"
    case .role(let role): "role:\(role)"
    case .rota(let rota): "rota:\(rota)"
    case .person(let person): "person:\(person.rawValue)"
    }
  }
}

package enum EscalationAction: Sendable, Equatable {
  case reassign(AssignmentStrategy)
  case tag(String)
  case stage(String)
  case queue(String)
  case priority(Priority)
  /// The named message template, to the customer.
  case tellCustomer(String)
}

package enum AssignmentStrategy: String, Sendable, Codable, Hashable {
  case leastLoaded = "least_loaded"
  case roundRobin = "round_robin"
}
