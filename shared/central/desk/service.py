"""Use cases about labels."""

from uuid import UUID

from central.call import Call
from central.desk import store
from central.desk.model import Label
from central.errors import Conflict
from central.ports import Ports


def list_labels(ports: Ports, call: Call, *, after: tuple[str, UUID] | None, limit: int) -> list[Label]:
    """Return at most ``limit`` labels by name, from behind ``after`` (name, id)."""
    with ports.database.transaction(call) as transaction:
        return store.list_labels(transaction, after=after, limit=limit)


def create_label(ports: Ports, call: Call, *, name: str, color: str) -> Label:
    """Create a label.

    Raises:
        Conflict: the name is taken, whatever its case.
    """
    with ports.database.transaction(call) as transaction:
        label = store.insert_label(transaction, name=name, color=color)
    if label is None:
        sentence = "Já existe um marcador com este nome."
        raise Conflict(sentence, code="label_exists", fields={"name": sentence})
    return label
