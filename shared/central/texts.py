"""The sentences the system says to contacts: defaults in three languages, overridden by the account, with variables.

An account's ``texts`` is ``{name: text}``; an empty text means that this is not said at all. A variable is a word in
braces. Every text may have every one of ``VARIABLES``: what has no value at that moment is empty. A word that is none
of them stays as it is written, so that a typing mistake shows and breaks nothing.

What nothing says yet is offered to nobody for editing: ``acknowledgment``, ``resolution``, ``ai_takeover`` and
``ai_handoff`` wait for the AI and flows; ``escalation`` promises a specialist, which a ticket that was late and that a
rule moves on does not get: it is for whoever hands a case on knowingly.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Locale = Literal["pt-BR", "en", "es"]
TextName = Literal[
    "greeting",
    "acknowledgment",
    "escalation",
    "resolution",
    "closing",
    "away",
    "ai_takeover",
    "handoff",
    "ai_handoff",
    "position",
    "protocol",
    "out_of_hours",
    "abandonment",
    "csat",
    "csat_comment",
    "csat_thanks",
    "csat_comment_thanks",
    "marketing_stopped",
    "marketing_resumed",
]

DEFAULTS: Mapping[Locale, Mapping[TextName, str]] = MappingProxyType(
    {
        "pt-BR": {
            "greeting": "Olá! Como posso ajudá-lo(a) hoje?",
            "acknowledgment": "Obrigado por entrar em contato. Vou analisar sua solicitação.",
            "escalation": "Vou transferir seu caso para um especialista que poderá ajudá-lo melhor.",
            "resolution": "Problema resolvido! Há mais alguma coisa em que posso ajudar?",
            "closing": "Obrigado por entrar em contato. Tenha um ótimo dia!",
            "away": "No momento não há atendentes disponíveis. Retornaremos em breve.",
            "ai_takeover": "A IA pode resolver sua dúvida automaticamente. Deseja continuar?",
            "handoff": "Você será transferido para um atendente. Aguarde um momento.",
            "ai_handoff": "Você será atendido por um de nossos especialistas.",
            "position": "Você é o {position}º de {total} na fila. Tempo estimado: {wait}.",
            "protocol": "Seu protocolo é {protocol}.",
            "out_of_hours": "Nosso atendimento funciona {hours}. Sua mensagem ficou registrada e"
            " responderemos assim que abrirmos, {opens}.",
            "abandonment": "Não conseguimos atender você a tempo. Escreva de novo quando quiser e você terá"
            " prioridade.",
            "csat": "De 1 a 5, como você avalia este atendimento?",
            "csat_comment": "Obrigado pela sua avaliação! Se quiser, conte em uma mensagem o motivo da sua nota.",
            "csat_thanks": "Obrigado pela sua avaliação!",
            "csat_comment_thanks": "Obrigado pelo seu comentário! Se ainda precisar de ajuda, escreva novamente.",
            "marketing_stopped": "Pronto: você não receberá mais mensagens de divulgação."
            " O atendimento continua normalmente.",
            "marketing_resumed": "Pronto: você voltou a receber nossas mensagens de divulgação."
            " Para parar, responda SAIR.",
        },
        "en": {
            "greeting": "Hello! How can I help you today?",
            "acknowledgment": "Thank you for contacting us. I will look into your request.",
            "escalation": "I will pass your case on to a specialist who can help you better.",
            "resolution": "Problem solved! Is there anything else I can help you with?",
            "closing": "Thank you for contacting us. Have a great day!",
            "away": "Nobody is available right now. We will get back to you soon.",
            "ai_takeover": "Our AI can solve this for you right away. Would you like to continue?",
            "handoff": "You are being transferred to an agent. One moment, please.",
            "ai_handoff": "One of our specialists will take care of you.",
            "position": "You are number {position} of {total} in line. Estimated wait: {wait}.",
            "protocol": "Your reference number is {protocol}.",
            "out_of_hours": "Our service hours are {hours}. Your message was registered and we will answer as soon"
            " as we open, {opens}.",
            "abandonment": "We could not help you in time. Write again whenever you like and you will have priority.",
            "csat": "From 1 to 5, how do you rate this service?",
            "csat_comment": "Thank you for your rating! If you like, tell us in one message why you chose it.",
            "csat_thanks": "Thank you for your rating!",
            "csat_comment_thanks": "Thank you for your comment! If you still need help, write again.",
            "marketing_stopped": "Done: you will get no more marketing messages. Support goes on as always.",
            "marketing_resumed": "Done: you will get our marketing messages again. To stop them, answer STOP.",
        },
        "es": {
            "greeting": "¡Hola! ¿En qué puedo ayudarle hoy?",
            "acknowledgment": "Gracias por contactarnos. Voy a analizar su solicitud.",
            "escalation": "Voy a transferir su caso a un especialista que podrá ayudarle mejor.",
            "resolution": "¡Problema resuelto! ¿Puedo ayudarle en algo más?",
            "closing": "Gracias por contactarnos. ¡Que tenga un excelente día!",
            "away": "En este momento no hay agentes disponibles. Le responderemos pronto.",
            "ai_takeover": "La IA puede resolver su duda automáticamente. ¿Desea continuar?",
            "handoff": "Será transferido a un agente. Espere un momento, por favor.",
            "ai_handoff": "Uno de nuestros especialistas le atenderá.",
            "position": "Usted es el número {position} de {total} en la fila. Tiempo estimado: {wait}.",
            "protocol": "Su número de protocolo es {protocol}.",
            "out_of_hours": "Nuestro horario de atención es {hours}. Su mensaje quedó registrado y le"
            " responderemos en cuanto abramos, {opens}.",
            "abandonment": "No pudimos atenderle a tiempo. Escriba de nuevo cuando quiera y tendrá prioridad.",
            "csat": "Del 1 al 5, ¿cómo califica esta atención?",
            "csat_comment": "¡Gracias por su calificación! Si quiere, cuéntenos en un mensaje el motivo de su nota.",
            "csat_thanks": "¡Gracias por su calificación!",
            "csat_comment_thanks": "¡Gracias por su comentario! Si aún necesita ayuda, escriba de nuevo.",
            "marketing_stopped": "Listo: no recibirá más mensajes de publicidad. La atención continúa normalmente.",
            "marketing_resumed": "Listo: volverá a recibir nuestros mensajes de publicidad."
            " Para dejar de recibirlos, responda BAJA.",
        },
    }
)

_WAITS: Mapping[Locale, tuple[str, str, str, str, str]] = MappingProxyType(
    {
        # unknown, under a minute, one minute, minutes, more than an hour
        "pt-BR": ("alguns minutos", "menos de 1 minuto", "1 minuto", "{n} minutos", "mais de 1 hora"),
        "en": ("a few minutes", "less than 1 minute", "1 minute", "{n} minutes", "more than 1 hour"),
        "es": ("algunos minutos", "menos de 1 minuto", "1 minuto", "{n} minutos", "más de 1 hora"),
    }
)
VARIABLES = ("name", "protocol", "queue", "position", "total", "wait", "hours", "opens")
_NOTHING = MappingProxyType(dict.fromkeys(VARIABLES, ""))
_VARIABLE = re.compile(r"\{([a-z_]{1,40})\}")
# What a platform takes as one text.
_LONGEST = 4096


def say(
    name: TextName,
    *,
    locale: str,
    overrides: Mapping[str, object] | None = None,
    variables: Mapping[str, object] | None = None,
) -> str:
    """Return a sentence, ready to send; empty when the account does not want it said.

    Args:
        locale: of the account; an unknown one is Portuguese.
        overrides: the account's ``texts``; what is not text there is ignored.
        variables: values by name. They are inserted once and never read as texts themselves, whatever they contain.
    """
    own = (overrides or {}).get(name)
    text = own if isinstance(own, str) else DEFAULTS[known_locale(locale)][name]
    return fill(text, variables or {})


def fill(text: str, variables: Mapping[str, object]) -> str:
    """Return ``text`` with its variables' values, at most as long as a platform takes."""
    values = {**_NOTHING, **variables}
    return _VARIABLE.sub(lambda found: str(values.get(found[1], found[0])), text)[:_LONGEST].strip()


def say_wait(seconds: float | None, *, locale: str) -> str:
    """Return an estimated wait in words; None when nobody can tell."""
    unknown, short, one, many, long = _WAITS[known_locale(locale)]
    if seconds is None:
        return unknown
    minutes = round(seconds / 60)
    if seconds < 60:
        return short
    if minutes > 60:
        return long
    return one if minutes == 1 else many.format(n=minutes)


def known_locale(locale: str) -> Locale:
    """Return the language texts are said in; an unknown one is Portuguese."""
    if locale == "en":
        return "en"
    return "es" if locale == "es" else "pt-BR"
