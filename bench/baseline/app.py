"""The honest monolith we compare with: FastAPI, SQLAlchemy 2 and asyncpg in one process.

What a good developer writes first: verify the webhook, store in the request, tell the sockets in the process, assign in
a loop every 15 seconds, 50 conversations at a time. No tricks against it: composite indexes, one pool, uvloop.
"""

import asyncio
import hashlib
import hmac
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, HTTPException, Request, WebSocket, WebSocketDisconnect
from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SECRET = os.environ["BASELINE_APP_SECRET"].encode()
LOOP_SECONDS = float(os.environ.get("BASELINE_LOOP_SECONDS", "15"))
LOOP_BATCH = 50

engine = create_async_engine(os.environ["BASELINE_DATABASE_URL"], pool_size=16, max_overflow=16)
sessions = async_sessionmaker(engine, expire_on_commit=False)
sockets: dict[int, set[WebSocket]] = {}


class Base(DeclarativeBase):
    pass


class Agent(Base):
    __tablename__ = "agents"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    online: Mapped[bool] = mapped_column(default=True)
    agent_limit: Mapped[int] = mapped_column(default=5)


class Contact(Base):
    __tablename__ = "contacts"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    wa_id: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))


class Conversation(Base):
    __tablename__ = "conversations"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"), index=True)
    unread: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    __table_args__ = (Index("conversations_status_last", "status", "last_at"),)


class Message(Base):
    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(200))
    direction: Mapped[str] = mapped_column(String(3))
    text: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    __table_args__ = (UniqueConstraint("external_id"),)


async def push(agent_id: int, event: dict[str, Any]) -> None:
    for socket in list(sockets.get(agent_id, ())):
        try:
            await socket.send_json(event)
        except RuntimeError:
            sockets[agent_id].discard(socket)


async def store(session: AsyncSession, value: dict[str, Any], message: dict[str, Any]) -> Conversation | None:
    """Store one message; None when it is known already."""
    if await session.scalar(select(Message.id).where(Message.external_id == message["id"])):
        return None
    contact = await session.scalar(select(Contact).where(Contact.wa_id == message["from"]))
    if contact is None:
        names = {c["wa_id"]: c["profile"]["name"] for c in value.get("contacts", [])}
        contact = Contact(wa_id=message["from"], name=names.get(message["from"], ""))
        session.add(contact)
        await session.flush()
    conversation = await session.scalar(
        select(Conversation).where(Conversation.contact_id == contact.id, Conversation.status != "closed")
    )
    if conversation is None:
        conversation = Conversation(contact_id=contact.id, status="waiting", unread=0)
        session.add(conversation)
        await session.flush()
    text = message.get("text", {}).get("body")
    session.add(Message(conversation_id=conversation.id, external_id=message["id"], direction="in", text=text))
    conversation.unread += 1
    conversation.last_at = datetime.now(UTC).replace(tzinfo=None)
    return conversation


async def assign_waiting() -> None:
    """Give the oldest waiting conversations to the agents with the fewest."""
    async with sessions() as session:
        load = func.count(Conversation.id)
        rows = await session.execute(
            select(Agent, load)
            .outerjoin(Conversation, (Conversation.agent_id == Agent.id) & (Conversation.status == "assigned"))
            .where(Agent.online)
            .group_by(Agent.id)
        )
        loads = {agent.id: (agent, count) for agent, count in rows}
        waiting = await session.scalars(
            select(Conversation)
            .where(Conversation.status == "waiting")
            .order_by(Conversation.created_at)
            .limit(LOOP_BATCH)
        )
        told = []
        for conversation in waiting:
            free = [(count, agent_id) for agent_id, (agent, count) in loads.items() if count < agent.agent_limit]
            if not free:
                break
            _, agent_id = min(free)
            agent, count = loads[agent_id]
            loads[agent_id] = (agent, count + 1)
            conversation.agent_id, conversation.status = agent_id, "assigned"
            told.append((agent_id, conversation.id))
        await session.commit()
    for agent_id, conversation_id in told:
        await push(agent_id, {"type": "assigned", "conversation_id": conversation_id})


async def assignment_loop() -> None:
    while True:
        await asyncio.sleep(LOOP_SECONDS)
        await assign_waiting()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    loop = asyncio.create_task(assignment_loop())
    yield
    loop.cancel()
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, str]:
    raw = await request.body()
    expected = "sha256=" + hmac.new(SECRET, raw, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("x-hub-signature-256", "")):
        raise HTTPException(401)
    for entry in json.loads(raw)["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            for message in value.get("messages", []):
                async with sessions() as session:
                    conversation = await store(session, value, message)
                    await session.commit()
                if conversation is not None and conversation.agent_id is not None:
                    await push(conversation.agent_id, {"type": "message", "conversation_id": conversation.id})
    return {"status": "ok"}


@app.websocket("/ws/{agent_id}")
async def agent_socket(socket: WebSocket, agent_id: int) -> None:
    await socket.accept()
    sockets.setdefault(agent_id, set()).add(socket)
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        sockets[agent_id].discard(socket)
