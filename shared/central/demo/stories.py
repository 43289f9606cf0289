"""Believable conversations of an ordinary week in a small shop of solar kits and household goods.

Offsets are minutes before now; who speaks is ``c`` (customer), ``a`` (an agent), ``b`` (the bot), ``n`` (a note).
"""

from dataclasses import dataclass
from typing import Any, Literal

from central.texts import say

Who = Literal["c", "a", "b", "n"]
GREETING = "Olá! Como posso ajudá-lo(a) hoje?"
HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a story."""

    minutes_ago: float
    who: Who
    text: str | None
    type: str = "text"
    content: dict[str, Any] | None = None
    status: str = "read"
    file: Literal["receipt", "invoice"] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation: who it is with, where it stands and what was said."""

    name: str
    wa_id: str
    lines: tuple[Line, ...]
    agent: Literal["marina", "bia"] | None = None
    state: Literal["waiting", "in_service", "finished", "abandoned"] = "in_service"
    queue: Literal["Atendimento", "Financeiro"] = "Atendimento"
    priority: int = 5
    labels: tuple[str, ...] = ()
    unread: int = 0
    subject: str | None = None
    email: str | None = None
    rating: int | None = None
    comment: str | None = None
    # Hours from now until the conversation comes back; with what is written to the contact shortly before.
    snoozed_hours: float | None = None
    scheduled: str | None = None


def location(name: str, address: str, latitude: float, longitude: float) -> dict[str, Any]:
    """Return the content of a location message."""
    return {"location": {"name": name, "address": address, "latitude": latitude, "longitude": longitude}}


