"""What the privacy worker does with a doorbell: a job, or an account to tidy up."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from central.call import Call
from central.errors import TryLater
from central.ports import Ports
from central.privacy import store
from central.privacy.erasing import erase_contact
from central.privacy.exporting import export_contact
from central.privacy.model import LEASE, MOST_EXPORT_ATTEMPTS
from central.privacy.tidying import tidy_up


def run_job(ports: Ports, call: Call, job_id: UUID, *, checkpoint: Callable[[str], None] = lambda _name: None) -> str:
    """Do one job. A doorbell that rings twice, or for nothing, does nothing.

    Returns:
        The kind of the job, or ``nothing``: it is finished, gone, or somebody works on it.

    Raises:
        Exception: what made it fail; the job is free again after a while that grows with every try. An export that
            failed too often is over.
    """
    with ports.database.transaction(call) as transaction:
        job = store.claim_job(transaction, job_id, LEASE)
    if job is None:
        return "nothing"
    checkpoint(f"{job.kind}.claimed")
    try:
        if job.kind == "export":
            export_contact(ports, call, job, checkpoint=checkpoint)
        else:
            erase_contact(ports, call, job, checkpoint=checkpoint)
    except Exception:
        with suppress(TryLater), ports.database.transaction(call) as transaction:
            if job.kind == "export" and job.attempts >= MOST_EXPORT_ATTEMPTS:
                store.finish_job(transaction, job.id, "failed")
            else:
                store.release_job(transaction, job.id, timedelta(seconds=min(15 * 2**job.attempts, 3600)))
        raise
    return job.kind


def run_doorbell(
    ports: Ports, call: Call, job_id: UUID | None, *, checkpoint: Callable[[str], None] = lambda _name: None
) -> str:
    """Do the job, or without one tidy the account up; return what was done."""
    if job_id is not None:
        return run_job(ports, call, job_id, checkpoint=checkpoint)
    tidy_up(ports, call, checkpoint=checkpoint)
    return "tidied"
