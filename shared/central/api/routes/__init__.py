"""One file per area. A new router is added to this list."""

from fastapi import APIRouter

from central.api.routes import channels, contacts, labels, media, session, system, users

PREFIX = "/api/v1"

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    users.router,
    contacts.router,
    channels.router,
    media.router,
    labels.router,
    system.router,
)
"""Everything below the prefix."""

ROOT_ROUTERS: tuple[APIRouter, ...] = (system.root_router,)
"""What lies beside it."""
