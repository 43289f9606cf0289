"""What our own mails say, in three languages, as plain text and as the same text in simple HTML.

Names come from people: they are escaped in HTML, and are one line wherever a line could become a header or a link.
"""

import html
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from central.accounts.model import MailKind
from central.frozen import Frozen

# What a mail says: the first link to a password is another letter than one for who forgot theirs, and an address that
# is somebody else's gets no link.
LetterKind = MailKind | Literal["first_password", "email_taken"]
_Texts = tuple[str, tuple[str, ...], str, tuple[str, ...]]
_LONGEST_NAME = 80

# Subject, what stands above the button, the button, what stands below it.
_TEXTS: Mapping[LetterKind, Mapping[str, _Texts]] = MappingProxyType(
    {
        "invite": {
            "pt-BR": (
                "{inviter} convidou você para {company}",
                ("Olá!", "{inviter} convidou você para atender na {company} pela Central."),
                "Aceitar o convite",
                (
                    "O convite vale por 7 dias e só pode ser usado uma vez.",
                    "Se você não esperava este convite, ignore este e-mail.",
                ),
            ),
            "en": (
                "{inviter} invited you to {company}",
                ("Hello!", "{inviter} invited you to work for {company} on Central."),
                "Accept the invitation",
                (
                    "The invitation is valid for 7 days and can be used only once.",
                    "If you did not expect it, ignore this e-mail.",
                ),
            ),
            "es": (
                "{inviter} le invitó a {company}",
                ("¡Hola!", "{inviter} le invitó a atender en {company} con Central."),
                "Aceptar la invitación",
                (
                    "La invitación vale por 7 días y solo puede usarse una vez.",
                    "Si no la esperaba, ignore este correo.",
                ),
            ),
        },
        "password_reset": {
            "pt-BR": (
                "Escolha uma nova senha",
                ("Olá, {name}!", "Alguém pediu uma nova senha para a sua conta na Central."),
                "Escolher uma nova senha",
                (
                    "O link vale por 1 hora e só pode ser usado uma vez.",
                    "Se não foi você, ignore este e-mail: a sua senha continua a mesma.",
                ),
            ),
            "en": (
                "Choose a new password",
                ("Hello, {name}!", "Somebody asked for a new password for your Central account."),
                "Choose a new password",
                (
                    "The link is valid for 1 hour and can be used only once.",
                    "If it was not you, ignore this e-mail: your password stays as it is.",
                ),
            ),
            "es": (
                "Elija una nueva contraseña",
                ("¡Hola, {name}!", "Alguien pidió una nueva contraseña para su cuenta en Central."),
                "Elegir una nueva contraseña",
                (
                    "El enlace vale por 1 hora y solo puede usarse una vez.",
                    "Si no fue usted, ignore este correo: su contraseña sigue siendo la misma.",
                ),
            ),
        },
        "first_password": {
            "pt-BR": (
                "Crie a sua senha da Central",
                ("Olá, {name}!", "Só falta uma senha para você entrar na {company} pela Central."),
                "Criar a minha senha",
                (
                    "O link vale por 1 hora e só pode ser usado uma vez.",
                    "Se não foi você quem pediu, ignore este e-mail.",
                ),
            ),
            "en": (
                "Make your Central password",
                ("Hello, {name}!", "All that is missing is a password, and you can sign in to {company} on Central."),
                "Make my password",
                (
                    "The link is valid for 1 hour and can be used only once.",
                    "If you did not ask for it, ignore this e-mail.",
                ),
            ),
            "es": (
                "Cree su contraseña de Central",
                ("¡Hola, {name}!", "Solo falta una contraseña para que entre en {company} con Central."),
                "Crear mi contraseña",
                (
                    "El enlace vale por 1 hora y solo puede usarse una vez.",
                    "Si no lo pidió usted, ignore este correo.",
                ),
            ),
        },
        "password_changed": {
            "pt-BR": (
                "A sua senha foi trocada",
                ("Olá, {name}!", "A senha da sua conta na Central acaba de ser trocada. As outras sessões terminaram."),
                "Não fui eu: escolher outra senha",
                ("Se foi você, não precisa fazer nada.",),
            ),
            "en": (
                "Your password was changed",
                ("Hello, {name}!", "The password of your Central account was just changed. Your other sessions ended."),
                "It was not me: choose another password",
                ("If it was you, there is nothing to do.",),
            ),
            "es": (
                "Su contraseña fue cambiada",
                (
                    "¡Hola, {name}!",
                    "La contraseña de su cuenta en Central acaba de cambiarse. Las demás sesiones terminaron.",
                ),
                "No fui yo: elegir otra contraseña",
                ("Si fue usted, no tiene que hacer nada.",),
            ),
        },
        "second_factor_removed": {
            "pt-BR": (
                "A verificação em duas etapas foi desativada",
                ("Olá, {name}!", "A sua conta na Central agora pede só a senha para entrar."),
                "Não fui eu: escolher outra senha",
                (
                    "Se foi você, ou se pediu ajuda a um administrador, não precisa fazer nada.",
                    "Se não foi, troque a senha, ative a verificação de novo e avise um administrador.",
                ),
            ),
            "en": (
                "Two-step verification was turned off",
                ("Hello, {name}!", "Your Central account now asks for the password alone."),
                "It was not me: choose another password",
                (
                    "If it was you, or you asked an administrator for help, there is nothing to do.",
                    "If not, change the password, turn the verification on again and tell an administrator.",
                ),
            ),
            "es": (
                "La verificación en dos pasos fue desactivada",
                ("¡Hola, {name}!", "Su cuenta en Central ahora pide solo la contraseña para entrar."),
                "No fui yo: elegir otra contraseña",
                (
                    "Si fue usted, o si pidió ayuda a un administrador, no tiene que hacer nada.",
                    "Si no fue así, cambie la contraseña, active la verificación de nuevo y avise a un administrador.",
                ),
            ),
        },
        "sign_in_changed": {
            "pt-BR": (
                "Uma forma de entrar na sua conta mudou",
                (
                    "Olá, {name}!",
                    "Na {company}, uma conta de entrada única foi ligada ao seu acesso ou desligada dele.",
                ),
                "Não fui eu: escolher outra senha",
                (
                    "Se foi você, ou se pediu ajuda a um administrador, não precisa fazer nada.",
                    "Se não foi, troque a senha, confira o seu perfil e avise um administrador.",
                ),
            ),
            "en": (
                "A way to sign in to your account changed",
                (
                    "Hello, {name}!",
                    "At {company}, a single sign-on account was linked to your access or unlinked from it.",
                ),
                "It was not me: choose another password",
                (
                    "If it was you, or you asked an administrator for help, there is nothing to do.",
                    "If not, change the password, look at your profile and tell an administrator.",
                ),
            ),
            "es": (
                "Una forma de entrar en su cuenta cambió",
                (
                    "¡Hola, {name}!",
                    "En {company}, una cuenta de acceso único se vinculó a su acceso o se desvinculó de él.",
                ),
                "No fui yo: elegir otra contraseña",
                (
                    "Si fue usted, o si pidió ayuda a un administrador, no tiene que hacer nada.",
                    "Si no fue así, cambie la contraseña, revise su perfil y avise a un administrador.",
                ),
            ),
        },
        "email_change": {
            "pt-BR": (
                "Confirme o seu novo e-mail",
                ("Olá, {name}!", "Você pediu para usar este endereço na sua conta da Central."),
                "Confirmar este e-mail",
                (
                    "O link vale por 1 dia e só pode ser usado uma vez. Até lá, o endereço de antes continua valendo.",
                    "Se não foi você, ignore este e-mail: nada muda.",
                ),
            ),
            "en": (
                "Confirm your new e-mail",
                ("Hello, {name}!", "You asked to use this address for your Central account."),
                "Confirm this e-mail",
                (
                    "The link is valid for 1 day and can be used only once. Until then the address of before counts.",
                    "If it was not you, ignore this e-mail: nothing changes.",
                ),
            ),
            "es": (
                "Confirme su nuevo correo",
                ("¡Hola, {name}!", "Usted pidió usar esta dirección en su cuenta de Central."),
                "Confirmar este correo",
                (
                    "El enlace vale por 1 día y solo puede usarse una vez. Hasta entonces sigue valiendo la anterior.",
                    "Si no fue usted, ignore este correo: nada cambia.",
                ),
            ),
        },
        "email_taken": {
            "pt-BR": (
                "Este e-mail já tem uma conta",
                ("Olá!", "Alguém pediu para usar este endereço em outra conta da Central, mas ele já é da sua."),
                "Entrar na Central",
                ("Se não foi você, ignore este e-mail: nada mudou e ninguém ficou sabendo desta conta.",),
            ),
            "en": (
                "This e-mail already has an account",
                ("Hello!", "Somebody asked to use this address for another Central account, but it is yours already."),
                "Sign in to Central",
                ("If it was not you, ignore this e-mail: nothing changed and nobody learned of this account.",),
            ),
            "es": (
                "Este correo ya tiene una cuenta",
                ("¡Hola!", "Alguien pidió usar esta dirección en otra cuenta de Central, pero ya es de la suya."),
                "Entrar en Central",
                ("Si no fue usted, ignore este correo: nada cambió y nadie supo de esta cuenta.",),
            ),
        },
        "email_change_asked": {
            "pt-BR": (
                "Pediram para trocar o seu e-mail",
                ("Olá, {name}!", "Alguém na sua conta da Central pediu para trocar este endereço por outro."),
                "Não fui eu: escolher outra senha",
                (
                    "Se foi você, abra o link que enviamos ao novo endereço. Até lá nada muda.",
                    "Se não foi, escolha outra senha: isso também cancela a troca.",
                ),
            ),
            "en": (
                "Somebody asked to change your e-mail",
                ("Hello, {name}!", "Somebody in your Central account asked to replace this address by another one."),
                "It was not me: choose another password",
                (
                    "If it was you, open the link we sent to the new address. Until then nothing changes.",
                    "If not, choose another password: that cancels the change, too.",
                ),
            ),
            "es": (
                "Pidieron cambiar su correo",
                ("¡Hola, {name}!", "Alguien en su cuenta de Central pidió cambiar esta dirección por otra."),
                "No fui yo: elegir otra contraseña",
                (
                    "Si fue usted, abra el enlace que enviamos a la nueva dirección. Hasta entonces nada cambia.",
                    "Si no fue así, elija otra contraseña: eso también cancela el cambio.",
                ),
            ),
        },
        "email_changed": {
            "pt-BR": (
                "O seu e-mail foi trocado",
                ("Olá, {name}!", "A sua conta da Central agora usa outro endereço. Este não entra mais nela."),
                "Entrar com o novo endereço",
                (
                    "Se foi você, não precisa fazer nada.",
                    "Se não foi, avise agora um administrador da sua empresa: ele pode tirar o acesso da conta.",
                ),
            ),
            "en": (
                "Your e-mail was changed",
                ("Hello, {name}!", "Your Central account uses another address now. This one no longer opens it."),
                "Sign in with the new address",
                (
                    "If it was you, there is nothing to do.",
                    "If not, tell an administrator of your company now: they can take the access from the account.",
                ),
            ),
            "es": (
                "Su correo fue cambiado",
                ("¡Hola, {name}!", "Su cuenta de Central ahora usa otra dirección. Esta ya no entra en ella."),
                "Entrar con la nueva dirección",
                (
                    "Si fue usted, no tiene que hacer nada.",
                    "Si no fue así, avise ahora a un administrador de su empresa: puede quitar el acceso a la cuenta.",
                ),
            ),
        },
    }
)


