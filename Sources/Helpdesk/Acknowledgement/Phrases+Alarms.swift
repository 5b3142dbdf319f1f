extension Phrases {
  /// What Meta has told of an account, as a sentence.
  package static func alarm(_ kind: AccountAlarm.Kind, in language: Language) -> String {
    let tongue = Tongue(language)
    return switch kind {
    case .deleted:
      tongue.pick(
        "La cuenta de WhatsApp Business fue eliminada.", "A conta do WhatsApp Business foi excluída.",
        "The WhatsApp Business account was deleted.")
    case .violation:
      tongue.pick(
        "Meta señaló una infracción de sus políticas.", "A Meta apontou uma violação das políticas dela.",
        "Meta reported a violation of its policies.")
    case .restricted:
      tongue.pick(
        "Meta restringió lo que la cuenta puede hacer.", "A Meta restringiu o que a conta pode fazer.",
        "Meta restricted what the account may do.")
    case .banned:
      tongue.pick("Meta inhabilitó la cuenta.", "A Meta desativou a conta.", "Meta disabled the account.")
    case .banPlanned:
      tongue.pick(
        "Meta va a inhabilitar la cuenta.", "A Meta vai desativar a conta.", "Meta is going to disable the account.")
    case .reinstated:
      tongue.pick(
        "Meta volvió a habilitar la cuenta.", "A Meta reativou a conta.", "Meta reinstated the account.")
    case .disconnected:
      tongue.pick(
        "La cuenta quedó desconectada de la aplicación: no se reciben ni se envían mensajes.",
        "A conta foi desconectada do aplicativo: não se recebem nem se enviam mensagens.",
        "The account was disconnected from the app: nothing is received or sent.")
    case .reconnected:
      tongue.pick("La cuenta volvió a conectarse.", "A conta foi reconectada.", "The account was connected again.")
    case .alert:
      tongue.pick(
        "Meta publicó un aviso sobre la cuenta.", "A Meta publicou um alerta sobre a conta.",
        "Meta published an alert about the account.")
    case .reviewRejected:
      tongue.pick(
        "La revisión de la cuenta fue rechazada.", "A análise da conta foi rejeitada.",
        "The account's review was rejected.")
    case .nameRejected:
      tongue.pick(
        "El nombre visible de un número fue rechazado.", "O nome de exibição de um número foi rejeitado.",
        "A number's display name was rejected.")
    case .pinTouched:
      tongue.pick(
        "Alguien cambió el PIN de un número o pidió restablecerlo. Si no fue su equipo, actúe de inmediato.",
        "Alguém alterou o PIN de um número ou pediu para redefini-lo. Se não foi a sua equipe, aja imediatamente.",
        "Somebody changed a number's PIN or asked to reset it. If it was none of your team, act at once.")
    case .templateOut:
      tongue.pick(
        "Una plantilla quedó fuera de uso: lo que solo puede enviarse con ella no sale.",
        "Um modelo saiu de uso: o que só pode ser enviado com ele não sai.",
        "A template is out of use: what can only be sent with it is not sent.")
    case .templateUnfit:
      tongue.pick(
        "Una plantilla cambió en Meta y pide otros datos que los definidos aquí: mientras no coincidan, no se usa.",
        "Um modelo mudou na Meta e pede outros dados que os definidos aqui: enquanto não coincidirem, não é usado.",
        "A template was changed at Meta and asks for other values than defined here: until they agree, it is not used.")
    case .templateRed:
      tongue.pick(
        "Una plantilla tiene calidad baja y Meta puede pausarla.",
        "Um modelo está com qualidade baixa e a Meta pode pausá-lo.",
        "A template has low quality, and Meta may pause it.")
    case .templatePrice:
      tongue.pick(
        "Meta cambia la categoría de una plantilla, y con ella su precio.",
        "A Meta muda a categoria de um modelo e, com ela, o preço.",
        "Meta moves a template to another category, and with it to another price.")
    case .error:
      tongue.pick(
        "Meta informó un error de la cuenta o de la aplicación.", "A Meta informou um erro da conta ou do aplicativo.",
        "Meta reported an error of the account or the app.")
    }
  }
}
