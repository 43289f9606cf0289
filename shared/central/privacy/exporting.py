"""Packs everything about one contact into a ZIP: a page to read, a table of messages, rows as JSON, and the files."""

import csv
import html
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.csv_text import safe_cell
from central.call import Call
from central.clock import now, rfc3339
from central.db.database import Transaction
from central.platforms.media import base_type, safe_file_name
from central.ports import Ports
from central.privacy import store, subject_requests_store
from central.privacy.catalogue import EXPORTED
from central.privacy.model import ARCHIVE_NAME, EXPORT_LIFE, export_folder
from central.privacy.outcomes import tell
from central.privacy.store import Claimed

_MESSAGES = ("id", "conversation_id", "created_at", "direction", "author_type", "type", "text", "status")
_AUTHORS = {"contact": "Contato", "agent": "Atendente", "bot": "Robô", "ai": "IA", "system": "Sistema"}


def export_contact(
    ports: Ports, call: Call, job: Claimed, *, checkpoint: Callable[[str], None] = lambda _name: None
) -> None:
    """Pack the contact of a job that was claimed. A try that died is begun again from nothing and overwrites it.

    An erasure that comes in between takes the job's row with it: then nothing stays in the bucket either. Whom another
    worker overtook leaves that one's archive, which has the same name, alone.

    Raises:
        TryLater: the database is away.
        Exception: the bucket is; the job is tried again.
    """
    folder = export_folder(call.account_id, job.id)
    key = f"{folder}/{ARCHIVE_NAME}"
    with tempfile.TemporaryDirectory(prefix="export-") as place:
        path = Path(place) / ARCHIVE_NAME
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            with ports.database.transaction(call) as transaction:
                company = store.account_of_export(transaction)
                pack = _pack_rows(transaction, archive, job.contact_id, Path(place))
            checkpoint("export.rows_packed")
            missing = _pack_files(ports, archive, pack.files, Path(place) / "file")
            archive.writestr("leia-me.html", _page(company["name"], pack.contact, pack.counts, missing))
        size = path.stat().st_size
        ports.blobs.put_file(key, str(path), "application/zip")
    checkpoint("export.kept")
    with ports.database.transaction(call) as transaction:
        kept = store.finish_job(
            transaction, job.id, "done", counts=pack.counts, object_key=key, size=size, life=EXPORT_LIFE
        )
        if kept:
            audit.record(transaction, "export.made", target=("contact", job.contact_id), details={"bytes": size})
            by = job.requested_by
            done = subject_requests_store.fulfil_requests(transaction, job.contact_id, "export", closed_by=by)
            tell(transaction, done, "fulfilled", by=by)
        found = None if kept else store.find_job(transaction, job.id)
    if not kept and (found is None or found.state != "done"):
        ports.blobs.delete_folder(folder)


class _Pack:
    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.contact: Mapping[str, Any] = {}
        self.files: list[Mapping[str, Any]] = []


def _pack_rows(transaction: Transaction, archive: zipfile.ZipFile, contact_id: UUID, place: Path) -> _Pack:
    pack = _Pack()
    table_of_messages = place / "messages.csv"
    with table_of_messages.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.writer(written, quoting=csv.QUOTE_ALL)
        writer.writerow(_MESSAGES)
        for table in EXPORTED:
            rows = store.rows_of(transaction, table, contact_id)
            count = 0
            with archive.open(f"dados/{table}.json", "w") as target:
                for row in rows:
                    target.write(b"[\n" if count == 0 else b",\n")
                    target.write(json.dumps(row, ensure_ascii=False).encode())
                    count += 1
                    if table == "contacts":
                        pack.contact = row
                    elif table == "media":
                        pack.files.append(row)
                    elif table == "messages":
                        writer.writerow([safe_cell(_cell(column, row.get(column))) for column in _MESSAGES])
                target.write(b"[]\n" if count == 0 else b"\n]\n")
            pack.counts[table] = count
    archive.write(table_of_messages, "mensagens.csv")
    table_of_messages.unlink()
    return pack


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "author_type":
        return _AUTHORS.get(str(value), str(value))
    return str(value)


def _pack_files(
    ports: Ports, archive: zipfile.ZipFile, files: Iterable[Mapping[str, Any]], path: Path
) -> list[Mapping[str, Any]]:
    """Add the files of messages one by one; return those that are not in the bucket."""
    missing: list[Mapping[str, Any]] = []
    for file in files:
        key = file["object_key"]
        if file["state"] != "stored" or not key or ports.blobs.head(key) is None:
            missing.append(file)
            continue
        ports.blobs.get_file(key, str(path))
        name = safe_file_name(file["file_name"], base_type(file["mime_type"] or "application/octet-stream"))
        # What was sent is compressed already, mostly.
        archive.write(path, f"arquivos/{file['id']}/{name}", zipfile.ZIP_STORED)
        path.unlink()
    return missing


def _page(company: str, contact: Mapping[str, Any], counts: Mapping[str, int], missing: list[Mapping[str, Any]]) -> str:
    """The page to begin with: who it is about, what lies where. Only text of ours and escaped values."""
    facts = [
        ("Nome", contact.get("name")),
        ("Telefone", contact.get("phone")),
        ("E-mail", contact.get("email")),
        ("Situação", contact.get("state")),
        ("Cadastrado em", contact.get("created_at")),
    ]
    shown = "".join(f"<tr><th>{name}</th><td>{html.escape(str(value or '—'))}</td></tr>" for name, value in facts)
    extra = "".join(
        f"<tr><th>{html.escape(str(name))}</th><td>{html.escape(json.dumps(value, ensure_ascii=False))}</td></tr>"
        for name, value in (contact.get("attributes") or {}).items()
    )
    listed = "".join(
        f"<tr><td><a href='dados/{table}.json'>dados/{table}.json</a></td><td>{count}</td></tr>"
        for table, count in counts.items()
    )
    absent = "".join(
        f"<li>{html.escape(str(file['file_name'] or file['id']))} ({html.escape(file['state'])})</li>"
        for file in missing
    )
    return (
        "<!doctype html><html lang='pt-BR'><meta charset='utf-8'><title>Dados pessoais</title>"
        "<style>body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}</style>"
        f"<h1>Dados pessoais guardados por {html.escape(company)}</h1><p>Gerado em {rfc3339(now())} (UTC).</p>"
        f"<h2>Contato</h2><table>{shown}{extra}</table>"
        "<h2>Mensagens</h2><p><a href='mensagens.csv'>mensagens.csv</a> abre em qualquer planilha; os arquivos enviados"
        " e recebidos estão na pasta <code>arquivos</code>.</p>"
        f"<h2>Todos os registros</h2><table><tr><th>Arquivo</th><th>Registros</th></tr>{listed}</table>"
        + (f"<h2>Arquivos que não estão guardados</h2><ul>{absent}</ul>" if absent else "")
        + "</html>\n"
    )