class Letter(Frozen):
    """One mail's content."""

    subject: str
    text: str
    html: str


def write_letter(kind: LetterKind, locale: str, *, link: str, names: Mapping[str, str]) -> Letter:
    """Return a mail.

    Args:
        locale: of its reader; an unknown one is Portuguese.
        link: our own address, of an invite or a new password with the token in its fragment: fragments are sent to no
            server and reach no log.
        names: ``inviter`` and ``company``, or ``name``.
    """
    texts = _TEXTS[kind]
    subject, above, button, below = texts.get(locale, texts["pt-BR"])
    plain = {name: one_line(value) for name, value in names.items()}
    escaped = {name: html.escape(value) for name, value in plain.items()}
    text = "\n\n".join([*(line.format_map(plain) for line in above), f"{button}:\n{link}", *below])
    address = html.escape(link)
    paragraphs = [
        *(f"<p>{line.format_map(escaped)}</p>" for line in above),
        f'<p><a href="{address}" style="display:inline-block;padding:12px 20px;border-radius:8px;'
        f'background:#0b5c6b;color:#ffffff;text-decoration:none">{button}</a></p>',
        *(f'<p style="color:#52606d">{line}</p>' for line in below),
        f'<p style="color:#52606d;font-size:12px;word-break:break-all">{address}</p>',
    ]
    body = (
        f'<!doctype html><html lang="{locale if locale in texts else "pt-BR"}"><head><meta charset="utf-8"></head>'
        '<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1f2933">'
        f"{''.join(paragraphs)}</body></html>"
    )
    return Letter(one_line(subject.format_map(plain), 200), text + "\n", body)


def one_line(text: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name as one line of visible characters: no header begins in it, and nothing turns the line around.

    What looks like an address is broken up: mail programs make links of names too, and a company's name is anybody's.
    """
    visible = "".join(char if char.isprintable() else " " for char in text)
    words = " ".join(visible.split())[:longest]
    return words.replace("://", ": //").replace("www.", "www ")
