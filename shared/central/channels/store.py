"""Statements about channels, one function each."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from central.channels.model import Channel
from central.db.database import Transaction
from central.db.queries import load_queries

queries = load_queries(__file__)


def list_channels(transaction: Transaction, *, after: tuple[str, UUID] | None, limit: int) -> list[Channel]:
    """Return channels by name, from behind ``after``."""
    after_name, after_id = after or (None, None)
    return transaction.all_as(Channel, queries.list_channels, after_name=after_name, after_id=after_id, limit=limit)


def find_channel(transaction: Transaction, channel_id: UUID) -> Channel | None:
    """Return one channel."""
    return transaction.one_as(Channel, queries.find_channel, channel_id=channel_id)


def lock_channel(transaction: Transaction, channel_id: UUID) -> Channel | None:
    """Return one channel, locked until commit."""
    return transaction.one_as(Channel, queries.lock_channel, channel_id=channel_id)


def insert_channel(transaction: Transaction, values: Mapping[str, Any]) -> bool:
    """Store a channel; False when the number is connected already."""
    return transaction.one(queries.insert_channel, **values) is not None


def save_channel(transaction: Transaction, channel: Channel) -> None:
    """Write every changeable column of a channel that was locked."""
    if channel.is_default:
        transaction.execute(queries.clear_default, type=channel.type, channel_id=channel.id)
    transaction.execute(queries.update_channel, **asdict(channel))
