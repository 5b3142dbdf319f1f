import Helpdesk

/// What is said about an account's templates, besides whether they can be used.
extension AccountNewsReader {
  var templateName: TemplateName? {
    guard let name = value.fact("message_template_name"), let language = value.fact("message_template_language")
    else { return nil }
    return TemplateName(name: name, language: Language(language))
  }

  var templateQuality: AccountNews.Fact? {
    guard let template = templateName, let new: MetaWord<QualityScore> = value.word("new_quality_score") else {
      return nil
    }
    return .templateQuality(template, previous: value.word("previous_quality_score"), new: new)
  }

  /// `correct_category` tells that it is still to come; `new_category` is then the present one.
  var templateCategory: AccountNews.Fact? {
    guard let template = templateName else { return nil }
    let new: MetaWord<TemplateCategory>? = value.word("new_category")
    if let correct: MetaWord<TemplateCategory> = value.word("correct_category") {
      return .templateCategory(
        template, .impending(current: new, correct: correct, at: value["category_update_timestamp"]?.timestamp))
    }
    return new.map { .templateCategory(template, .done(previous: value.word("previous_category"), new: $0)) }
  }
}
