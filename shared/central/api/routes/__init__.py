"""One file per area. A new router is added to this list."""

from fastapi import APIRouter

from central.api.routes import (
    account,
    audit,
    avatars,
    calendars,
    channels,
    closing,
    contacts,
    conversations,
    events,
    invites,
    labels,
    media,
    messages,
    operator,
    password_resets,
    privacy,
    queues,
    roles,
    session,
    sessions,
    sign_in_providers,
    sign_ups,
    single_sign_on,
    sla,
    sockets,
    supervision,
    system,
    teams,
    tokens,
    two_factor,
    users,
)

PREFIX = "/api/v1"

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    sessions.router,
    two_factor.router,
    single_sign_on.router,
    sign_in_providers.router,
    tokens.router,
    users.router,
    roles.router,
    teams.router,
    invites.router,
    password_resets.router,
    avatars.router,
    account.router,
    sign_ups.router,
    operator.router,
    conversations.router,
    messages.router,
    events.router,
    sockets.router,
    contacts.router,
    channels.router,
    media.router,
    labels.router,
    queues.router,
    closing.router,
    calendars.router,
    supervision.router,
    sla.router,
    audit.router,
    privacy.router,
    system.router,
)
"""Everything below the prefix."""

ROOT_ROUTERS: tuple[APIRouter, ...] = (system.root_router,)
"""What lies beside it."""
