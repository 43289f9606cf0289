"""psycopg's connection, safe behind a pooler and patient only so long (docs/decisions/0029)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from central.db.driver import psycopg

T = TypeVar("T")

# What an answer needs beside its statement: the way, the pooler, a busy machine.
_ON_THE_WAY_SECONDS = 1.0
_CANCEL_SECONDS = 1.0


class _Pipeline(psycopg.Pipeline):
    """A pipeline whose last word is Sync.

    psycopg asks for the answers once more after it (Flush). They come anyway; but when that request reaches a pooler
    after the end of the transaction, it is taken for the beginning of the next one: a connection of the server is
    given to a client that may say nothing for minutes, and everybody else waits.
    """

    def _exit_gen(self) -> Any:
        try:
            self._enqueue_sync()
            yield from self._communicate_gen()
        finally:
            yield from self._fetch_gen(flush=False)


class Connection(psycopg.Connection[Any]):
    """A connection that waits for no answer for ever.

    Attributes:
        answer_seconds: how long it waits for one; None is for ever. The time-outs of the server end a statement, not
            the wait for an answer that was lost on the way from a pooler or proxy which is itself alive.
    """

    answer_seconds: float | None = None

    def limit_statements(self, milliseconds: int) -> None:
        """Wait for answers as long as a statement may take, which is ``milliseconds``, and a little more."""
        self.answer_seconds = milliseconds / 1000 + _ON_THE_WAY_SECONDS

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Do what psycopg's does.

        Raises:
            psycopg.OperationalError: no answer came in time. The statement is cancelled, the connection closed.
        """
        if timeout is not None or self.answer_seconds is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.answer_seconds)
        except psycopg.errors._WaitTimeout:
            limit, self.answer_seconds = self.answer_seconds, None
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=_CANCEL_SECONDS)
            self.close()
            raise psycopg.OperationalError(f"no answer in {limit} s") from None

    @contextmanager
    def pipeline(self) -> Iterator[psycopg.Pipeline]:
        """Do what psycopg's does, with our pipeline."""
        if self._pipeline is None:
            self._pipeline = _Pipeline(self)
        with super().pipeline() as pipeline:
            yield pipeline
