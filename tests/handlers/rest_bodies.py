"""Valid bodies of every route that takes one, and what in them names something that must exist."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.fixtures.factories import Row
from tests.handlers.rest_client import PASSWORD

IN_A_MONTH = (datetime.now(UTC) + timedelta(days=30)).isoformat()
# One valid body for every route that takes one.
HOURS = [{"weekday": 0, "opens": "22:00", "closes": "06:00"}]
BODIES: Mapping[tuple[str, str], Row] = {
    ("POST", "/api/v1/session"): {"email": "a@b.co", "password": "wrong"},
    ("POST", "/api/v1/session/second-factor"): {"challenge": "unknown", "code": "123456"},
    ("PATCH", "/api/v1/me"): {"name": "Nova", "locale": "en", "signature": "Nova\nAtendimento"},
    ("PATCH", "/api/v1/account"): {"name": "Nova", "time_zone": "America/Recife", "brand_color": "#0b5c6b"},
    ("POST", "/api/v1/session/account"): {"account_id": "8a1d4c5e-0f5b-4f5e-9b1c-2d3e4f5a6b7c"},
    ("PUT", "/api/v1/me/password"): {"current_password": "wrong", "new_password": "uma frase bem comprida"},
    ("POST", "/api/v1/me/email"): {"email": "ana.nova@exemplo.com.br", "password": "wrong"},
    ("POST", "/api/v1/me/email/confirm"): {"token": "nada"},
    ("POST", "/api/v1/me/two-factor"): {"password": "wrong"},
    ("DELETE", "/api/v1/me/two-factor"): {"password": "wrong"},
    ("POST", "/api/v1/me/two-factor/confirm"): {"code": "123456"},
    ("POST", "/api/v1/me/two-factor/recovery-codes"): {"password": "wrong"},
    ("DELETE", "/api/v1/users/{user_id}/two-factor"): {"password": "wrong"},
    ("POST", "/api/v1/tokens"): {"name": "ERP", "permissions": ["contacts.read"], "password": "wrong"},
    ("POST", "/api/v1/sign-ups"): {"company": "Loja", "name": "Dona", "email": "dona@loja.com.br"},
    ("POST", "/api/v1/single-sign-on"): {"provider_id": "{provider_id}"},
    ("POST", "/api/v1/single-sign-on/finish"): {"state": "unknown", "code": "unknown"},
    ("POST", "/api/v1/me/step-up/finish"): {"state": "unknown", "code": "unknown"},
    ("DELETE", "/api/v1/me/identities/{identity_id}"): {"password": "wrong"},
    ("DELETE", "/api/v1/users/{user_id}/identities/{identity_id}"): {"password": "wrong"},
    ("PATCH", "/api/v1/account/sign-in"): {"single_sign_on_only": True, "password": "wrong"},
    ("POST", "/api/v1/account/sign-in-providers"): {
        "name": "Google",
        "issuer": "https://accounts.google.com",
        "client_id": "123",
        "client_secret": "secret",  # pragma: allowlist secret
        "domains": ["exemplo.com.br"],
        "password": "wrong",
    },
    ("PATCH", "/api/v1/account/sign-in-providers/{provider_id}"): {"name": "Outro", "password": "wrong"},
    ("DELETE", "/api/v1/account/sign-in-providers/{provider_id}"): {"password": "wrong"},
    ("PUT", "/api/v1/me/presence"): {"state": "pause", "reason": "almoço"},
    ("PATCH", "/api/v1/users/{user_id}"): {"role": "supervisor", "active": True, "capacity": 7, "password": PASSWORD},
    ("DELETE", "/api/v1/users/{user_id}"): {"password": PASSWORD},
    ("DELETE", "/api/v1/roles/{role_id}"): {"password": PASSWORD},
    ("DELETE", "/api/v1/tokens/{token_id}"): {"password": PASSWORD},
    ("POST", "/api/v1/audit/export"): {"password": PASSWORD},
    ("POST", "/api/v1/supervision/time-sheets/export"): {"password": PASSWORD},
    ("POST", "/api/v1/privacy/exports/{export_id}/open"): {"password": PASSWORD},
    ("POST", "/api/v1/privacy/incident-report"): {
        "from": "2026-11-20T00:00:00Z",
        "until": "2026-11-21T00:00:00Z",
        "password": PASSWORD,
    },
    ("PUT", "/api/v1/me/avatar"): {"media_id": "{media_id}"},
    ("POST", "/api/v1/invites"): {"email": "bia@exemplo.com.br", "role": "agent"},
    ("POST", "/api/v1/invites/lookup"): {"token": "nada"},
    ("POST", "/api/v1/invites/accept"): {"token": "nada", "name": "Bia", "password": "uma frase bem comprida"},
    ("POST", "/api/v1/password-resets"): {"email": "bia@exemplo.com.br"},
    ("POST", "/api/v1/password-resets/confirm"): {"token": "nada", "password": "uma frase bem comprida"},
    ("POST", "/api/v1/roles"): {
        "name": "Vendas",
        "permissions": ["conversations.read"],
        "scope": "own",
        "password": PASSWORD,
    },
    ("PATCH", "/api/v1/roles/{role_id}"): {
        "name": "Outra",
        "permissions": ["contacts.read"],
        "scope": "team",
        "password": PASSWORD,
    },
    ("POST", "/api/v1/teams"): {"name": "Financeiro", "member_ids": []},
    ("PATCH", "/api/v1/teams/{team_id}"): {"name": "Outra"},
    ("POST", "/api/v1/operator/companies"): {"name": "Loja", "person": "Dona", "email": "dona@loja.com.br"},
    ("PUT", "/api/v1/operator/companies/{company_id}/status"): {"status": "active", "reason": "x", "password": "wrong"},
    ("POST", "/api/v1/contacts"): {"name": "Maria", "phone": "11987654321", "attributes": {"a": 1}},
    ("PATCH", "/api/v1/contacts/{contact_id}"): {"name": "Maria", "attributes": {"a": [1]}},
    ("POST", "/api/v1/contacts/{contact_id}/export"): {"password": "wrong"},
    ("POST", "/api/v1/contacts/{contact_id}/erase"): {"password": "wrong", "reason": "pedido do titular"},
    ("POST", "/api/v1/contacts/{contact_id}/consents"): {
        "purpose": "marketing",
        "granted": False,
        "source": "telefone",
    },
    ("POST", "/api/v1/contacts/{contact_id}/subject-requests"): {"kind": "erasure", "note": "disse ao telefone"},
    ("POST", "/api/v1/privacy/requests/{request_id}/refuse"): {"reason": "A nota fiscal precisa ser guardada"},
    ("POST", "/api/v1/channels"): {"name": "Dois", "external_id": "777", "access_token": "abcdefghijklmnop"},
    ("PATCH", "/api/v1/channels/{channel_id}"): {"name": "Outro", "messages_per_second": 10},
    ("POST", "/api/v1/media"): {"file_name": "a.png", "mime_type": "image/png", "bytes": 10},
    ("PUT", "/api/v1/surveys/settings"): {
        "enabled": True,
        "ask_comment": False,
        "delay_seconds": 60,
        "quiet_queue_ids": ["{queue_id}"],
        "question": "Como foi?",
    },
    ("POST", "/api/v1/surveys/pages/{token}"): {"rating": 5, "comment": "Muito bom"},
    ("POST", "/api/v1/tickets/{protocol}/rating"): {"rating": 4, "comment": "Disse ao telefone que gostou"},
    ("POST", "/api/v1/labels"): {"name": "novo", "color": "#123456"},
    ("POST", "/api/v1/queues"): {
        "name": "Nova",
        "mode": "least_busy",
        "agent_limit": 3,
        "member_ids": [],
        "team_ids": [],
    },
    ("PATCH", "/api/v1/queues/{queue_id}"): {"name": "Outra", "agent_limit": 4},
    ("POST", "/api/v1/calendars"): {"name": "Plantão", "time_zone": "America/Recife", "week": HOURS},
    ("POST", "/api/v1/calendars/preview"): {"time_zone": "America/Recife", "week": HOURS},
    ("PATCH", "/api/v1/calendars/{calendar_id}"): {"name": "Loja", "week": HOURS, "holidays": {"country": "BR"}},
    ("PUT", "/api/v1/supervision/agents/{user_id}/presence"): {"state": "offline"},
    ("PATCH", "/api/v1/service"): {"texts": {"greeting": "Oi, {name}!", "away": None}, "give_back_after_seconds": 120},
    ("PUT", "/api/v1/closing"): {"reasons": [{"name": "Resolvido"}], "required": ["reason"]},
    ("POST", "/api/v1/sla/policies"): {"name": "Nova", "queue_id": "{queue_id}", "first_response_seconds": 900},
    ("PUT", "/api/v1/sla/policies/{policy_id}"): {"name": "Outra", "resolution_seconds": 3600},
    ("POST", "/api/v1/skills"): {"name": "Espanhol", "agents": [], "labels": []},
    ("PATCH", "/api/v1/skills/{skill_id}"): {"name": "Inglês"},
    ("PUT", "/api/v1/capacity"): {"channels": [{"channel_type": "whatsapp", "weight": 1.5, "agent_limit": 4}]},
    ("POST", "/api/v1/priority-rules"): {"name": "VIP", "priority": 9, "contact_state": "customer"},
    ("PUT", "/api/v1/priority-rules/{rule_id}"): {"name": "VIP", "priority": 8, "contact_state": "customer"},
    ("POST", "/api/v1/conversations/{conversation_id}/offer/decline"): {"reason": "almoço"},
    ("POST", "/api/v1/follow-up-rules"): {
        "name": "Nova",
        "trigger": "silence",
        "queue_id": "{queue_id}",
        "steps": [{"after_minutes": 60, "action": "close", "reason": "Sem resposta"}],
    },
    ("PUT", "/api/v1/follow-up-rules/{follow_up_rule_id}"): {
        "name": "Outra",
        "trigger": "window",
        "minutes_before": 120,
        "notify": "leaders",
    },
    ("PUT", "/api/v1/conversations/{conversation_id}/follow-up"): {"enabled": False},
    ("PATCH", "/api/v1/queues/{queue_id}/waiting"): {"abandon_after_seconds": 900, "position_interval_seconds": 60},
    ("POST", "/api/v1/conversations"): {
        "channel_id": "{channel_id}",
        "contact_id": "{contact_id}",
        "message": {"text": "Olá"},
    },
    ("PATCH", "/api/v1/conversations/{conversation_id}"): {"subject": "Boleto", "priority": 7},
    ("POST", "/api/v1/conversations/{conversation_id}/messages"): {"text": "Olá", "client_id": str(uuid4())},
    ("POST", "/api/v1/conversations/{conversation_id}/assign"): {"user_id": "{user_id}"},
    ("POST", "/api/v1/conversations/{conversation_id}/transfer"): {"queue_id": "{queue_id}", "note": "segue"},
    ("POST", "/api/v1/conversations/{conversation_id}/resolve"): {"reason": "resolvido"},
    ("POST", "/api/v1/conversations/{conversation_id}/snooze"): {"until": "2026-12-24T12:00:00Z"},
    ("POST", "/api/v1/conversations/{conversation_id}/read"): {"sequence": 1},
    ("PUT", "/api/v1/conversations/{conversation_id}/labels"): {"labels": ["vip"]},
    ("POST", "/api/v1/conversations/{conversation_id}/typing"): {"state": "on"},
    ("POST", "/api/v1/conversations/bulk"): {"ids": ["{conversation_id}"], "action": "read"},
    ("PUT", "/api/v1/messages/{message_id}/reaction"): {"emoji": "👍"},
    ("POST", "/api/v1/scheduled-messages"): {
        "conversation_id": "{conversation_id}",
        "text": "Bom dia!",
        "due_at": IN_A_MONTH,
    },
    ("PATCH", "/api/v1/scheduled-messages/{scheduled_message_id}"): {"text": "Boa tarde!", "due_at": IN_A_MONTH},
}
# Bodies that name rows: with somebody else's they must change nothing.
REFERENCES: Mapping[tuple[str, str], tuple[Row, ...]] = {
    ("PUT", "/api/v1/surveys/settings"): ({"enabled": True, "quiet_queue_ids": ["{queue_id}"]},),
    ("PUT", "/api/v1/me/avatar"): ({"media_id": "{media_id}"},),
    ("PATCH", "/api/v1/channels/{channel_id}"): ({"queue_id": "{queue_id}"},),
    ("POST", "/api/v1/channels"): ({"name": "Dois", "external_id": "777", "queue_id": "{queue_id}"},),
    ("PATCH", "/api/v1/queues/{queue_id}"): (
        {"member_ids": ["{user_id}"]},
        {"team_ids": ["{team_id}"]},
        {"overflow_queue_id": "{queue_id}", "overflow_after_seconds": 60},
        {"skills": [{"skill_id": "{skill_id}", "level": 1}]},
    ),
    ("POST", "/api/v1/skills"): ({"name": "Nova", "agents": [{"user_id": "{user_id}", "level": 3}]},),
    ("PATCH", "/api/v1/skills/{skill_id}"): ({"agents": [{"user_id": "{user_id}", "level": 3}]},),
    ("PUT", "/api/v1/capacity"): (
        {"channels": [], "agents": [{"user_id": "{user_id}", "channel_type": "whatsapp", "agent_limit": 1}]},
    ),
    ("POST", "/api/v1/priority-rules"): ({"name": "VIP", "priority": 9, "channel_id": "{channel_id}"},),
    ("PUT", "/api/v1/priority-rules/{rule_id}"): ({"name": "VIP", "priority": 9, "channel_id": "{channel_id}"},),
    ("POST", "/api/v1/roles"): (
        {"name": "A", "permissions": [], "scope": "own", "channel_ids": ["{channel_id}"], "password": PASSWORD},
    ),
    ("PATCH", "/api/v1/roles/{role_id}"): ({"channel_ids": ["{channel_id}"], "password": PASSWORD},),
    ("POST", "/api/v1/teams"): ({"name": "Nova", "member_ids": ["{user_id}"]},),
    ("PATCH", "/api/v1/teams/{team_id}"): ({"member_ids": ["{user_id}"]},),
    ("PATCH", "/api/v1/users/{user_id}"): ({"team_ids": ["{team_id}"]},),
    ("POST", "/api/v1/invites"): ({"email": "c@exemplo.com.br", "role": "agent", "team_ids": ["{team_id}"]},),
    ("POST", "/api/v1/queues"): (
        {"name": "Nova", "member_ids": ["{user_id}"]},
        {"name": "Nova", "team_ids": ["{team_id}"]},
    ),
    ("POST", "/api/v1/sla/policies"): (
        {"name": "Nova", "resolution_seconds": 60, "queue_id": "{queue_id}"},
        {"name": "Nova", "resolution_seconds": 60, "channel_id": "{channel_id}"},
    ),
    ("PUT", "/api/v1/sla/policies/{policy_id}"): tuple(
        {"name": "Nova", "resolution_seconds": 60, "steps": [{"when": "breach", "action": action, name: f"{{{name}}}"}]}
        for action, name in (
            ("move_to_queue", "queue_id"),
            ("assign_person", "user_id"),
            ("assign_team", "team_id"),
        )
    ),
    ("POST", "/api/v1/follow-up-rules"): tuple(
        {"name": "Nova", "trigger": "silence", "steps": [{"after_minutes": 60, "action": "close"}], name: f"{{{name}}}"}
        for name in ("queue_id", "channel_id")
    ),
    ("POST", "/api/v1/conversations/{conversation_id}/assign"): ({"user_id": "{user_id}"},),
    ("POST", "/api/v1/conversations/{conversation_id}/transfer"): (
        {"queue_id": "{queue_id}"},
        {"user_id": "{user_id}"},
        {"channel_id": "{channel_id}"},
    ),
    ("POST", "/api/v1/conversations/{conversation_id}/messages"): (
        {"type": "image", "media_id": "{media_id}"},
        {"text": "a", "reply_to_id": "{message_id}"},
    ),
    ("POST", "/api/v1/scheduled-messages"): (
        {"conversation_id": "{conversation_id}", "text": "a", "due_at": IN_A_MONTH},
    ),
    ("POST", "/api/v1/conversations"): (
        {"channel_id": "{channel_id}", "contact": {"name": "A", "phone": "11987654321"}, "message": {"text": "a"}},
        {"channel_id": "{channel_id}", "contact_id": "{contact_id}", "message": {"text": "a"}},
    ),
}
