package import BusinessTime

/// Which of an account's templates: a name has one text a language.
package struct TemplateName: Sendable, Equatable {
  package var name: String
  package var language: Language

  package init(name: String, language: Language) {
    self.name = name
    self.language = language
  }
}

/// How customers take a template; Meta pauses one that goes red.
package enum QualityScore: String, Sendable {
  case green = "GREEN"
  case yellow = "YELLOW"
  case red = "RED"
  case unknown = "UNKNOWN"
}

/// What a template is charged as.
package enum TemplateCategory: String, Sendable {
  case authentication = "AUTHENTICATION"
  case marketing = "MARKETING"
  case utility = "UTILITY"
}

/// Meta moves a template to another category, and another price (field `template_category_update`).
package enum CategoryChange: Sendable, Equatable {
  case done(previous: MetaWord<TemplateCategory>?, new: MetaWord<TemplateCategory>)
  /// It will be `correct` from `at` on, nil if Meta does not say; until then it is `current`.
  case impending(current: MetaWord<TemplateCategory>?, correct: MetaWord<TemplateCategory>, at: Timestamp?)
}