STORIES = (
    Story(
        "Ana Souza",
        "5511987654321",
        (
            Line(34, "c", "Oi, bom dia!"),
            Line(33.8, "c", "O boleto de novembro venceu, vocês conseguem gerar outro?"),
            Line(33.5, "b", GREETING),
            Line(29, "a", "Bom dia, Ana! Claro. Me confirma o CPF do titular, por favor?"),
            Line(27, "c", "111.111.111-11"),
            Line(24, "a", "Obrigada! Já gerei a segunda via com vencimento para sexta.", status="read"),
            Line(23.5, "a", None, type="document", file="invoice", status="read"),
            Line(6, "c", "Recebi! Consigo pagar por Pix também?"),
            Line(5.6, "c", "É que o app do banco não está lendo o código de barras 😕"),
        ),
        agent="marina",
        labels=("Boleto",),
        unread=2,
        subject="Segunda via do boleto",
        email="ana.souza@example.com",
    ),
    Story(
        "Mariana Duarte",
        "5521998765432",
        (
            Line(52, "c", "Boa tarde. Comprei o kit solar 5 kW e uma placa veio trincada."),
            Line(51.7, "c", "Segue a foto da placa", type="image", file="receipt"),
            Line(51.5, "b", GREETING),
            Line(47, "a", "Boa tarde, Mariana. Sinto muito! Vou abrir a troca agora mesmo."),
            Line(46, "n", "Lote 2211 — já é a segunda placa trincada esta semana. Avisar a logística."),
            Line(44, "a", "O endereço para a coleta continua sendo o da entrega?"),
            Line(32, "c", "Isso, pode ser amanhã de manhã?"),
        ),
        agent="marina",
        priority=9,
        labels=("Troca", "VIP"),
        unread=1,
        subject="Placa trincada no kit 5 kW",
    ),
    Story(
        "João Santos",
        "5531988887777",
        (
            Line(19, "c", "quero negociar minha dívida"),
            Line(18.8, "c", "tenho 3 contas atrasadas"),
            Line(18.5, "b", GREETING),
            Line(18.4, "b", "Seu protocolo é {protocol}. Você é o 1º de 2 na fila. Tempo estimado: 3 min."),
        ),
        state="waiting",
        queue="Financeiro",
        priority=8,
        labels=("Boleto",),
        unread=2,
        subject="Negociação de débito",
    ),
    Story(
        "Elisa Prado",
        "5541999991234",
        (
            Line(7, "c", "Oi! Vocês entregam em Curitiba?"),
            Line(6.8, "b", GREETING),
            Line(6.7, "b", "Seu protocolo é {protocol}. Você é o 2º de 2 na fila. Tempo estimado: 5 min."),
            Line(
                6,
                "c",
                None,
                type="location",
                content=location("Minha casa", "Rua XV de Novembro, 1000 — Curitiba", -25.4296, -49.2713),
            ),
        ),
        state="waiting",
        unread=2,
    ),
    Story(
        "Carla Menezes",
        "5551981234567",
        (
            Line(3 * HOUR, "c", "Meu pedido 48213 ainda não chegou"),
            Line(3 * HOUR - 0.4, "b", GREETING),
            Line(3 * HOUR - 6, "a", "Oi, Carla! Vi aqui que ele saiu para entrega hoje e chega até as 18h."),
            Line(2.8 * HOUR, "c", "Ufa, obrigada! 🙏"),
            Line(2.7 * HOUR, "a", "Disponha! Fico de olho por aqui até chegar.", status="delivered"),
        ),
        agent="bia",
        labels=("Entrega",),
        subject="Pedido 48213",
    ),
    Story(
        "Fábio Teixeira",
        "5562991112222",
        (
            Line(5 * HOUR, "c", "Qual o valor da instalação para uma casa de 3 quartos?"),
            Line(5 * HOUR - 0.4, "b", GREETING),
            Line(
                4.8 * HOUR, "a", "Oi, Fábio! Em média R$ 18.900,00 com instalação, em até 12x. Posso mandar a proposta?"
            ),
            Line(4.6 * HOUR, "c", "Pode sim, meu e-mail é fabio@example.com"),
            Line(4.5 * HOUR, "n", "Quente: pediu proposta. Ligar na segunda."),
            Line(4.4 * HOUR, "a", "Enviei agora. Qualquer dúvida é só chamar!", status="delivered"),
        ),
        agent="marina",
        priority=7,
        labels=("VIP",),
        email="fabio@example.com",
        snoozed_hours=18,
        scheduled="Oi, Fábio! Conseguiu ver a proposta? Posso explicar qualquer ponto por aqui.",
    ),
    Story(
        "Rogério Lopes",
        "5585996663333",
        (
            Line(2.5 * HOUR, "c", "Boa tarde, vocês têm a bateria de 10 kWh em estoque?"),
            Line(2.5 * HOUR - 0.4, "b", GREETING),
            Line(2.5 * HOUR - 0.5, "b", "Seu protocolo é {protocol}. Você é o 3º de 3 na fila. Tempo estimado: 9 min."),
            Line(2.5 * HOUR - 6, "c", "Alguém aí?"),
            Line(2.5 * HOUR - 10, "b", say("abandonment", locale="pt-BR")),
        ),
        state="abandoned",
        unread=2,
        subject="Bateria de 10 kWh",
    ),
    Story(
        "Natália Pires",
        "5571983334444",
        (
            Line(DAY + 4 * HOUR, "c", "Não consigo entrar na minha conta"),
            Line(DAY + 4 * HOUR - 0.4, "b", GREETING),
            Line(DAY + 3.9 * HOUR, "a", "Oi, Natália! Enviei um link para criar uma senha nova. Chegou?"),
            Line(DAY + 3.7 * HOUR, "c", "Chegou e funcionou, valeu!"),
            Line(DAY + 3.6 * HOUR, "a", "Obrigado por entrar em contato. Tenha um ótimo dia!"),
        ),
        agent="bia",
        state="finished",
        rating=5,
        comment="Rápido e muito gentil.",
    ),
    Story(
        "Henrique Dias",
        "5581987776666",
        (
            Line(DAY + 7 * HOUR, "c", "Segue o comprovante do Pix", type="image", file="receipt"),
            Line(DAY + 7 * HOUR - 0.4, "b", GREETING),
            Line(DAY + 6.9 * HOUR, "a", "Recebido, Henrique! Pagamento confirmado. 👍"),
            Line(DAY + 6.8 * HOUR, "c", "Perfeito"),
        ),
        agent="marina",
        state="finished",
        queue="Financeiro",
        labels=("Boleto",),
        rating=4,
    ),
    Story(
        "Clínica Bem Viver",
        "551133334444",
        (
            Line(2 * DAY, "c", "Bom dia, precisamos de nota fiscal dos pedidos de outubro."),
            Line(2 * DAY - 0.4, "b", GREETING),
            Line(2 * DAY - 20, "a", "Bom dia! Segue em anexo. O CNPJ é o mesmo do cadastro?"),
            Line(2 * DAY - 20.5, "a", None, type="document", file="invoice"),
            Line(2 * DAY - 60, "c", "Sim, é o mesmo. Muito obrigada!"),
        ),
        agent="bia",
        state="finished",
        queue="Financeiro",
        email="contato@bemviver.example.com",
        rating=5,
    ),
    Story(
        "Pedro Nogueira",
        "554188887777",
        (
            Line(3 * DAY, "c", "O produto veio com defeito na embalagem e eu gostaria de saber como faço a devolução"),
            Line(3 * DAY - 0.4, "b", GREETING),
            Line(3 * DAY - 15, "a", "Olá, Pedro! Você tem 7 dias para devolver, sem custo. Posso agendar a coleta?"),
            Line(3 * DAY - 40, "c", "Pode, qualquer dia à tarde"),
            Line(3 * DAY - 45, "a", "Agendado para quinta, das 13h às 17h."),
            Line(2.1 * DAY, "c", "Coletaram hoje, tudo certo!"),
        ),
        agent="marina",
        state="finished",
        labels=("Troca", "Reclamação"),
        rating=3,
        comment="Resolveram, mas a coleta demorou.",
    ),
)
# What a conversation is closed with.
CLOSING_REASONS = ("Resolvido", "Sem resposta", "Engano", "Fora do nosso atendimento")
LABELS = {"Boleto": "#0b7285", "Troca": "#d9480f", "Entrega": "#2b8a3e", "VIP": "#5f3dc4", "Reclamação": "#b3261e"}
TEMPLATES = (
    (
        "boas_vindas",
        "UTILITY",
        [
            {"type": "BODY", "text": "Olá {{1}}! Aqui é da Loja Sol. Recebemos o seu contato e vamos ajudar."},
            {"type": "FOOTER", "text": "Responda SAIR para não receber mais mensagens"},
        ],
    ),
    (
        "pedido_a_caminho",
        "UTILITY",
        [
            {"type": "HEADER", "format": "TEXT", "text": "Seu pedido está a caminho"},
            {"type": "BODY", "text": "Oi {{1}}, o pedido {{2}} saiu para entrega e chega até as {{3}} horas."},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Falar com atendente"}]},
        ],
    ),
    (
        "segunda_via",
        "UTILITY",
        [
            {"type": "HEADER", "format": "DOCUMENT"},
            {"type": "BODY", "text": "Oi {{1}}, segue a segunda via do seu boleto. Qualquer dúvida, é só responder."},
        ],
    ),
    (
        "oferta_kit_solar",
        "MARKETING",
        [{"type": "BODY", "text": "{{1}}, esta semana o kit solar de 5 kW está com 20% de desconto. Quer saber mais?"}],
    ),
)
